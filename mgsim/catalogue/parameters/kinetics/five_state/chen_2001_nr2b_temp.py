"""NMDA receptor rates of Chen et al. (2001), NR1/NR2B at 37 C: five states.

Rates as run in ModelDB 18198 and 7988; the statistical factor of 2 is that of 7988.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "chen_2001",
    "Chen N, Ren J, Raymond LA, Murphy TH (2001), as cited by ModelDB 18198 and 7988",
    place="ModelDB 18198 and 7988, the files for 37 C",
)
FACTOR = CODE.at("ModelDB 7988")

parameters = ParameterSet(
    of="kinetics/five_state",
    says="Chen et al. (2001), NR1/NR2B at 37 C",
    params={
        "r_b": Param("20 /(mM ms)", "binding rate", CODE, "C", "NR1/NR2B, 37 C"),
        "r_u": Param("0.1 /ms", "unbinding rate", CODE, "C", "NR1/NR2B, 37 C"),
        "r_d": Param("0.004 /ms", "rate of desensitisation", CODE, "C", "NR1/NR2B, 37 C"),
        "r_r": Param("0.0064 /ms", "rate of resensitisation", CODE, "C", "NR1/NR2B, 37 C"),
        "r_o": Param("0.32 /ms", "opening rate", CODE, "C", "NR1/NR2B, 37 C"),
        "r_c": Param("0.32 /ms", "closing rate", CODE, "C", "NR1/NR2B, 37 C"),
        "statistical_factor": Param("2", "how much faster one of two sites acts", FACTOR, "C"),
    },
)
