"""Ifenprodil at GluN1/GluN2B, after Williams (1993)."""

from mgsim.language import Param, ParameterSet, Source

WILLIAMS = Source(
    "williams_1993",
    "Williams K (1993) Ifenprodil discriminates subtypes of the N-methyl-D-aspartate receptor: "
    "selectivity and mechanisms at recombinant heteromeric receptors. Mol Pharmacol 44:851-859",
    place="abstract",
    mark="read",
)
PREPARATION = "GluN1/GluN2B, recombinant, -70 mV"

parameters = ParameterSet(
    of="modulation/ifenprodil_williams_1993",
    says="GluN1/GluN2B",
    params={
        "k_half": Param("0.34 uM", "ifenprodil of half the effect", WILLIAMS, "A", PREPARATION),
    },
)
