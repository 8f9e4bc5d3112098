"""Start of Huebel & Dahlem (2014)."""

from mgsim.language import Param, ParameterSet, Source

PAPER = Source(
    "hubel_dahlem_2014",
    "Huebel N, Dahlem MA (2014) Dynamics from seconds to hours in Hodgkin-Huxley model with "
    "time-dependent ion concentrations and buffer reservoirs. PLoS Comput Biol 10:e1003941",
)
CODE = PAPER.at("ModelDB 167714, spreading-depression.ode")
PREPARATION = "model of a neuron, the space around it and a glial buffer"

parameters = ParameterSet(
    of="membrane/point",
    says="start of Huebel & Dahlem (2014)",
    params={
        "v_0": Param(
            "-67.193253 mV",
            "voltage at the start of a run",
            CODE,
            "C",
            PREPARATION,
            inert="it sets where a run starts and enters no rate",
        ),
    },
)
