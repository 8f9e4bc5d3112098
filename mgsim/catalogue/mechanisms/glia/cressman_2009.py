"""Glial uptake and diffusion of potassium of Cressman et al. (2009); set `zandt_2011`.

d k_e/dt has -G/(1 + exp((18 - k_e)/2.5)) - eps (k_e - k_o), with the bath's k_o. The switches A
and D of Zandt et al. (2011) (1, and 0 in anoxia) are the bath's oxygen over `o2_normal`: only 1 and
0 are that paper's, and the paper of Cressman knows 1 alone. Departures: the switch's values in
between.
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
    role="glia",
    says="glial uptake of potassium and its diffusion to the bath",
    reads=("k_e", "k_o", "o2_o"),
    writes=("j_k_e",),
    params={
        "g_glia": Param("66 mM/s", "glial uptake at most", CODE, "C", PREPARATION),
        "k_half": Param("18 mM", "potassium of half the uptake", CODE, "C", PREPARATION),
        "k_slope": Param("2.5 mM", "scale of the rise with potassium", CODE, "C", PREPARATION),
        "epsilon": Param("1.2 /s", "rate of diffusion to the bath", CODE, "C", PREPARATION),
        "o2_normal": Param("1 mM", "bath oxygen at which both are whole", ASSUMED, "D"),
    },
    algebra={
        "uptake : mM/ms": "g_glia/(1 + exp((k_half - k_e)/k_slope))",
        "diffusion : mM/ms": "epsilon*(k_e - k_o)",
        "j_k_e": "-o2_o/o2_normal*(uptake + diffusion)",
    },
    checks=(
        Check(
            {"k_e": "16.2 mM", "k_o": "4.3 mM", "o2_o": "0.9 mM"},
            {"uptake": "21.60793687 mM/s", "j_k_e": "-32.29914319 mM/s"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"k_e": "16.2 mM", "k_o": "4.3 mM", "o2_o": "0.9 mM"},
            {"uptake": "21.82619886 mM/s", "j_k_e": "-33.92357898 mM/s"},
            1e-06,
            why="the same with other numbers",
            set="zandt_2011",
        ),
        Check(
            {"k_e": "5.1 mM", "k_o": "7.7 mM", "o2_o": "0.5 mM"},
            {"uptake": "0.3767887713 mM/s", "j_k_e": "1.371605614 mM/s"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
        Check(
            {"k_e": "5.1 mM", "k_o": "7.7 mM", "o2_o": "0.5 mM"},
            {"uptake": "0.3805947185 mM/s", "j_k_e": "1.543035974 mM/s"},
            1e-06,
            why="the same with other numbers",
            set="zandt_2011",
        ),
    ),
)
