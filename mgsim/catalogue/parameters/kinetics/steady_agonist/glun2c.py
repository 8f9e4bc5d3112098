"""Open probability and agonist EC50s of GluN1/GluN2C."""

from mgsim.language import Param, ParameterSet, Source

TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2C"

parameters = ParameterSet(
    of="kinetics/steady_agonist",
    says="GluN1/GluN2C",
    params={
        "p_open": Param(
            "0.01", "open probability with both agonists saturating", TRAYNELIS, "C", PREPARATION
        ),
        "k_glu": Param("1.7 uM", "glutamate of half the effect", TRAYNELIS, "C", PREPARATION),
        "k_gly": Param("0.3 uM", "glycine of half the effect", TRAYNELIS, "C", PREPARATION),
    },
)
