"""No charge at all: the same card with a shift of exactly 0, to compare with."""

from mgsim.language import PROTOCOL, Param, ParameterSet

parameters = ParameterSet(
    of="screening/hille_1975",
    says="No surface charge",
    params={
        "acid_a": Param("0 1/nm^2", "none of the stronger acid", PROTOCOL, "D"),
        "acid_b": Param("0 1/nm^2", "none of the weaker acid", PROTOCOL, "D"),
        "base": Param("0 1/nm^2", "none of the base", PROTOCOL, "D"),
    },
)
