"""Mitochondrial calcium uptake slowed by cytosolic magnesium, after Pradhan et al. (2011).

R_Mg = J(Mg)/J(0.5 mM), the ratio of Pradhan's uniporter in the calcium of the cytosol: in it only
the denominators D remain, so it does not depend on the potential. At 0.5 mM it is 1, so nothing
else has to be fitted again. It multiplies the uptake of uniporter/magnus_keizer_1997 or of
mitochondrion/bertram_2006: a combination made here that no paper has. D counts matrix calcium at a
fixed 0.25 uM and no matrix magnesium, as the reference table does. With phosphate the block by
magnesium is stronger. uniporter/pradhan_2011 has its magnesium itself and refuses this card.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

BLOCK = Source(
    "pradhan_2011",
    "Pradhan RK, Qi F, Beard DA, Dash RK (2011) Characterization of Mg2+ inhibition of "
    "mitochondrial Ca2+ uptake by a mechanistic model of mitochondrial Ca2+ uniporter. "
    "Biophys J 101:2071",
    place="NeuroBox3D/neuro_collection, membrane_transporters/mcu.cpp",
)
HEART = "isolated heart mitochondria"

mechanism = Mechanism(
    role="uptake_block",
    says="uptake of mitochondria slowed by cytosolic magnesium",
    reads=("ca_i", "mg_i"),
    writes=("uptake_factor",),
    params={
        "k_c": Param("3.965 uM", "calcium at the uniporter", BLOCK, "B", HEART),
        "k_m": Param("0.655 mM", "magnesium at the uniporter", BLOCK, "B", HEART),
        "k_pi": Param("0.2 mM", "phosphate that alters both", BLOCK, "B", HEART),
        "g": Param("3.9", "how calcium and magnesium hinder each other", BLOCK, "B", HEART),
        "phosphate": Param("0 mM", "phosphate of the cytosol, as in the table", ASSUMED, "D"),
        "ca_x": Param("0.25 uM", "matrix calcium of the ratio", ASSUMED, "D"),
        "mg_ref": Param("0.5 mM", "magnesium at which the ratio is 1", ASSUMED, "D"),
    },
    algebra={
        "f : 1": "1 + phosphate/(k_pi + phosphate)",
        "c : 1": "(ca_i/(k_c*f))**2",
        "x_c : 1": "(ca_x/(k_c*f))**2",
        "d_now : 1": "1 + c + x_c + (mg_i*f/k_m)**2*(1 + c/g**4)",
        "d_ref : 1": "1 + c + x_c + (mg_ref*f/k_m)**2*(1 + c/g**4)",
        "uptake_factor": "d_ref/d_now",
    },
    checks=(
        Check(
            {"ca_i": "1 uM", "mg_i": "0.5 mM"},
            {"uptake_factor": "1"},
            1e-9,
            why="at 0.5 mM the uptake is that of the card beside it",
        ),
        Check(
            {"ca_i": "0.2 uM", "mg_i": "0.25 mM"},
            {"uptake_factor": "1.37931"},
            1e-6,
            why="bertram2006_mg_mcu.csv",
        ),
        Check(
            {"ca_i": "1 uM", "mg_i": "0.7 mM"},
            {"uptake_factor": "0.746807"},
            1e-6,
            why="bertram2006_mg_mcu.csv",
        ),
        Check(
            {"ca_i": "3 uM", "mg_i": "2 mM"},
            {"uptake_factor": "0.197804"},
            2e-6,
            why="bertram2006_mg_mcu.csv",
        ),
        Check(
            {
                "ca_i": "8 uM",
                "mg_i": "1.1 mM",
                "phosphate": "2 mM",
                "ca_x": "4 uM",
                "mg_ref": "0.6 mM",
            },
            {"uptake_factor": "0.429802985"},
            1e-8,
            why="with phosphate and much calcium in the matrix, by independent arithmetic",
        ),
    ),
)
