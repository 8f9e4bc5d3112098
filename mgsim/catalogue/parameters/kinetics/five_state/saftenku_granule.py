"""NMDA receptor of the cerebellar granule cell models of Saftenku: five states.

As read in ModelDB 51196: 10 and 5 /(mM ms) to bind, 0.0067 and 0.0134 /ms to let go, which is the
statistical factor of 2. Its Q10 is 2 with 20 C as reference; the card does not know the
temperature, so the rates are those at 20 C.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "modeldb_51196",
    "Saftenku E, cerebellar granule cell model, ModelDB 51196",
    place="ModelDB 51196, NMDA receptor",
)
GRANULE = "model of a cerebellar granule cell, 20 C"

parameters = ParameterSet(
    of="kinetics/five_state",
    says="Saftenku, cerebellar granule cell",
    params={
        "r_b": Param("5 /(mM ms)", "binding rate", CODE, "C", GRANULE),
        "r_u": Param("0.0067 /ms", "unbinding rate", CODE, "C", GRANULE),
        "r_d": Param("0.01 /ms", "rate of desensitisation", CODE, "C", GRANULE),
        "r_r": Param("0.008 /ms", "rate of resensitisation", CODE, "C", GRANULE),
        "r_o": Param("0.06 /ms", "opening rate", CODE, "C", GRANULE),
        "r_c": Param("0.2 /ms", "closing rate", CODE, "C", GRANULE),
        "statistical_factor": Param("2", "how much faster one of two sites acts", CODE, "C"),
    },
)
