"""The time integral of a quantity within a window, by the trapezoid rule."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="time integral",
    unit="x ms",
    params={"after": Param("0 ms", "start of the window", PROTOCOL, "D")},
    folds={
        "area": Fold("area + where(t > after, dt*(x + x_last)/2, 0*area)", "0*x*t", unit="x ms"),
    },
    result="area",
)
