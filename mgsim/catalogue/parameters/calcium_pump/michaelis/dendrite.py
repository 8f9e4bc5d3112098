"""The pump of a dendrite of the striatal neuron."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "blackwell_evans",
    "Model of a striatal medium spiny neuron by Blackwell, Evans and others, as run in "
    "asiaszmek/245411",
    place="MScell/Ca_constants.g",
)

parameters = ParameterSet(
    of="calcium_pump/michaelis",
    says="dendrite of a striatal neuron",
    params={
        "k_cat": Param(
            "0.08 mM um/s",
            "greatest flux by area",
            CODE,
            "C",
            "model of a striatal medium spiny neuron",
        ),
    },
)
