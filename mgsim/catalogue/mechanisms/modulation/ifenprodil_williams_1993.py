"""Ifenprodil at GluN2B: allosteric, independent of voltage and use, incomplete (Williams 1993).

One site: available = 1 - greatest [I]/([I] + IC50). It holds receptors back, open or closed, and
does not compete with magnesium. Numbers of GluN1/GluN2B; GluN2A is a set (400 times weaker, in
part a block that follows voltage, which is left out); GluN2C and GluN2D are unknown here. The slope
of the curve is taken as one site's, and the inhibition as instantaneous.
"""

from mgsim.language import Check, Mechanism, Param, Source

WILLIAMS = Source(
    "williams_1993",
    "Williams K (1993) Ifenprodil discriminates subtypes of the N-methyl-D-aspartate receptor: "
    "selectivity and mechanisms at recombinant heteromeric receptors. Mol Pharmacol 44:851-859",
    place="abstract",
    mark="read",
)
PREPARATION = "GluN1/GluN2B, recombinant, -70 mV"

mechanism = Mechanism(
    role="modulation",
    says="ifenprodil, incomplete and independent of voltage (GluN2B)",
    reads=("ifenprodil",),
    writes=("available",),
    params={
        "k_half": Param("0.34 uM", "ifenprodil of half the effect", WILLIAMS, "A", PREPARATION),
        "greatest": Param(
            "0.9",
            "part of the receptors that ifenprodil can hold back",
            WILLIAMS.at("", "from memory"),
            "A",
            PREPARATION,
        ),
    },
    algebra={"available": "1 - greatest*ifenprodil/(ifenprodil + k_half)"},
    checks=(
        Check(
            {"ifenprodil": "0.34 uM"},
            {"available": "0.55"},
            1e-9,
            why="half of the greatest effect, 0.9",
        ),
        Check({"ifenprodil": "3.4 uM"}, {"available": "0.181818182"}, 1e-7, why="plain arithmetic"),
        Check(
            {"ifenprodil": "73 uM"},
            {"available": "0.7"},
            1e-7,
            why="plain arithmetic",
            set="glun2a",
        ),
    ),
)
