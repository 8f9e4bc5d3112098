"""Block of human GluN1/GluN2A by memantine and ketamine at -70 mV, after Gilling et al. (2009).

Magnesium was not part of that study: k_mg keeps the GluN2A number of the card, here assumed.
"""

from mgsim.language import ASSUMED, Param, ParameterSet, Source

GILLING = Source(
    "gilling_2009",
    "Gilling KE, Jatzke C, Hechenberger M, Parsons CG (2009) Potency, voltage-dependency, agonist "
    "concentration-dependency, blocking kinetics and partial untrapping of memantine at human "
    "GluN1/GluN2A receptors. Neuropharmacology 56:866-875",
    place="abstract",
    mark="read",
)
MEMORY = GILLING.at("", "from memory")
PREPARATION = "human GluN1/GluN2A, -70 mV"

parameters = ParameterSet(
    of="block/competition",
    says="human GluN1/GluN2A, -70 mV",
    params={
        "k_mg": Param("65 uM", "mg_o that blocks half at v_mg, by itself", ASSUMED, "D"),
        "k_memantine": Param(
            "0.79 uM", "memantine that blocks half at its voltage", MEMORY, "A", PREPARATION
        ),
        "v_memantine": Param("-70 mV", "voltage of k_memantine", GILLING, "A", PREPARATION),
        "k_ketamine": Param(
            "0.71 uM", "ketamine that blocks half at its voltage", GILLING, "A", PREPARATION
        ),
        "v_ketamine": Param("-70 mV", "voltage of k_ketamine", GILLING, "A", PREPARATION),
        "delta_memantine": Param(
            "0.9", "part of the field memantine crosses", MEMORY, "A", PREPARATION
        ),
        "delta_ketamine": Param(
            "0.79", "part of the field ketamine crosses", GILLING, "A", PREPARATION
        ),
    },
)
