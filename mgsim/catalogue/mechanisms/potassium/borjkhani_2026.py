"""Delayed-rectifier potassium current of Borjkhani et al. (2026): the squid rates, n^4.

Rates and numbers as run by the authors' code; no temperature factor. `x/(1 - exp(-x/k))` is written
as `k/exprel(-x/k)`, the same function without its hole. Departures: none.
"""

from mgsim.language import Check, Gate, Mechanism, Param, Source

PAPER = Source(
    "borjkhani_2026",
    "Borjkhani M, Borjkhani H, Sharif MA (2026) PLOS ONE (magnesium and a retinal ganglion cell "
    "under excitotoxic stimulation, a model)",
    doi="10.1371/journal.pone.0348068",
)
CODE = PAPER.at("code, RGC_Mg_Revised.m")
PREPARATION = "model of a retinal ganglion cell, no temperature stated"

mechanism = Mechanism(
    role="potassium",
    says="delayed rectifier, squid rates (retinal ganglion cell)",
    reads=("v", "v_shift", "area"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("36 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "e_rev": Param("-77 mV", "reversal potential of potassium", CODE, "D", PREPARATION),
        "a_n": Param("0.01 /(ms mV)", "slope of the opening rate of n", CODE, "C", PREPARATION),
        "v_an": Param("-55 mV", "where alpha_n bends", CODE, "C", PREPARATION),
        "k_an": Param("10 mV", "voltage scale of alpha_n", CODE, "C", PREPARATION),
        "b_n": Param("0.125 /ms", "closing rate of n at v_bn", CODE, "C", PREPARATION),
        "v_bn": Param("-65 mV", "where beta_n is b_n", CODE, "C", PREPARATION),
        "k_bn": Param("80 mV", "voltage scale of beta_n", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "i_membrane": "g_bar*area*n**4*(v - e_rev)",
    },
    gates={
        "n": Gate(
            "activation",
            alpha="a_n*k_an/exprel((v_an - u)/k_an)",
            beta="b_n*exp((v_bn - u)/k_bn)",
        ),
    },
    checks=(
        Check(
            {"v": "-43.7 mV", "v_shift": "2.3 mV", "area": "1300 um^2", "n": "0.33"},
            {
                "alpha_n": "0.1516605975 /ms",
                "beta_n": "0.09857461137 /ms",
                "d_n": "0.0690829786 /ms",
                "i_membrane": "184.8186723 pA",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"v": "-17.2 mV", "v_shift": "-3.1 mV", "area": "1300 um^2", "n": "0.8200000000000001"},
            {
                "alpha_n": "0.4159629001 /ms",
                "beta_n": "0.06615918535 /ms",
                "d_n": "0.02062279004 /ms",
                "i_membrane": "12653.26042 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
