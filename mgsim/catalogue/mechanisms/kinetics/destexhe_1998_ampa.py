"""AMPA receptor with six states, after Destexhe, Mainen & Sejnowski (1998).

c0 - c1 - c2 - o, with a desensitised state beside c1 and beside c2; both bindings go at the same
rate (no statistical factor). Numbers as run by the authors' code (ModelDB 18198, AMPA receptor with
six states). Everything starts unbound, in c0. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Scheme, Source

PAPER = Source(
    "destexhe_1998",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1998) Kinetic models of synaptic transmission. In: "
    "Koch C, Segev I (eds) Methods in Neuronal Modeling",
)
CODE = PAPER.at("ModelDB 18198, AMPA receptor with six states")

mechanism = Mechanism(
    role="kinetics",
    says="AMPA receptor: two bindings, opening and two desensitised states",
    reads=("glu",),
    writes=("open",),
    params={
        "r_b": Param("13 /(mM ms)", "binding rate", CODE, "C"),
        "r_u1": Param("0.0059 /ms", "first glutamate unbinds", CODE, "C"),
        "r_u2": Param("86 /ms", "second glutamate unbinds", CODE, "C"),
        "r_d": Param("0.9 /ms", "rate of desensitisation", CODE, "C"),
        "r_r": Param("0.064 /ms", "rate of resensitisation", CODE, "C"),
        "r_o": Param("2.7 /ms", "opening rate", CODE, "C"),
        "r_c": Param("0.2 /ms", "closing rate", CODE, "C"),
    },
    algebra={"open": "o"},
    scheme=Scheme(
        states=("c0", "c1", "c2", "d1", "d2", "o"),
        transitions={
            "c0 <-> c1": ("r_b*glu", "r_u1"),
            "c1 <-> c2": ("r_b*glu", "r_u2"),
            "c1 <-> d1": ("r_d", "r_r"),
            "c2 <-> d2": ("r_d", "r_r"),
            "c2 <-> o": ("r_o", "r_c"),
        },
        initial="c0",
    ),
    checks=(
        Check(
            {
                "glu": "0.4 mM",
                "c0": "0.19",
                "c1": "0.22",
                "c2": "0.26",
                "d1": "0.07",
                "d2": "0.11",
                "o": "0.15",
            },
            {
                "d_c0": "-0.986702 /ms",
                "d_c1": "22.009182 /ms",
                "d_c2": "-22.11496 /ms",
                "d_d1": "0.19352 /ms",
                "d_d2": "0.22696 /ms",
                "d_o": "0.672 /ms",
                "open": "0.15",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
        ),
        Check(
            {
                "glu": "0.03 mM",
                "c0": "0.07",
                "c1": "0.11",
                "c2": "0.15",
                "d1": "0.19",
                "d2": "0.22",
                "o": "0.26",
            },
            {
                "d_c0": "-0.026651 /ms",
                "d_c1": "12.796911 /ms",
                "d_c2": "-13.33102 /ms",
                "d_d1": "0.08684 /ms",
                "d_d2": "0.12092 /ms",
                "d_o": "0.353 /ms",
                "open": "0.26",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
        ),
    ),
)
