"""How many times a quantity rises through a threshold."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="number of upward crossings",
    unit="1",
    params={
        "threshold": Param("x", "the level, in the unit of the quantity", PROTOCOL, "D"),
        "after": Param("0 ms", "start of the window", PROTOCOL, "D"),
    },
    folds={
        "count": Fold(
            "count + int(t > after)*int(x >= threshold)*int(x_last < threshold)", initial="0"
        ),
    },
    result="count",
)
