"""Zinc at GluN1/GluN2B: an IC50 from memory, medium confidence; that it is complete is assumed."""

from mgsim.language import ASSUMED, Param, ParameterSet, Source

TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2B"

parameters = ParameterSet(
    of="modulation/zinc",
    says="GluN1/GluN2B",
    params={
        "k_half": Param("0.8 uM", "free zinc of half the effect", TRAYNELIS, "C", PREPARATION),
        "greatest": Param("1", "part of the receptors that zinc can hold back", ASSUMED, "D"),
    },
)
