"""The time of every upward crossing of a threshold."""

from mgsim.language import PROTOCOL, Param, Readout

readout = Readout(
    says="times of upward crossings",
    unit="ms",
    params={"threshold": Param("x", "the level, in the unit of the quantity", PROTOCOL, "D")},
    collects="crossings",
)
