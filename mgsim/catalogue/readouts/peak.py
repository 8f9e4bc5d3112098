"""The largest value of a quantity within a window."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="largest value",
    unit="x",
    params={"after": Param("0 ms", "start of the window", PROTOCOL, "D")},
    folds={"top": Fold("where(t >= after, maximum(top, x), x)", initial="x", unit="x")},
    result="top",
)
