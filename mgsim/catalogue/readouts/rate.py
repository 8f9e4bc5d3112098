"""Upward crossings of a threshold per second of the window."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="rate of upward crossings",
    unit="Hz",
    params={
        "threshold": Param("x", "the level, in the unit of the quantity", PROTOCOL, "D"),
        "after": Param("0 ms", "start of the window", PROTOCOL, "D"),
    },
    folds={
        "count": Fold(
            "count + int(t > after)*int(x >= threshold)*int(x_last < threshold)", initial="0"
        ),
    },
    result="count/(t - after)",
)
