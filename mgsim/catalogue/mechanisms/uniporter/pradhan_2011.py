"""Calcium uniporter of mitochondria that cytosolic magnesium inhibits, Pradhan et al. (2011).

J = (ki (ce/KC')^2 - ko (cx/KC')^2)/D, as run in NeuroBox3D/neuro_collection (mcu), with KC' = KC f,
KM' = KM/f and f = 1 + Pi/(KPi + Pi). Its ki = k exp(phi) (u/sinh u)^nH and ko = k exp(-phi)
(u/sinh u)^nH, u = phi/nH, are written without the hole at phi = 0. The default k is that of one of
three data sets; the others are parameter sets. Specific fluxes are in nmol/mg/ms and nmol/mg counts
as a plain number; `protein` is what 1 nmol/mg amounts to in the cytosol. These rates are far below
those of Magnus & Keizer: do not mix. Departures: none.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "pradhan_2011",
    "Pradhan RK, Qi F, Beard DA, Dash RK (2011) Characterization of Mg2+ inhibition of "
    "mitochondrial Ca2+ uptake by a mechanistic model of mitochondrial Ca2+ uniporter. "
    "Biophys J 101:2071",
    place="NeuroBox3D/neuro_collection, membrane_transporters/mcu.cpp",
)
HEART = "isolated heart mitochondria"
TABLE = {"mg_x": "0 mM", "ca_m": "0.25 uM", "temperature": "310 K"}

mechanism = Mechanism(
    role="uniporter",
    says="mitochondrial uptake, second order in calcium, inhibited by magnesium",
    reads=("ca_i", "ca_m", "mg_i", "psi_m", "temperature"),
    writes=("j_ca_m",),
    params={
        "k": Param("1.27e-3 /s", "rate without a potential, nmol/mg", PAPER, "B", HEART),
        "k_c": Param("3.965 uM", "calcium", PAPER, "B", HEART),
        "k_m": Param("0.655 mM", "magnesium", PAPER, "B", HEART),
        "k_pi": Param("0.2 mM", "phosphate that alters both", PAPER, "B", HEART),
        "g": Param("3.9", "how calcium and magnesium hinder each other", PAPER, "B", HEART),
        "n_h": Param("2.65", "shape of the dependence on the potential", PAPER, "B", HEART),
        "phosphate": Param("0 mM", "phosphate of the cytosol", ASSUMED, "D"),
        "mg_x": Param("0 mM", "free magnesium of the matrix", ASSUMED, "D"),
        "protein": Param("0.08 mM", "1 nmol/mg in the cytosol (80 g/l)", ASSUMED, "D"),
    },
    algebra={
        "f : 1": "1 + phosphate/(k_pi + phosphate)",
        "e_c : 1": "(ca_i/(k_c*f))**2",
        "x_c : 1": "(ca_m/(k_c*f))**2",
        "e_m : 1": "(mg_i*f/k_m)**2",
        "x_m : 1": "(mg_x*f/k_m)**2",
        "phi : 1": "2*F*psi_m/(R*temperature)",
        "u : 1": "phi/n_h",
        "shape : 1": "(exp(-u)/exprel(-2*u))**n_h",
        "forth : 1": "exp(phi)*shape*e_c",
        "back : 1": "exp(-phi)*shape*x_c",
        "below : 1": "1 + e_c + x_c + e_m + x_m + (e_c*e_m + x_c*x_m)/g**4",
        "specific : 1/ms": "k*(forth - back)/below",
        "j_ca_m": "protein*specific",
    },
    refuses=("uptake_block",),
    checks=(
        Check(
            {**TABLE, "ca_i": "1 uM", "mg_i": "0.5 mM", "psi_m": "150 mV"},
            {"specific": "0.01411177 /s"},
            1e-4,
            why="pradhan2011_mcu_mg.csv, nmol/mg/s (its RT is 2.5775)",
        ),
        Check(
            {**TABLE, "ca_i": "1 uM", "mg_i": "0.5 mM", "psi_m": "150 mV"},
            {
                "specific": "0.0141125257 /s",
                "j_ca_m": "1.12900205 uM/s",
            },
            1e-7,
            why="the formula as coded, by independent arithmetic",
        ),
        Check(
            {
                "ca_i": "7 uM",
                "ca_m": "5 uM",
                "mg_i": "1.3 mM",
                "mg_x": "0.9 mM",
                "psi_m": "12 mV",
                "temperature": "307 K",
                "phosphate": "1.5 mM",
            },
            {"specific": "0.000104592917 /s"},
            1e-7,
            why="a small potential, where the way back counts",
        ),
        Check(
            {**TABLE, "ca_i": "1 uM", "mg_i": "0.5 mM", "psi_m": "150 mV"},
            {"specific": "0.183462834 /s"},
            1e-7,
            why="k of the second data set",
            set="second",
        ),
        Check(
            {**TABLE, "ca_i": "1 uM", "mg_i": "0.5 mM", "psi_m": "150 mV"},
            {"specific": "0.310475565 /s"},
            1e-7,
            why="k of the third data set",
            set="third",
        ),
    ),
)
