"""Phencyclidine at GluN1/GluN2A in oocytes (-40 mV); its rates are unknown here.

The IC50 (0.82 uM) was read in a damaged copy of a secondary table. x_on is assumed, that of
ketamine, and x_off is the IC50 times it; so is x_delta. The magnesium arm is that of oocytes too,
from memory, so that no set mixes the two preparations.
"""

from mgsim.language import ASSUMED, Param, ParameterSet, Source

KUNER = Source(
    "kuner_schoepfer_1996",
    "Kuner T, Schoepfer R (1996) Multiple structural elements determine subunit specificity of "
    "Mg2+ block in NMDA receptor channels. J Neurosci 16:3549-3558",
    doi="10.1523/JNEUROSCI.16-11-03549.1996",
    mark="from memory",
)
TABLE = Source(
    "dravid_2007",
    "Dravid SM et al. (2007) Subunit-specific mechanisms and proton sensitivity of NMDA receptor "
    "channel block. J Physiol 581:107-128",
    place="Traynelis 2010 Table 15, a damaged copy of low trust",
    mark="read",
)
IC50 = TABLE.at("the IC50 of 0.82 uM times the assumed x_on", "derived")
OOCYTE = "GluN1/GluN2A in Xenopus oocytes"

parameters = ParameterSet(
    of="kinetics/trapping_full",
    says="phencyclidine, GluN1/GluN2A in oocytes, rates assumed",
    drug="phencyclidine",
    params={
        "x_on": Param(
            "0.15 /(mM ms)", "rate at which the drug blocks, of the whole current", ASSUMED, "D"
        ),
        "x_off": Param("0.000123 /ms", "rate at which it leaves, in the same sense", IC50, "D"),
        "x_delta": Param("0.79", "part of the field the drug crosses", ASSUMED, "D"),
        "x_v": Param("-40 mV", "voltage of x_on and x_off", TABLE, "A", OOCYTE),
        "k_mg": Param("2.4 uM", "mg_o that blocks half at mg_v", KUNER, "A", OOCYTE),
        "mg_v": Param("-100 mV", "voltage of k_mg and mg_on", KUNER, "A", OOCYTE),
    },
)
