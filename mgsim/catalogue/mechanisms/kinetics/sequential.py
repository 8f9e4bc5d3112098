"""Receptor gating with a trapped arm for magnesium and a drug that keeps the channel from closing.

The "foot in the door": the drug enters the open pore, and until it has left, the channel can
neither close nor desensitise nor let the transmitter go (one state, xo, that meets O alone). It is
never trapped. The gating and the magnesium arm are those of kinetics/trapping_full. `drug` is the
bath quantity that the slot names; numbers of tetrapentylammonium, whose rates Sobolevsky's model
gives for the open channel (as quoted in its abstract). The voltage of these rates and how they
follow it are unknown here: `x_delta` is 0, so that x_v, x_split and x_z do nothing until it is set.
Everything starts in c0. Departures: gating rates of another paper.
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
SOBOLEVSKY = Source(
    "sobolevsky",
    "Sobolevsky AI, on tetrapentylammonium as a sequential blocker of NMDA channels",
    place="abstract; the year was not noted",
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

mechanism = Mechanism(
    role="kinetics",
    says="gating with a trapped Mg2+ arm and a drug that holds the channel open",
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
        "x_on": Param("1.48 /(mM ms)", "rate of the drug into the open pore", SOBOLEVSKY, "A"),
        "x_off": Param("0.014 /ms", "rate at which it leaves the pore", SOBOLEVSKY, "A"),
        "x_delta": Param("0", "part of the field the drug crosses, unknown", ASSUMED, "D"),
        "x_v": Param("-70 mV", "voltage of x_on and x_off", ASSUMED, "D"),
        "x_split": Param(
            "0", "part of its voltage dependence that is in the on-rate", ASSUMED, "D"
        ),
        "x_z": Param("1", "charges of the drug's molecule", FORM, "C"),
    },
    algebra={
        "u_mg : 1": "mg_z*mg_delta*F*(v - mg_v)/(R*temperature)",
        "on_mg : 1/ms": "mg_on*mg_o*exp(-mg_split*u_mg)",
        "off_mg : 1/ms": "mg_on*k_mg*exp((1 - mg_split)*u_mg)",
        "u_x : 1": "x_z*x_delta*F*(v - x_v)/(R*temperature)",
        "on_x : 1/ms": "x_on*drug*exp(-x_split*u_x)",
        "off_x : 1/ms": "x_off*exp((1 - x_split)*u_x)",
        "open": "o",
    },
    scheme=Scheme(
        states=("c0", "c1", "c2", "o", "d", "mc0", "mc1", "mc2", "mo", "md", "xo"),
        transitions={
            "c0 <-> c1": ("2*r_b*glu", "r_u"),
            "c1 <-> c2": ("r_b*glu", "2*r_u"),
            "c2 <-> o": ("r_o", "r_c"),
            "c2 <-> d": ("r_d", "r_r"),
            "mc0 <-> mc1": ("2*r_b*glu", "r_u"),
            "mc1 <-> mc2": ("r_b*glu", "2*r_u"),
            "mc2 <-> mo": ("r_o", "r_c"),
            "mc2 <-> md": ("r_d", "r_r"),
            "o <-> mo": ("on_mg", "off_mg"),
            "o <-> xo": ("on_x", "off_x"),
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
                "xo": "0.4",
            },
            {
                "on_mg": "6.140706039 /ms",
                "off_mg": "2.827169694 /ms",
                "on_x": "0.074 /ms",
                "off_x": "0.014 /ms",
                "d_c0": "-0.004235 /ms",
                "d_c1": "0.004515 /ms",
                "d_c2": "7e-05 /ms",
                "d_o": "-0.249451908069 /ms",
                "d_d": "0.00051 /ms",
                "d_mc0": "-0.00218 /ms",
                "d_mc1": "0.00215 /ms",
                "d_mc2": "-0.001891 /ms",
                "d_mo": "0.251914908069 /ms",
                "d_md": "0.000498 /ms",
                "d_xo": "-0.0019 /ms",
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
                "x_split": "0.3",
                "x_delta": "0.6",
            },
            {
                "on_mg": "14.55800612 /ms",
                "off_mg": "2.294945661 /ms",
                "on_x": "0.02673827238 /ms",
                "off_x": "0.01774860514 /ms",
            },
            1e-6,
            why="the formula by independent arithmetic",
        ),
    ),
)
