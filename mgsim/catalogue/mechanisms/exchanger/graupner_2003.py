"""Sodium-calcium exchange as simple extrusion, after Graupner (2003): c/(1.8 uM + c).

Flux per exchanger 2.5e-21 mol/s, as run in NeuroBox3D/neuro_collection (ncx; the 4.8e-19 C/ms that
stands there is the same number). v_max is that flux for 15 exchangers/um^2 on a sphere of 7.5 um
radius (the density is from memory). It can neither reverse nor carry current nor see sodium: for
sodium loading take `somjen_2008`. Departures: none but the total.
"""

from mgsim.language import Check, Mechanism, Param, Source

CODE = Source(
    "graupner_2003",
    "Graupner (2003), as cited by NeuroBox3D/neuro_collection",
    place="membrane_transporters/ncx",
)
DENSITY = CODE.at("2.5e-21 mol/s by exchanger, 15 of them/um^2, sphere of 7.5 um", "derived")

mechanism = Mechanism(
    role="exchanger",
    says="NCX as one-way extrusion without current",
    reads=("ca_i",),
    writes=("j_ca_extruded",),
    params={
        "v_max": Param("15 uM/s", "greatest flux", DENSITY, "C", "sphere of 7.5 um radius"),
        "k_half": Param("1.8 uM", "calcium at half the flux", CODE, "B"),
    },
    algebra={"j_ca_extruded": "v_max*ca_i/(k_half + ca_i)"},
    checks=(
        Check(
            {"ca_i": "0.3 uM"},
            {"j_ca_extruded": "2.14285714 uM/s"},
            1e-8,
            why="mol/s by exchanger, 15/um2 on 3/7.5 um2/um3, by independent arithmetic",
        ),
        Check(
            {"ca_i": "5 uM"},
            {"j_ca_extruded": "11.0294118 uM/s"},
            1e-8,
            why="above half-saturation",
        ),
    ),
)
