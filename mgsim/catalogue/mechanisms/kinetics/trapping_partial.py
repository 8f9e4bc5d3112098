"""Receptor gating with a trapped arm for magnesium, and memantine at two sites, one of which traps.

The scheme of kinetics/trapping_full with a second, superficial site for the drug: open channels
with the drug there (so) cannot close, and when the transmitter leaves they let it go. The two sites
exclude one another, as Kotermanski, Wood & Johnson (2009, J Physiol) propose. `released` is the
superficial site's part of the block, which leaves on closure: one in six after Blanpied et al.
(1997); with the little that leaves the deep site meanwhile, a fifth, as Gilling et al. (2009) saw.
From it, and from the IC50 that x_off/x_on stands for, follow the affinities of the two sites, so
that with saturating transmitter the steady block is again that of block/competition. `s_off`, the
rate of the superficial site, is the fast component of the recovery in Gilling et al. (415 ms), read
as that site: an interpretation. It follows voltage as the deep site does (assumed). Everything
starts in c0. `drug` is the bath quantity that the slot names; numbers of memantine. Departures: the
paper's own rates were not reached.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Scheme, Source

VCR = Source(
    "vargas_caballero_robinson_2004",
    "Vargas-Caballero M, Robinson HPC (2004) Fast and slow voltage-dependent dynamics of magnesium "
    "block in the NMDA receptor: the asymmetric trapping block model. J Neurosci 24:6171-6180",
    place="ModelDB 145836, SynNMDA10_2.mod, the free arm",
)
ASCHER = Source(
    "ascher_nowak_1988",
    "Ascher P, Nowak L (1988) The role of divalent cations in the N-methyl-D-aspartate responses "
    "of mouse central neurones in culture. J Physiol 399:247-266",
    doi="10.1113/jphysiol.1988.sp017078",
    place="from the rates of ModelDB 150538 at -66 mV",
    mark="derived",
)
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
IC50 = GILLING.at("the IC50 of 0.79 uM times x_on", "derived")
FAST = GILLING.at("the fast component of the offset, 415 ms (abstract)", "derived")
BLANPIED = Source(
    "blanpied_1997",
    "Blanpied TA, Boeckman FA, Aizenman E, Johnson JW (1997) Trapping channel block of "
    "NMDA-activated responses by amantadine and memantine. J Neurophysiol 77:309-323",
    place="abstract",
    mark="read",
)
DZUBAY = Source(
    "dzubay_jahr_1996",
    "Dzubay JA, Jahr CE (1996) Kinetics of NMDA channel opening. J Neurosci 16:4129-4134",
    place="abstract",
    mark="read",
)
FORM = Source(
    "woodhull_1973",
    "Woodhull AM (1973) Ionic blockage of sodium channels in nerve. J Gen Physiol 61:687-708",
    mark="from memory",
)
CORTEX = "rat cortical neurons, room temperature"
CULTURE = "mouse central neurones in culture, 22 C"
HEK = "GluN1/GluN2A in HEK cells, -66 mV"
HUMAN = "human GluN1/GluN2A, -70 mV"

mechanism = Mechanism(
    role="kinetics",
    says="gating with a trapped Mg2+ arm, a trapped and an untrapped site of one drug",
    reads=("glu", "v", "mg_o", "temperature", "drug"),
    writes=("open",),
    refuses=("block",),
    params={
        "r_b": Param("5 /(mM ms)", "binding rate of glutamate, each site", VCR, "C", CORTEX),
        "r_u": Param("0.0055 /ms", "unbinding rate of glutamate, each site", VCR, "C", CORTEX),
        "r_o": Param("0.0465 /ms", "opening rate", VCR, "C", CORTEX),
        "r_c": Param("0.0916 /ms", "closing rate", VCR, "C", CORTEX),
        "r_d": Param("0.0084 /ms", "rate of desensitisation", VCR, "C", CORTEX),
        "r_r": Param("0.0018 /ms", "rate of resensitisation", VCR, "C", CORTEX),
        "k_mg": Param("65 uM", "mg_o that blocks half at mg_v", SHIFT, "C", HEK),
        "mg_on": Param(
            "29.6 /(mM ms)", "rate of magnesium into the open pore at mg_v", ASCHER, "B", CULTURE
        ),
        "mg_v": Param("-66 mV", "voltage of k_mg and mg_on", SHIFT, "C", HEK),
        "mg_delta": Param("0.8", "part of the field magnesium crosses", SPRUSTON, "B"),
        "mg_split": Param(
            "0.734", "part of that voltage dependence that is in the on-rate", ASCHER, "C", CULTURE
        ),
        "mg_z": Param("2", "charges of magnesium", FORM, "C", "magnesium"),
        "x_on": Param(
            "0.32 /(mM ms)",
            "rate at which the drug blocks, of the whole current",
            GILLING,
            "A",
            HUMAN,
        ),
        "x_off": Param(
            "0.0002528 /ms", "rate at which it leaves, in the same sense", IC50, "C", HUMAN
        ),
        "x_delta": Param(
            "0.9", "part of the field the drug crosses", GILLING.at("", "from memory"), "A", HUMAN
        ),
        "x_v": Param("-70 mV", "voltage of x_on and x_off", GILLING, "A", HUMAN),
        "x_split": Param(
            "0", "part of its voltage dependence that is in the on-rate", ASSUMED, "D"
        ),
        "x_z": Param("1", "charges of the drug's molecule", FORM, "C"),
        "po": Param(
            "0.3",
            "open probability by which x_on and x_off are divided",
            DZUBAY,
            "B",
            "hippocampal patches, peak",
        ),
        "released": Param(
            "0.1667",
            "part of the block that closure releases",
            BLANPIED,
            "A",
            "rat cortical neurons in culture",
        ),
        "s_off": Param(
            "0.0024 /ms", "rate at which the superficial site lets go", FAST, "C", HUMAN
        ),
    },
    algebra={
        "u_mg : 1": "mg_z*mg_delta*F*(v - mg_v)/(R*temperature)",
        "on_mg : 1/ms": "mg_on*mg_o*exp(-mg_split*u_mg)",
        "off_mg : 1/ms": "mg_on*k_mg*exp((1 - mg_split)*u_mg)",
        "u_x : 1": "x_z*x_delta*F*(v - x_v)/(R*temperature)",
        "on_x : 1/ms": "x_on/po*drug*exp(-x_split*u_x)",
        "off_x : 1/ms": "x_off/po*exp((1 - x_split)*u_x)",
        "p_gate : 1": "r_o/r_c/(1 + r_o/r_c + r_d/r_r)",
        "off_s : 1/ms": "s_off*exp(u_x)",
        "on_s : 1/ms": "released/p_gate*on_x/off_x*off_s",
        "open": "o",
    },
    scheme=Scheme(
        states=(
            "c0",
            "c1",
            "c2",
            "o",
            "d",
            "mc0",
            "mc1",
            "mc2",
            "mo",
            "md",
            "xc0",
            "xc1",
            "xc2",
            "xo",
            "xd",
            "so",
        ),
        transitions={
            "c0 <-> c1": ("2*r_b*glu", "r_u"),
            "c1 <-> c2": ("r_b*glu", "2*r_u"),
            "c2 <-> o": ("r_o", "r_c"),
            "c2 <-> d": ("r_d", "r_r"),
            "mc0 <-> mc1": ("2*r_b*glu", "r_u"),
            "mc1 <-> mc2": ("r_b*glu", "2*r_u"),
            "mc2 <-> mo": ("r_o", "r_c"),
            "mc2 <-> md": ("r_d", "r_r"),
            "xc0 <-> xc1": ("2*r_b*glu", "r_u"),
            "xc1 <-> xc2": ("r_b*glu", "2*r_u"),
            "xc2 <-> xo": ("r_o", "r_c"),
            "xc2 <-> xd": ("r_d", "r_r"),
            "o <-> mo": ("on_mg", "off_mg"),
            "o <-> xo": ("(1 - released)*on_x", "off_x"),
            "o <-> so": ("on_s", "off_s"),
        },
        initial="c0",
    ),
    checks=(
        Check(
            {
                "glu": "0.004 mM",
                "v": "-43 mV",
                "mg_o": "0.6 mM",
                "temperature": "22 degC",
                "drug": "0.05 mM",
                "c0": "0.11",
                "c1": "0.03",
                "c2": "0.08",
                "o": "0.05",
                "d": "0.09",
                "mc0": "0.06",
                "mc1": "0.04",
                "mc2": "0.07",
                "mo": "0.02",
                "md": "0.05",
                "xc0": "0.1",
                "xc1": "0.02",
                "xc2": "0.06",
                "xo": "0.08",
                "xd": "0.04",
                "so": "0.1",
            },
            {
                "on_mg": "6.140706039 /ms",
                "off_mg": "2.827169694 /ms",
                "on_s": "0.3079786471 /ms",
                "off_s": "0.006239378195 /ms",
                "on_x": "0.05333333333 /ms",
                "off_x": "0.002190715011 /ms",
                "d_c0": "-0.004235 /ms",
                "d_c1": "0.004515 /ms",
                "d_c2": "7e-05 /ms",
                "d_o": "-0.268173778735 /ms",
                "d_d": "0.00051 /ms",
                "d_mc0": "-0.00218 /ms",
                "d_mc1": "0.00215 /ms",
                "d_mc2": "-0.001891 /ms",
                "d_mo": "0.251914908069 /ms",
                "d_md": "0.000498 /ms",
                "d_xc0": "-0.00389 /ms",
                "d_xc1": "0.00415 /ms",
                "d_xc2": "0.003846 /ms",
                "d_xo": "-0.00249112386751 /ms",
                "d_xd": "0.000432 /ms",
                "d_so": "0.0147749945339 /ms",
                "open": "0.05",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
        ),
        Check(
            {
                "glu": "0.01 mM",
                "v": "-55 mV",
                "mg_o": "0.8 mM",
                "temperature": "35 degC",
                "drug": "0.02 mM",
                "x_split": "0",
            },
            {
                "on_mg": "14.55800612 /ms",
                "off_mg": "2.294945661 /ms",
                "on_s": "0.1231914588 /ms",
                "off_s": "0.003990277338 /ms",
                "on_x": "0.02133333333 /ms",
                "off_x": "0.00140103071 /ms",
            },
            1e-6,
            why="the formula by independent arithmetic",
        ),
    ),
)
