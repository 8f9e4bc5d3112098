"""Presynaptic spikes of a Poisson process from `start` to `stop`; the run's seed decides which."""

from mgsim.language import PROTOCOL, Mechanism, Param, Train

mechanism = Mechanism(
    role="drive",
    says="presynaptic spikes at random (Poisson)",
    params={
        "rate": Param("20 Hz", "mean of presynaptic spikes per time", PROTOCOL, "D"),
        "start": Param("10 ms", "time before which no spike comes", PROTOCOL, "D"),
        "stop": Param("1e9 ms", "time after which no spike comes", PROTOCOL, "D"),
    },
    emits=Train("poisson"),
)
