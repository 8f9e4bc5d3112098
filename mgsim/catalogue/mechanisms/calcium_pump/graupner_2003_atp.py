"""Calcium pump after Graupner (2003), with a need for MgATP that is an assumption.

The flux of `graupner_2003` times MgATP/(MgATP + K). K between 0.2 and 0.5 mM is remembered for
pumps of this kind, not measured for PMCA in neurons: sweep it. K = 0 switches the need off, which
is the card `graupner_2003`. At rest (2.4 mM MgATP) the pump then runs at 0.83 of its rate.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

CODE = Source(
    "graupner_2003",
    "Graupner (2003), as cited by NeuroBox3D/neuro_collection",
    place="membrane_transporters/pmca",
)
DENSITY = CODE.at("1.7e-23 mol/s by pump, 500 pumps/um^2, sphere of 7.5 um", "derived")

mechanism = Mechanism(
    role="calcium_pump",
    says="PMCA, Hill form, slower without MgATP (assumed)",
    reads=("ca_i", "mg_atp"),
    writes=("j_ca_extruded", "j_atp"),
    params={
        "v_max": Param("3.4 uM/s", "greatest flux", DENSITY, "C", "sphere of 7.5 um radius"),
        "k_half": Param("60 nM", "calcium at half the flux", CODE, "B"),
        "hill": Param("2", "steepness", CODE, "B"),
        "k_atp": Param("0.5 mM", "MgATP at half the rate; 0 switches the need off", ASSUMED, "D"),
        "atp_by_calcium": Param("1", "ATP spent by calcium ion", CODE, "C"),
    },
    algebra={
        "above : 1": "(ca_i/k_half)**hill",
        "flux : mM/ms": ("v_max*above/(1 + above)*ratio(mg_atp, mg_atp + k_atp)"),
        "j_ca_extruded": "flux",
        "j_atp": "atp_by_calcium*flux",
    },
    checks=(
        Check(
            {"ca_i": "80 nM", "mg_atp": "1.7 mM"},
            {
                "j_ca_extruded": "1.68145455 uM/s",
                "j_atp": "1.68145455 uM/s",
            },
            1e-8,
            why="the Hill form in uM/s times the share of MgATP, by independent arithmetic",
        ),
        Check(
            {"ca_i": "30 nM", "mg_atp": "0.1 mM"},
            {"j_ca_extruded": "0.113333333 uM/s"},
            1e-8,
            why="a sixth of the rate where MgATP is a fifth of K",
        ),
    ),
)
