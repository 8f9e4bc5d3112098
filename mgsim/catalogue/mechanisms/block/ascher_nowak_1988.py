"""Magnesium block from single-channel rates, after Ascher & Nowak (1988).

The rates at which magnesium enters and leaves the open pore; the block is their balance, taken as
instantaneous (it settles in about 0.05 ms at -60 mV). Rates as run in ModelDB 150538 and 145836.
Departures: the paper measures the two rates, the steady block from them is ours.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "ascher_nowak_1988",
    "Ascher P, Nowak L (1988) The role of divalent cations in the N-methyl-D-aspartate responses "
    "of mouse central neurones in culture. J Physiol 399:247-266",
    doi="10.1113/jphysiol.1988.sp017078",
    place="ModelDB 150538 and 145836",
)
PREPARATION = "mouse central neurones in culture, outside-out patches, 22 C"

mechanism = Mechanism(
    role="block",
    says="balance of single-channel blocking and unblocking rates (mouse culture)",
    reads=("v", "mg_o"),
    writes=("unblocked",),
    params={
        "k_on": Param("0.61 /(mM ms)", "blocking rate at 0 mV", PAPER, "A", PREPARATION),
        "v_on": Param("17 mV", "voltage scale of the blocking rate", PAPER, "A", PREPARATION),
        "k_off": Param("5.4 /ms", "unblocking rate at 0 mV", PAPER, "A", PREPARATION),
        "v_off": Param("47 mV", "voltage scale of the unblocking rate", PAPER, "A", PREPARATION),
    },
    algebra={
        "blocking : 1/ms": "k_on*mg_o*exp(-v/v_on)",
        "unblocking : 1/ms": "k_off*exp(v/v_off)",
        "unblocked": "unblocking/(unblocking + blocking)",
    },
    checks=(
        Check(
            {"v": "-60 mV", "mg_o": "1.2 mM"},
            {
                "blocking": "24.96405 /ms",
                "unblocking": "1.5065213 /ms",
                "unblocked": "0.056913052",
            },
            1e-5,
            why="block_rates.csv and block_steady.csv, columns Ascher & Nowak",
        ),
        Check(
            {"v": "-20 mV", "mg_o": "0.5 mM"},
            {"unblocked": "0.78105755"},
            1e-5,
            why="block_steady.csv, column Ascher & Nowak",
        ),
    ),
)
