"""Open probability and agonist EC50s of GluN1/GluN2B."""

from mgsim.language import Param, ParameterSet, Source

ERREGER = Source(
    "erreger_2005",
    "Erreger K, Dravid SM, Banke TG, Wyllie DJA, Traynelis SF (2005) Subunit-specific gating "
    "controls rat NR1/NR2A and NR1/NR2B NMDA channel kinetics and synaptic signalling profiles. "
    "J Physiol 563:345-358",
    place="abstract",
    mark="read",
)
TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2B"

parameters = ParameterSet(
    of="kinetics/steady_agonist",
    says="GluN1/GluN2B",
    params={
        "p_open": Param(
            "0.12", "open probability with both agonists saturating", ERREGER, "A", PREPARATION
        ),
        "k_glu": Param("2.9 uM", "glutamate of half the effect", TRAYNELIS, "C", PREPARATION),
        "k_gly": Param("0.5 uM", "glycine of half the effect", TRAYNELIS, "C", PREPARATION),
    },
)
