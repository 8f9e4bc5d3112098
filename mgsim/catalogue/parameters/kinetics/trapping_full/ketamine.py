"""Ketamine at human GluN1/GluN2A, after Gilling et al. (2009): fully trapped.

x_off is the measured IC50 (0.71 uM) times x_on. The off-rate of the paper's own fit (0.22 /s) would
give 1.5 uM.
"""

from mgsim.language import Param, ParameterSet, Source

GILLING = Source(
    "gilling_2009",
    "Gilling KE, Jatzke C, Hechenberger M, Parsons CG (2009) Potency, voltage-dependency, agonist "
    "concentration-dependency, blocking kinetics and partial untrapping of memantine at human "
    "GluN1/GluN2A receptors. Neuropharmacology 56:866-875",
    place="abstract",
    mark="read",
)
IC50 = GILLING.at("the IC50 of 0.71 uM times x_on", "derived")
HUMAN = "human GluN1/GluN2A, -70 mV"

parameters = ParameterSet(
    of="kinetics/trapping_full",
    says="ketamine, human GluN1/GluN2A",
    drug="ketamine",
    params={
        "x_on": Param(
            "0.15 /(mM ms)",
            "rate at which the drug blocks, of the whole current",
            GILLING,
            "A",
            HUMAN,
        ),
        "x_off": Param(
            "0.0001065 /ms", "rate at which it leaves, in the same sense", IC50, "C", HUMAN
        ),
        "x_delta": Param("0.79", "part of the field the drug crosses", GILLING, "A", HUMAN),
        "x_v": Param("-70 mV", "voltage of x_on and x_off", GILLING, "A", HUMAN),
    },
)
