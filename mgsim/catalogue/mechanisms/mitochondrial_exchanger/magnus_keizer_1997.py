"""Calcium release of mitochondria for sodium, Magnus & Keizer (1997), Table 5.

J = Vmax exp(b F (psi - psi*)/(RT))/((1 + KNa/Na)^n (1 + KCa/Cam)) with n = 2 and b = 0; the set
`three_sodium` has n = 3 and b = 0.5, the electrogenic form. Specific fluxes are in nmol/mg/ms and
nmol/mg counts as a plain number: `protein` is what 1 nmol/mg amounts to in the cytosol, `matrix`
what it amounts to in the matrix (0.125 mM, so that KCa is 0.375 uM). Both must be those of
`mitochondrion/matrix`. n = 2 and n = 3 are different calibrations: do not mix. Departures: none.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "magnus_keizer_1997",
    "Magnus G, Keizer J (1997) Minimal model of beta-cell mitochondrial Ca2+ handling. "
    "Am J Physiol 273:C717",
    place="Table 5",
    mark="read",
)
CORTASSA = Source(
    "cortassa_2003",
    "Cortassa et al. (2003), the conversion printed there: 125 mg of protein by ml",
    mark="read",
)
PREPARATION = "isolated mitochondria, 37 C"

mechanism = Mechanism(
    role="mitochondrial_exchanger",
    says="mitochondrial release for sodium",
    reads=("ca_m", "na_i", "psi_m", "temperature"),
    writes=("j_ca_m",),
    params={
        "v_max": Param("25 /min", "greatest release, nmol/mg", PAPER, "B", PREPARATION),
        "k_na": Param("9.4 mM", "sodium", PAPER, "B", PREPARATION),
        "n": Param("2", "sodium ions for one calcium ion", PAPER, "B", PREPARATION),
        "k_ca": Param("0.003", "free matrix calcium, nmol/mg", PAPER, "B", PREPARATION),
        "b": Param("0", "how much the potential drives it", PAPER, "B", PREPARATION),
        "psi_star": Param("91 mV", "offset of the potential", PAPER, "C", PREPARATION),
        "matrix": Param("0.125 mM", "1 nmol/mg in the matrix", CORTASSA, "B"),
        "protein": Param("0.08 mM", "1 nmol/mg in the cytosol (80 g/l)", ASSUMED, "D"),
    },
    algebra={
        "sodium : 1": "(na_i/(na_i + k_na))**n",
        "calcium : 1": "ca_m/(ca_m + k_ca*matrix)",
        "drive : 1": "exp(b*F*(psi_m - psi_star)/(R*temperature))",
        "specific : 1/ms": "v_max*drive*sodium*calcium",
        "j_ca_m": "-protein*specific",
    },
    checks=(
        Check(
            {"ca_m": "0.7 uM", "na_i": "14 mM", "psi_m": "157 mV", "temperature": "307 K"},
            {
                "specific": "5.82711972 /min",
                "j_ca_m": "-7.76949296 uM/s",
            },
            1e-8,
            why="in nmol/mg, nmol/min/mg and g/l, by independent arithmetic",
        ),
        Check(
            {
                "ca_m": "0.2 uM",
                "na_i": "10 mM",
                "psi_m": "130 mV",
                "temperature": "310 K",
                "b": "0.3",
            },
            {"specific": "3.58021974 /min"},
            1e-8,
            why="partly driven by the potential, little matrix calcium",
        ),
        Check(
            {"ca_m": "0.7 uM", "na_i": "14 mM", "psi_m": "157 mV", "temperature": "307 K"},
            {"specific": "12.1367172 /min"},
            1e-8,
            why="three sodium ions, driven by the potential",
            set="three_sodium",
        ),
    ),
)
