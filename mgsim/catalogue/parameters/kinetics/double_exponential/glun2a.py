"""Deactivation of GluN1/GluN2A and its peak open probability.

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
PREPARATION = "GluN1/GluN2A (GluN1-1a), oocyte patches"

parameters = ParameterSet(
    of="kinetics/double_exponential",
    says="GluN1/GluN2A, deactivation and peak",
    params={
        "tau_decay": Param("87 ms", "time constant of the decay", DEACTIVATION, "A", PREPARATION),
        "weight": Param(
            "0.5", "peak of the open fraction after one spike", ERREGER, "A", PREPARATION
        ),
    },
)
