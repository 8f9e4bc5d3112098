"""The search: a look around, descents from the best places, or differential evolution first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import differential_evolution, least_squares
from scipy.stats import qmc

from mgsim.fitting.problem import Problem

STARTS = 4
_LOOK = 64  # Sobol points that are tried before the descents
_TOLERANCE = 1e-10
_MOST = 200  # evaluations of one descent
_NEAR_BOUND = 1e-3  # of the span: as near, the bound itself is tried
_SAME = 1e-2  # of the span: two descents that end this near ended at one place
_GENERATIONS, _CROWD = 200, 12  # of differential evolution; crowd: for each parameter
_SLACK, _LITTLE = 1e-9, 1e-15  # of a sum of squares, and of the squared size of the data

Tell = Callable[[float, str], None]


@dataclass(frozen=True)
class Descent:
    """Where one descent ended. u: coordinates; held: which of them did not move."""

    u: np.ndarray
    rss: float
    is_converged: bool
    held: np.ndarray


@dataclass(frozen=True)
class Found:
    """The best descent, how many ended as low, and the others that ended elsewhere."""

    best: Descent
    starts: int
    agreeing: int
    others: tuple[Descent, ...]


def descend(problem: Problem, u: np.ndarray, held: np.ndarray) -> Descent:
    """Trust-region least squares (scipy's `trf`) from u; `held` coordinates stay."""
    free = ~held
    if not free.any():
        rss = float((problem.residuals(u[None])[0] ** 2).sum())
        return Descent(u, rss, True, held)

    def whole(part: np.ndarray) -> np.ndarray:
        out = u.copy()
        out[free] = part
        return out

    def slopes(part: np.ndarray) -> np.ndarray:
        return problem.slopes(whole(part))[:, free] * problem.data.scale[:, None]

    found = least_squares(
        lambda part: problem.residuals(whole(part)[None])[0], u[free],
        slopes,  # type: ignore[arg-type]  # scipy's stub knows only the words
        (0.0, 1.0),
        xtol=_TOLERANCE, ftol=_TOLERANCE, gtol=_TOLERANCE, max_nfev=_MOST,
    )  # fmt: skip
    return Descent(whole(found.x), 2 * float(found.cost), found.status > 0, held)


def search(problem: Problem, starts: int, is_global: bool, seed: int, tell: Tell) -> Found:
    """Find the least sum of squares; the same seed finds the same."""
    own = problem.coordinates([p.start for p in problem.parameters])
    if is_global:
        places = [_evolved(problem, own, seed, tell)]
    else:
        places = _looked(problem, own, starts, seed)
    nothing = np.zeros(len(own), bool)
    ends = []
    for number, place in enumerate(places):
        tell(number / len(places), f"descent {number + 1} of {len(places)}")
        ends.append(_at_bounds(problem, descend(problem, place, nothing)))
    best = min(ends, key=lambda end: (end.rss, not end.is_converged))
    is_same = [_is_same(end, best) for end in ends]
    others = tuple(end for end, same in zip(ends, is_same, strict=True) if not same)
    return Found(best, len(ends), sum(is_same), others)


def _is_same(one: Descent, best: Descent) -> bool:
    return bool(np.abs(one.u - best.u).max() < _SAME)


def _looked(problem: Problem, own: np.ndarray, starts: int, seed: int) -> list[np.ndarray]:
    """The config's own start, and the lowest of some Sobol points, all run in one batch."""
    sobol = qmc.Sobol(len(own), rng=np.random.default_rng(seed)).random(_LOOK)
    rss = (problem.residuals(sobol) ** 2).sum(axis=1)
    return [own, *sobol[np.argsort(rss)[: starts - 1]]]


def _evolved(problem: Problem, own: np.ndarray, seed: int, tell: Tell) -> np.ndarray:
    """The best place of differential evolution; a generation is one batch."""

    def cost(columns: np.ndarray) -> np.ndarray:
        vectors = columns.T if columns.ndim == 2 else columns[None]
        return (problem.residuals(vectors) ** 2).sum(axis=1)

    generation = iter(range(1, _GENERATIONS + 2))

    def told(intermediate_result) -> None:
        number = next(generation)
        tell(number / _GENERATIONS, f"generation {number}")

    found = differential_evolution(
        cost, [(0.0, 1.0)] * len(own), vectorized=True, updating="deferred", polish=False,
        rng=np.random.default_rng(seed), x0=own, popsize=_CROWD, maxiter=_GENERATIONS, tol=1e-4,
        init="sobol", callback=told,
    )  # fmt: skip
    return np.asarray(found.x)


def _at_bounds(problem: Problem, end: Descent) -> Descent:
    """A coordinate that ended beside a bound is put on it, where that is no worse."""
    for k in np.flatnonzero((end.u < _NEAR_BOUND) | (end.u > 1 - _NEAR_BOUND)):
        held, u = end.held.copy(), end.u.copy()
        held[k], u[k] = True, round(float(u[k]))
        again = descend(problem, u, held)
        if again.rss <= end.rss * (1 + _SLACK) + _LITTLE * problem.size**2:
            end = again
    return end
