"""Presynaptic spikes at even intervals, the first at `start`."""

from mgsim.language import PROTOCOL, Mechanism, Param, Train

mechanism = Mechanism(
    role="drive",
    says="presynaptic spikes at even intervals",
    params={
        "rate": Param("20 Hz", "presynaptic spikes per time", PROTOCOL, "D"),
        "start": Param("10 ms", "time of the first spike", PROTOCOL, "D"),
        "stop": Param("1e9 ms", "time after which no spike comes", PROTOCOL, "D"),
    },
    emits=Train("regular"),
)
