"""Calcium in a thin shell under the membrane, decaying by first order.

The calcium decay of Pospischil et al. (2008), as run by the authors' code (ModelDB 123623,
cadecay_destexhe.mod). Departures: the code cuts the influx off below zero, so that an outward
calcium current cannot empty the shell; here the current enters as it is. The two differ only where
i_ca is outward, that is above the reversal potential of calcium; without the cut calcium is
conserved and the equation is smooth. The code's Faraday constant is 96489; ours is CODATA's.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "pospischil_2008",
    "Pospischil M, Toledo-Rodriguez M, Monier C, Piwkowska Z, Bal T, Fregnac Y, Markram H, "
    "Destexhe A (2008) Minimal Hodgkin-Huxley type models for different classes of cortical and "
    "thalamic neurons. Biol Cybern 99:427-441",
    doi="10.1007/s00422-008-0263-8",
)
CODE = PAPER.at("ModelDB 123623, cadecay_destexhe.mod")
PREPARATION = "model of bursting cortical neurons, 36 C"

mechanism = Mechanism(
    role="calcium",
    says="thin shell with first-order decay",
    reads=("i_ca", "area"),
    writes=("ca_i",),
    params={
        "depth": Param("1 um", "depth of the shell under the membrane", CODE, "D", PREPARATION),
        "tau": Param("5 ms", "time constant of the removal", CODE, "D", PREPARATION),
        "ca_rest": Param("0.00024 mM", "calcium at rest", CODE, "D", PREPARATION),
    },
    states={
        "ca_i": State(
            rate="-i_ca/(2*F*area*depth) - (ca_i - ca_rest)/tau",
            initial="ca_rest",
            says="free calcium in the shell",
        ),
    },
    checks=(
        Check(
            {"i_ca": "-31 pA", "area": "1300 um^2", "ca_i": "0.0003 mM"},
            {"d_ca_i": "0.0001115693 mM/ms"},
            1e-4,
            why="-1e4 ica/(2 F depth) of the code in mA/cm2, with its own F of 96489",
        ),
        Check(
            {"i_ca": "-2 pA", "area": "28952.9 um^2", "ca_i": "0.0009 mM"},
            {"d_ca_i": "-0.000131642 mM/ms"},
            1e-4,
            why="the same where the removal outweighs the influx",
        ),
        Check(
            {"i_ca": "-0.01 pA", "area": "1300 um^2", "ca_i": "0.0001 mM"},
            {"d_ca_i": "2.803986e-05 mM/ms"},
            1e-4,
            why="the same below the resting level, almost without influx",
        ),
    ),
)
