"""NMDA receptor of the Blue Brain hippocampus models (neurodamus-models)."""

from mgsim.language import Param, ParameterSet, Source

BBP = Source(
    "neurodamus_models",
    "Blue Brain Project, neurodamus-models, hippocampus: NMDA synapse",
    place="hippocampus",
)

parameters = ParameterSet(
    of="kinetics/double_exponential",
    says="NMDA receptor of the Blue Brain hippocampus",
    params={
        "tau_rise": Param("9 ms", "time constant of the rise", BBP, "C", "hippocampus model"),
        "tau_decay": Param("61 ms", "time constant of the decay", BBP, "C", "hippocampus model"),
    },
)
