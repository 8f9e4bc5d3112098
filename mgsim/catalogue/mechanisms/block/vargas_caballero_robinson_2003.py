"""Magnesium block in rat cortical neurons, after Vargas-Caballero & Robinson (2003).

The Boltzmann curve measured in 1 mM, as run in the neurodamus test (test_transmission.py,
binf_VCR). Departures: the curve is given for 1 mM; that it scales with mg_o as a single site
would is the step of the Blue Brain models (Chindemi et al. 2022), whose neocortex default
1/(1 + [Mg]/2.5522415 exp(-0.07207477 v)) is this card at 36 C, to 4 in 10 000.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "vargas_caballero_robinson_2003",
    "Vargas-Caballero M, Robinson HPC (2003) A slow fraction of Mg2+ unblock of NMDA receptors "
    "limits their contribution to spike generation in cortical pyramidal neurons. J Neurophysiol "
    "89:2778-2783",
    place="neurodamus test_transmission.py, binf_VCR",
)
PREPARATION = "rat cortical neurons, 1 mM Mg"

mechanism = Mechanism(
    role="block",
    says="Boltzmann curve in v, scaled in mg_o (rat cortex)",
    reads=("v", "mg_o", "temperature"),
    writes=("unblocked",),
    params={
        "v_half": Param("-13 mV", "voltage of half block at mg_ref", PAPER, "A", PREPARATION),
        "delta": Param("0.96", "part of the field crossed by the ion", PAPER, "A", PREPARATION),
        "mg_ref": Param("1 mM", "mg_o in which v_half was measured", PAPER, "A", PREPARATION),
        "valence": Param("2", "charges of the blocking ion", PAPER, "C", "magnesium"),
    },
    algebra={
        "unblocked": ("1/(1 + mg_o/mg_ref*exp(-valence*delta*F*(v - v_half)/(R*temperature)))"),
    },
    checks=(
        Check(
            {"v": "-60 mV", "mg_o": "1 mM", "temperature": "36 degC"},
            {"unblocked": "0.032693927"},
            1e-5,
            why="block_steady.csv, column Vargas-Caballero & Robinson at 36 C",
        ),
        Check(
            {"v": "-40 mV", "mg_o": "1.2 mM", "temperature": "36 degC"},
            {"unblocked": "0.10637265"},
            4e-4,
            why="block_steady.csv, the Blue Brain closed form at 36 C",
        ),
        Check(
            {"v": "-37 mV", "mg_o": "0.5 mM", "temperature": "23 degC"},
            {"unblocked": "0.247409"},
            1e-6,
            why="the Boltzmann curve by independent arithmetic, in the cold",
        ),
    ),
)
