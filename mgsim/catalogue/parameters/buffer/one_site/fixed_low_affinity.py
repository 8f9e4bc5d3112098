"""Fixed low-affinity buffer, striatal neuron (after Matthews 2013)."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "blackwell_evans",
    "Model of a striatal medium spiny neuron by Blackwell, Evans and others, as run in "
    "asiaszmek/245411",
    place="MScell/Ca_constants.g",
)

parameters = ParameterSet(
    of="buffer/one_site",
    says="fixed low-affinity buffer, striatal neuron (after Matthews 2013)",
    params={
        "b_total": Param("2.5 mM", "sites", CODE, "C", "model of a striatal medium spiny neuron"),
        "k_on": Param(
            "400 /(mM ms)", "binding rate", CODE, "C", "model of a striatal medium spiny neuron"
        ),
        "k_off": Param(
            "40 /ms", "unbinding rate", CODE, "C", "model of a striatal medium spiny neuron"
        ),
    },
)
