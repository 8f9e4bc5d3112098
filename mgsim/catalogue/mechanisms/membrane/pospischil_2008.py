"""The membrane of the regular-spiking (RS) cell of Pospischil et al. (2008): one compartment.

The current balance of the model as run by the authors' code (ModelDB 123623, demo_PY_RS.hoc): a
cylinder whose length is its diameter, ends not counted, so that area = pi * d^2. Departures: none.
The other cells of the paper are the same card with other numbers (FS 67 um, fits 57 to 62 um).
"""

from mgsim.language import Check, Mechanism, Param, Source, State

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
    role="membrane",
    says="free voltage on one cylinder (cortical regular-spiking cell)",
    reads=("i_membrane", "i_injected"),
    writes=("v", "area"),
    params={
        "c_m": Param("1 uF/cm^2", "capacitance of the membrane by area", DEMO, "D", PREPARATION),
        "diameter": Param("96 um", "diameter of the cylinder", DEMO, "C", PREPARATION),
        "length": Param("96 um", "length of the cylinder", DEMO, "C", PREPARATION),
        "v_0": Param(
            "-70 mV",
            "voltage at the start of a run",
            DEMO,
            "D",
            PREPARATION,
            inert="it sets where a run starts and enters no rate",
        ),
    },
    algebra={"area": "pi*diameter*length"},
    states={
        "v": State(
            rate="(i_injected - i_membrane)/(c_m*area)",
            initial="v_0",
            says="membrane potential",
        ),
    },
    checks=(
        Check(
            {"v": "-43.7 mV", "i_membrane": "12 pA", "i_injected": "750 pA"},
            {"d_v": "2.548966 mV/ms", "area": "28952.92 um^2"},
            1e-6,
            why="uA/cm2 over uF/cm2 by independent arithmetic, at the current of the RS demo",
        ),
        Check(
            {"v": "-61.2 mV", "i_membrane": "83 pA", "i_injected": "17 pA"},
            {"d_v": "-0.2279563 mV/ms"},
            1e-6,
            why="outward current pulls the voltage down; independent arithmetic",
        ),
    ),
)
