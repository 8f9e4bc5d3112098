"""Calcium fraction of the current through GluN1/GluN2C.

From the table of the review. GluN2D is unknown.
"""

from mgsim.language import Param, ParameterSet, Source

DINGLEDINE = Source(
    "dingledine_1999",
    "Dingledine R, Borges K, Bowie D, Traynelis SF (1999) The glutamate receptor ion channels. "
    "Pharmacol Rev 51:7-61",
    place="Table 7",
    mark="read",
)

parameters = ParameterSet(
    of="permeation/fixed_fraction",
    says="GluN1/GluN2C",
    params={
        "fraction": Param(
            "0.082", "part of the current that is calcium", DINGLEDINE, "A", "GluN1/GluN2C"
        ),
    },
)
