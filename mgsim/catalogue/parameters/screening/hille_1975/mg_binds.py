"""Magnesium binds the acids as calcium does: the stronger of the two brackets, and the default."""

from mgsim.language import ASSUMED, Param, ParameterSet

parameters = ParameterSet(
    of="screening/hille_1975",
    says="Magnesium binds as calcium does",
    params={
        "mg_binds": Param("1", "magnesium binds as calcium does", ASSUMED, "D"),
    },
)
