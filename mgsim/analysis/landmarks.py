"""The landmarks of one current-voltage relation, read off its data by a cubic spline."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline

# name, kind of unit (V voltage, I current, G conductance), meaning; the order of `landmarks`
LANDMARKS = (
    ("reversal", "V", "where the current turns from inward to outward"),
    ("v_peak", "V", "voltage of the largest inward current"),
    ("i_peak", "I", "largest inward current"),
    ("v_slope_from", "V", "where the region of negative slope begins, or the axis"),
    ("v_slope_to", "V", "where the region of negative slope ends"),
    ("slope_min", "G", "steepest negative slope conductance"),
)
_FINE = 20  # samples of the spline between two voltages


def landmarks(v: np.ndarray, current: np.ndarray) -> tuple[float, ...]:
    """The numbers of LANDMARKS; NaN for what is not there, such as a peak at the axis's end.

    The spline goes through the data: noise moves the landmarks as far as it moves the data.
    """
    known = np.isfinite(current)
    order = np.argsort(v[known])
    v, current = v[known][order], current[known][order]
    if v.size < 4 or (np.diff(v) <= 0).any():
        return (np.nan,) * len(LANDMARKS)
    curve = CubicSpline(v, current)
    slope = curve.derivative()
    turns = np.asarray(slope.roots(extrapolate=False))
    lows = turns[(slope.derivative()(turns) > 0) & (curve(turns) < 0)]
    zeros = np.asarray(curve.roots(extrapolate=False))
    zeros = zeros[slope(zeros) > 0]
    zero = float(zeros[0]) if zeros.size else np.nan
    if not lows.size:
        return (zero, *(np.nan,) * 5)
    peak = float(lows[np.argmin(curve(lows))])
    before = turns[(turns < peak) & (slope.derivative()(turns) < 0)]
    begin = float(before[-1]) if before.size else float(v[0])
    fine = np.linspace(begin, peak, _FINE * v.size)
    return (zero, peak, float(curve(peak)), begin, peak, float(slope(fine).min()))
