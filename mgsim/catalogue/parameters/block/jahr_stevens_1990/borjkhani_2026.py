"""Block of Borjkhani et al. (2026): 1/(1 + eta Mg exp(-gamma V)), eta 0.28 /mM.

The rounded 1/3.57 of the paper of Jahr & Stevens; k_0 is 1/eta to the last digit of a float.
"""

from mgsim.language import Param, ParameterSet, Source

PAPER = Source(
    "borjkhani_2026",
    "Borjkhani M, Borjkhani H, Sharif MA (2026) PLOS ONE (magnesium and a retinal ganglion cell "
    "under excitotoxic stimulation, a model)",
    doi="10.1371/journal.pone.0348068",
)
CODE = PAPER.at("code, RGC_Mg_Revised.m")
PREPARATION = "model of a retinal ganglion cell, no temperature stated"
ETA = PAPER.at("code, RGC_Mg_Revised.m, eta", "derived")

parameters = ParameterSet(
    of="block/jahr_stevens_1990",
    says="Borjkhani et al. (2026)",
    params={
        "k_0": Param(
            "3.571428571428571 mM",
            "mg_o that blocks half at 0 mV: 1/(0.28 /mM)",
            ETA,
            "C",
            PREPARATION,
        ),
        "slope": Param("0.062 /mV", "steepness of the block in v", CODE, "C", PREPARATION),
    },
)
