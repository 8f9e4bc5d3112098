"""Presynaptic spikes at the times given."""

from mgsim.language import PROTOCOL, Mechanism, Param, Train

mechanism = Mechanism(
    role="drive",
    says="presynaptic spikes at the times given",
    params={
        "times": Param("", "times of the presynaptic spikes", PROTOCOL, "D"),
    },
    emits=Train("times"),
)
