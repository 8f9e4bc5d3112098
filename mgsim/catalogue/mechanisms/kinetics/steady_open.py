"""Channels held open at a constant fraction, as in a patch bathed in agonist.

No publication: the clamp's counterpart for kinetics, for block curves and current-voltage relations
in which gating must play no part.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="kinetics",
    says="a constant open fraction, for block and current-voltage curves",
    writes=("open",),
    params={"fraction": Param("1", "fraction of the channels that are open", PROTOCOL, "D")},
    algebra={"open": "fraction"},
    checks=(Check({"fraction": "0.37"}, {"open": "0.37"}, 1e-12, why="what the word means"),),
)
