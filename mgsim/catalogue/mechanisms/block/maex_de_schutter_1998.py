"""Magnesium block of the cerebellar granule cell model of Maex & De Schutter (1998).

The two-parameter form of Jahr & Stevens (eta = 1/3.57 mM, gamma = 0.062 /mV) moved by +10 mV, as
run in ModelDB 51196 (code and its comment). In NeuroML the same curve is scalingConc 1.920544 mM
and scalingVolt 16.129 mV. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "maex_de_schutter_1998",
    "Maex R, De Schutter E (1998) Synchronization of Golgi and granule cell firing in a detailed "
    "network model of the cerebellar granule cell layer. J Neurophysiol 80:2521-2537",
    place="ModelDB 51196",
)
PREPARATION = "model of a cerebellar granule cell"

mechanism = Mechanism(
    role="block",
    says="one exponential in v, moved by 10 mV (cerebellar granule cell)",
    reads=("v", "mg_o"),
    writes=("unblocked",),
    params={
        "eta": Param("0.2801 /mM", "block per mg_o at v = shift", PAPER, "C", PREPARATION),
        "gamma": Param("0.062 /mV", "steepness of the block in v", PAPER, "C", PREPARATION),
        "shift": Param("10 mV", "how far the curve is moved along v", PAPER, "C", PREPARATION),
    },
    algebra={"unblocked": "1/(1 + eta*mg_o*exp(-gamma*(v - shift)))"},
    checks=(
        Check(
            {"v": "-40 mV", "mg_o": "1.2 mM"},
            {"unblocked": "0.11818689"},
            1e-5,
            why="block_steady.csv, column Maex & De Schutter; table V1",
        ),
        Check(
            {"v": "-20 mV", "mg_o": "0.5 mM"},
            {"unblocked": "0.52641433"},
            1e-5,
            why="block_steady.csv, column Maex & De Schutter",
        ),
    ),
)
