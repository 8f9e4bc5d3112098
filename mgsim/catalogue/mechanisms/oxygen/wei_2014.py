"""Oxygen at the cell of Wei, Ullah & Schiff (2014): supplied by the bath, used by the pumps.

d o2/dt = 0.17 /s (o2_o - o2) - j_o2. The paper counts mg/L, this card mM (over 32 g/mol). Where the
bath has none, the pumps' last thousandth goes on using oxygen and o2 falls a little below 0 (to
-0.6 mg/L in the paper's equations): left as published. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "wei_2014",
    "Wei Y, Ullah G, Schiff SJ (2014) Unification of neuronal spikes, seizures, and spreading "
    "depression. J Neurosci 34:11733-11743",
)
CODE = PAPER.at("xalbrain wei_manual.py, checked against SDinSlice SpatialModel.py")
PREPARATION = "model of a pyramidal cell, glia and the space between them"
MASS = PAPER.at("wei_manual.py, mg/L over 32 g/mol", "derived")

mechanism = Mechanism(
    role="oxygen",
    says="oxygen from the bath, used by the pumps",
    reads=("o2_o", "j_o2"),
    writes=("o2",),
    params={
        "epsilon": Param("0.17 /s", "rate of diffusion from the bath", CODE, "C", PREPARATION),
        "o2_0": Param(
            "0.915625 mM",
            "oxygen at the start: 29.3 mg/L",
            MASS,
            "C",
            PREPARATION,
            inert="it sets where a run starts and enters no rate",
        ),
    },
    states={"o2": State("epsilon*(o2_o - o2) - j_o2", "o2_0", "oxygen at the cell", slow=True)},
    checks=(
        Check(
            {"o2_o": "1 mM", "o2": "0.84375 mM", "j_o2": "0.028125 mM/s"},
            {"d_o2": "-0.0015625 mM/s"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"o2_o": "0.09375 mM", "o2": "0.34375 mM", "j_o2": "0.00625 mM/s"},
            {"d_o2": "-0.04875 mM/s"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
