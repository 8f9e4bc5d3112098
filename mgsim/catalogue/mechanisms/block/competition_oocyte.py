"""Magnesium and five blockers compete for one site in the open pore: numbers from oocytes.

The formula of block/competition with IC50s measured in Xenopus oocytes at -40 mV without magnesium
(memantine at -70 mV), and magnesium at -100 mV. The two preparations disagree for one drug by far
more than voltage explains (ketamine at GluN2A, 50 times), so their numbers never stand in one card,
and ketamine, whose oocyte number may be that of one enantiomer, is left out of this one. Numbers
for GluN1/GluN2A; sets for GluN2A to GluN2D. Only the memantine and the GluN2A numbers were read, in
a secondary table and in a damaged copy; the others are from memory. How amantadine, phencyclidine
and dextromethorphan follow the field is unknown here: their deltas are assumed.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

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
    mark="read",
)
SECONDARY = Source(
    "docslib_7141476",
    "A secondary table of IC50s of NMDA receptor channel blockers (docslib 7141476)",
    mark="read",
)
HUETTNER = Source(
    "huettner_bean_1988",
    "Huettner JE, Bean BP (1988) Block of N-methyl-D-aspartate-activated current by the "
    "anticonvulsant MK-801: selective binding to open channels. PNAS 85:1307-1311",
    place="from the off-rate, 45 times faster at +30 than at -75 mV (abstract)",
    mark="derived",
)
GILLING = Source(
    "gilling_2009",
    "Gilling KE, Jatzke C, Hechenberger M, Parsons CG (2009) Potency, voltage-dependency, agonist "
    "concentration-dependency, blocking kinetics and partial untrapping of memantine at human "
    "GluN1/GluN2A receptors. Neuropharmacology 56:866-875",
    place="abstract",
    mark="read",
)
FORM = Source(
    "woodhull_1973",
    "Woodhull AM (1973) Ionic blockage of sodium channels in nerve. J Gen Physiol 61:687-708",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2A in Xenopus oocytes"

mechanism = Mechanism(
    role="block",
    says="Mg2+ and five blockers compete in the open pore (oocytes, by subunit)",
    reads=(
        "v",
        "mg_o",
        "temperature",
        "memantine",
        "mk_801",
        "phencyclidine",
        "dextromethorphan",
        "amantadine",
    ),
    writes=("unblocked",),
    params={
        "k_mg": Param(
            "2.4 uM", "mg_o that blocks half at v_mg, by itself", KUNER, "A", PREPARATION
        ),
        "delta_mg": Param("0.8", "part of the field magnesium crosses", ASSUMED, "D"),
        "k_memantine": Param(
            "0.9 uM", "memantine that blocks half at its voltage", SECONDARY, "A", PREPARATION
        ),
        "k_mk_801": Param(
            "0.015 uM", "mk_801 that blocks half at its voltage", TABLE, "A", PREPARATION
        ),
        "k_phencyclidine": Param(
            "0.82 uM", "phencyclidine that blocks half at its voltage", TABLE, "A", PREPARATION
        ),
        "k_dextromethorphan": Param(
            "11 uM", "dextromethorphan that blocks half at its voltage", TABLE, "A", PREPARATION
        ),
        "k_amantadine": Param(
            "130 uM",
            "amantadine that blocks half at its voltage",
            TABLE.at("", "from memory"),
            "A",
            PREPARATION,
        ),
        "v_mg": Param("-100 mV", "voltage of k_mg", KUNER, "A"),
        "v_memantine": Param("-70 mV", "voltage of k_memantine", SECONDARY, "A"),
        "v_mk_801": Param("-40 mV", "voltage of k_mk_801", TABLE, "A"),
        "v_phencyclidine": Param("-40 mV", "voltage of k_phencyclidine", TABLE, "A"),
        "v_dextromethorphan": Param("-40 mV", "voltage of k_dextromethorphan", TABLE, "A"),
        "v_amantadine": Param("-40 mV", "voltage of k_amantadine", TABLE, "A"),
        "delta_memantine": Param(
            "0.9",
            "part of the field memantine crosses",
            GILLING.at("", "from memory"),
            "B",
            "human GluN1/GluN2A",
        ),
        "delta_mk_801": Param(
            "0.92",
            "part of the field mk_801 crosses",
            HUETTNER,
            "C",
            "rat cortical neurons in culture",
        ),
        "delta_phencyclidine": Param(
            "0.79", "part of the field phencyclidine crosses", ASSUMED, "D"
        ),
        "delta_dextromethorphan": Param(
            "0.79", "part of the field dextromethorphan crosses", ASSUMED, "D"
        ),
        "delta_amantadine": Param("0.9", "part of the field amantadine crosses", ASSUMED, "D"),
        "z_mg": Param("2", "charges of magnesium", FORM, "C", "magnesium"),
        "z_drug": Param("1", "charges of a drug's molecule", FORM, "C"),
    },
    algebra={
        "k_mg_v : mM": "k_mg*exp(z_mg*delta_mg*F*(v - v_mg)/(R*temperature))",
        "field : 1/mV": "z_drug*F/(R*temperature)",
        "k_memantine_v : mM": ("k_memantine*exp(delta_memantine*field*(v - v_memantine))"),
        "k_mk_801_v : mM": ("k_mk_801*exp(delta_mk_801*field*(v - v_mk_801))"),
        "k_phencyclidine_v : mM": (
            "k_phencyclidine*exp(delta_phencyclidine*field*(v - v_phencyclidine))"
        ),
        "k_dextromethorphan_v : mM": (
            "k_dextromethorphan*exp(delta_dextromethorphan*field*(v - v_dextromethorphan))"
        ),
        "k_amantadine_v : mM": ("k_amantadine*exp(delta_amantadine*field*(v - v_amantadine))"),
        "drugs : 1": (
            "memantine/k_memantine_v + mk_801/k_mk_801_v + phencyclidine/k_phencyclidine_v"
            " + dextromethorphan/k_dextromethorphan_v + amantadine/k_amantadine_v"
        ),
        "unblocked": "1/(1 + mg_o/k_mg_v + drugs)",
    },
    checks=(
        Check(
            {
                "v": "-55 mV",
                "temperature": "22 degC",
                "mg_o": "0.02 mM",
                "memantine": "0.001 mM",
                "mk_801": "5e-05 mM",
                "phencyclidine": "0.001 mM",
                "dextromethorphan": "0.008 mM",
                "amantadine": "0.1 mM",
            },
            {"unblocked": "0.0813691154"},
            1e-6,
            why="the formula by independent arithmetic",
        ),
        Check(
            {
                "v": "-25 mV",
                "temperature": "30 degC",
                "mg_o": "0.01 mM",
                "memantine": "0.003 mM",
                "mk_801": "2.5e-05 mM",
                "phencyclidine": "0.003 mM",
                "dextromethorphan": "0.004 mM",
                "amantadine": "0.3 mM",
            },
            {"unblocked": "0.150061797"},
            1e-6,
            why="the formula by independent arithmetic",
        ),
        Check(
            {
                "v": "-55 mV",
                "temperature": "22 degC",
                "mg_o": "0.02 mM",
                "memantine": "0.001 mM",
                "mk_801": "5e-05 mM",
                "phencyclidine": "0.001 mM",
                "dextromethorphan": "0.008 mM",
                "amantadine": "0.1 mM",
            },
            {"unblocked": "0.0813691154"},
            1e-6,
            why="the formula by independent arithmetic",
            set="glun2a",
        ),
        Check(
            {
                "v": "-55 mV",
                "temperature": "22 degC",
                "mg_o": "0.02 mM",
                "memantine": "0.001 mM",
                "mk_801": "5e-05 mM",
                "phencyclidine": "0.001 mM",
                "dextromethorphan": "0.008 mM",
                "amantadine": "0.1 mM",
            },
            {"unblocked": "0.0351823571"},
            1e-6,
            why="the formula by independent arithmetic",
            set="glun2b",
        ),
        Check(
            {
                "v": "-55 mV",
                "temperature": "22 degC",
                "mg_o": "0.02 mM",
                "memantine": "0.001 mM",
                "mk_801": "5e-05 mM",
                "phencyclidine": "0.001 mM",
                "dextromethorphan": "0.008 mM",
                "amantadine": "0.1 mM",
            },
            {"unblocked": "0.0302574288"},
            1e-6,
            why="the formula by independent arithmetic",
            set="glun2c",
        ),
        Check(
            {
                "v": "-55 mV",
                "temperature": "22 degC",
                "mg_o": "0.02 mM",
                "memantine": "0.001 mM",
                "mk_801": "5e-05 mM",
                "phencyclidine": "0.001 mM",
                "dextromethorphan": "0.008 mM",
                "amantadine": "0.1 mM",
            },
            {"unblocked": "0.0514395468"},
            1e-6,
            why="the formula by independent arithmetic",
            set="glun2d",
        ),
    ),
)
