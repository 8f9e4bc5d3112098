"""NMDA receptor rates of Destexhe, Mainen & Sejnowski (1996, 1998), for the five-state scheme.

As run in ModelDB 18198 (nmda5.mod), whose bindings carry no statistical factor; these are also the
defaults of the card.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "destexhe_1998",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1998) Kinetic models of synaptic transmission. In: "
    "Koch C, Segev I (eds) Methods in Neuronal Modeling",
    place="ModelDB 18198, nmda5.mod",
)

parameters = ParameterSet(
    of="kinetics/five_state",
    says="Destexhe, Mainen & Sejnowski (1996, 1998), without statistical factor",
    params={
        "r_b": Param("5 /(mM ms)", "binding rate", CODE, "C"),
        "r_u": Param("0.0129 /ms", "unbinding rate", CODE, "C"),
        "r_d": Param("0.0084 /ms", "rate of desensitisation", CODE, "C"),
        "r_r": Param("0.0068 /ms", "rate of resensitisation", CODE, "C"),
        "r_o": Param("0.0465 /ms", "opening rate", CODE, "C"),
        "r_c": Param("0.0738 /ms", "closing rate", CODE, "C"),
        "statistical_factor": Param("1", "how much faster one of two sites acts", CODE, "C"),
    },
)
