"""Leaks of Huebel & Dahlem (2014)."""

from mgsim.language import Param, ParameterSet, Source

PAPER = Source(
    "hubel_dahlem_2014",
    "Huebel N, Dahlem MA (2014) Dynamics from seconds to hours in Hodgkin-Huxley model with "
    "time-dependent ion concentrations and buffer reservoirs. PLoS Comput Biol 10:e1003941",
)
CODE = PAPER.at("ModelDB 167714, spreading-depression.ode")
PREPARATION = "model of a neuron, the space around it and a glial buffer"

parameters = ParameterSet(
    of="leak/ionic",
    says="Huebel & Dahlem (2014)",
    params={
        "g_na": Param("0.0175 mS/cm^2", "sodium leak by area", CODE, "C", PREPARATION),
        "g_k": Param("0.05 mS/cm^2", "potassium leak by area", CODE, "C", PREPARATION),
        "g_cl": Param("0.02 mS/cm^2", "chloride leak by area", CODE, "C", PREPARATION),
    },
)
