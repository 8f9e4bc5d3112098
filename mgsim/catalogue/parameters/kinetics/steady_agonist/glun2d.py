"""Open probability and agonist EC50s of GluN1/GluN2D."""

from mgsim.language import Param, ParameterSet, Source

TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2D"

parameters = ParameterSet(
    of="kinetics/steady_agonist",
    says="GluN1/GluN2D",
    params={
        "p_open": Param(
            "0.02", "open probability with both agonists saturating", TRAYNELIS, "C", PREPARATION
        ),
        "k_glu": Param("0.5 uM", "glutamate of half the effect", TRAYNELIS, "C", PREPARATION),
        "k_gly": Param("0.1 uM", "glycine of half the effect", TRAYNELIS, "C", PREPARATION),
    },
)
