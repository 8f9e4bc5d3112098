"""NMDA current of Borjkhani et al. (2026): ohmic and by area, a fixed fraction of it calcium.

I = g sN B (V - 0 mV), of which fCa = 0.15 is calcium, as run by the authors' code. The law is that
of permeation/fixed_fraction with a conductance by area; i_ca vanishes and reverses with the whole
current. Departures: none.
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
    says="NMDA current by area, a fixed fraction of it calcium (retinal ganglion cell)",
    reads=("v", "area", "open", "unblocked", "available", "share"),
    writes=("i_membrane", "i_ca", "i_ca_nmda"),
    params={
        "g_bar": Param("1.2 mS/cm^2", "conductance by area, all open", CODE, "C", PREPARATION),
        "e_rev": Param("0 mV", "reversal potential of the current", CODE, "D", PREPARATION),
        "fraction": Param("0.15", "part of the current that is calcium", CODE, "D", PREPARATION),
    },
    algebra={
        "i_nmda : pA": "g_bar*area*share*available*open*unblocked*(v - e_rev)",
        "i_membrane": "i_nmda",
        "i_ca": "fraction*i_nmda",
        "i_ca_nmda": "fraction*i_nmda",
    },
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
            {"i_membrane": "-46.0512 pA", "i_ca": "-6.90768 pA", "i_ca_nmda": "-6.90768 pA"},
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
            {"i_membrane": "12.46752 pA", "i_ca": "1.870128 pA", "i_ca_nmda": "1.870128 pA"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
