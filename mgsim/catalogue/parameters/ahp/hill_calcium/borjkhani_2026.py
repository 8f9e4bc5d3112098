"""Calcium-activated potassium current of Borjkhani et al. (2026)."""

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
    of="ahp/hill_calcium",
    says="Borjkhani et al. (2026)",
    params={
        "g_bar": Param("0.3 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "e_rev": Param("-77 mV", "reversal potential of potassium", CODE, "D", PREPARATION),
        "k_d": Param("0.5 uM", "inner calcium that opens half", CODE, "C", PREPARATION),
        "n": Param("2", "Hill exponent", CODE, "C", PREPARATION),
    },
)
