"""A quadratic surface through scattered points, by least squares, and how well it predicts.

Response surfaces: Box & Wilson (1951) J R Stat Soc B 13:1. Leave-one-out errors are exact, from
the hat matrix (Allen 1974, Technometrics 16:125), without fitting again.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

_SINGULAR = 1e-9


@dataclass(frozen=True)
class Quadratic:
    """y = sum of terms of u, the numbers scaled so that their range is -1 .. 1.

    terms: the pairs of columns whose product is a term, (-1, -1) the constant, (-1, j) u_j itself.
    left_out: (points,) the prediction at each point by a fit without it.
    """

    terms: tuple[tuple[int, int], ...]
    coefficients: np.ndarray
    errors: np.ndarray
    r_squared: float
    loo_rmse: float
    loo_r_squared: float
    left_out: np.ndarray

    def at(self, u: np.ndarray) -> np.ndarray:
        """(points,) the surface at (points, k) scaled numbers."""
        return matrix(u, self.terms) @ self.coefficients


def terms_of(k: int) -> tuple[tuple[int, int], ...]:
    """Constant, linear, square and product terms of k numbers."""
    linear = [(-1, j) for j in range(k)]
    return ((-1, -1), *linear, *itertools.combinations_with_replacement(range(k), 2))


def matrix(u: np.ndarray, terms: tuple[tuple[int, int], ...]) -> np.ndarray:
    """(points, terms)."""
    wide = np.column_stack((u, np.ones(len(u))))  # column -1 is the constant's
    return np.column_stack([wide[:, i] * wide[:, j] for i, j in terms])


def fit(u: np.ndarray, y: np.ndarray) -> Quadratic | None:
    """Fit (points, k) scaled numbers to (points,) values; None where the points cannot tell."""
    terms = terms_of(u.shape[1])
    design = matrix(u, terms)
    q, r = np.linalg.qr(design)
    diagonal = np.abs(np.diag(r))
    if len(y) <= len(terms) or diagonal.min() < _SINGULAR * diagonal.max():
        return None
    coefficients = np.linalg.solve(r, q.T @ y)
    residual = y - design @ coefficients
    left_out = y - residual / np.maximum(1 - (q**2).sum(axis=1), _SINGULAR)
    total = ((y - y.mean()) ** 2).sum()
    press = ((y - left_out) ** 2).sum()
    with np.errstate(all="ignore"):
        parts = 1 - np.array([(residual**2).sum(), press]) / total if total else np.full(2, np.nan)
    inverse = np.linalg.inv(r)
    scatter = (residual**2).sum() / (len(y) - len(terms))
    errors = np.sqrt(scatter * (inverse**2).sum(axis=1))
    return Quadratic(
        terms, coefficients, errors, float(parts[0]), float(np.sqrt(press / len(y))),
        float(parts[1]), left_out,
    )  # fmt: skip
