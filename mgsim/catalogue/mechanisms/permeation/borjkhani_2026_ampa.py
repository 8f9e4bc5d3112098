"""AMPA current of Borjkhani et al. (2026): ohmic and by area, none of it calcium.

I = g sA (V - 0 mV), as run by the authors' code. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "borjkhani_2026",
    "Borjkhani M, Borjkhani H, Sharif MA (2026) PLOS ONE (magnesium and a retinal ganglion cell "
    "under excitotoxic stimulation, a model)",
    doi="10.1371/journal.pone.0348068",
)
CODE = PAPER.at("code, RGC_Mg_Revised.m")
PREPARATION = "model of a retinal ganglion cell, no temperature stated"

mechanism = Mechanism(
    role="permeation",
    says="AMPA current by area, without calcium (retinal ganglion cell)",
    reads=("v", "area", "open", "unblocked", "available", "share"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("0.25 mS/cm^2", "conductance by area, all open", CODE, "C", PREPARATION),
        "e_rev": Param("0 mV", "reversal potential of the current", CODE, "D", PREPARATION),
    },
    algebra={"i_membrane": "g_bar*area*share*available*open*unblocked*(v - e_rev)"},
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "area": "1300 um^2",
                "open": "0.3",
                "unblocked": "0.6",
                "available": "0.5",
                "share": "0.8",
                "e_rev": "-2.7 mV",
            },
            {"i_membrane": "-9.594 pA"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "v": "14.2 mV",
                "area": "1300 um^2",
                "open": "0.3",
                "unblocked": "0.6",
                "available": "0.5",
                "share": "0.8",
                "e_rev": "3.1 mV",
            },
            {"i_membrane": "2.5974 pA"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
