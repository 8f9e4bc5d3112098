"""Block by an ion that binds inside the field of the pore, after Woodhull (1973).

The half-blocking concentration grows with z delta F v/(R T): temperature enters through RT/F
alone. Default numbers for magnesium at the NMDA receptor from Spruston, Jonas & Sakmann (1995), as
run in ModelDB 145836 (SynExp*NMDA.mod); the file's comment puts that study at 18 C.
Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source

FORM = Source(
    "woodhull_1973",
    "Woodhull AM (1973) Ionic blockage of sodium channels in nerve. J Gen Physiol 61:687-708",
    mark="from memory",
)
SPRUSTON = Source(
    "spruston_1995",
    "Spruston N, Jonas P, Sakmann B (1995) Dendritic glutamate receptor channels in rat "
    "hippocampal CA3 and CA1 pyramidal neurons. J Physiol 482:325-352",
    doi="10.1113/jphysiol.1995.sp020521",
    place="ModelDB 145836, SynExp*NMDA.mod",
)
PREPARATION = "rat hippocampal CA1 and CA3, dendritic outside-out patches, 18 C"

mechanism = Mechanism(
    role="block",
    says="block at a site inside the field of the pore (hippocampal patches)",
    reads=("v", "mg_o", "temperature"),
    writes=("unblocked",),
    params={
        "k_0": Param(
            "4.1 mM", "mg_o that blocks half the channels at 0 mV", SPRUSTON, "A", PREPARATION
        ),
        "delta": Param(
            "0.8", "part of the field that the ion crosses to its site", SPRUSTON, "A", PREPARATION
        ),
        "valence": Param("2", "charges of the blocking ion", FORM, "C", "magnesium"),
    },
    algebra={"unblocked": "1/(1 + mg_o/k_0*exp(-valence*delta*F*v/(R*temperature)))"},
    checks=(
        Check(
            {"v": "-60 mV", "mg_o": "1.2 mM", "temperature": "25 degC"},
            {"unblocked": "0.075311641"},
            1e-5,
            why="block_steady.csv, column Woodhull at 25 C",
        ),
        Check(
            {"v": "-20 mV", "mg_o": "0.5 mM", "temperature": "35 degC"},
            {"unblocked": "0.71075564"},
            1e-5,
            why="block_steady.csv, column Woodhull at 35 C",
        ),
    ),
)
