"""Magnesium, memantine and ketamine compete for one site in the open pore.

unblocked = 1/(1 + [Mg]/K_Mg(v) + sum of [D]/K_D(v)), each K following the field as in Woodhull
(1973), from the voltage at which it was measured. Hence the IC50 of a drug in magnesium is
K_D (1 + [Mg]/K_Mg). It is the steady state of a channel that gates alike with and without a
blocker in it; for the way there see kinetics/trapping_full. Numbers for GluN1/GluN2A; sets for
GluN2A to GluN2D. All IC50s are of one preparation (HEK cells, -66 mV); those of other drugs were
measured in oocytes, another card: block/competition_oocyte. Departures: K_Mg is ours, from the
shift of the two drugs' IC50s by 1 mM magnesium.
"""

from mgsim.language import Check, Mechanism, Param, Source

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
PREPARATION = "GluN1/GluN2A in HEK cells, -66 mV, racemic ketamine"
HUMAN = "human GluN1/GluN2A"

mechanism = Mechanism(
    role="block",
    says="Mg2+, memantine and ketamine compete in the open pore (HEK cells, by subunit)",
    reads=("v", "mg_o", "temperature", "memantine", "ketamine"),
    writes=("unblocked",),
    params={
        "k_mg": Param("65 uM", "mg_o that blocks half at v_mg, by itself", SHIFT, "C", PREPARATION),
        "v_mg": Param("-66 mV", "voltage of k_mg", KOTERMANSKI, "A", PREPARATION),
        "delta_mg": Param("0.8", "part of the field magnesium crosses", SPRUSTON, "B"),
        "k_memantine": Param(
            "0.8 uM", "memantine that blocks half at its voltage", KOTERMANSKI, "A", PREPARATION
        ),
        "k_ketamine": Param(
            "0.33 uM", "ketamine that blocks half at its voltage", KOTERMANSKI, "A", PREPARATION
        ),
        "v_memantine": Param("-66 mV", "voltage of k_memantine", KOTERMANSKI, "A", PREPARATION),
        "v_ketamine": Param("-66 mV", "voltage of k_ketamine", KOTERMANSKI, "A", PREPARATION),
        "delta_memantine": Param(
            "0.9",
            "part of the field memantine crosses",
            GILLING.at("", "from memory"),
            "B",
            HUMAN,
        ),
        "delta_ketamine": Param("0.79", "part of the field ketamine crosses", GILLING, "B", HUMAN),
        "z_mg": Param("2", "charges of magnesium", FORM, "C", "magnesium"),
        "z_drug": Param("1", "charges of a drug's molecule", FORM, "C", "memantine and ketamine"),
    },
    algebra={
        "k_mg_v : mM": "k_mg*exp(z_mg*delta_mg*F*(v - v_mg)/(R*temperature))",
        "k_memantine_v : mM": (
            "k_memantine*exp(z_drug*delta_memantine*F*(v - v_memantine)/(R*temperature))"
        ),
        "k_ketamine_v : mM": (
            "k_ketamine*exp(z_drug*delta_ketamine*F*(v - v_ketamine)/(R*temperature))"
        ),
        "unblocked": ("1/(1 + mg_o/k_mg_v + memantine/k_memantine_v + ketamine/k_ketamine_v)"),
    },
    checks=(
        Check(
            {
                "v": "-48 mV",
                "temperature": "22 degC",
                "mg_o": "0.3 mM",
                "memantine": "0.004 mM",
                "ketamine": "0.002 mM",
            },
            {"unblocked": "0.116319753"},
            1e-6,
            why="the formula by independent arithmetic",
        ),
        Check(
            {
                "v": "-31 mV",
                "temperature": "36 degC",
                "mg_o": "0.05 mM",
                "memantine": "0.02 mM",
                "ketamine": "0.001 mM",
            },
            {"unblocked": "0.101721055"},
            1e-6,
            why="the formula by independent arithmetic",
        ),
        Check(
            {
                "v": "-48 mV",
                "temperature": "22 degC",
                "mg_o": "0.3 mM",
                "memantine": "0.004 mM",
                "ketamine": "0.002 mM",
            },
            {"unblocked": "0.116319753"},
            1e-6,
            why="the formula by independent arithmetic",
            set="glun2a",
        ),
        Check(
            {
                "v": "-48 mV",
                "temperature": "22 degC",
                "mg_o": "0.3 mM",
                "memantine": "0.004 mM",
                "ketamine": "0.002 mM",
            },
            {"unblocked": "0.100531473"},
            1e-6,
            why="the formula by independent arithmetic",
            set="glun2b",
        ),
        Check(
            {
                "v": "-48 mV",
                "temperature": "22 degC",
                "mg_o": "0.3 mM",
                "memantine": "0.004 mM",
                "ketamine": "0.002 mM",
            },
            {"unblocked": "0.133652014"},
            1e-6,
            why="the formula by independent arithmetic",
            set="glun2c",
        ),
        Check(
            {
                "v": "-48 mV",
                "temperature": "22 degC",
                "mg_o": "0.3 mM",
                "memantine": "0.004 mM",
                "ketamine": "0.002 mM",
            },
            {"unblocked": "0.152704421"},
            1e-6,
            why="the formula by independent arithmetic",
            set="glun2d",
        ),
        Check(
            {
                "v": "-48 mV",
                "temperature": "22 degC",
                "mg_o": "0.3 mM",
                "memantine": "0.004 mM",
                "ketamine": "0.002 mM",
            },
            {"unblocked": "0.160401874"},
            1e-6,
            why="the formula by independent arithmetic",
            set="gilling_2009",
        ),
        Check(
            {
                "v": "-66 mV",
                "temperature": "25 degC",
                "memantine": "13 uM",
                "ketamine": "0 mM",
                "mg_o": "0 mM",
            },
            {"unblocked": "0.057971"},
            1e-5,
            why="1/(1 + 13/0.8): plain arithmetic",
        ),
    ),
)
