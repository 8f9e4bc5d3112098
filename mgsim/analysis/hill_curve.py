"""The Hill curve and its fit: y = zero + (full - zero) x^h/(x^h + c^h).

Hill AV (1910) J Physiol 40:iv-vii. Fitted in ln c and ln h, so that both stay positive and their
intervals are symmetrical where the data are logarithmic; x is ln of the concentration, -inf for
none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from mgsim.analysis.lanes import OK
from mgsim.analysis.least_squares import Fit, least_squares

C, H, ZERO, FULL = range(4)
_SLOPES = (0.5, 1.0, 2.0, 4.0)  # where a fit starts
_PLACES = 9
_FLAT = 1e-9  # of the largest value: a readout that moves less does not move


@dataclass(frozen=True)
class Shape:
    """What a user holds: levels of the readout, and the slope; None is fitted."""

    top: float | None = None
    bottom: float | None = None
    slope: float | None = None

    @property
    def free(self) -> int:
        return 1 + sum(value is None for value in (self.top, self.bottom, self.slope))


def hill_curve(theta: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Values (lanes, n) and derivatives (lanes, n, 4) by ln c, ln h, zero, full."""
    c, s, zero, full = (theta[:, k : k + 1] for k in range(4))
    h = np.exp(s)
    distance = x - c
    f = expit(h * distance)
    bend = f * (1 - f)
    with np.errstate(invalid="ignore"):
        sloped = np.where(bend > 0, h * distance * bend, 0.0)
    span = full - zero
    slopes = np.stack((-h * bend * span, sloped * span, 1 - f, f), axis=-1)
    return zero + span * f, slopes


def dose(theta: np.ndarray, y: np.ndarray) -> np.ndarray:
    """ln of the concentration at which the curve is y; NaN where it never is."""
    c, s, zero, full = (theta[..., k] for k in range(4))
    with np.errstate(all="ignore"):
        part = (y - zero) / (full - zero)
        part = np.where((part > 0) & (part < 1), part, np.nan)
        return c + logit(part) / np.exp(s)


def fit_lanes(x: np.ndarray, y: np.ndarray, shape: Shape) -> Fit:
    """Fit every lane of y, (lanes, n); x (n,) or (lanes, n) is ln of the concentration.

    Where a level is held, both a fall and a rise are tried and the better one is kept.
    """
    is_open = shape.top is None and shape.bottom is None
    fits = [fit_between(x, y, shape.top, shape.bottom, shape.slope)]
    if is_open:
        return fits[0]
    fits.append(fit_between(x, y, shape.bottom, shape.top, shape.slope))
    fall, rise = fits
    rss = [np.where(np.isfinite(one.rss), one.rss, np.inf) for one in fits]
    is_rise = rss[1] < rss[0]
    pick = is_rise[:, None]
    return Fit(
        np.where(pick, rise.theta, fall.theta),
        np.where(is_rise, rise.rss, fall.rss),
        np.where(is_rise, rise.is_converged, fall.is_converged),
        np.where(pick, rise.fixed, fall.fixed),
        fall.points,
    )


def fit_between(
    x: np.ndarray,
    y: np.ndarray,
    zero: float | None,
    full: float | None,
    slope: float | None = None,
) -> Fit:
    """The same with the value without the agent, and that at saturation, held or fitted (None)."""
    start = _start(x, y, zero, full, slope)
    fixed = np.array([False, slope is not None, zero is not None, full is not None])
    return least_squares(hill_curve, x, y, start, np.tile(fixed, (len(y), 1)))


@np.errstate(all="ignore")
def _start(
    x: np.ndarray, y: np.ndarray, zero: float | None, full: float | None, slope: float | None
) -> np.ndarray:
    """The best of a grid of midpoints and slopes, with the levels that fit each best."""
    finite = np.unique(x[np.isfinite(x)])
    places = np.linspace(finite[0], finite[-1], _PLACES)
    known = np.isfinite(y)
    best, start = np.full(len(y), np.inf), np.zeros((len(y), 4))
    for c in places:
        for h in (slope,) if slope is not None else _SLOPES:
            f = np.broadcast_to(expit(h * (x - c)), y.shape)
            low, high = _levels(f, np.where(known, y, 0.0), known, zero, full)
            curve = low[:, None] + (high - low)[:, None] * f
            rss = np.where(known, (y - curve) ** 2, 0.0).sum(axis=1)
            better = rss < best
            best[better] = rss[better]
            start[better] = np.stack(
                (np.full(len(y), c), np.full(len(y), np.log(h)), low, high), axis=1
            )[better]
    return start


def _levels(
    f: np.ndarray, y: np.ndarray, known: np.ndarray, zero: float | None, full: float | None
) -> tuple[np.ndarray, np.ndarray]:
    """The two ends of the curve by linear least squares, each (lanes,)."""
    a, b = np.where(known, 1 - f, 0.0), np.where(known, f, 0.0)
    aa, ab, bb = (a * a).sum(1), (a * b).sum(1), (b * b).sum(1)
    ay, by = (a * y).sum(1), (b * y).sum(1)
    ones = np.ones(len(y))
    with np.errstate(all="ignore"):
        if zero is not None and full is not None:
            return zero * ones, full * ones
        if zero is not None:
            return zero * ones, np.nan_to_num((by - zero * ab) / bb)
        if full is not None:
            return np.nan_to_num((ay - full * ab) / aa), full * ones
        det = aa * bb - ab * ab
        is_sound = det > 1e-12 * aa * bb
        low = np.where(is_sound, (bb * ay - ab * by) / det, y.sum(1) / known.sum(1))
        high = np.where(is_sound, (aa * by - ab * ay) / det, low)
        return np.nan_to_num(low), np.nan_to_num(high)


@dataclass(frozen=True)
class Say:
    """How a status speaks of the axis: its name, unit, and what turns a value into that unit."""

    axis: str
    unit: str
    factor: float = 1.0

    def dose(self, x: float) -> str:
        return f"{np.exp(x) * self.factor:.3g} {self.unit}".strip()


def judge(x: np.ndarray, y: np.ndarray, fit: Fit, shape: Shape, say: Say) -> np.ndarray:
    """(lanes,) 'ok', or the reason why a lane has no half-effect concentration."""
    status = np.full(len(y), OK, dtype=object)
    places = np.broadcast_to(x, y.shape)
    least = shape.free + 1
    for lane in range(len(y)):
        known = np.isfinite(y[lane])
        different = np.unique(places[lane][known])
        if different.size < least or known.sum() < least:
            few = f"{different.size} of {np.unique(places[lane]).size}"
            status[lane] = f"too few points: {few}, {least} needed"
        elif np.ptp(y[lane][known]) <= _FLAT * np.abs(y[lane][known]).max():
            status[lane] = f"flat: the readout does not change with {say.axis}"
        else:
            status[lane] = _inside(fit.theta[lane, C], different, say)
            if status[lane] == OK and not fit.is_converged[lane]:
                status[lane] = "the fit did not converge"
    return status


def _inside(c: float, places: np.ndarray, say: Say) -> str:
    positive = places[np.isfinite(places)]
    if c < positive[0] - 1e-9:
        return f"outside {say.axis}: below its smallest value {say.dose(positive[0])}"
    if c > positive[-1] + 1e-9:
        return f"outside {say.axis}: above its largest value {say.dose(positive[-1])}"
    return OK
