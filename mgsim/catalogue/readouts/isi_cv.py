"""Coefficient of variation of the intervals between upward crossings; NaN below two intervals."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

CROSSES = "int(t > after)*int(x >= threshold)*int(x_last < threshold)"
CROSSED_AT = "(t - dt*ratio(x - threshold, x - x_last))"

readout = Readout(
    says="coefficient of variation of the intervals between upward crossings",
    unit="1",
    params={
        "threshold": Param("x", "the level, in the unit of the quantity", PROTOCOL, "D"),
        "after": Param("0 ms", "start of the window", PROTOCOL, "D"),
    },
    folds={
        "total": Fold(
            f"where({CROSSES}*int(count > 0) > 0, total + {CROSSED_AT} - latest, total)",
            "0*t",
            unit="ms",
        ),
        "squares": Fold(
            f"where({CROSSES}*int(count > 0) > 0, squares + ({CROSSED_AT} - latest)**2, squares)",
            "0*t*t",
            unit="ms^2",
        ),
        "latest": Fold(f"where({CROSSES} > 0, {CROSSED_AT}, latest)", "0*t", unit="ms"),
        "count": Fold(f"count + {CROSSES}", initial="0"),
    },
    result=(
        "where(count > 2, sqrt(maximum(squares*(count - 1)/total**2 - 1, 0)), (count - count)/0)"
    ),
)
