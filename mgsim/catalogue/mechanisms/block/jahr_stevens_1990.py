"""Voltage-dependent Mg2+ block of the NMDA receptor, after Jahr & Stevens (1990).

The two-parameter form: an instantaneous block, one exponential in v, linear in mg_o. Departures
from the paper: none; the burst-kinetic form of the same paper is another model.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "jahr_stevens_1990",
    "Jahr CE, Stevens CF (1990) Voltage dependence of NMDA-activated macroscopic conductances "
    "predicted by single-channel kinetics. J Neurosci 10:3178-3182",
    doi="10.1523/JNEUROSCI.10-09-03178.1990",
)
PREPARATION = "rat hippocampal neurons in culture, room temperature"

mechanism = Mechanism(
    role="block",
    says="instantaneous Mg2+ block, one exponential in v (hippocampal culture)",
    reads=("v", "mg_o"),
    writes=("unblocked",),
    params={
        "k_0": Param(
            "3.57 mM", "mg_o that blocks half the channels at 0 mV", PAPER, "A", PREPARATION
        ),
        "slope": Param("0.062 /mV", "steepness of the block in v", PAPER, "A", PREPARATION),
    },
    algebra={"unblocked": "1/(1 + mg_o/k_0*exp(-slope*v))"},
    checks=(
        Check(
            {"v": "-60 mV", "mg_o": "1.2 mM"},
            {"unblocked": "0.0672478"},
            1e-5,
            why="the formula of the paper by independent arithmetic (table V1)",
        ),
        Check({"v": "-20 mV", "mg_o": "0.1 mM"}, {"unblocked": "0.91175"}, 1e-5, why="table V1"),
    ),
)
