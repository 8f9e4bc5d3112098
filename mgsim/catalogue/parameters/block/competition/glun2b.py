"""Block of GluN1/GluN2B by magnesium, memantine and ketamine: HEK cells, -66 mV.

k_mg is the geometric mean of the two values (60.4 and 64.7 uM) that the shift of the two drugs'
IC50s by 1 mM magnesium implies. delta_mg is that of hippocampal patches.
"""

from mgsim.language import Param, ParameterSet, Source

KOTERMANSKI = Source(
    "kotermanski_johnson_2009",
    "Kotermanski SE, Johnson JW (2009) Mg2+ imparts NMDA receptor subtype selectivity to the "
    "Alzheimer's drug memantine. J Neurosci 29:2774-2779",
    mark="from memory",
)
SHIFT = KOTERMANSKI.at(
    "from the shift of the IC50s of memantine and ketamine by 1 mM Mg", "derived"
)
SPRUSTON = Source(
    "spruston_1995",
    "Spruston N, Jonas P, Sakmann B (1995) Dendritic glutamate receptor channels in rat "
    "hippocampal CA3 and CA1 pyramidal neurons. J Physiol 482:325-352",
    doi="10.1113/jphysiol.1995.sp020521",
    place="ModelDB 145836, SynExp*NMDA.mod",
)
PREPARATION = "GluN1/GluN2B in HEK cells, -66 mV, racemic ketamine"

parameters = ParameterSet(
    of="block/competition",
    says="GluN1/GluN2B in HEK cells, -66 mV",
    params={
        "k_mg": Param(
            "62.5 uM", "mg_o that blocks half at v_mg, by itself", SHIFT, "C", PREPARATION
        ),
        "delta_mg": Param("0.8", "part of the field magnesium crosses", SPRUSTON, "B"),
        "k_memantine": Param(
            "0.57 uM", "memantine that blocks half at its voltage", KOTERMANSKI, "A", PREPARATION
        ),
        "k_ketamine": Param(
            "0.31 uM", "ketamine that blocks half at its voltage", KOTERMANSKI, "A", PREPARATION
        ),
    },
)
