"""The uniporter of Magnus & Keizer (1997), slowed by cytosolic magnesium as Pradhan et al. (2011).

The flux of `magnus_keizer_1997` times R_Mg = J(Mg)/J(0.5 mM), the ratio of Pradhan's uniporter in
the calcium of the cytosol; in that ratio only the denominators D remain, so it does not depend on
the potential. At 0.5 mM it is 1, so nothing else has to be fitted again. D counts matrix calcium
at a fixed 0.25 uM and no matrix magnesium, as the reference table does. A combination of two
published laws, made here: neither paper has it. With phosphate the block by magnesium is stronger.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "magnus_keizer_1997",
    "Magnus G, Keizer J (1997) Minimal model of beta-cell mitochondrial Ca2+ handling. "
    "Am J Physiol 273:C717",
    place="Table 5",
    mark="read",
)
BLOCK = Source(
    "pradhan_2011",
    "Pradhan RK, Qi F, Beard DA, Dash RK (2011) Characterization of Mg2+ inhibition of "
    "mitochondrial Ca2+ uptake by a mechanistic model of mitochondrial Ca2+ uniporter. "
    "Biophys J 101:2071",
    place="NeuroBox3D/neuro_collection, membrane_transporters/mcu.cpp",
)
PREPARATION = "isolated mitochondria, 37 C"
HEART = "isolated heart mitochondria"

mechanism = Mechanism(
    role="uniporter",
    says="mitochondrial uptake, slowed by cytosolic magnesium",
    reads=("ca_i", "mg_i", "psi_m", "temperature"),
    writes=("j_ca_m",),
    params={
        "j_max": Param("300 /min", "greatest uptake, nmol/mg", PAPER, "B", PREPARATION),
        "k_trans": Param("19 uM", "translocation", PAPER, "B", PREPARATION),
        "k_act": Param("0.38 uM", "activation", PAPER, "B", PREPARATION),
        "n_a": Param("2.8", "steepness of the activation", PAPER, "B", PREPARATION),
        "l": Param("110", "rest over activated without calcium", PAPER, "B", PREPARATION),
        "psi_star": Param("91 mV", "offset of the potential", PAPER, "C", PREPARATION),
        "protein": Param("0.08 mM", "1 nmol/mg in the cytosol (80 g/l)", ASSUMED, "D"),
        "k_c": Param("3.965 uM", "calcium at the uniporter", BLOCK, "B", HEART),
        "k_m": Param("0.655 mM", "magnesium at the uniporter", BLOCK, "B", HEART),
        "k_pi": Param("0.2 mM", "phosphate that alters both", BLOCK, "B", HEART),
        "g": Param("3.9", "how calcium and magnesium hinder each other", BLOCK, "B", HEART),
        "phosphate": Param("0 mM", "phosphate of the cytosol, as in the table", ASSUMED, "D"),
        "ca_x": Param("0.25 uM", "matrix calcium of the ratio", ASSUMED, "D"),
        "mg_ref": Param("0.5 mM", "magnesium at which the ratio is 1", ASSUMED, "D"),
    },
    algebra={
        "s : 1": "ca_i/k_trans",
        "y : 1": "2*F*(psi_m - psi_star)/(R*temperature)",
        "gate : 1": "s*(1 + s)**3/((1 + s)**4 + l/(1 + ca_i/k_act)**n_a)",
        "f : 1": "1 + phosphate/(k_pi + phosphate)",
        "c : 1": "(ca_i/(k_c*f))**2",
        "x_c : 1": "(ca_x/(k_c*f))**2",
        "d_now : 1": "1 + c + x_c + (mg_i*f/k_m)**2*(1 + c/g**4)",
        "d_ref : 1": "1 + c + x_c + (mg_ref*f/k_m)**2*(1 + c/g**4)",
        "r_mg : 1": "d_ref/d_now",
        "specific : 1/ms": "j_max*gate/exprel(-y)*r_mg",
        "j_ca_m": "protein*specific",
    },
    checks=(
        Check(
            {"ca_i": "1 uM", "mg_i": "0.5 mM", "psi_m": "165 mV", "temperature": "310 K"},
            {"r_mg": "1", "specific": "24.388 /min"},
            1e-4,
            why="at 0.5 mM it is the uniporter of Magnus & Keizer (mk1997_uniporter.csv)",
        ),
        Check(
            {"ca_i": "0.2 uM", "mg_i": "0.25 mM", "psi_m": "157 mV", "temperature": "307 K"},
            {"r_mg": "1.37931", "specific": "0.650573253 /min"},
            1e-6,
            why="bertram2006_mg_mcu.csv; the flux by independent arithmetic",
        ),
        Check(
            {"ca_i": "3 uM", "mg_i": "2 mM", "psi_m": "130 mV", "temperature": "310 K"},
            {
                "r_mg": "0.197804",
                "j_ca_m": "29.3481676 uM/s",
            },
            2e-6,
            why="bertram2006_mg_mcu.csv; the flux by independent arithmetic",
        ),
        Check(
            {
                "ca_i": "8 uM",
                "mg_i": "1.1 mM",
                "psi_m": "150 mV",
                "temperature": "310 K",
                "phosphate": "2 mM",
                "ca_x": "4 uM",
                "mg_ref": "0.6 mM",
            },
            {"r_mg": "0.429802985"},
            1e-8,
            why="with phosphate and much calcium in the matrix, by independent arithmetic",
        ),
    ),
)
