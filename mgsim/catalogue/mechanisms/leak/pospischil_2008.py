"""Leak current of the regular-spiking cell of Pospischil et al. (2008).

An ohmic leak, numbers of the authors' code (ModelDB 123623, demo_PY_RS.hoc). Departures: none.
The other cells are the same card with other numbers (FS 0.15, IB and LTS 0.01 mS/cm2 at -85 mV).
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "pospischil_2008",
    "Pospischil M, Toledo-Rodriguez M, Monier C, Piwkowska Z, Bal T, Fregnac Y, Markram H, "
    "Destexhe A (2008) Minimal Hodgkin-Huxley type models for different classes of cortical and "
    "thalamic neurons. Biol Cybern 99:427-441",
    doi="10.1007/s00422-008-0263-8",
)
DEMO = PAPER.at("ModelDB 123623, demo_PY_RS.hoc")
PREPARATION = "model of a regular-spiking cortical neuron, 36 C"

mechanism = Mechanism(
    role="leak",
    says="ohmic leak (cortical regular-spiking cell)",
    reads=("v", "area"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("0.1 mS/cm^2", "conductance by area", DEMO, "C", PREPARATION),
        "e_rev": Param("-70 mV", "reversal potential of the leak", DEMO, "C", PREPARATION),
    },
    algebra={"i_membrane": "g_bar*area*(v - e_rev)"},
    checks=(
        Check(
            {"v": "-43.7 mV", "area": "1300 um^2"},
            {"i_membrane": "34.19 pA"},
            1e-6,
            why="mS/cm2 times mV to uA/cm2 to pA, by independent arithmetic",
        ),
        Check(
            {"v": "-81.3 mV", "area": "28952.9 um^2"},
            {"i_membrane": "-327.1678 pA"},
            1e-6,
            why="the same below the reversal potential, where the current is inward",
        ),
    ),
)
