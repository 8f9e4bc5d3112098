"""Calcium fraction of the current through GluN1/GluN2B.

From a stored copy of the table in which digits run together: of low trust. GluN2D is unknown.
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
    says="GluN1/GluN2B",
    params={
        "fraction": Param(
            "0.175", "part of the current that is calcium", DINGLEDINE, "A", "GluN1/GluN2B"
        ),
    },
)
