"""The smallest value of a quantity within a window."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="smallest value",
    unit="x",
    params={"after": Param("0 ms", "start of the window", PROTOCOL, "D")},
    folds={"bottom": Fold("where(t >= after, minimum(bottom, x), x)", initial="x", unit="x")},
    result="bottom",
)
