"""Calcium-gated potassium current of Cressman et al. (2009): g Ca/(1 + Ca), instantaneous.

The unit of the paper's calcium is not stated in what we read; it is taken as uM here and in
calcium/cressman_2009. Nothing else reads it, so the voltage does not depend on that. Departures:
none.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "cressman_2009",
    "Cressman JR, Ullah G, Ziburkus J, Schiff SJ, Barreto E (2009) The influence of sodium and "
    "potassium dynamics on excitability, seizures, and the stability of persistent states: I. "
    "Single neuron dynamics. J Comput Neurosci 26:159-170",
)
CODE = PAPER.at("xalbrain cressman_manual.py and ModelDB 139266")
PREPARATION = "model of a hippocampal pyramidal cell and the space around it"

mechanism = Mechanism(
    role="ahp",
    says="calcium-activated potassium current with a moving reversal potential",
    reads=("v", "area", "ca_i", "e_k"),
    writes=("i_membrane", "i_k"),
    params={
        "g_bar": Param("0.01 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "k_d": Param(
            "1 uM", "calcium that opens half (1 in the paper's unit)", ASSUMED, "D", PREPARATION
        ),
    },
    algebra={
        "i_ahp : pA": "g_bar*area*ca_i/(k_d + ca_i)*(v - e_k)",
        "i_membrane": "i_ahp",
        "i_k": "i_ahp",
    },
    checks=(
        Check(
            {"v": "-43.7 mV", "area": "1300 um^2", "ca_i": "0.3 uM", "e_k": "-84.0 mV"},
            {"i_membrane": "1.209 pA", "i_k": "1.209 pA"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"v": "-102.0 mV", "area": "1300 um^2", "ca_i": "2.0 uM", "e_k": "-91.0 mV"},
            {"i_membrane": "-0.9533333333 pA", "i_k": "-0.9533333333 pA"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
