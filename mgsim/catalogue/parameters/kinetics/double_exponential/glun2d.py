"""Deactivation of GluN1/GluN2D and its peak open probability.

The table gives two components (832 and 7436 ms, 24 % fast); one weighted constant stands here.
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
TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2D (GluN1-1a), oocyte patches"

parameters = ParameterSet(
    of="kinetics/double_exponential",
    says="GluN1/GluN2D, deactivation and peak",
    params={
        "tau_decay": Param("5714 ms", "time constant of the decay", DEACTIVATION, "A", PREPARATION),
        "weight": Param(
            "0.02", "peak of the open fraction after one spike", TRAYNELIS, "C", PREPARATION
        ),
    },
)
