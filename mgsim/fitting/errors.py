"""How well the data know the parameters: errors, intervals, correlations, and plain doubts.

Linear errors from the derivatives at the estimate; profile likelihood with the F bound of small
samples (Bates & Watts 1988, Nonlinear Regression Analysis, ch. 6; from memory).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from mgsim.fitting.problem import Problem
from mgsim.fitting.search import Descent, descend

_BLIND = 1e-7  # of the largest column: a parameter that moves no datum
_SINGULAR = 1e-8  # of the largest eigenvalue of the scaled J'J: a direction that is not known
_ROUNDING = 1e-9  # of the largest datum
_TRIES, _CLOSE = 30, 1e-3  # of a profile: steps on one side; of the bound, where it stops


@dataclass(frozen=True)
class Errors:
    """Linear errors at an estimate, in the coordinates x or ln x of the parameters.

    error: (parameter,) standard errors; infinite where the data do not tell, NaN where held.
    correlation: (parameter, parameter), NaN where there is none. blind: (parameter,), True where
    no datum moves. mixed: groups of parameters of which only a combination is known. condition:
    of the scaled J'J. covariance: (parameter, parameter), 0 where held. sd: of the residuals.
    """

    error: np.ndarray
    correlation: np.ndarray
    blind: np.ndarray
    mixed: tuple[tuple[int, ...], ...]
    condition: float
    covariance: np.ndarray
    sd: float
    freedom: int


def errors(problem: Problem, end: Descent) -> Errors:
    """The linear errors of an estimate, its held parameters taken for known."""
    weighted = problem.slopes(end.u) * problem.data.scale[:, None] / problem.spans
    count = len(end.u)
    freedom = len(problem.data.y) - int((~end.held).sum())
    sd = float(np.sqrt(end.rss / freedom))
    size = np.sqrt((weighted**2).sum(axis=0))
    # a column counts beside the data it could move: by one span it must move them visibly
    reach = size * problem.spans
    blind = (reach <= _BLIND * max(reach.max(), problem.size * _BLIND)) & ~end.held
    used = np.flatnonzero(~end.held & ~blind)
    scaled = weighted[:, used] / size[used]
    values, vectors = np.linalg.eigh(scaled.T @ scaled)
    lost = values < _SINGULAR * values.max(initial=0.0)
    mixed = tuple(tuple(used[np.abs(vectors[:, k]) > 0.1].tolist()) for k in np.flatnonzero(lost))
    known = vectors[:, ~lost]
    inverse = (known / values[~lost]) @ known.T / np.outer(size[used], size[used])
    covariance = np.zeros((count, count))
    covariance[np.ix_(used, used)] = sd**2 * inverse
    error = np.sqrt(np.diag(covariance))
    with np.errstate(all="ignore"):
        correlation = covariance / np.outer(error, error)
    error[blind | np.isin(np.arange(count), [k for group in mixed for k in group])] = np.inf
    error[end.held] = np.nan
    correlation[~np.isfinite(correlation)] = np.nan
    ends = (values.min(), values.max()) if values.size else (1.0, 1.0)
    condition = float(ends[1] / ends[0]) if ends[0] > 0 else np.inf
    return Errors(error, correlation, blind, mixed, condition, covariance, sd, freedom)


def standard_errors(problem: Problem, end: Descent, found: Errors) -> np.ndarray:
    """(parameter,) standard errors in house units; of a logarithm, that times the estimate."""
    size = np.where([p.is_log for p in problem.parameters], problem.numbers(end.u), 1.0)
    return found.error * size


def linear(problem: Problem, end: Descent, found: Errors, level: float) -> np.ndarray:
    """(parameter, 2) intervals in house units by Student's t; built in ln x where `is_log`."""
    t = stats.t.ppf((1 + level) / 2, found.freedom)
    centre = problem.numbers(end.u)
    out = np.empty((len(centre), 2))
    for k, p in enumerate(problem.parameters):
        reach = t * found.error[k] * np.array((-1, 1))
        with np.errstate(over="ignore"):
            out[k] = centre[k] * np.exp(reach) if p.is_log else centre[k] + reach
    return out


def profiled(problem: Problem, end: Descent, found: Errors, level: float) -> np.ndarray:
    """(parameter, 2) profile-likelihood intervals in house units; infinite where open.

    A bound of the interval is where the sum of squares, all others fitted again, has risen by
    s^2 t^2. A side on which it does not rise so far within the parameter's bounds is open.
    """
    t = float(stats.t.ppf((1 + level) / 2, found.freedom))
    out = np.empty((len(end.u), 2))
    for k in range(len(end.u)):
        for side, sign in enumerate((-1.0, 1.0)):
            place = _side(problem, end, found, k, sign, t)
            moved = end.u.copy()
            moved[k] = place
            out[k, side] = problem.numbers(moved)[k] if np.isfinite(place) else sign * np.inf
    is_log = np.array([p.is_log for p in problem.parameters])
    out[is_log & np.isneginf(out[:, 0]), 0] = 0.0  # the logarithm's own open end
    return out


def _side(problem: Problem, end: Descent, found: Errors, k: int, sign: float, t: float) -> float:
    """The coordinate where the profile reaches t on one side, infinite where it does not."""
    room = 1 - end.u[k] if sign > 0 else end.u[k]
    if found.sd <= _ROUNDING * np.abs(problem.data.scale * problem.data.y).max():
        return float(end.u[k])  # data without noise: what scatters is rounding
    if room <= 0:
        return sign * np.inf
    guess = t * found.error[k] / problem.spans[k]
    here = min(guess, room) if np.isfinite(guess) and guess > 0 else room
    near, far = (0.0, 0.0), (np.inf, np.inf)
    warm = end.u.copy()
    held = np.arange(len(end.u)) == k
    for _ in range(_TRIES):
        start = warm.copy()
        start[k] = end.u[k] + sign * here
        other = descend(problem, start, held)
        warm = other.u
        height = np.sqrt(max(other.rss - end.rss, 0.0)) / found.sd
        if abs(height - t) < _CLOSE * t:
            return float(end.u[k] + sign * here)
        if height > t:
            far = (here, height)
        elif here >= room:
            return sign * np.inf
        else:
            near = (here, height)
        here = _next(near, far, t, room)
    return float(end.u[k] + sign * here)


def _next(near: tuple[float, float], far: tuple[float, float], t: float, room: float) -> float:
    """Where to look next: along the line between the two ends, or further out."""
    if not np.isfinite(far[0]):
        return min(near[0] * float(np.clip(1.1 * t / max(near[1], 1e-12), 1.2, 3.0)), room)
    part = (t - near[1]) / (far[1] - near[1])
    return near[0] + float(np.clip(part, 0.02, 0.98)) * (far[0] - near[0])
