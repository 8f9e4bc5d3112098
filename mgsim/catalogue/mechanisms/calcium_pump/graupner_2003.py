"""Calcium pump of the outer membrane, Hill form, after Graupner (2003).

Flux per pump 1.7e-23 mol/s * c^2/((60 nM)^2 + c^2), as run in NeuroBox3D/neuro_collection (pmca).
v_max is that flux for 500 pumps/um^2 on a sphere of 7.5 um radius (the density is from memory).
One ATP by calcium ion. No current is written: the pump is taken as electroneutral. Departures: none
but the total. A comment of that code gives 340 nM as another half-saturation.
`graupner_2003_atp` is the same pump with a need for MgATP.
"""

from mgsim.language import Check, Mechanism, Param, Source

CODE = Source(
    "graupner_2003",
    "Graupner (2003), as cited by NeuroBox3D/neuro_collection",
    place="membrane_transporters/pmca",
)
DENSITY = CODE.at("1.7e-23 mol/s by pump, 500 pumps/um^2, sphere of 7.5 um", "derived")

mechanism = Mechanism(
    role="calcium_pump",
    says="PMCA, Hill form",
    reads=("ca_i",),
    writes=("j_ca_extruded", "j_atp"),
    params={
        "v_max": Param("3.4 uM/s", "greatest flux", DENSITY, "C", "sphere of 7.5 um radius"),
        "k_half": Param("60 nM", "calcium at half the flux", CODE, "B"),
        "hill": Param("2", "steepness", CODE, "B"),
        "atp_by_calcium": Param("1", "ATP spent by calcium ion", CODE, "C"),
    },
    algebra={
        "above : 1": "(ca_i/k_half)**hill",
        "flux : mM/ms": "v_max*above/(1 + above)",
        "j_ca_extruded": "flux",
        "j_atp": "atp_by_calcium*flux",
    },
    checks=(
        Check(
            {"ca_i": "80 nM"},
            {
                "j_ca_extruded": "2.176 uM/s",
                "j_atp": "2.176 uM/s",
            },
            1e-8,
            why="mol/s by pump, 500 pumps/um2 on 3/7.5 um2/um3, by independent arithmetic",
        ),
        Check(
            {"ca_i": "30 nM"},
            {"j_ca_extruded": "0.68 uM/s"},
            1e-8,
            why="half of half-saturation: a fifth of v_max",
        ),
    ),
)
