"""Calcium pump of Michaelis form, by area of membrane.

As run by the striatal neuron of asiaszmek/245411 (MScell/Ca_constants.g): Km 0.3 uM and a greatest
flux of 85e-8 as coded, which a comment there explains as 75 pmol/cm2/s; read as mol/m2/s it is
85 pmol/cm2/s. That reading of the unit is ours. The set `dendrite` has the code's 8e-8. One ATP by
calcium ion. Departures: none known.
"""

from mgsim.language import Check, Mechanism, Param, Source

CODE = Source(
    "blackwell_evans",
    "Model of a striatal medium spiny neuron by Blackwell, Evans and others, as run in "
    "asiaszmek/245411",
    place="MScell/Ca_constants.g",
)
PREPARATION = "model of a striatal medium spiny neuron"

mechanism = Mechanism(
    role="calcium_pump",
    says="PMCA, Michaelis form by area",
    reads=("ca_i", "area", "volume"),
    writes=("j_ca_extruded", "j_atp"),
    params={
        "k_cat": Param("0.85 mM um/s", "greatest flux by area", CODE, "C", PREPARATION),
        "k_half": Param("0.3 uM", "calcium at half the flux", CODE, "C", PREPARATION),
        "atp_by_calcium": Param("1", "ATP spent by calcium ion", CODE, "C"),
    },
    algebra={
        "flux : mM/ms": "k_cat*area/volume*ca_i/(ca_i + k_half)",
        "j_ca_extruded": "flux",
        "j_atp": "atp_by_calcium*flux",
    },
    checks=(
        Check(
            {"ca_i": "0.1 uM", "area": "1300 um^2", "volume": "2100 um^3"},
            {
                "j_ca_extruded": "131.547619 uM/s",
                "j_atp": "131.547619 uM/s",
            },
            1e-8,
            why="mol/m2/s on m2 and m3, by independent arithmetic",
        ),
        Check(
            {"ca_i": "2 uM", "area": "30 um^2", "volume": "15 um^3"},
            {"j_ca_extruded": "139.130435 uM/s"},
            1e-8,
            why="the dendrite of that code",
            set="dendrite",
        ),
    ),
)
