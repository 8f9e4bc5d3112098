"""How long a quantity stays above a threshold."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="time above threshold",
    unit="ms",
    params={
        "threshold": Param("x", "the level, in the unit of the quantity", PROTOCOL, "D"),
        "after": Param("0 ms", "start of the window", PROTOCOL, "D"),
    },
    folds={
        "above": Fold(
            "above + dt*int(t > after)*(int(x > threshold) + int(x_last > threshold))/2",
            "0*t",
            unit="ms",
        ),
    },
    result="above",
)
