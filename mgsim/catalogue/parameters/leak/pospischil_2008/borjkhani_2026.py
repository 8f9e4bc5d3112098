"""Leak of Borjkhani et al. (2026)."""

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
    of="leak/pospischil_2008",
    says="Borjkhani et al. (2026)",
    params={
        "g_bar": Param("0.35 mS/cm^2", "conductance by area", CODE, "C", PREPARATION),
        "e_rev": Param("-54.4 mV", "reversal potential of the leak", CODE, "C", PREPARATION),
    },
)
