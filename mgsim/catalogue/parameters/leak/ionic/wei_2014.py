"""Leaks of Wei, Ullah & Schiff (2014)."""

from mgsim.language import Param, ParameterSet, Source

PAPER = Source(
    "wei_2014",
    "Wei Y, Ullah G, Schiff SJ (2014) Unification of neuronal spikes, seizures, and spreading "
    "depression. J Neurosci 34:11733-11743",
)
CODE = PAPER.at("xalbrain wei_manual.py, checked against SDinSlice SpatialModel.py")
PREPARATION = "model of a pyramidal cell, glia and the space between them"

parameters = ParameterSet(
    of="leak/ionic",
    says="Wei, Ullah & Schiff (2014)",
    params={
        "g_na": Param("0.0247 mS/cm^2", "sodium leak by area", CODE, "C", PREPARATION),
        "g_k": Param("0.05 mS/cm^2", "potassium leak by area", CODE, "C", PREPARATION),
        "g_cl": Param("0.1 mS/cm^2", "chloride leak by area", CODE, "C", PREPARATION),
    },
)
