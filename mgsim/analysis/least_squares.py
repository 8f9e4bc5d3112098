"""Many small least-squares fits at once: one formula, a lane for each data set.

Levenberg-Marquardt (Levenberg 1944, Marquardt 1963, with the damping scaled by the diagonal of the
normal equations) over all lanes together, so that a thousand resamples cost about as much as one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

# theta (lanes, p), x (n,) or (lanes, n, ...) -> values (lanes, n), derivatives (lanes, n, p)
Formula = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]

_STEPS = 200
_AT_ONCE = 2_000_000  # numbers of one derivative held at the same time
_SMALL_STEP = 1e-11  # relative to the size of a parameter
_STILL = 1e-14  # relative fall of the sum of squares
_STUCK = 1e14  # damping at which no step helps any more
_FLAT = 1e-4  # cosine of residual and derivative that counts as a minimum
_NOTHING = 1e-22  # of the squared data: a residual that is rounding, of a simulation too


@dataclass(frozen=True)
class Fit:
    """Lanes of fitted parameters.

    theta: (lanes, p). rss: (lanes,), sum of squares. is_converged: (lanes,). fixed: (lanes, p),
    True where a parameter was held. points: (lanes,), how many data counted.
    """

    theta: np.ndarray
    rss: np.ndarray
    is_converged: np.ndarray
    fixed: np.ndarray
    points: np.ndarray

    @property
    def freedom(self) -> np.ndarray:
        """Degrees of freedom of the residual, (lanes,)."""
        return self.points - (~self.fixed).sum(axis=1)

    def take(self, lanes: np.ndarray) -> Fit:
        """Some of the lanes."""
        return Fit(
            self.theta[lanes],
            self.rss[lanes],
            self.is_converged[lanes],
            self.fixed[lanes],
            self.points[lanes],
        )


def least_squares(
    formula: Formula, x: np.ndarray, y: np.ndarray, start: np.ndarray, fixed: np.ndarray
) -> Fit:
    """Fit every lane of y, (lanes, n), from its own start, (lanes, p); NaN in y is left out.

    x: (n,) where the lanes share it, else (lanes, n). fixed: (lanes, p), True for a held parameter.
    """
    lanes = y.shape[0]
    fixed = np.broadcast_to(fixed, start.shape)
    share = max(1, _AT_ONCE // max(1, y.shape[1] * start.shape[1]))
    parts = [
        _fit(formula, x if x.ndim == 1 else x[at], y[at], start[at], fixed[at])
        for at in (np.arange(first, min(first + share, lanes)) for first in range(0, lanes, share))
    ]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Fit(start, np.zeros(0), np.zeros(0, bool), fixed, np.zeros(0, int))
    names = ("theta", "rss", "is_converged", "fixed", "points")
    return Fit(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@np.errstate(all="ignore")
def _fit(
    formula: Formula, x: np.ndarray, y: np.ndarray, start: np.ndarray, fixed: np.ndarray
) -> Fit:
    known = np.isfinite(y)
    data = np.where(known, y, 0.0)
    theta = np.array(start, float)
    rss = _rss(formula, x, data, known, theta)
    damping = np.full(len(theta), 1e-3)
    is_done = ~np.isfinite(rss)
    is_good = np.zeros(len(theta), bool)
    tiny = _NOTHING * (data**2).sum(axis=1)
    for _ in range(_STEPS):
        busy = np.flatnonzero(~is_done)
        if not busy.size:
            break
        own = x if x.ndim == 1 else x[busy]
        step, flatness = _step(
            formula, own, data[busy], known[busy], theta[busy], fixed[busy], damping[busy]
        )
        trial = theta[busy] + step
        found = _rss(formula, own, data[busy], known[busy], trial)
        is_better = found <= rss[busy]  # False for NaN
        gain = rss[busy] - found
        size = np.abs(step) / (np.abs(theta[busy]) + 1e-3)
        is_small = (size.max(axis=1, initial=0.0) < _SMALL_STEP) | (
            gain <= _STILL * rss[busy] + tiny[busy]
        )
        theta[busy[is_better]] = trial[is_better]
        rss[busy[is_better]] = found[is_better]
        damping[busy] = np.where(
            is_better, np.maximum(damping[busy] / 10, 1e-12), damping[busy] * 5
        )
        is_stuck = damping[busy] > _STUCK
        is_flat = (flatness < _FLAT) | (rss[busy] <= tiny[busy])
        is_good[busy] = is_flat & ((is_better & is_small) | is_stuck)
        is_done[busy] = is_good[busy] | is_stuck
    is_good |= is_done & np.isfinite(rss) & (rss <= tiny)
    return Fit(theta, rss, is_good, fixed, known.sum(axis=1))


def _rss(
    formula: Formula, x: np.ndarray, data: np.ndarray, known: np.ndarray, theta: np.ndarray
) -> np.ndarray:
    with np.errstate(all="ignore"):
        values, _ = formula(theta, x)
        return np.where(known, (data - values) ** 2, 0.0).sum(axis=1)


def _step(
    formula: Formula,
    x: np.ndarray,
    data: np.ndarray,
    known: np.ndarray,
    theta: np.ndarray,
    fixed: np.ndarray,
    damping: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """The damped step, (lanes, p), and how far the lane is from a minimum (a cosine), (lanes,)."""
    with np.errstate(all="ignore"):
        values, slopes = formula(theta, x)
        residual = np.where(known, data - values, 0.0)
        slopes = np.where(known[..., None] & ~fixed[:, None, :], slopes, 0.0)
        slopes = np.where(np.isfinite(slopes), slopes, 0.0)
        pull = np.einsum("lnp,ln->lp", slopes, residual)
        normal = np.einsum("lnp,lnq->lpq", slopes, slopes)
        diagonal = np.einsum("lpp->lp", normal)
        size = np.sqrt((residual**2).sum(axis=1))[:, None] * np.sqrt(diagonal)
        flatness = np.where(size > 0, np.abs(pull) / size, 0.0).max(axis=1, initial=0.0)
    floor = np.where(diagonal > 0, diagonal, 1.0)
    scale = np.sqrt(floor)  # solved in scaled parameters: nS and mM may stand side by side
    eye = np.eye(theta.shape[1])
    matrix = normal / (scale[:, :, None] * scale[:, None, :])
    matrix = matrix * (1 - eye) + eye * (1 + damping[:, None, None])
    step = np.linalg.solve(matrix, (pull / scale)[..., None])[..., 0] / scale
    return np.where(fixed, 0.0, step), flatness


@np.errstate(all="ignore")
def covariance(formula: Formula, x: np.ndarray, y: np.ndarray, fit: Fit) -> np.ndarray:
    """The linearised covariance over the residual variance, (lanes, p, p); 0 where held."""
    known = np.isfinite(y)
    with np.errstate(all="ignore"):
        _, slopes = formula(fit.theta, x)
    slopes = np.where(known[..., None] & ~fit.fixed[:, None, :], slopes, 0.0)
    normal = np.einsum("lnp,lnq->lpq", slopes, slopes)
    normal = np.where(np.isfinite(normal), normal, 0.0)
    scale = np.sqrt(np.einsum("lpp->lp", normal))
    scale = np.where(scale > 0, scale, 1.0)
    product = scale[:, :, None] * scale[:, None, :]
    inverse = np.linalg.pinv(normal / product, rcond=1e-12, hermitian=True) / product
    return np.where(fit.fixed[:, :, None] | fit.fixed[:, None, :], 0.0, inverse)


@np.errstate(all="ignore")
def leverage(formula: Formula, x: np.ndarray, y: np.ndarray, fit: Fit) -> np.ndarray:
    """How much each datum pulls its own fitted value, (lanes, n), between 0 and 1."""
    known = np.isfinite(y)
    _, slopes = formula(fit.theta, x)
    slopes = np.where(known[..., None] & ~fit.fixed[:, None, :], slopes, 0.0)
    spread = covariance(formula, x, y, fit)
    return np.clip(np.einsum("lnp,lpq,lnq->ln", slopes, spread, slopes), 0.0, 1 - 1e-9)


def held(fit: Fit, index: int, values: np.ndarray) -> Fit:
    """The same lanes with one parameter set to `values` and held there."""
    theta, fixed = fit.theta.copy(), fit.fixed.copy()
    theta[:, index], fixed[:, index] = values, True
    return replace(fit, theta=theta, fixed=fixed)
