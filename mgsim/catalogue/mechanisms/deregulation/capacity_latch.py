"""A latch that opens where the matrix holds more calcium than it can: delayed deregulation.

A phenomenological proposal of this project, not a published model. With M the calcium of the matrix
in nmol/mg and P the extent of deregulation:
P' = k_open (M/Q)^n/(1 + (M/Q)^n) (1 - P) - k_close P, and what the open latch lets go is
k_release P M. Q = 200 nmol/mg and the rates were chosen so that a load of 20 uM/s deregulates after
about 15 min (Brustovetsky 2010) and totals 1e4 times the free peak (Eimerl & Schramm 1994): those
two are inputs, no predictions. Capacities in the literature range to 1000. Calpain plays no part in
it. `f`, `matrix` and `protein` must be those of the mitochondrion card.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "magnus_keizer_1997",
    "Magnus G, Keizer J (1997) Minimal model of beta-cell mitochondrial Ca2+ handling. "
    "Am J Physiol 273:C717",
    place="Table 5",
    mark="read",
)
CORTASSA = Source(
    "cortassa_2003",
    "Cortassa et al. (2003), the conversion printed there: 125 mg of protein by ml",
    mark="read",
)
LATENCY = Source(
    "brustovetsky_2010",
    "Brustovetsky et al. (2010): delayed calcium deregulation of cultured hippocampal neurons in "
    "glutamate, on average within 15 min (abstract)",
    place="chosen to give that latency and the total of Eimerl & Schramm (1994)",
    mark="assumed",
)

mechanism = Mechanism(
    role="deregulation",
    says="a latch that opens beyond the capacity of the matrix (phenomenological)",
    reads=("ca_m",),
    writes=("deregulated", "j_ca_m"),
    params={
        "f": Param("0.0003", "free over all calcium of the matrix", PAPER, "C"),
        "matrix": Param("0.125 mM", "1 nmol/mg in the matrix", CORTASSA, "B"),
        "protein": Param("0.08 mM", "1 nmol/mg in the cytosol (80 g/l)", ASSUMED, "D"),
        "capacity": Param("200", "calcium that the matrix can hold (Q, nmol/mg)", LATENCY, "D"),
        "steep": Param("8", "steepness of the latch in the load", ASSUMED, "D"),
        "k_open": Param("0.02 /s", "rate of the latch beyond capacity", ASSUMED, "D"),
        "k_close": Param("1e-5 /s", "rate of its closing", ASSUMED, "D"),
        "k_release": Param("0.01 /s", "rate of release through the open latch", ASSUMED, "D"),
    },
    algebra={
        "content : 1": "ca_m/(f*matrix)",
        "load : 1": "(content/capacity)**steep",
        "deregulated": "latch",
        "j_ca_m": "-k_release*latch*protein*content",
    },
    states={
        "latch : 1": State(
            "k_open*load/(1 + load)*(1 - latch) - k_close*latch",
            initial="0",
            says="extent of deregulation",
            slow=True,
        ),
    },
    checks=(
        Check(
            {"ca_m": "7.1 uM", "latch": "0.13"},
            {
                "content": "189.333333",
                "d_latch": "0.00682135444 /s",
                "deregulated": "0.13",
                "j_ca_m": "-19.6906667 uM/s",
            },
            1e-7,
            why="the dossier's equation in nmol/mg and seconds, by independent arithmetic",
        ),
        Check(
            {"ca_m": "9.4 uM", "latch": "0.62"},
            {
                "content": "250.666667",
                "d_latch": "0.00652168839 /s",
                "deregulated": "0.62",
                "j_ca_m": "-124.330667 uM/s",
            },
            1e-7,
            why="the dossier's equation in nmol/mg and seconds, by independent arithmetic",
        ),
        Check(
            {"ca_m": "5.2 uM", "latch": "0.4"},
            {
                "content": "138.666667",
                "d_latch": "0.000604309793 /s",
                "deregulated": "0.4",
                "j_ca_m": "-44.3733333 uM/s",
            },
            1e-7,
            why="the dossier's equation in nmol/mg and seconds, by independent arithmetic",
        ),
    ),
)
