"""The membrane of a point neuron whose paper gives every current by area.

c dv/dt = (injected - ionic current)/area, with the customary 1 uF/cm2. Such papers state no area,
and nothing in them depends on it: `area` only turns densities into currents (10000 um2, so that
1 mS/cm2 is 100 nS and 1 uA/cm2 is 100 pA). Default start: Borjkhani et al. (2026); sets for the
others. Departures: none.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "borjkhani_2026",
    "Borjkhani M, Borjkhani H, Sharif MA (2026) PLOS ONE (magnesium and a retinal ganglion cell "
    "under excitotoxic stimulation, a model)",
    doi="10.1371/journal.pone.0348068",
)
CODE = PAPER.at("code, RGC_Mg_Revised.m")
PREPARATION = "model of a retinal ganglion cell, no temperature stated"

mechanism = Mechanism(
    role="membrane",
    says="free voltage of a point neuron that is written by area",
    reads=("i_membrane", "i_injected"),
    writes=("v", "area"),
    params={
        "c_m": Param("1 uF/cm^2", "capacitance of the membrane by area", CODE, "D", PREPARATION),
        "area_whole": Param("10000 um^2", "membrane area, free to choose", ASSUMED, "D"),
        "v_0": Param(
            "-65 mV",
            "voltage at the start of a run",
            CODE,
            "D",
            PREPARATION,
            inert="it sets where a run starts and enters no rate",
        ),
    },
    algebra={"area": "area_whole"},
    states={
        "v": State(
            rate="(i_injected - i_membrane)/(c_m*area_whole)",
            initial="v_0",
            says="membrane potential",
        ),
    },
    checks=(
        Check(
            {"v": "-43.7 mV", "i_membrane": "120 pA", "i_injected": "750 pA"},
            {"d_v": "6.3 mV/ms", "area": "10000 um^2"},
            1e-9,
            why="6.3 uA/cm2 into 1 uF/cm2",
        ),
        Check(
            {
                "v": "-61.2 mV",
                "i_membrane": "83 pA",
                "i_injected": "17 pA",
                "area_whole": "400 um^2",
            },
            {"d_v": "-16.5 mV/ms"},
            1e-9,
            why="66 pA outward over 4 pF",
        ),
    ),
)
