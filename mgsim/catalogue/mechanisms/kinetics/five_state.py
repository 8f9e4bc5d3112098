"""Five-state NMDA receptor gating: C0 - C1 - C2 - O, and C2 - D.

The scheme of Lester & Jahr (1992) with the rates of Destexhe, Mainen & Sejnowski (1998), as run by
the authors' code (ModelDB 18198, nmda5.mod). `statistical_factor` is the one thing in which
published codes differ: 1 as in 18198 (both bindings alike), 2 as in ModelDB 7988 (two free sites
bind twice as fast, two bound ones let go twice as fast); with the same rates the decay halves in
49 instead of 77 ms. Other published rates are parameter sets. Everything starts unbound, in c0.
No block by magnesium here: it multiplies. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Scheme, Source

PAPER = Source(
    "destexhe_1998",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1998) Kinetic models of synaptic transmission. In: "
    "Koch C, Segev I (eds) Methods in Neuronal Modeling",
)
CODE = PAPER.at("ModelDB 18198, nmda5.mod")
POINT = {
    "glu": "0.4 mM",
    "c0": "0.2",
    "c1": "0.15",
    "c2": "0.25",
    "o": "0.3",
    "d": "0.1",
}

mechanism = Mechanism(
    role="kinetics",
    says="two bindings, opening and one desensitised state",
    reads=("glu",),
    writes=("open",),
    params={
        "r_b": Param("5 /(mM ms)", "binding rate", CODE, "C"),
        "r_u": Param("0.0129 /ms", "unbinding rate", CODE, "C"),
        "r_d": Param("0.0084 /ms", "rate of desensitisation", CODE, "C"),
        "r_r": Param("0.0068 /ms", "rate of resensitisation", CODE, "C"),
        "r_o": Param("0.0465 /ms", "opening rate", CODE, "C"),
        "r_c": Param("0.0738 /ms", "closing rate", CODE, "C"),
        "statistical_factor": Param("1", "how much faster one of two sites acts", CODE, "C"),
    },
    algebra={"open": "o"},
    scheme=Scheme(
        states=("c0", "c1", "c2", "o", "d"),
        transitions={
            "c0 <-> c1": ("statistical_factor*r_b*glu", "r_u"),
            "c1 <-> c2": ("r_b*glu", "statistical_factor*r_u"),
            "c2 <-> o": ("r_o", "r_c"),
            "c2 <-> d": ("r_d", "r_r"),
        },
        initial="c0",
    ),
    checks=(
        Check(
            POINT,
            {
                "d_c0": "-0.398065 /ms",
                "d_c1": "0.10129 /ms",
                "d_c2": "0.30587 /ms",
                "d_o": "-0.010515 /ms",
                "d_d": "0.00142 /ms",
                "open": "0.3",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
        ),
        Check(
            {
                "glu": "0.4 mM",
                "c0": "0.2",
                "c1": "0.15",
                "c2": "0.25",
                "o": "0.3",
                "d": "0.1",
                "statistical_factor": "2",
            },
            {
                "d_c0": "-0.798065 /ms",
                "d_c1": "0.504515 /ms",
                "d_c2": "0.302645 /ms",
                "d_o": "-0.010515 /ms",
                "d_d": "0.00142 /ms",
            },
            1e-6,
            why="the same with the factor of 7988",
        ),
        Check(
            POINT,
            {
                "d_c0": "-0.398065 /ms",
                "d_c1": "0.10129 /ms",
                "d_c2": "0.30587 /ms",
                "d_o": "-0.010515 /ms",
                "d_d": "0.00142 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="destexhe_1998",
        ),
        Check(
            POINT,
            {
                "d_c0": "-0.798995 /ms",
                "d_c1": "0.502345 /ms",
                "d_c2": "0.29798 /ms",
                "d_o": "-0.00419 /ms",
                "d_d": "0.00286 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="lester_jahr_1992",
        ),
        Check(
            POINT,
            {
                "d_c0": "-0.799295 /ms",
                "d_c1": "0.501645 /ms",
                "d_c2": "0.311585 /ms",
                "d_o": "-0.015855 /ms",
                "d_d": "0.00192 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="edmonds_colquhoun_1992",
        ),
        Check(
            POINT,
            {
                "d_c0": "-0.79925 /ms",
                "d_c1": "0.50175 /ms",
                "d_c2": "0.39063 /ms",
                "d_o": "-0.0941 /ms",
                "d_d": "0.00097 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="clements_westbrook_1991",
        ),
        Check(
            POINT,
            {
                "d_c0": "-0.798575 /ms",
                "d_c1": "0.503325 /ms",
                "d_c2": "0.304 /ms",
                "d_o": "-0.01145 /ms",
                "d_d": "0.0027 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="clements_1992",
        ),
        Check(
            POINT,
            {
                "d_c0": "-0.79625 /ms",
                "d_c1": "0.50875 /ms",
                "d_c2": "0.2946 /ms",
                "d_o": "-0.0075 /ms",
                "d_d": "0.0004 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="chen_2001_nr2a",
        ),
        Check(
            POINT,
            {
                "d_c0": "-0.31925 /ms",
                "d_c1": "0.20175 /ms",
                "d_c2": "0.1041 /ms",
                "d_o": "0.013 /ms",
                "d_d": "0.0004 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="chen_2001_nr2b",
        ),
        Check(
            POINT,
            {
                "d_c0": "-3.185 /ms",
                "d_c1": "2.035 /ms",
                "d_c2": "1.1784 /ms",
                "d_o": "-0.03 /ms",
                "d_d": "0.0016 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="chen_2001_nr2a_temp",
        ),
        Check(
            POINT,
            {
                "d_c0": "-3.185 /ms",
                "d_c1": "2.035 /ms",
                "d_c2": "1.16564 /ms",
                "d_o": "-0.016 /ms",
                "d_d": "0.00036 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="chen_2001_nr2b_temp",
        ),
        Check(
            POINT,
            {
                "d_c0": "-0.798995 /ms",
                "d_c1": "0.502345 /ms",
                "d_c2": "0.33995 /ms",
                "d_o": "-0.045 /ms",
                "d_d": "0.0017 /ms",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
            set="saftenku_granule",
        ),
    ),
)
