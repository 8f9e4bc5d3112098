"""Block of GluN1/GluN2C by magnesium, memantine and ketamine: HEK cells, -66 mV.

k_mg is the geometric mean of the two values (481 and 761 uM) that the shift of the two drugs'
IC50s by 1 mM magnesium implies. delta_mg is chosen, not measured: it keeps the block several
times weaker than at GluN2A at every voltage.
"""

from mgsim.language import ASSUMED, Param, ParameterSet, Source

KOTERMANSKI = Source(
    "kotermanski_johnson_2009",
    "Kotermanski SE, Johnson JW (2009) Mg2+ imparts NMDA receptor subtype selectivity to the "
    "Alzheimer's drug memantine. J Neurosci 29:2774-2779",
    mark="from memory",
)
SHIFT = KOTERMANSKI.at(
    "from the shift of the IC50s of memantine and ketamine by 1 mM Mg", "derived"
)
PREPARATION = "GluN1/GluN2C in HEK cells, -66 mV, racemic ketamine"

parameters = ParameterSet(
    of="block/competition",
    says="GluN1/GluN2C in HEK cells, -66 mV",
    params={
        "k_mg": Param(
            "605 uM", "mg_o that blocks half at v_mg, by itself", SHIFT, "C", PREPARATION
        ),
        "delta_mg": Param("0.75", "part of the field magnesium crosses", ASSUMED, "D"),
        "k_memantine": Param(
            "0.52 uM", "memantine that blocks half at its voltage", KOTERMANSKI, "A", PREPARATION
        ),
        "k_ketamine": Param(
            "0.51 uM", "ketamine that blocks half at its voltage", KOTERMANSKI, "A", PREPARATION
        ),
    },
)
