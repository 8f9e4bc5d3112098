"""Calcium pump of Somjen, Kager & Wadman (2008): at rest by construction.

As run by the authors' code (ModelDB 113446): flux v/(1 + Km/(c - c0)), which is zero at c0 and lets
calcium in below it. Written v (c - c0)/(c - c0 + Km), the same function without its hole at c0.
One ATP by calcium ion that leaves (none comes back below c0). Departures: none.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "somjen_2008",
    "Somjen GG, Kager H, Wadman WJ (2008) Computer simulations of neuron-glia interactions "
    "mediated by ion flux. J Comput Neurosci 25:349-365",
    place="ModelDB 113446",
)
PREPARATION = "model of a hippocampal pyramidal neuron, 36 C"

mechanism = Mechanism(
    role="calcium_pump",
    says="PMCA that stands still at resting calcium",
    reads=("ca_i",),
    writes=("j_ca_extruded", "j_atp"),
    params={
        "v_max": Param("352 uM/s", "greatest flux", PAPER, "C", PREPARATION),
        "k_half": Param("6.9 uM", "calcium above rest at half the flux", PAPER, "C", PREPARATION),
        "ca_rest": Param("50 nM", "calcium at which it stands still", PAPER, "D", PREPARATION),
        "atp_by_calcium": Param("1", "ATP spent by calcium ion", ASSUMED, "D"),
    },
    algebra={
        "above : mM": "ca_i - ca_rest",
        "flux : mM/ms": "v_max*above/(above + k_half)",
        "j_ca_extruded": "flux",
        "j_atp": "atp_by_calcium*maximum(flux, 0*flux)",
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM"},
            {"j_ca_extruded": "12.3076923 uM/s", "j_atp": "12.3076923 uM/s"},
            1e-8,
            why="as the code writes it, in uM/s, by independent arithmetic",
        ),
        Check(
            {"ca_i": "20 nM"},
            {"j_ca_extruded": "-1.5371179 uM/s", "j_atp": "0 uM/s"},
            1e-8,
            why="below rest calcium leaks in, at no cost",
        ),
    ),
)
