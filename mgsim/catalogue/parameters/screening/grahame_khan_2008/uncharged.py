"""No charge at all: the same card with a shift of exactly 0, to compare with."""

from mgsim.language import PROTOCOL, Param, ParameterSet

parameters = ParameterSet(
    of="screening/grahame_khan_2008",
    says="No surface charge",
    params={
        "charge": Param("0", "no charge", PROTOCOL, "D"),
    },
)
