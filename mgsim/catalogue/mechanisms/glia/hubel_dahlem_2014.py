"""Glial potassium buffer of Huebel & Dahlem (2014): a finite buffer that binds and lets go slowly.

x' = -k_off x - k_on/(1 + exp((15 - k_e)/1.09)) k_e (500 mM + x), where x is the potassium that the
space has gained from the buffer (below 0 while the buffer holds some). It is the mode
s = 0 of the code; the mode of a bath (s = 1) is not here. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "hubel_dahlem_2014",
    "Huebel N, Dahlem MA (2014) Dynamics from seconds to hours in Hodgkin-Huxley model with "
    "time-dependent ion concentrations and buffer reservoirs. PLoS Comput Biol 10:e1003941",
)
CODE = PAPER.at("ModelDB 167714, spreading-depression.ode")
PREPARATION = "model of a neuron, the space around it and a glial buffer"

mechanism = Mechanism(
    role="glia",
    says="a finite glial buffer of potassium",
    reads=("k_e",),
    writes=("j_k_e",),
    params={
        "k_off": Param("5e-8 /ms", "rate of letting go", CODE, "C", PREPARATION),
        "k_on": Param("5e-8 /(mM ms)", "rate of binding at most", CODE, "C", PREPARATION),
        "k_half": Param("15 mM", "potassium of half the binding rate", CODE, "C", PREPARATION),
        "k_slope": Param("1.09 mM", "scale of the rise with potassium", CODE, "C", PREPARATION),
        "buffer": Param("500 mM", "free buffer at the start", CODE, "C", PREPARATION),
    },
    algebra={
        "binding : 1/(mM ms)": "k_on/(1 + exp((k_half - k_e)/k_slope))",
        "j_k_e": "-k_off*gained - binding*k_e*(buffer + gained)",
    },
    states={"gained : mM": State("j_k_e", "0", "potassium gained from the buffer", slow=True)},
    checks=(
        Check(
            {"k_e": "16.2 mM", "gained": "-31.0 mM"},
            {"d_gained": "-0.0002835315992 mM/ms", "j_k_e": "-0.0002835315992 mM/ms"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"k_e": "3.9 mM", "gained": "-402.0 mM"},
            {"d_gained": "2.009927787e-05 mM/ms", "j_k_e": "2.009927787e-05 mM/ms"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
