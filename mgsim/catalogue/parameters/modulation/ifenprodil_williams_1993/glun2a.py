"""Ifenprodil at GluN1/GluN2A (Williams 1993); the part that follows voltage is left out."""

from mgsim.language import Param, ParameterSet, Source

WILLIAMS = Source(
    "williams_1993",
    "Williams K (1993) Ifenprodil discriminates subtypes of the N-methyl-D-aspartate receptor: "
    "selectivity and mechanisms at recombinant heteromeric receptors. Mol Pharmacol 44:851-859",
    place="abstract",
    mark="read",
)
PREPARATION = "GluN1/GluN2A, recombinant, -70 mV"

parameters = ParameterSet(
    of="modulation/ifenprodil_williams_1993",
    says="GluN1/GluN2A",
    params={
        "k_half": Param("146 uM", "ifenprodil of half the effect", WILLIAMS, "A", PREPARATION),
    },
)
