"""AMPA receptor of Borjkhani et al. (2026)."""

from mgsim.language import Param, ParameterSet, Source

PAPER = Source(
    "borjkhani_2026",
    "Borjkhani M, Borjkhani H, Sharif MA (2026) PLOS ONE (magnesium and a retinal ganglion cell "
    "under excitotoxic stimulation, a model)",
    doi="10.1371/journal.pone.0348068",
)
CODE = PAPER.at("code, RGC_Mg_Revised.m")
PREPARATION = "model of a retinal ganglion cell, no temperature stated"

parameters = ParameterSet(
    of="kinetics/borjkhani_2026",
    says="AMPA receptor of Borjkhani et al. (2026)",
    params={
        "ec_50": Param("0.5 mM", "glutamate of half the opening rate", CODE, "C", PREPARATION),
        "tau_rise": Param("0.3 ms", "time constant of opening", CODE, "C", PREPARATION),
        "tau_decay": Param("3 ms", "time constant of closing", CODE, "C", PREPARATION),
    },
)
