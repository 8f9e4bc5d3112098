"""Leaks of sodium, potassium and chloride, each towards its own moving reversal potential.

The leak of the models of ion homeostasis. Default numbers: Cressman et al. (2009), which are those
of Zandt et al. (2011) too; sets for Huebel & Dahlem (2014) and Wei et al. (2014). Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "cressman_2009",
    "Cressman JR, Ullah G, Ziburkus J, Schiff SJ, Barreto E (2009) The influence of sodium and "
    "potassium dynamics on excitability, seizures, and the stability of persistent states: I. "
    "Single neuron dynamics. J Comput Neurosci 26:159-170",
)
CODE = PAPER.at("xalbrain cressman_manual.py and ModelDB 139266")
PREPARATION = "model of a hippocampal pyramidal cell and the space around it"

mechanism = Mechanism(
    role="leak",
    says="leaks of sodium, potassium and chloride",
    reads=("v", "area", "e_na", "e_k", "e_cl"),
    writes=("i_membrane", "i_na", "i_k", "i_cl"),
    params={
        "g_na": Param("0.0175 mS/cm^2", "sodium leak by area", CODE, "C", PREPARATION),
        "g_k": Param("0.05 mS/cm^2", "potassium leak by area", CODE, "C", PREPARATION),
        "g_cl": Param("0.05 mS/cm^2", "chloride leak by area", CODE, "C", PREPARATION),
    },
    algebra={
        "i_na": "g_na*area*(v - e_na)",
        "i_k": "g_k*area*(v - e_k)",
        "i_cl": "g_cl*area*(v - e_cl)",
        "i_membrane": "i_na + i_k + i_cl",
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "area": "1300 um^2",
                "e_na": "58 mV",
                "e_k": "-84 mV",
                "e_cl": "-71 mV",
            },
            {
                "i_na": "-23.13675 pA",
                "i_k": "26.195 pA",
                "i_cl": "17.745 pA",
                "i_membrane": "20.80325 pA",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "v": "-17.2 mV",
                "area": "1300 um^2",
                "e_na": "58 mV",
                "e_k": "-84 mV",
                "e_cl": "-71 mV",
            },
            {
                "i_na": "-17.108 pA",
                "i_k": "43.42 pA",
                "i_cl": "34.97 pA",
                "i_membrane": "61.282 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
        Check(
            {
                "v": "-31.0 mV",
                "area": "1300 um^2",
                "e_na": "58 mV",
                "e_k": "-84 mV",
                "e_cl": "-71 mV",
            },
            {
                "i_na": "-20.2475 pA",
                "i_k": "34.45 pA",
                "i_cl": "10.4 pA",
                "i_membrane": "24.6025 pA",
            },
            1e-06,
            why="the same with other numbers",
            set="hubel_dahlem_2014",
        ),
        Check(
            {
                "v": "-31.0 mV",
                "area": "1300 um^2",
                "e_na": "58 mV",
                "e_k": "-84 mV",
                "e_cl": "-71 mV",
            },
            {"i_na": "-28.5779 pA", "i_k": "34.45 pA", "i_cl": "52 pA", "i_membrane": "57.8721 pA"},
            1e-06,
            why="the same with other numbers",
            set="wei_2014",
        ),
    ),
)
