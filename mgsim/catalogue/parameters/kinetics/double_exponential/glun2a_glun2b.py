"""Deactivation of GluN1/GluN2A/GluN2B.

A triheteromer. Its peak open probability is unknown: the weight of 1 is assumed, and wants a better
one before this kind stands in a mixture with others.
The rise keeps the number of the card; its dependence on the subunit is unknown here.
"""

from mgsim.language import ASSUMED, Param, ParameterSet, Source

DEACTIVATION = Source(
    "pmc6858497",
    "Table 1 of PMC6858497: deactivation of GluN1-1a receptors in patches from oocytes after a "
    "pulse of glutamate of 3 to 5 ms",
    place="Table 1, weighted time constant",
    mark="read",
)
PREPARATION = "GluN1/GluN2A/GluN2B (GluN1-1a), oocyte patches"

parameters = ParameterSet(
    of="kinetics/double_exponential",
    says="GluN1/GluN2A/GluN2B, deactivation",
    params={
        "tau_decay": Param("140 ms", "time constant of the decay", DEACTIVATION, "A", PREPARATION),
        "weight": Param("1", "peak of the open fraction after one spike", ASSUMED, "D"),
    },
)
