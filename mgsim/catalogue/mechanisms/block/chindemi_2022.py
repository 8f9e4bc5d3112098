"""Voltage-dependent Mg2+ block with cortical numbers, as in the models of Chindemi et al. (2022).

The one-exponential form of Jahr & Stevens with K0 and slope refitted to the block that
Vargas-Caballero & Robinson (2003) measured in rat cortical neurons. Read in published model code;
the paper itself was not reached. Departures: none known.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "chindemi_2022",
    "Chindemi G et al. (2022) A calcium-based plasticity model for predicting long-term "
    "potentiation and depression in the neocortex. Nat Commun",
    place="NMDA mechanism of the neocortex model code",
)
PREPARATION = "rat neocortex, fitted to Vargas-Caballero & Robinson (2003), 36 degC"

mechanism = Mechanism(
    role="block",
    says="instantaneous Mg2+ block, one exponential in v (neocortex)",
    reads=("v", "mg_o"),
    writes=("unblocked",),
    params={
        "k_0": Param(
            "2.5522415 mM", "mg_o that blocks half the channels at 0 mV", PAPER, "C", PREPARATION
        ),
        "slope": Param("0.07207477 /mV", "steepness of the block in v", PAPER, "C", PREPARATION),
    },
    algebra={"unblocked": "1/(1 + mg_o/k_0*exp(-slope*v))"},
    checks=(
        Check(
            {"v": "-60 mV", "mg_o": "1 mM"},
            {"unblocked": "0.032694"},
            2e-4,
            why="table V1, column BBP, by independent arithmetic",
        ),
        Check({"v": "-20 mV", "mg_o": "1 mM"}, {"unblocked": "0.37648"}, 2e-5, why="table V1"),
    ),
)
