"""NMDA receptor rates of Clements et al. (1992) and Hessler et al. (1993): five states.

Rates as run in ModelDB 18198 and 7988; the statistical factor of 2 is that of 7988.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "clements_1992",
    "Clements JD et al. (1992), with Hessler NA et al. (1993), as cited by ModelDB 18198 and 7988",
    place="ModelDB 18198 and 7988",
)
FACTOR = CODE.at("ModelDB 7988")

parameters = ParameterSet(
    of="kinetics/five_state",
    says="Clements et al. (1992) and Hessler et al. (1993)",
    params={
        "r_b": Param("5 /(mM ms)", "binding rate", CODE, "C"),
        "r_u": Param("0.0095 /ms", "unbinding rate", CODE, "C"),
        "r_d": Param("0.016 /ms", "rate of desensitisation", CODE, "C"),
        "r_r": Param("0.013 /ms", "rate of resensitisation", CODE, "C"),
        "r_o": Param("0.025 /ms", "opening rate", CODE, "C"),
        "r_c": Param("0.059 /ms", "closing rate", CODE, "C"),
        "statistical_factor": Param("2", "how much faster one of two sites acts", FACTOR, "C"),
    },
)
