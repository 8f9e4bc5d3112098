"""Deactivation of GluN1/GluN2B and its peak open probability.

The table gives two components (240 and 1020 ms, 59 % fast); one weighted constant stands here.
The rise keeps the number of the card; its dependence on the subunit is unknown here.
"""

from mgsim.language import Param, ParameterSet, Source

DEACTIVATION = Source(
    "pmc6858497",
    "Table 1 of PMC6858497: deactivation of GluN1-1a receptors in patches from oocytes after a "
    "pulse of glutamate of 3 to 5 ms",
    place="Table 1, weighted time constant",
    mark="read",
)
ERREGER = Source(
    "erreger_2005",
    "Erreger K, Dravid SM, Banke TG, Wyllie DJA, Traynelis SF (2005) Subunit-specific gating "
    "controls rat NR1/NR2A and NR1/NR2B NMDA channel kinetics and synaptic signalling profiles. "
    "J Physiol 563:345-358",
    place="abstract",
    mark="read",
)
PREPARATION = "GluN1/GluN2B (GluN1-1a), oocyte patches"

parameters = ParameterSet(
    of="kinetics/double_exponential",
    says="GluN1/GluN2B, deactivation and peak",
    params={
        "tau_decay": Param("548 ms", "time constant of the decay", DEACTIVATION, "A", PREPARATION),
        "weight": Param(
            "0.12", "peak of the open fraction after one spike", ERREGER, "A", PREPARATION
        ),
    },
)
