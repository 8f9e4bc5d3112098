"""Ions of Zandt et al. (2011): sodium and potassium on both sides, chloride in anoxia alone.

Each follows its current over the volumes, outer potassium glia and diffusion too. Chloride stays
while oxygen is there and follows its current in anoxia: the paper's switch is 1 - o2_o/o2_normal
here, of which only 0 and 1 are the paper's. E = 26.64 mV ln(out/in). Departures: the switch's
values in between.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "zandt_2011",
    "Zandt BJ, ten Haken B, van Dijk JG, van Putten MJAM (2011) Neural dynamics during anoxia and "
    'the "wave of death". PLoS ONE 6:e22127',
)
CODE = PAPER.at("ModelDB 139266, mainmodel.m")
PREPARATION = "model of a pyramidal cell and the space around it, anoxia"
RUN = PAPER.at("ModelDB 139266, runmodel.m")
START = "it sets where a run starts and enters no rate"

mechanism = Mechanism(
    role="ions",
    says="sodium and potassium on both sides move, chloride in anoxia",
    reads=("area", "i_na", "i_k", "i_cl", "j_k_e", "o2_o"),
    writes=(
        *("na_i", "k_i", "cl_i", "na_e", "k_e", "cl_e", "e_na", "e_k", "e_cl"),
        *("volume", "volume_e"),
    ),
    params={
        "gamma": Param(
            "0.044418294900699797 mM cm^2/(uA s)",
            "concentration by current over area: 3/(7 um F)",
            CODE.at("mainmodel.m, radius 7 um", "derived"),
            "C",
            PREPARATION,
        ),
        "beta": Param("2", "inner volume over outer volume", CODE, "D", PREPARATION),
        "rt_f": Param("26.64 mV", "RT/F as the code has it", CODE, "C", PREPARATION),
        "o2_normal": Param("1 mM", "bath oxygen at which chloride stays", ASSUMED, "D"),
        "na_i_0": Param("20.0001 mM", "inner sodium at the start", RUN, "C", inert=START),
        "k_i_0": Param("138.7929 mM", "inner potassium at the start", RUN, "C", inert=START),
        "cl_i_0": Param("6 mM", "inner chloride at the start", RUN, "C", inert=START),
        "na_e_0": Param("143.9961 mM", "outer sodium at the start", RUN, "C", inert=START),
        "k_e_0": Param("3.828 mM", "outer potassium at the start", RUN, "C", inert=START),
        "cl_e_0": Param("130 mM", "outer chloride at the start", RUN, "C", inert=START),
    },
    algebra={
        "free_cl : 1": "1 - o2_o/o2_normal",
        "e_na": "rt_f*log(na_e/na_i)",
        "e_k": "rt_f*log(k_e/k_i)",
        "e_cl": "rt_f*log(cl_i/cl_e)",
        "volume": "area/(F*gamma)",
        "volume_e": "volume/beta",
    },
    states={
        "na_i": State("-gamma*i_na/area", "na_i_0", "sodium inside the cell", slow=True),
        "k_i": State("-gamma*i_k/area", "k_i_0", "potassium inside the cell", slow=True),
        "cl_i": State("free_cl*gamma*i_cl/area", "cl_i_0", "chloride inside the cell", slow=True),
        "na_e": State("beta*gamma*i_na/area", "na_e_0", "sodium around the cell", slow=True),
        "k_e": State(
            "beta*gamma*i_k/area + j_k_e", "k_e_0", "potassium around the cell", slow=True
        ),
        "cl_e": State(
            "-free_cl*beta*gamma*i_cl/area", "cl_e_0", "chloride around the cell", slow=True
        ),
    },
    checks=(
        Check(
            {
                "area": "1300 um^2",
                "i_na": "-22.1 pA",
                "i_k": "28.6 pA",
                "i_cl": "-24.31 pA",
                "j_k_e": "0.023 mM/s",
                "o2_o": "0.70 mM",
                "na_i": "21.7 mM",
                "k_e": "5.3 mM",
                "k_i": "125 mM",
                "na_e": "137 mM",
                "cl_i": "8.1 mM",
                "cl_e": "122 mM",
            },
            {
                "d_na_i": "0.07551110133 mM/s",
                "d_k_i": "-0.09772024878 mM/s",
                "d_na_e": "-0.1510222027 mM/s",
                "d_k_e": "0.2184404976 mM/s",
                "d_cl_i": "-0.02491866344 mM/s",
                "d_cl_e": "0.04983732688 mM/s",
                "e_na": "49.08869324 mV",
                "e_k": "-84.19856826 mV",
                "e_cl": "-72.25186203 mV",
                "volume": "3033.333581 um^3",
                "volume_e": "1516.666791 um^3",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "area": "1300 um^2",
                "i_na": "11.7 pA",
                "i_k": "-18.2 pA",
                "i_cl": "12.87 pA",
                "j_k_e": "0.023 mM/s",
                "o2_o": "0.15 mM",
                "na_i": "16.4 mM",
                "k_e": "11.2 mM",
                "k_i": "125 mM",
                "na_e": "137 mM",
                "cl_i": "8.1 mM",
                "cl_e": "122 mM",
            },
            {
                "d_na_i": "-0.03997646541 mM/s",
                "d_k_i": "0.06218561286 mM/s",
                "d_na_e": "0.07995293082 mM/s",
                "d_k_e": "-0.1013712257 mM/s",
                "d_cl_i": "0.03737799516 mM/s",
                "d_cl_e": "-0.07475599032 mM/s",
                "e_na": "56.5487171 mV",
                "e_k": "-64.26633491 mV",
                "e_cl": "-72.25186203 mV",
                "volume": "3033.333581 um^3",
                "volume_e": "1516.666791 um^3",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
