"""Magnesium block from the burst kinetics of single channels, after Jahr & Stevens (1990).

An open channel flickers shut (to b1), takes magnesium (to b2) or ends its burst, and each shut
state reopens or ends the burst; `unblocked` is the exact charge per burst over that without
interruptions. Rates as in a textbook's transcription; the authors write the logarithm of each in
1/ms with magnesium in micromolar: per_um carries that unit, since a factor of 1000 would only
shift the curve by some 111 mV and look right. `printed` is the form as remembered from the paper's
own page, which differs by a few per cent (0.0766 against 0.0801 at -60 mV in 1 mM).
The flicker does not need magnesium, so `unblocked` is below 1, and follows v, in 0 mM too.
Departures: none. For the two-parameter form of the same paper take jahr_stevens_1990.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "jahr_stevens_1990",
    "Jahr CE, Stevens CF (1990) Voltage dependence of NMDA-activated macroscopic conductances "
    "predicted by single-channel kinetics. J Neurosci 10:3178-3182",
    doi="10.1523/JNEUROSCI.10-09-03178.1990",
    place="rates as transcribed in a textbook (book_comp_cell_biology, NMDAR_Model.tex)",
)
CULTURE = "rat hippocampal neurons in culture, single channels"

mechanism = Mechanism(
    role="block",
    says="charge per burst of single channels, flicker and Mg (hippocampal culture)",
    reads=("v", "mg_o"),
    writes=("unblocked",),
    params={
        "per_ms": Param("1 /ms", "unit of the rates", PAPER, "C"),
        "per_um": Param("1 /(uM ms)", "unit of the rate of Mg", PAPER, "C"),
        "a1_v": Param("0.016 /mV", "steepness of o to b1", PAPER, "A", CULTURE),
        "a1_0": Param("-2.91", "logarithm of o to b1 at 0 mV", PAPER, "A", CULTURE),
        "a2_v": Param("0.045 /mV", "steepness of o to b2", PAPER, "A", CULTURE),
        "a2_0": Param("-6.97", "logarithm of o to b2 at 0 mV, per uM", PAPER, "A", CULTURE),
        "b1_v": Param("0.009 /mV", "steepness of b1 to o", PAPER, "A", CULTURE),
        "b1_0": Param("1.22", "logarithm of b1 to o at 0 mV", PAPER, "A", CULTURE),
        "b2_v": Param("0.017 /mV", "steepness of b2 to o", PAPER, "A", CULTURE),
        "b2_0": Param("0.96", "logarithm of b2 to o at 0 mV", PAPER, "A", CULTURE),
        "c1_0": Param("-0.693", "logarithm of b1 to the end of the burst", PAPER, "A", CULTURE),
        "c2_0": Param("-3.101", "logarithm of b2 to the end of the burst", PAPER, "A", CULTURE),
        "end_0": Param("-2.847", "logarithm of o to the end of the burst", PAPER, "A", CULTURE),
    },
    algebra={
        "a1 : 1/ms": "per_ms*exp(a1_0 - a1_v*v)",
        "b1 : 1/ms": "per_ms*exp(b1_0 + b1_v*v)",
        "c1 : 1/ms": "per_ms*exp(c1_0)",
        "blocking : 1/ms": "per_um*mg_o*exp(a2_0 - a2_v*v)",
        "unblocking : 1/ms": "per_ms*exp(b2_0 + b2_v*v)",
        "c2 : 1/ms": "per_ms*exp(c2_0)",
        "ending : 1/ms": "per_ms*exp(end_0)",
        "lost : 1/ms": "a1*c1/(b1 + c1) + blocking*c2/(unblocking + c2)",
        "unblocked": "1/(1 + lost/ending)",
        "shut : 1/ms": "(a1*(b1 + c1) + blocking*(unblocking + c2))/(a1 + blocking)",
        "printed : 1": "1/(1 + (a1*c1 + blocking*c2)/(ending*shut))",
    },
    checks=(
        Check(
            {"v": "-60 mV", "mg_o": "1.2 mM"},
            {"unblocked": "0.06809735", "printed": "0.065568112"},
            1e-6,
            why="block_steady.csv, columns of the burst form",
        ),
        Check(
            {"v": "-60 mV", "mg_o": "0.1 mM"},
            {"unblocked": "0.38538884", "printed": "0.3272578"},
            1e-6,
            why="block_steady.csv, columns of the burst form",
        ),
        Check(
            {"v": "-60 mV", "mg_o": "1 mM"},
            {"blocking": "13.981783 /ms", "unblocking": "0.94176453 /ms"},
            1e-6,
            why="block_rates.csv, columns Jahr & Stevens",
        ),
    ),
)
