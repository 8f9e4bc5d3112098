"""NMDA receptor rates of Edmonds & Colquhoun (1992): five states.

Rates as run in ModelDB 18198 and 7988; the statistical factor of 2 is that of 7988.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "edmonds_colquhoun_1992",
    "Edmonds B, Colquhoun D (1992), as cited by ModelDB 18198 and 7988",
    place="ModelDB 18198 and 7988",
)
FACTOR = CODE.at("ModelDB 7988")

parameters = ParameterSet(
    of="kinetics/five_state",
    says="Edmonds & Colquhoun (1992)",
    params={
        "r_b": Param("5 /(mM ms)", "binding rate", CODE, "C"),
        "r_u": Param("0.0047 /ms", "unbinding rate", CODE, "C"),
        "r_d": Param("0.0084 /ms", "rate of desensitisation", CODE, "C"),
        "r_r": Param("0.0018 /ms", "rate of resensitisation", CODE, "C"),
        "r_o": Param("0.0465 /ms", "opening rate", CODE, "C"),
        "r_c": Param("0.0916 /ms", "closing rate", CODE, "C"),
        "statistical_factor": Param("2", "how much faster one of two sites acts", FACTOR, "C"),
    },
)
