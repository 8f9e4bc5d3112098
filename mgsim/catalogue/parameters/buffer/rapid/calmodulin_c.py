"""Calmodulin, C lobe lumped, striatal neuron, taken as rapid."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "blackwell_evans",
    "Model of a striatal medium spiny neuron by Blackwell, Evans and others, as run in "
    "asiaszmek/245411",
    place="MScell/Ca_constants.g",
)

parameters = ParameterSet(
    of="buffer/rapid",
    says="calmodulin, C lobe lumped, striatal neuron, taken as rapid",
    params={
        "b_total": Param("0.015 mM", "sites", CODE, "C", "model of a striatal medium spiny neuron"),
        "k_d": Param(
            "1.516667 uM",
            "free calcium that fills half the sites",
            CODE,
            "C",
            "model of a striatal medium spiny neuron",
        ),
    },
)
