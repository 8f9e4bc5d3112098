"""Ions of Huebel & Dahlem (2014): inner potassium and chloride move, sodium keeps charge balanced.

na_i = na_i_0 + k_i_0 - k_i - cl_i_0 + cl_i, and what leaves the cell is found outside (volumes
2.16 and 0.72 in the code's unit). The code sums outer potassium from inner loss and the buffer's
dK; here it is a state with the same rate, gamma i_k beta/area + j_k_e, which is the same number.
Start values are numbers of the model here, because the balances count from them. Departures: none.
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
    role="ions",
    says="inner potassium and chloride move, sodium by electroneutrality",
    reads=("area", "i_k", "i_cl", "j_k_e"),
    writes=(
        *("na_i", "k_i", "cl_i", "na_e", "k_e", "cl_e", "e_na", "e_k", "e_cl"),
        *("volume", "volume_e"),
    ),
    params={
        "gamma": Param(
            "4.424023148148148e-05 mM cm^2/(uA ms)",
            "concentration by current over area: 9.55589e-5/2.16",
            CODE.at("spreading-depression.ode, conversion over volume", "derived"),
            "C",
            PREPARATION,
        ),
        "beta": Param(
            "3",
            "inner volume over outer volume: 2.16/0.72",
            CODE.at("spreading-depression.ode, volumes", "derived"),
            "D",
            PREPARATION,
        ),
        "rt_f": Param("26.64 mV", "RT/F as the code has it", CODE, "C", PREPARATION),
        "na_i_0": Param("25.231485 mM", "inner sodium at the start", CODE, "C", PREPARATION),
        "k_i_0": Param("129.25764 mM", "inner potassium at the start", CODE, "C", PREPARATION),
        "cl_i_0": Param("9.900239 mM", "inner chloride at the start", CODE, "C", PREPARATION),
        "na_e_0": Param("125.30555 mM", "outer sodium at the start", CODE, "C", PREPARATION),
        "k_e_0": Param(
            "4 mM",
            "outer potassium at the start",
            CODE,
            "C",
            PREPARATION,
            inert="it sets where a run starts and enters no rate",
        ),
        "cl_e_0": Param("123.2716 mM", "outer chloride at the start", CODE, "C", PREPARATION),
    },
    algebra={
        "na_i": "na_i_0 + k_i_0 - k_i - cl_i_0 + cl_i",
        "na_e": "na_e_0 + beta*(na_i_0 - na_i)",
        "cl_e": "cl_e_0 + beta*(cl_i_0 - cl_i)",
        "e_na": "rt_f*log(na_e/na_i)",
        "e_k": "rt_f*log(k_e/k_i)",
        "e_cl": "rt_f*log(cl_i/cl_e)",
        "volume": "area/(F*gamma)",
        "volume_e": "volume/beta",
    },
    states={
        "k_i": State("-gamma*i_k/area", "k_i_0", "potassium inside the cell", slow=True),
        "cl_i": State("gamma*i_cl/area", "cl_i_0", "chloride inside the cell", slow=True),
        "k_e": State(
            "beta*gamma*i_k/area + j_k_e", "k_e_0", "potassium around the cell", slow=True
        ),
    },
    checks=(
        Check(
            {
                "area": "1300 um^2",
                "i_k": "28.6 pA",
                "i_cl": "-24.31 pA",
                "j_k_e": "0.023 mM/s",
                "k_e": "5.3 mM",
                "k_i": "124.3 mM",
                "cl_i": "9.1 mM",
            },
            {
                "d_k_i": "-9.732850926e-05 mM/ms",
                "d_cl_i": "-8.272923287e-05 mM/ms",
                "d_k_e": "0.0003149855278 mM/ms",
                "na_i": "29.388886 mM",
                "na_e": "112.833347 mM",
                "cl_e": "125.672317 mM",
                "e_na": "35.8386681 mV",
                "e_k": "-84.04896498 mV",
                "e_cl": "-69.94074783 mV",
                "volume": "3045.542508 um^3",
                "volume_e": "1015.180836 um^3",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "area": "1300 um^2",
                "i_k": "-18.2 pA",
                "i_cl": "12.87 pA",
                "j_k_e": "0.023 mM/s",
                "k_e": "11.2 mM",
                "k_i": "119 mM",
                "cl_i": "7.51 mM",
            },
            {
                "d_k_i": "6.193632407e-05 mM/ms",
                "d_cl_i": "4.379782917e-05 mM/ms",
                "d_k_e": "-0.0001628089722 mM/ms",
                "na_i": "33.098886 mM",
                "na_e": "101.703347 mM",
                "cl_e": "130.442317 mM",
                "e_na": "29.90501403 mV",
                "e_k": "-62.9559068 mV",
                "e_cl": "-76.04909206 mV",
                "volume": "3045.542508 um^3",
                "volume_e": "1015.180836 um^3",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
