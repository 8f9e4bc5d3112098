"""The time from the start of the window to the first upward crossing; NaN where there is none."""

from mgsim.language import PROTOCOL, Fold, Param, Readout

readout = Readout(
    says="latency of the first upward crossing",
    unit="ms",
    params={
        "threshold": Param("x", "the level, in the unit of the quantity", PROTOCOL, "D"),
        "after": Param("0 ms", "start of the window", PROTOCOL, "D"),
    },
    folds={
        "first": Fold(
            "where(int(t > after)*int(x >= threshold)*int(x_last < threshold)*int(count < 1) > 0,"
            " t - dt*ratio(x - threshold, x - x_last) - after, first)",
            "0*t",
            unit="ms",
        ),
        "count": Fold(
            "count + int(t > after)*int(x >= threshold)*int(x_last < threshold)", initial="0"
        ),
    },
    result="first*count/count",
)
