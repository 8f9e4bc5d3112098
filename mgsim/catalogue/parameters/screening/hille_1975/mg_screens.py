"""Magnesium screens the charge but binds nothing: the weaker of the two brackets."""

from mgsim.language import ASSUMED, Param, ParameterSet

parameters = ParameterSet(
    of="screening/hille_1975",
    says="Magnesium screens only",
    params={
        "mg_binds": Param("0", "magnesium does not bind", ASSUMED, "D"),
    },
)
