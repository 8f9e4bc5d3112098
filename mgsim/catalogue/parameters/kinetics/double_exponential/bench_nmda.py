"""NMDA receptor of the bench neuron, with which the speed of the tools was measured; assumed."""

from mgsim.language import ASSUMED, Param, ParameterSet

BENCH = ASSUMED.at("the bench neuron of the performance reference")

parameters = ParameterSet(
    of="kinetics/double_exponential",
    says="NMDA receptor of the bench neuron",
    params={
        "tau_rise": Param("4 ms", "time constant of the rise", BENCH, "D"),
        "tau_decay": Param("80 ms", "time constant of the decay", BENCH, "D"),
    },
)
