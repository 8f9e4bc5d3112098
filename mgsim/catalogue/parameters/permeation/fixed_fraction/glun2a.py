"""Calcium fraction of the current through GluN1/GluN2A.

From memory, in 1.8 mM calcium; the review of Dingledine et al. (1999) lists 0.10 to 0.19.
GluN2D is unknown.
"""

from mgsim.language import Param, ParameterSet, Source

BURNASHEV = Source(
    "burnashev_1995",
    "Burnashev N, Zhou Z, Neher E, Sakmann B (1995) Fractional calcium currents through "
    "recombinant GluR channels of the NMDA, AMPA and kainate receptor subtypes. J Physiol "
    "485:403-418",
    mark="from memory",
)

parameters = ParameterSet(
    of="permeation/fixed_fraction",
    says="GluN1/GluN2A",
    params={
        "fraction": Param(
            "0.11", "part of the current that is calcium", BURNASHEV, "A", "GluN1/GluN2A"
        ),
    },
)
