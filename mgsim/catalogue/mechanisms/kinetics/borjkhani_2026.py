"""Receptors of Borjkhani et al. (2026): saturating opening by glutamate, exponential closing.

s' = (1 - s)/tau_rise glu/(glu + EC50) - s/tau_decay, as run by the authors' code (which writes the
case glu = 0 apart; the formula gives it). Default numbers: NMDA; set `ampa`. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "borjkhani_2026",
    "Borjkhani M, Borjkhani H, Sharif MA (2026) PLOS ONE (magnesium and a retinal ganglion cell "
    "under excitotoxic stimulation, a model)",
    doi="10.1371/journal.pone.0348068",
)
CODE = PAPER.at("code, RGC_Mg_Revised.m")
PREPARATION = "model of a retinal ganglion cell, no temperature stated"

mechanism = Mechanism(
    role="kinetics",
    says="saturating opening by glutamate, exponential closing (retinal ganglion cell)",
    reads=("glu",),
    writes=("open",),
    params={
        "ec_50": Param("0.002 mM", "glutamate of half the opening rate", CODE, "C", PREPARATION),
        "tau_rise": Param("5 ms", "time constant of opening", CODE, "C", PREPARATION),
        "tau_decay": Param("80 ms", "time constant of closing", CODE, "C", PREPARATION),
    },
    algebra={
        "opening : 1/ms": "glu/(glu + ec_50)/tau_rise",
        "open": "s",
    },
    states={"s : 1": State("opening*(1 - s) - s/tau_decay", "0", "fraction of open receptors")},
    checks=(
        Check(
            {"glu": "0.4 mM", "s": "0.31"},
            {"open": "0.31", "d_s": "0.1334384328 /ms"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"glu": "0.0013 mM", "s": "0.62"},
            {"open": "0.62", "d_s": "0.02218939394 /ms"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
        Check(
            {"glu": "0.7 mM", "s": "0.23"},
            {"open": "0.23", "d_s": "1.420555556 /ms"},
            1e-06,
            why="the same with other numbers",
            set="ampa",
        ),
    ),
)
