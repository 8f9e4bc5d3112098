"""NMDA receptor rates of Chen et al. (2001), NR1/NR2B: five states.

Rates as run in ModelDB 18198 and 7988; the statistical factor of 2 is that of 7988.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "chen_2001",
    "Chen N, Ren J, Raymond LA, Murphy TH (2001), as cited by ModelDB 18198 and 7988",
    place="ModelDB 18198 and 7988",
)
FACTOR = CODE.at("ModelDB 7988")

parameters = ParameterSet(
    of="kinetics/five_state",
    says="Chen et al. (2001), NR1/NR2B",
    params={
        "r_b": Param("2 /(mM ms)", "binding rate", CODE, "C", "NR1/NR2B"),
        "r_u": Param("0.005 /ms", "unbinding rate", CODE, "C", "NR1/NR2B"),
        "r_d": Param("0.004 /ms", "rate of desensitisation", CODE, "C", "NR1/NR2B"),
        "r_r": Param("0.006 /ms", "rate of resensitisation", CODE, "C", "NR1/NR2B"),
        "r_o": Param("0.1 /ms", "opening rate", CODE, "C", "NR1/NR2B"),
        "r_c": Param("0.04 /ms", "closing rate", CODE, "C", "NR1/NR2B"),
        "statistical_factor": Param("2", "how much faster one of two sites acts", FACTOR, "C"),
    },
)
