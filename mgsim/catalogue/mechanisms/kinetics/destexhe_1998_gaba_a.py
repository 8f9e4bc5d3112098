"""GABA-A receptor with five states, after Destexhe, Mainen & Sejnowski (1998).

c0 - c1 - c2, with an open state beside c1 and beside c2; the scheme of Busch & Sakmann (1990) with
numbers as run by the authors' code (ModelDB 18198, GABA-A receptor with five states; reversal
potential -80 mV). The transmitter port is called glu whatever the transmitter is: here it is GABA.
Everything starts unbound, in c0. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Scheme, Source

PAPER = Source(
    "destexhe_1998",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1998) Kinetic models of synaptic transmission. In: "
    "Koch C, Segev I (eds) Methods in Neuronal Modeling",
)
CODE = PAPER.at("ModelDB 18198, GABA-A receptor with five states")

mechanism = Mechanism(
    role="kinetics",
    says="GABA-A receptor: two bindings, an open state after each",
    reads=("glu",),
    writes=("open",),
    params={
        "k_f1": Param("20 /(mM ms)", "first GABA binds", CODE, "C"),
        "k_b1": Param("4.6 /ms", "first GABA unbinds", CODE, "C"),
        "k_f2": Param("10 /(mM ms)", "second GABA binds", CODE, "C"),
        "k_b2": Param("9.2 /ms", "second GABA unbinds", CODE, "C"),
        "a_1": Param("3.3 /ms", "opening with one GABA", CODE, "C"),
        "b_1": Param("9.8 /ms", "closing with one GABA", CODE, "C"),
        "a_2": Param("10.6 /ms", "opening with two GABA", CODE, "C"),
        "b_2": Param("0.41 /ms", "closing with two GABA", CODE, "C"),
    },
    algebra={"open": "o1 + o2"},
    scheme=Scheme(
        states=("c0", "c1", "c2", "o1", "o2"),
        transitions={
            "c0 <-> c1": ("k_f1*glu", "k_b1"),
            "c1 <-> c2": ("k_f2*glu", "k_b2"),
            "c1 <-> o1": ("a_1", "b_1"),
            "c2 <-> o2": ("a_2", "b_2"),
        },
        initial="c0",
    ),
    checks=(
        Check(
            {"glu": "0.4 mM", "c0": "0.25", "c1": "0.1", "c2": "0.2", "o1": "0.3", "o2": "0.15"},
            {
                "d_c0": "-1.54 /ms",
                "d_c1": "5.59 /ms",
                "d_c2": "-3.4985 /ms",
                "d_o1": "-2.61 /ms",
                "d_o2": "2.0585 /ms",
                "open": "0.45",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
        ),
        Check(
            {"glu": "0.03 mM", "c0": "0.15", "c1": "0.25", "c2": "0.1", "o1": "0.2", "o2": "0.3"},
            {
                "d_c0": "1.06 /ms",
                "d_c1": "0.92 /ms",
                "d_c2": "-1.782 /ms",
                "d_o1": "-1.135 /ms",
                "d_o2": "0.937 /ms",
                "open": "0.5",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
        ),
    ),
)
