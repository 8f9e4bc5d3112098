"""An AMPA receptor that lets no calcium through (GluA2 among its subunits)."""

from mgsim.language import Param, ParameterSet, Source

REVIEW = Source(
    "dingledine_1999",
    "Dingledine R, Borges K, Bowie D, Traynelis SF (1999) The glutamate receptor ion channels. "
    "Pharmacol Rev 51:7-61",
    place="Table 7: fraction 0.005 with GluR2, taken as none",
    mark="read",
)

parameters = ParameterSet(
    of="permeation/ghk_ions",
    says="an AMPA receptor without calcium",
    params={
        "permeability_ratio": Param("0", "PCa/PM, none", REVIEW, "C", "GluR1/2"),
    },
)
