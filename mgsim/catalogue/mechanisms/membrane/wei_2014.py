"""The membrane of Wei, Ullah & Schiff (2014): a sphere whose area follows its swelling volume.

S = 4 pi (3 volume/(4 pi))^(2/3). Conductances and capacitance go by area, so the voltage does not
see the swelling; what the currents do to the ions does. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "wei_2014",
    "Wei Y, Ullah G, Schiff SJ (2014) Unification of neuronal spikes, seizures, and spreading "
    "depression. J Neurosci 34:11733-11743",
)
CODE = PAPER.at("xalbrain wei_manual.py, checked against SDinSlice SpatialModel.py")
PREPARATION = "model of a pyramidal cell, glia and the space between them"

mechanism = Mechanism(
    role="membrane",
    says="free voltage on a sphere that swells",
    reads=("i_membrane", "i_injected", "volume"),
    writes=("v", "area"),
    params={
        "c_m": Param("1 uF/cm^2", "capacitance of the membrane by area", CODE, "D", PREPARATION),
        "sphere": Param(
            "4.835975862049408",
            "area over volume to the power of 2/3: (36 pi)^(1/3), of any sphere",
            CODE.at("geometry of a sphere", "derived"),
            "C",
        ),
        "v_0": Param(
            "-74.30 mV",
            "voltage at the start of a run",
            CODE,
            "C",
            PREPARATION,
            inert="it sets where a run starts and enters no rate",
        ),
    },
    algebra={"area": "sphere*volume**(2/3)"},
    states={
        "v": State(
            rate="(i_injected - i_membrane)/(c_m*area)",
            initial="v_0",
            says="membrane potential",
        ),
    },
    checks=(
        Check(
            {
                "volume": "1436.8 um^3",
                "v": "-43.7 mV",
                "i_membrane": "5.541885051 pA",
                "i_injected": "2.463060023 pA",
            },
            {"area": "615.7650057 um^2", "d_v": "-0.5 mV/ms"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "volume": "1550 um^3",
                "v": "-43.7 mV",
                "i_membrane": "-8.420061732 pA",
                "i_injected": "1.295394113 pA",
            },
            {"area": "647.6970563 um^2", "d_v": "1.5 mV/ms"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
