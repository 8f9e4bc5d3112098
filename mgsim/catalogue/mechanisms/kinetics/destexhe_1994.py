"""First-order receptor kinetics, after Destexhe, Mainen & Sejnowski (1994).

r' = alpha T (1 - r) - beta r, as run by the authors' code (ModelDB 18500, nmda.mod; also 18198);
default numbers are those of the NMDA receptor, a set gives AMPA. The code solves it in closed form
for a square pulse of transmitter, here it is integrated. r is far from 1 after one pulse of
1 mM for 1 ms (0.069 for NMDA, 0.618 for AMPA), so g_max is not the peak conductance.
Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "destexhe_1994",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1994) An efficient method for computing synaptic "
    "conductances based on a kinetic model of receptor binding. Neural Comput 6:14-18",
    doi="10.1162/neco.1994.6.1.14",
)
CODE = PAPER.at("ModelDB 18500, nmda.mod")

mechanism = Mechanism(
    role="kinetics",
    says="first-order binding and unbinding, no desensitisation",
    reads=("glu",),
    writes=("open",),
    params={
        "alpha": Param(
            "0.072 /(mM ms)", "opening rate per transmitter", CODE, "C", "NMDA receptor"
        ),
        "beta": Param("0.0066 /ms", "closing rate", CODE, "C", "NMDA receptor"),
    },
    algebra={"open": "r"},
    states={"r : 1": State("alpha*glu*(1 - r) - beta*r", "0", "fraction of receptors bound")},
    checks=(
        Check(
            {"glu": "0.4 mM", "r": "0.55"},
            {"d_r": "0.00933 /ms", "open": "0.55"},
            1e-6,
            why="plain arithmetic; with these rates a pulse of 1 mM for 1 ms peaks at 0.069243",
        ),
        Check(
            {"glu": "0.7 mM", "r": "0.31"},
            {"d_r": "0.4724 /ms"},
            1e-6,
            why="plain arithmetic; with these rates a pulse of 1 mM for 1 ms peaks at 0.617986",
            set="ampa",
        ),
        Check(
            {"glu": "0.7 mM", "r": "0.31"},
            {"d_r": "2.3592 /ms"},
            1e-6,
            why="plain arithmetic; with these rates a pulse of 1 mM for 1 ms peaks at 0.95982",
            set="gaba_a",
        ),
    ),
)
