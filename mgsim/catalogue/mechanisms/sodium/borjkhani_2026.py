"""Fast sodium current of Borjkhani et al. (2026): the squid rates of Hodgkin and Huxley, m^3 h.

Rates and numbers as run by the authors' code; it has no temperature factor, nor has this card.
`x/(1 - exp(-x/k))` is written as `k/exprel(-x/k)`, the same function without its hole.
Departures: none.
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
    role="sodium",
    says="fast sodium current, squid rates (retinal ganglion cell)",
    reads=("v", "v_shift", "area"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("120 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "e_rev": Param("50 mV", "reversal potential of sodium", CODE, "D", PREPARATION),
        "a_m": Param("0.1 /(ms mV)", "slope of the opening rate of m", CODE, "C", PREPARATION),
        "v_am": Param("-40 mV", "where alpha_m bends", CODE, "C", PREPARATION),
        "k_am": Param("10 mV", "voltage scale of alpha_m", CODE, "C", PREPARATION),
        "b_m": Param("4 /ms", "closing rate of m at v_bm", CODE, "C", PREPARATION),
        "v_bm": Param("-65 mV", "where beta_m is b_m", CODE, "C", PREPARATION),
        "k_bm": Param("18 mV", "voltage scale of beta_m", CODE, "C", PREPARATION),
        "a_h": Param("0.07 /ms", "recovery rate of h at v_ah", CODE, "C", PREPARATION),
        "v_ah": Param("-65 mV", "where alpha_h is a_h", CODE, "C", PREPARATION),
        "k_ah": Param("20 mV", "voltage scale of alpha_h", CODE, "C", PREPARATION),
        "b_h": Param("1 /ms", "greatest inactivation rate of h", CODE, "C", PREPARATION),
        "v_bh": Param("-35 mV", "where beta_h is half", CODE, "C", PREPARATION),
        "k_bh": Param("10 mV", "voltage scale of beta_h", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "i_membrane": "g_bar*area*m**3*h*(v - e_rev)",
    },
    gates={
        "m": Gate(
            "activation",
            alpha="a_m*k_am/exprel((v_am - u)/k_am)",
            beta="b_m*exp((v_bm - u)/k_bm)",
        ),
        "h": Gate(
            "inactivation",
            alpha="a_h*exp((v_ah - u)/k_ah)",
            beta="b_h/(1 + exp((v_bh - u)/k_bh))",
        ),
    },
    checks=(
        Check(
            {"v": "-43.7 mV", "v_shift": "2.3 mV", "area": "1300 um^2", "m": "0.13", "h": "0.41"},
            {
                "alpha_m": "0.7298215291 /ms",
                "beta_m": "1.391996163 /ms",
                "alpha_h": "0.02707187164 /ms",
                "beta_h": "0.2497398944 /ms",
                "d_m": "0.4539852291 /ms",
                "d_h": "-0.08642095244 /ms",
                "i_membrane": "-131.6673524 pA",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"v": "-17.2 mV", "v_shift": "-3.1 mV", "area": "1300 um^2", "m": "0.62", "h": "0.17"},
            {
                "alpha_m": "2.800060663 /ms",
                "beta_m": "0.2365765567 /ms",
                "alpha_h": "0.005493113639 /ms",
                "beta_h": "0.8899274256 /ms",
                "d_m": "0.9173455869 /ms",
                "d_h": "-0.146728378 /ms",
                "i_membrane": "-4247.348152 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
