"""Ions of Cressman et al. (2009): inner sodium and outer potassium move, the rest follows.

d k_e/dt = beta gamma i_k/area + j_k_e and d na_i/dt = -gamma i_na/area; k_i = 140 + (18 - na_i) and
na_e = 144 - beta (na_i - 18) by electroneutrality, chloride constant. gamma turns current by area
into concentration, so volume is area/(F gamma). E = 26.64 mV ln(out/in). The start is from memory
of the code; the reference state after 300 s follows from it to its last digit (sodium is still on
its way then), while rest and limit cycle do not depend on it. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "cressman_2009",
    "Cressman JR, Ullah G, Ziburkus J, Schiff SJ, Barreto E (2009) The influence of sodium and "
    "potassium dynamics on excitability, seizures, and the stability of persistent states: I. "
    "Single neuron dynamics. J Comput Neurosci 26:159-170",
)
CODE = PAPER.at("xalbrain cressman_manual.py and ModelDB 139266")
PREPARATION = "model of a hippocampal pyramidal cell and the space around it"
MEMORY = PAPER.at("xalbrain cressman_manual.py, initial values", "from memory")
START = "it sets where a run starts and enters no rate"

mechanism = Mechanism(
    role="ions",
    says="inner sodium and outer potassium move, potassium and sodium beyond follow",
    reads=("area", "i_na", "i_k", "j_k_e"),
    writes=(
        *("na_i", "k_i", "cl_i", "na_e", "k_e", "cl_e", "e_na", "e_k", "e_cl"),
        *("volume", "volume_e"),
    ),
    params={
        "gamma": Param(
            "0.0445 mM cm^2/(uA s)", "concentration by current over area", CODE, "C", PREPARATION
        ),
        "beta": Param("7", "inner volume over outer volume", CODE, "D", PREPARATION),
        "rt_f": Param("26.64 mV", "RT/F as the code has it", CODE, "C", PREPARATION),
        "na_i_rest": Param("18 mM", "inner sodium of reference", CODE, "C", PREPARATION),
        "k_i_rest": Param("140 mM", "inner potassium at that sodium", CODE, "C", PREPARATION),
        "na_e_rest": Param("144 mM", "outer sodium at that sodium", CODE, "C", PREPARATION),
        "cl_i_rest": Param("6 mM", "inner chloride", CODE, "C", PREPARATION),
        "cl_e_rest": Param("130 mM", "outer chloride", CODE, "C", PREPARATION),
        "na_i_0": Param("15.5 mM", "inner sodium at the start", MEMORY, "C", inert=START),
        "k_e_0": Param("7.8 mM", "outer potassium at the start", MEMORY, "C", inert=START),
    },
    algebra={
        "k_i": "k_i_rest + na_i_rest - na_i",
        "na_e": "na_e_rest - beta*(na_i - na_i_rest)",
        "cl_i": "cl_i_rest",
        "cl_e": "cl_e_rest",
        "e_na": "rt_f*log(na_e/na_i)",
        "e_k": "rt_f*log(k_e/k_i)",
        "e_cl": "rt_f*log(cl_i/cl_e)",
        "volume": "area/(F*gamma)",
        "volume_e": "volume/beta",
    },
    states={
        "na_i": State("-gamma*i_na/area", "na_i_0", "sodium inside the cell", slow=True),
        "k_e": State(
            "beta*gamma*i_k/area + j_k_e", "k_e_0", "potassium around the cell", slow=True
        ),
    },
    checks=(
        Check(
            {
                "area": "1300 um^2",
                "i_na": "-22.1 pA",
                "i_k": "28.6 pA",
                "j_k_e": "0.023 mM/s",
                "na_i": "21.7 mM",
                "k_e": "5.3 mM",
            },
            {
                "d_na_i": "0.07565 mM/s",
                "d_k_e": "0.7083 mM/s",
                "k_i": "136.3 mM",
                "na_e": "118.1 mM",
                "cl_i": "6 mM",
                "cl_e": "130 mM",
                "e_na": "45.13400649 mV",
                "e_k": "-86.50411644 mV",
                "e_cl": "-81.9386455 mV",
                "volume": "3027.764169 um^3",
                "volume_e": "432.5377385 um^3",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "area": "1300 um^2",
                "i_na": "11.7 pA",
                "i_k": "-18.2 pA",
                "j_k_e": "0.023 mM/s",
                "na_i": "16.4 mM",
                "k_e": "11.2 mM",
            },
            {
                "d_na_i": "-0.04005 mM/s",
                "d_k_e": "-0.4131 mM/s",
                "k_i": "141.6 mM",
                "na_e": "155.2 mM",
                "cl_i": "6 mM",
                "cl_e": "130 mM",
                "e_na": "59.87162239 mV",
                "e_k": "-67.58814161 mV",
                "e_cl": "-81.9386455 mV",
                "volume": "3027.764169 um^3",
                "volume_e": "432.5377385 um^3",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
