"""Confidence intervals of fitted parameters: by profile likelihood, and by bootstrap.

Profile likelihood with the F bound of small samples: Bates & Watts (1988), Nonlinear Regression
Analysis, ch. 6. Bootstrap: residuals of the fit, blown up for their leverage (Davison & Hinkley
1997, Bootstrap Methods, ch. 6), or deviations from the mean of the replicates; percentiles widened
as Student's t is wider than the normal (the expanded percentile interval of Hesterberg 2015,
Am Stat 69:371). Both take the errors of the data for independent and of one size, except that
replicates may scatter differently from place to place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from mgsim.analysis.least_squares import Fit, Formula, covariance, held, least_squares, leverage
from mgsim.study.sample import seed_of

LEVEL, RESAMPLES = 0.95, 999
_TRIES, _HALVINGS = 40, 40
_CLOSE = 1e-6  # of the bound: where the search of a profile stops
_ROUNDING = 1e-12  # of the size of the data: scatter below this is rounding, not noise
_LOST = 0.1  # part of the resamples that may fail to converge


@dataclass(frozen=True)
class Interval:
    """low, high: (lanes,); infinite where the data set no bound. note: (lanes,), why, else ''."""

    low: np.ndarray
    high: np.ndarray
    note: np.ndarray


def scatter(y: np.ndarray, fit: Fit) -> np.ndarray:
    """Residual standard deviation, (lanes,), no smaller than rounding makes it."""
    return np.maximum(np.sqrt(fit.rss / np.maximum(fit.freedom, 1)), _rounding(y))


def _rounding(y: np.ndarray) -> np.ndarray:
    known = np.isfinite(y)
    mean = np.where(known, y, 0.0) ** 2 @ np.ones(y.shape[1]) / np.maximum(known.sum(axis=1), 1)
    return _ROUNDING * np.sqrt(mean) + 1e-300


@np.errstate(all="ignore")
def profile(
    formula: Formula,
    x: np.ndarray,
    y: np.ndarray,
    fit: Fit,
    index: int,
    level: float = LEVEL,
    reach: float = 14.0,
) -> Interval:
    """The values of one parameter that the data do not exclude; the others fitted at each.

    reach: how far from the estimate, in the parameter's own unit, a bound is looked for. Data that
    the formula meets to rounding (a simulation without noise) leave an interval of no width.
    """
    lanes = len(y)
    able = fit.is_converged & (fit.freedom > 0) & ~fit.fixed[:, index]
    is_exact = able & (scatter(y, fit) <= 1.01 * _rounding(y))
    out = [np.where(is_exact, fit.theta[:, index], np.nan) for _ in range(2)]
    able = np.flatnonzero(able & ~is_exact)
    note = np.full(lanes, "", dtype=object)
    if able.size:
        own, some, data = x if x.ndim == 1 else x[able], fit.take(able), y[able]
        bound = stats.t.ppf((1 + level) / 2, some.freedom)
        sides = [_side(formula, own, data, some, index, sign, bound, reach) for sign in (-1.0, 1.0)]
        for end, found in zip(out, sides, strict=True):
            end[able] = found
        low, high = (np.isinf(side) for side in sides)
        words = np.where(low & high, "open on both sides", np.where(low, "open below", ""))
        note[able] = np.where(high & ~low, "open above", words)
    return Interval(out[0], out[1], note)


def _side(
    formula: Formula,
    x: np.ndarray,
    y: np.ndarray,
    fit: Fit,
    index: int,
    sign: float,
    bound: np.ndarray,
    reach: float,
) -> np.ndarray:
    """Where the profile reaches `bound` on one side, (lanes,); infinite beyond `reach`."""
    centre, sd = fit.theta[:, index], scatter(y, fit)
    error = sd * np.sqrt(np.maximum(covariance(formula, x, y, fit)[:, index, index], 0))
    guess = np.clip(np.where(error > 0, bound * error, reach), 1e-14, reach)
    warm = fit.theta.copy()

    def height(lanes: np.ndarray, distance: np.ndarray) -> np.ndarray:
        """How many scatters the fit is worse with the parameter held that far out."""
        some = held(fit.take(lanes), index, centre[lanes] + sign * distance)
        start = warm[lanes]
        start[:, index] = some.theta[:, index]
        own = x if x.ndim == 1 else x[lanes]
        found = least_squares(formula, own, y[lanes], start, some.fixed)
        warm[lanes] = np.where(np.isfinite(found.theta), found.theta, warm[lanes])
        worse = np.maximum(found.rss - fit.rss[lanes], 0) / sd[lanes] ** 2
        return np.where(np.isfinite(worse), np.sqrt(worse), np.inf)

    near, far, near_height, far_height = _bracket(height, guess, bound, reach)
    distance = _between(height, near, far, near_height, far_height, bound)
    return centre + sign * np.where(np.isfinite(far), distance, np.inf)


def _bracket(
    height: Callable[[np.ndarray, np.ndarray], np.ndarray],
    guess: np.ndarray,
    bound: np.ndarray,
    reach: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Go outwards until the profile is above its bound; far stays infinite where it never is."""
    near, near_height = np.zeros_like(guess), np.zeros_like(guess)
    far, far_height = np.full_like(guess, np.inf), np.full_like(guess, np.inf)
    here, open_lanes = guess.copy(), np.arange(guess.size)
    for _ in range(_TRIES):
        if not open_lanes.size:
            break
        found = height(open_lanes, here[open_lanes])
        is_over = found >= bound[open_lanes]
        over, under = open_lanes[is_over], open_lanes[~is_over]
        far[over], far_height[over] = here[over], found[is_over]
        near[under], near_height[under] = here[under], found[~is_over]
        at_end = here[under] >= reach
        ratio = bound[under] / np.maximum(found[~is_over], 1e-12)
        here[under] = np.minimum(here[under] * np.clip(1.1 * ratio, 1.2, 3.0), reach)
        open_lanes = under[~at_end]
    return near, far, near_height, far_height


def _between(
    height: Callable[[np.ndarray, np.ndarray], np.ndarray],
    near: np.ndarray,
    far: np.ndarray,
    near_height: np.ndarray,
    far_height: np.ndarray,
    bound: np.ndarray,
) -> np.ndarray:
    """The crossing inside a bracket: straight lines, and a halving every third time."""
    lanes = np.flatnonzero(np.isfinite(far))
    middle = far.copy()
    for turn in range(_HALVINGS):
        if not lanes.size:
            break
        a, b = near[lanes], far[lanes]
        with np.errstate(invalid="ignore", divide="ignore"):
            part = (bound - near_height)[lanes] / (far_height - near_height)[lanes]
        is_line = (turn % 3 < 2) & np.isfinite(part)
        here = a + np.where(is_line, np.clip(part, 0.02, 0.98), 0.5) * (b - a)
        found = height(lanes, here)
        middle[lanes] = here
        is_over = found >= bound[lanes]
        over, under = lanes[is_over], lanes[~is_over]
        far[over], far_height[over] = here[is_over], found[is_over]
        near[under], near_height[under] = here[~is_over], found[~is_over]
        is_close = np.abs(found - bound[lanes]) < _CLOSE * bound[lanes]
        is_thin = far[lanes] - near[lanes] < 1e-9 * far[lanes]
        lanes = lanes[~(is_close | is_thin)]
    return middle


def draws(seed: int, lane: str, count: int, size: int) -> np.ndarray:
    """(count, size) of random numbers in [0, 1), a lane's own: other lanes never move them.

    Counter-based (Philox), keyed by the seed and the lane's name; more resamples keep the first.
    """
    rng = np.random.Generator(np.random.Philox(key=seed_of("bootstrap", seed, lane)))
    return rng.random((count, size))


def resampled_residuals(
    formula: Formula, x: np.ndarray, y: np.ndarray, fit: Fit, random: np.ndarray
) -> np.ndarray:
    """(count, n) new data of one lane: the fit, and residuals drawn from its own."""
    values, _ = formula(fit.theta, x)
    known = np.isfinite(y[0])
    share = np.sqrt(1 - leverage(formula, x, y, fit)[0][known])
    residual = (y[0] - values[0])[known] / share
    residual = residual - residual.mean()
    picked = residual[(random[:, known] * residual.size).astype(int)]
    out = np.full(random.shape, np.nan)
    out[:, known] = values[0][known] + picked
    return out


def resampled_replicates(y: np.ndarray, random: np.ndarray) -> np.ndarray:
    """(count, n, replicates) new data: at each place its deviations from the mean, drawn again.

    y: (n, replicates), NaN where there is none. The deviations are widened by sqrt(r/(r - 1)), so
    that their variance is that of the data.
    """
    out = np.full((random.shape[0], *y.shape), np.nan)
    random = random.reshape(out.shape)
    for place, row in enumerate(y):
        known = np.isfinite(row)
        own = row[known]
        if own.size < 2:
            out[:, place, known] = own
            continue
        deviation = (own - own.mean()) * np.sqrt(own.size / (own.size - 1))
        picked = deviation[(random[:, place, known] * own.size).astype(int)]
        out[:, place, known] = own.mean() + picked
    return out


def percentiles(samples: np.ndarray, freedom: float, level: float) -> tuple[float, float, str]:
    """The interval of one number from its resamples (NaN: lost), and a note where it cannot be."""
    known = samples[~np.isnan(samples)]
    lost = 1 - known.size / max(samples.size, 1)
    if lost > _LOST or known.size < 2 or freedom < 1:
        return np.nan, np.nan, f"{lost:.0%} of the resamples could not be fitted"
    tail = float(stats.norm.cdf(stats.t.ppf((1 - level) / 2, freedom)))
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high), ""


@np.errstate(all="ignore")
def bootstrap(
    formula: Formula,
    x: np.ndarray,
    y: np.ndarray,
    fit: Fit,
    names: list[str],
    seed: int = 0,
    resamples: int = RESAMPLES,
    replicates: int = 1,
) -> np.ndarray:
    """(lanes, resamples, p) fitted parameters of resampled data; NaN where a fit was lost.

    names: (lanes,), the keys of the random numbers. replicates: y's columns are places times
    replicates, the replicates of a place side by side; with one, residuals are drawn.
    """
    count = fit.theta.shape[1]
    out = np.full((len(y), resamples, count), np.nan)
    for lane in np.flatnonzero(fit.is_converged & (fit.freedom > 0)):
        one, data = fit.take(np.array([lane])), y[lane : lane + 1]
        own = x if x.ndim == 1 else x[lane : lane + 1]
        random = draws(seed, names[lane], resamples, y.shape[1])
        if replicates > 1:
            again = resampled_replicates(data.reshape(-1, replicates), random)
            again = again.reshape(resamples, -1)
        else:
            again = resampled_residuals(formula, own, data, one, random)
        own = own if own.ndim == 1 else np.broadcast_to(own, (resamples, *own.shape[1:]))
        start = np.repeat(one.theta, resamples, axis=0)
        found = least_squares(formula, own, again, start, np.repeat(one.fixed, resamples, axis=0))
        out[lane] = np.where(found.is_converged[:, None], found.theta, np.nan)
    return out
