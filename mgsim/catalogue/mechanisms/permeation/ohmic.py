"""Ohmic current through the open, unblocked receptors; none of it counted as calcium.

The general current law: g_max times the open fraction times the unblocked fraction times the
driving force. For AMPA receptors, or where calcium does not matter. A reversal potential of 0 mV is
what most published models take.
"""

from mgsim.language import ASSUMED, PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="permeation",
    says="ohmic current without calcium",
    reads=("v", "open", "unblocked", "available", "share"),
    writes=("i_membrane",),
    params={
        "g_max": Param("1 nS", "conductance with every receptor open", PROTOCOL, "D"),
        "e_rev": Param("0 mV", "reversal potential", ASSUMED, "D"),
    },
    algebra={"i_membrane": "g_max*share*available*open*unblocked*(v - e_rev)"},
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "open": "0.3",
                "unblocked": "0.6",
                "available": "0.5",
                "share": "0.8",
                "e_rev": "-2.7 mV",
            },
            {"i_membrane": "-2.952 pA"},
            1e-9,
            why="nS times mV is pA: plain arithmetic",
        ),
    ),
)
