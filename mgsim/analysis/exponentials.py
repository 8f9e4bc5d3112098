"""Sums of exponentials: y = end + sum of a_i exp(-t/tau_i), one or two, fitted to many traces.

Where to start is found by a scan of time constants with the amplitudes solved exactly at each
(variable projection, Golub & Pereyra 1973 SIAM J Numer Anal 10:413).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from mgsim.analysis.least_squares import Fit, Formula, least_squares

_SCAN = 24  # time constants tried
_POINTS = 400  # of a trace, for the scan


def exponentials(terms: int) -> Formula:
    """The formula of one or two; theta: end, then (ln tau, a) of each; x: time since the step."""

    def curve(theta: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        values = np.repeat(theta[:, :1], x.shape[-1], axis=1)
        slopes = [np.ones_like(values)]
        for k in range(terms):
            tau, a = np.exp(theta[:, 1 + 2 * k, None]), theta[:, 2 + 2 * k, None]
            fall = np.exp(-x / tau)
            values = values + a * fall
            slopes += [a * fall * x / tau, fall]
        return values, np.stack(slopes, axis=-1)

    return curve


@np.errstate(all="ignore")
def fit_exponentials(x: np.ndarray, y: np.ndarray, terms: int, end: float | None) -> Fit:
    """Fit every lane of y, (lanes, n). end: the level it relaxes to, where it is known.

    The exponentials of a lane come back with the shortest time constant first.
    """
    start = _start(x, y, terms, end)
    fixed = np.zeros(start.shape, bool)
    fixed[:, 0] = end is not None
    fit = least_squares(exponentials(terms), x, y, start, fixed)
    if terms == 2:
        is_swapped = fit.theta[:, 1] > fit.theta[:, 3]
        fit.theta[is_swapped] = fit.theta[is_swapped][:, [0, 3, 4, 1, 2]]
    return fit


def _start(x: np.ndarray, y: np.ndarray, terms: int, end: float | None) -> np.ndarray:
    """The best time constants of a scan over what the traces can tell, with their amplitudes.

    Early samples are picked more densely than late ones, so that a short phase is not outvoted.
    """
    pick = np.geomspace(1, x.size, min(_POINTS, x.size)).astype(int) - 1
    pick = np.union1d(pick, np.linspace(0, x.size - 1, min(_POINTS, x.size)).astype(int))
    t, target = x[pick], y[:, pick] - (end or 0.0)
    known = np.isfinite(target).astype(float)
    target = np.where(known > 0, target, 0.0)
    step, span = np.diff(t).min(), t.max() - t.min()
    taus = np.geomspace(max(step / 2, span * 1e-6), span * 2, _SCAN)
    basis = np.concatenate((np.exp(-t / taus[:, None]), np.ones((1, t.size))))
    normal = np.einsum("in,jn,ln->lij", basis, basis, known)
    pull = np.einsum("in,ln->li", basis, target)
    best, out = np.full(len(y), np.inf), np.zeros((len(y), 1 + 2 * terms))
    for some in combinations(range(_SCAN), terms):
        rows = np.array(some if end is not None else (*some, _SCAN))
        matrix = normal[:, rows[:, None], rows]
        ridge = 1e-10 * np.einsum("lii->l", matrix)[:, None, None] + 1e-300
        right = pull[:, rows]
        amounts = np.linalg.solve(matrix + ridge * np.eye(rows.size), right[..., None])[..., 0]
        left = -(amounts * right).sum(axis=1)  # the sum of squares, without that of the data
        better = left < best
        best[better] = left[better]
        out[better, 1::2] = np.log(taus[list(some)])
        out[better, 2::2] = amounts[better, :terms]
        out[better, 0] = end if end is not None else amounts[better, -1]
    return out
