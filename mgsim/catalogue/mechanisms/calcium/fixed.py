"""Calcium of the cytosol at a fixed value, whatever enters or leaves.

A protocol, not a model: isolated mitochondria in a buffered medium, or a cell clamped by a buffer.
For questions in which cytosolic calcium is an axis. Nothing is conserved here.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="calcium",
    says="free calcium held at a value",
    writes=("ca_i",),
    params={"concentration": Param("0.1 uM", "free calcium of the cytosol", PROTOCOL, "D")},
    algebra={"ca_i": "concentration"},
    checks=(
        Check({}, {"ca_i": "0.1 uM"}, 1e-9, why="what holding means"),
        Check({"concentration": "2 uM"}, {"ca_i": "2 uM"}, 1e-9, why="at another value"),
    ),
)
