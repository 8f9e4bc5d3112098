"""Calcium release of mitochondria for sodium, three for one and reversible.

J = k (exp(phi/2) a c - exp(-phi/2) b e)/(1 + a + c + a c + b + e + b e) with a = (Na_i/KN)^3,
b = (Na_m/KN)^3, c = Ca_m/KC, e = Ca_i/KC and phi = F psi/(RT), as run in
NeuroBox3D/neuro_collection (mncx), which takes these values from Pradhan et al. (2008) as the ones
that reproduce the data. Matrix sodium is assumed. Specific fluxes are in nmol/mg/ms and nmol/mg
counts as a plain number; `protein` is what 1 nmol/mg amounts to in the cytosol. Departures: none.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "pradhan_2008",
    "Pradhan et al. (2008), Analysis of cardiac mitochondrial Na+-Ca2+ exchanger kinetics with a "
    "biophysical model of mitochondrial Ca2+ handling suggests a 3:1 stoichiometry, as cited by "
    "NeuroBox3D/neuro_collection",
    place="membrane_transporters/mncx.cpp",
)
HEART = "isolated heart mitochondria"

mechanism = Mechanism(
    role="mitochondrial_exchanger",
    says="mitochondrial release for three sodium, reversible",
    reads=("ca_i", "ca_m", "na_i", "psi_m", "temperature"),
    writes=("j_ca_m",),
    params={
        "k": Param("1.41 /s", "rate without a potential, nmol/mg", PAPER, "B", HEART),
        "k_c": Param("2.1 uM", "calcium, either side", PAPER, "B", HEART),
        "k_n": Param("8.2 mM", "sodium, either side", PAPER, "B", HEART),
        "na_m": Param("5 mM", "sodium of the matrix", ASSUMED, "D"),
        "protein": Param("0.08 mM", "1 nmol/mg in the cytosol (80 g/l)", ASSUMED, "D"),
    },
    algebra={
        "phi : 1": "F*psi_m/(R*temperature)",
        "a : 1": "(na_i/k_n)**3",
        "b : 1": "(na_m/k_n)**3",
        "e : 1": "ca_i/k_c",
        "c : 1": "ca_m/k_c",
        "below : 1": "1 + a + c + a*c + b + e + b*e",
        "specific : 1/ms": "k*(exp(phi/2)*a*c - exp(-phi/2)*b*e)/below",
        "j_ca_m": "-protein*specific",
    },
    checks=(
        Check(
            {
                "ca_i": "0.3 uM",
                "ca_m": "0.7 uM",
                "na_i": "14 mM",
                "psi_m": "157 mV",
                "temperature": "307 K",
            },
            {
                "specific": "5.43148504 /s",
                "j_ca_m": "-434.518803 uM/s",
            },
            1e-7,
            why="in uM and nmol/mg/s, by independent arithmetic",
        ),
        Check(
            {
                "ca_i": "9 uM",
                "ca_m": "1.7 uM",
                "na_i": "6 mM",
                "psi_m": "11 mV",
                "temperature": "310 K",
                "na_m": "13 mM",
            },
            {"specific": "-0.683590816 /s"},
            1e-7,
            why="depolarised and full of sodium, it takes calcium up",
        ),
    ),
)
