"""Zinc at GluN1/GluN2A: an IC50 from memory, medium confidence."""

from mgsim.language import Param, ParameterSet, Source

TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2A"

parameters = ParameterSet(
    of="modulation/zinc",
    says="GluN1/GluN2A",
    params={
        "k_half": Param("0.017 uM", "free zinc of half the effect", TRAYNELIS, "C", PREPARATION),
        "greatest": Param("0.7", "part of the receptors that zinc can hold back", TRAYNELIS, "C"),
    },
)
