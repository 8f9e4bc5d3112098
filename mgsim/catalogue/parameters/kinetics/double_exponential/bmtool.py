"""NMDA receptor of cyneuro/bmtool, read in its code."""

from mgsim.language import Param, ParameterSet, Source

BMTOOL = Source(
    "bmtool",
    "cyneuro/bmtool: bg2pyr NMDA synapse",
    place="bg2pyr",
)

parameters = ParameterSet(
    of="kinetics/double_exponential",
    says="NMDA receptor of bmtool",
    params={
        "tau_rise": Param("5 ms", "time constant of the rise", BMTOOL, "C"),
        "tau_decay": Param("125 ms", "time constant of the decay", BMTOOL, "C"),
    },
)
