"""Calmodulin, N lobe lumped, striatal neuron."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "blackwell_evans",
    "Model of a striatal medium spiny neuron by Blackwell, Evans and others, as run in "
    "asiaszmek/245411",
    place="MScell/Ca_constants.g",
)

parameters = ParameterSet(
    of="buffer/one_site",
    says="calmodulin, N lobe lumped, striatal neuron",
    params={
        "b_total": Param("0.015 mM", "sites", CODE, "C", "model of a striatal medium spiny neuron"),
        "k_on": Param(
            "100 /(mM ms)", "binding rate", CODE, "C", "model of a striatal medium spiny neuron"
        ),
        "k_off": Param(
            "1 /ms", "unbinding rate", CODE, "C", "model of a striatal medium spiny neuron"
        ),
    },
)
