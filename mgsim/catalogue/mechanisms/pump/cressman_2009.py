"""Sodium-potassium pump of Cressman et al. (2009) and Zandt et al. (2011), by volume.

J = rho/((1 + exp((25 - na_i)/3)) (1 + exp((5.5 - k_e)/1))), cycles per volume of cytosol, 3 Na out
and 2 K in. As in both papers the pump moves ions and is no part of the voltage's current, so charge
is not balanced. Zandt's switch A (1, and 0 in anoxia) is the bath's oxygen over `o2_normal`: only
1 and 0 are that paper's, and the paper of Cressman knows 1 alone. One ATP is spent per cycle, which
neither paper counts. Departures: the switch's values in between.
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
    role="pump",
    says="sodium-potassium pump that the voltage does not see",
    reads=("na_i", "k_e", "volume", "o2_o"),
    writes=("i_na", "i_k", "j_atp"),
    params={
        "rho": Param("1.25 mM/s", "cycles at most, per volume of cytosol", CODE, "C", PREPARATION),
        "na_half": Param("25 mM", "inner sodium of half the rate", CODE, "C", PREPARATION),
        "na_slope": Param("3 mM", "scale of the rise with sodium", CODE, "C", PREPARATION),
        "k_half": Param("5.5 mM", "outer potassium of half the rate", CODE, "C", PREPARATION),
        "k_slope": Param("1 mM", "scale of the rise with potassium", CODE, "C", PREPARATION),
        "n_na": Param("3", "sodium moved out per cycle", CODE, "A"),
        "n_k": Param("2", "potassium moved in per cycle", CODE, "A"),
        "o2_normal": Param("1 mM", "bath oxygen at which the pump is whole", ASSUMED, "D"),
    },
    algebra={
        "driven : 1": ("1/(1 + exp((na_half - na_i)/na_slope))/(1 + exp((k_half - k_e)/k_slope))"),
        "cycles : mM/ms": "o2_o/o2_normal*rho*driven",
        "i_na": "n_na*cycles*F*volume",
        "i_k": "-n_k*cycles*F*volume",
        "j_atp": "cycles",
    },
    checks=(
        Check(
            {"na_i": "21.7 mM", "k_e": "4.9 mM", "o2_o": "0.9 mM", "volume": "2100 um^3"},
            {"i_na": "60.5155521 pA", "i_k": "-40.3437014 pA", "j_atp": "0.09955547625 mM/s"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"na_i": "33.0 mM", "k_e": "9.3 mM", "o2_o": "0.4 mM", "volume": "2100 um^3"},
            {"i_na": "277.9645141 pA", "i_k": "-185.3096761 pA", "j_atp": "0.457285584 mM/s"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
