"""The time average of a quantity within a window, by the trapezoid rule."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="time average",
    unit="x",
    params={"after": Param("0 ms", "start of the window", PROTOCOL, "D")},
    folds={
        "area": Fold("area + where(t > after, dt*(x + x_last)/2, 0*area)", "0*x*t", unit="x ms"),
        "span": Fold("span + where(t > after, dt, 0*dt)", "0*t", unit="ms"),
    },
    result="area/span",
)
