"""Calcium of Borjkhani et al. (2026): influx weighted by route, first-order decay to rest.

d ca_i/dt = -k_n i_ca_nmda/area - k_l i_ca_l/area - (ca_i - ca_rest)/tau, where k_n and k_l turn
current by area into concentration and are the paper's own, not a volume: nothing is conserved here.
The code sets calcium back to ca_rest after a step that ends below it. Departure: here calcium does
not fall from ca_rest or below, which is the same in the limit of short steps. Under forward Euler
at 0.02 ms the undershoot of one step (the first spike carries calcium out) leaves up to 2e-4 uM
less, dying away with tau.
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
    role="calcium",
    says="calcium influx weighted by route, with first-order decay (retinal ganglion cell)",
    reads=("i_ca_nmda", "i_ca_l", "area"),
    writes=("ca_i",),
    params={
        "k_n": Param(
            "0.012 uM cm^2/(uA ms)",
            "calcium by NMDA calcium current over area",
            CODE,
            "D",
            PREPARATION,
        ),
        "k_l": Param(
            "0.003 uM cm^2/(uA ms)", "calcium by L-type current over area", CODE, "D", PREPARATION
        ),
        "tau": Param("200 ms", "time constant of the removal", CODE, "D", PREPARATION),
        "ca_rest": Param("0.05 uM", "calcium at rest", CODE, "D", PREPARATION),
    },
    algebra={
        "influx : mM/ms": "-(k_n*i_ca_nmda + k_l*i_ca_l)/area",
        "net : mM/ms": "influx - (ca_i - ca_rest)/tau",
    },
    states={
        "ca_i": State(
            rate="where(ca_i > ca_rest, net, maximum(net, 0*net))",
            initial="ca_rest",
            says="free calcium",
        ),
    },
    checks=(
        Check(
            {"i_ca_nmda": "-22.1 pA", "i_ca_l": "-11.7 pA", "area": "1300 um^2", "ca_i": "0.31 uM"},
            {"d_ca_i": "0.0218 uM/ms"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"i_ca_nmda": "31.2 pA", "i_ca_l": "-2.6 pA", "area": "1300 um^2", "ca_i": "0.05 uM"},
            {"d_ca_i": "0 uM/ms"},
            1e-06,
            why="at rest with outward current: the floor holds",
        ),
        Check(
            {"i_ca_nmda": "-3.9 pA", "i_ca_l": "-5.2 pA", "area": "1300 um^2", "ca_i": "0.04 uM"},
            {"d_ca_i": "0.00485 uM/ms"},
            1e-06,
            why="below the floor calcium comes back",
        ),
    ),
)
