"""Current between two compartments through a fixed conductance.

What leaves one enters the other, so the two currents add up to nothing. The conductance belongs to
the pair (axial resistance and geometry in one number).
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="axial",
    says="fixed conductance between two compartments",
    reads=("v_a", "v_b"),
    writes=("i_membrane_a", "i_membrane_b"),
    params={"g": Param("10 nS", "conductance between the two", PROTOCOL, "D")},
    algebra={
        "i_membrane_a": "g*(v_a - v_b)",
        "i_membrane_b": "g*(v_b - v_a)",
    },
    checks=(
        Check(
            {"v_a": "-43.7 mV", "v_b": "-61.2 mV"},
            {"i_membrane_a": "175 pA", "i_membrane_b": "-175 pA"},
            1e-9,
            why="nS times mV is pA, and what leaves a enters b: plain arithmetic",
        ),
    ),
)
