"""Magnesium block hindered by permeant ions, after Antonov & Johnson (1999).

Outer sodium and inner caesium sit in the pore and slow the entry of magnesium; outer sodium slows
its way out too, and a little of it permeates. The block is the balance of the two apparent rates,
taken as instantaneous. Numbers as run in ModelDB 145836 (SynNMDA16.mod, "Mg block as in Antonov
99"). Caesium is the recording ion: with potassium inside the numbers differ (Zhu & Auerbach 2001)
and are not known here. Departures: the steady block from the two rates is ours.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param, Source

PAPER = Source(
    "antonov_johnson_1999",
    "Antonov SM, Johnson JW (1999) Permeant ion regulation of N-methyl-D-aspartate receptor "
    "channel block by Mg2+. PNAS 96:14571-14576",
    doi="10.1073/pnas.96.25.14571",
    place="ModelDB 145836, SynNMDA16.mod",
)
CORTEX = "cultured rat cortical neurons, caesium inside"

mechanism = Mechanism(
    role="block",
    says="balance of blocking rates hindered by sodium and caesium (rat cortical culture)",
    reads=("v", "mg_o"),
    writes=("unblocked",),
    params={
        "na_o": Param("140 mM", "sodium outside", PROTOCOL, "D"),
        "cs_i": Param("125 mM", "caesium inside", PROTOCOL, "D"),
        "k_na": Param("34.4 mM", "half-occupancy by outer sodium", PAPER, "A", CORTEX),
        "k_cs": Param("0.27 mM", "half-occupancy by inner caesium at 0 mV", PAPER, "A", CORTEX),
        "v_cs": Param("21 mV", "voltage scale of inner caesium", PAPER, "A", CORTEX),
        "k_in": Param("1.10e3 /(mM ms)", "Mg enters an empty pore at 0 mV", PAPER, "A", CORTEX),
        "v_in": Param("55 mV", "voltage scale of entering", PAPER, "A", CORTEX),
        "k_out": Param("1.10e2 /ms", "Mg leaves outward at 0 mV", PAPER, "A", CORTEX),
        "v_out": Param("52.7 mV", "voltage scale of leaving outward", PAPER, "A", CORTEX),
        "k_perm": Param("0.0618 /ms", "Mg permeates at 0 mV", PAPER, "A", CORTEX),
        "v_perm": Param("50 mV", "voltage scale of permeating", PAPER, "A", CORTEX),
    },
    algebra={
        "outer : 1": "1 + na_o/k_na",
        "inner : 1": "cs_i/k_cs*exp(v/v_cs)",
        "blocking : 1/ms": "k_in*exp(-v/v_in)*mg_o/(outer*(outer + inner))",
        "unblocking : 1/ms": "k_out*exp(v/v_out)/outer**2 + k_perm*exp(-v/v_perm)",
        "unblocked": "unblocking/(unblocking + blocking)",
    },
    checks=(
        Check(
            {"v": "-60 mV", "mg_o": "1.2 mM"},
            {
                "blocking": "24.483036 /ms",
                "unblocking": "1.5759504 /ms",
                "unblocked": "0.060476272",
            },
            1e-6,
            why="block_rates.csv and block_steady.csv, 140 mM sodium, 125 mM caesium",
        ),
        Check(
            {"v": "-20 mV", "mg_o": "1 mM"},
            {"blocking": "1.6991927 /ms", "unblocking": "3.0203828 /ms"},
            1e-6,
            why="block_rates.csv",
        ),
    ),
)
