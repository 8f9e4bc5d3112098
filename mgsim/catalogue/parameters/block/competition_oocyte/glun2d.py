"""Block of GluN1/GluN2D in Xenopus oocytes by magnesium and five blockers.

From memory, of medium or low confidence; memantine read in a secondary table.
"""

from mgsim.language import ASSUMED, Param, ParameterSet, Source

KUNER = Source(
    "kuner_schoepfer_1996",
    "Kuner T, Schoepfer R (1996) Multiple structural elements determine subunit specificity of "
    "Mg2+ block in NMDA receptor channels. J Neurosci 16:3549-3558",
    doi="10.1523/JNEUROSCI.16-11-03549.1996",
    mark="from memory",
)
TABLE = Source(
    "dravid_2007",
    "Dravid SM et al. (2007) Subunit-specific mechanisms and proton sensitivity of NMDA receptor "
    "channel block. J Physiol 581:107-128",
    place="Traynelis 2010 Table 15, a damaged copy of low trust",
    mark="from memory",
)
SECONDARY = Source(
    "docslib_7141476",
    "A secondary table of IC50s of NMDA receptor channel blockers (docslib 7141476)",
    mark="read",
)
PREPARATION = "GluN1/GluN2D in Xenopus oocytes"

parameters = ParameterSet(
    of="block/competition_oocyte",
    says="GluN1/GluN2D in oocytes",
    params={
        "k_mg": Param(
            "10.2 uM", "mg_o that blocks half at v_mg, by itself", KUNER, "A", PREPARATION
        ),
        "delta_mg": Param("0.75", "part of the field magnesium crosses", ASSUMED, "D"),
        "k_memantine": Param(
            "0.3 uM", "memantine that blocks half at its voltage", SECONDARY, "A", PREPARATION
        ),
        "k_mk_801": Param(
            "0.038 uM", "mk_801 that blocks half at its voltage", TABLE, "A", PREPARATION
        ),
        "k_phencyclidine": Param(
            "0.22 uM", "phencyclidine that blocks half at its voltage", TABLE, "A", PREPARATION
        ),
        "k_dextromethorphan": Param(
            "5.4 uM", "dextromethorphan that blocks half at its voltage", TABLE, "A", PREPARATION
        ),
        "k_amantadine": Param(
            "38 uM", "amantadine that blocks half at its voltage", TABLE, "A", PREPARATION
        ),
    },
)
