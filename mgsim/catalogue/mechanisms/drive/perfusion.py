"""The bath's level of something changed for a while, and changed back.

What is added to the quantity it is pointed at: from nothing to (level - base), linearly over the
time that the chamber takes to exchange, and back in the same way. A linear exchange is the
simplest, not a measured, wash-in.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="drive",
    says="another concentration in the bath for a while",
    reads=("base",),
    writes=("target",),
    target_unit="mM",
    params={
        "level": Param("0.05 mM", "concentration while it lasts", PROTOCOL, "D"),
        "start": Param("1 s", "when the new solution arrives", PROTOCOL, "D"),
        "duration": Param("60 s", "how long it is washed in", PROTOCOL, "D"),
        "exchange": Param("2 s", "time of one full exchange", PROTOCOL, "D"),
    },
    algebra={
        "washed : 1": (
            "clip((t - start)/exchange, 0, 1) - clip((t - start - duration)/exchange, 0, 1)"
        ),
        "target": "(level - base)*washed",
    },
    breaks=(
        "start",
        "start + exchange",
        "start + duration",
        "start + duration + exchange",
    ),
    checks=(
        Check(
            {"t": "1600 ms", "base": "1.2 mM", "level": "0.3 mM"},
            {"target": "-0.27 mM"},
            1e-9,
            why="three tenths into the exchange: plain arithmetic",
        ),
        Check(
            {"t": "30000 ms", "base": "1.2 mM", "level": "0.3 mM"},
            {"target": "-0.9 mM"},
            1e-9,
            why="fully exchanged: target + base is the level",
        ),
        Check(
            {"t": "61500 ms", "base": "1.2 mM", "level": "0.3 mM"},
            {"target": "-0.675 mM"},
            1e-9,
            why="a quarter back: plain arithmetic",
        ),
    ),
)
