"""The value of a quantity at the end of the run."""

from mgsim.language import Fold, Readout

readout = Readout(
    says="value at the end",
    unit="x",
    folds={"now": Fold("x", initial="x", unit="x")},
    result="now",
)
