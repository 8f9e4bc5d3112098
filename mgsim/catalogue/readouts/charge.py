"""The charge that a current carries inward within a window (inward positive)."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="inward charge",
    unit="pC",
    of_unit="pA",
    params={"after": Param("0 ms", "start of the window", PROTOCOL, "D")},
    folds={
        "area": Fold("area - where(t > after, dt*(x + x_last)/2, 0*area)", "0*x*t", unit="x ms"),
    },
    result="area",
)
