"""NMDA receptor rates of Lester & Jahr (1992): five states.

Rates as run in ModelDB 18198 and 7988; the statistical factor of 2 is that of 7988.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "lester_jahr_1992",
    "Lester RA, Jahr CE (1992) NMDA channel behavior depends on agonist affinity. J Neurosci "
    "12:635-643",
    place="ModelDB 18198 and 7988",
)
FACTOR = CODE.at("ModelDB 7988")

parameters = ParameterSet(
    of="kinetics/five_state",
    says="Lester & Jahr (1992)",
    params={
        "r_b": Param("5 /(mM ms)", "binding rate", CODE, "C"),
        "r_u": Param("0.0067 /ms", "unbinding rate", CODE, "C"),
        "r_d": Param("0.0152 /ms", "rate of desensitisation", CODE, "C"),
        "r_r": Param("0.0094 /ms", "rate of resensitisation", CODE, "C"),
        "r_o": Param("0.0838 /ms", "opening rate", CODE, "C"),
        "r_c": Param("0.0838 /ms", "closing rate", CODE, "C"),
        "statistical_factor": Param("2", "how much faster one of two sites acts", FACTOR, "C"),
    },
)
