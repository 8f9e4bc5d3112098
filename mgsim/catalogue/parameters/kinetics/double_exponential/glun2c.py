"""Deactivation of GluN1/GluN2C and its peak open probability.

The table that gives the others has no GluN2C: this number is of another preparation,
from memory; the peak is from memory too.
The rise keeps the number of the card; its dependence on the subunit is unknown here.
"""

from mgsim.language import Param, ParameterSet, Source

DEACTIVATION = Source(
    "monyer_1994",
    "Monyer H, Burnashev N, Laurie DJ, Sakmann B, Seeburg PH (1994) Developmental and regional "
    "expression in the rat brain and functional properties of four NMDA receptors. Neuron "
    "12:529-540",
    mark="from memory",
)
TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2C, whole cell"

parameters = ParameterSet(
    of="kinetics/double_exponential",
    says="GluN1/GluN2C, deactivation and peak",
    params={
        "tau_decay": Param("382 ms", "time constant of the decay", DEACTIVATION, "B", PREPARATION),
        "weight": Param(
            "0.01", "peak of the open fraction after one spike", TRAYNELIS, "C", PREPARATION
        ),
    },
)
