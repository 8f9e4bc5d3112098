"""Transient potassium current (A-type) of Borjkhani et al. (2026): a^3 b, constant time constants.

As run by the authors' code. Departures: none.
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
    role="a_current",
    says="transient potassium current (retinal ganglion cell)",
    reads=("v", "v_shift", "area"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("8 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "e_rev": Param("-77 mV", "reversal potential of potassium", CODE, "D", PREPARATION),
        "v_a": Param("-50 mV", "voltage of half activation", CODE, "C", PREPARATION),
        "k_a": Param("20 mV", "voltage scale of activation", CODE, "C", PREPARATION),
        "t_a": Param("5 ms", "time constant of activation", CODE, "C", PREPARATION),
        "v_b": Param("-70 mV", "voltage of half inactivation", CODE, "C", PREPARATION),
        "k_b": Param("6 mV", "voltage scale of inactivation", CODE, "C", PREPARATION),
        "t_b": Param("20 ms", "time constant of inactivation", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "i_membrane": "g_bar*area*a**3*b*(v - e_rev)",
    },
    gates={
        "a": Gate("activation", inf="1/(1 + exp((v_a - u)/k_a))", tau="t_a"),
        "b": Gate("inactivation", inf="1/(1 + exp((u - v_b)/k_b))", tau="t_b"),
    },
    checks=(
        Check(
            {"v": "-43.7 mV", "v_shift": "2.3 mV", "area": "1300 um^2", "a": "0.43", "b": "0.41"},
            {
                "inf_a": "0.5498339973",
                "inf_b": "0.01798620996",
                "d_a": "0.02396679946 /ms",
                "d_b": "-0.0196006895 /ms",
                "i_membrane": "112.8929434 pA",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "v": "-17.2 mV",
                "v_shift": "-3.1 mV",
                "area": "1300 um^2",
                "a": "0.9199999999999999",
                "b": "0.17",
            },
            {
                "inf_a": "0.8575391978",
                "inf_b": "8.99050382e-05",
                "d_a": "-0.01249216044 /ms",
                "d_b": "-0.008495504748 /ms",
                "i_membrane": "823.2787896 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
