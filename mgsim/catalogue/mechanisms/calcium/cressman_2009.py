"""Calcium of Cressman et al. (2009): influx by area times a factor, first-order decay to none.

d ca_i/dt = -k i_ca/area - ca_i/tau. The unit of the paper's calcium is not stated in what we read;
it is taken as uM here and in ahp/cressman_2009. Starts at none. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "cressman_2009",
    "Cressman JR, Ullah G, Ziburkus J, Schiff SJ, Barreto E (2009) The influence of sodium and "
    "potassium dynamics on excitability, seizures, and the stability of persistent states: I. "
    "Single neuron dynamics. J Comput Neurosci 26:159-170",
)
CODE = PAPER.at("xalbrain cressman_manual.py and ModelDB 139266")
PREPARATION = "model of a hippocampal pyramidal cell and the space around it"

mechanism = Mechanism(
    role="calcium",
    says="calcium influx by area with first-order decay to none",
    reads=("i_ca", "area"),
    writes=("ca_i",),
    params={
        "k_ca": Param(
            "0.002 uM cm^2/(uA ms)", "calcium by current over area", CODE, "D", PREPARATION
        ),
        "tau": Param("80 ms", "time constant of the removal", CODE, "D", PREPARATION),
    },
    states={
        "ca_i": State(
            rate="-k_ca*i_ca/area - ca_i/tau",
            initial="0",
            says="free calcium",
        ),
    },
    checks=(
        Check(
            {"i_ca": "-117 pA", "area": "1300 um^2", "ca_i": "0.31 uM"},
            {"d_ca_i": "0.014125 uM/ms"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"i_ca": "-9.1 pA", "area": "1300 um^2", "ca_i": "1.7 uM"},
            {"d_ca_i": "-0.01985 uM/ms"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
