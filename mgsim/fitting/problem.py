"""A fit as a problem of least squares in coordinates between 0 and 1, many vectors at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mgsim.fitting.data import Data
from mgsim.fitting.machine import Machine
from mgsim.study.free import Parameter

STEP = 1e-4  # of a parameter: central differences, error about its square
_FAR = 1e3  # of the size of the data: no residual counts as larger, and none is worse than NaN
_LEAST = 1e-3  # of the span: a parameter near zero counts as this large


@dataclass(frozen=True)
class Problem:
    """Data, parameters, and the machine that makes the one from the other.

    A coordinate u is 0 at a parameter's lower bound and 1 at its higher one, evenly in the number
    or, where it `is_log`, in its logarithm.
    """

    data: Data
    parameters: tuple[Parameter, ...]
    machine: Machine

    @property
    def size(self) -> float:
        """The largest weighted deviation of a datum from the mean, or the largest datum."""
        far = np.abs(self.data.scale * (self.data.y - self.data.y.mean())).max()
        return float(far or np.abs(self.data.scale * self.data.y).max() or 1.0)

    @property
    def spans(self) -> np.ndarray:
        """(parameter,) the distance of the bounds in the coordinate of the errors: x or ln x."""
        return np.array([_coordinate(p, p.high) - _coordinate(p, p.low) for p in self.parameters])

    def numbers(self, u: np.ndarray) -> np.ndarray:
        """Parameters in house units, (..., parameter), of coordinates of the same shape."""
        u = np.asarray(u, float)
        out = np.empty(u.shape)
        for k, p in enumerate(self.parameters):
            low, high = _coordinate(p, p.low), _coordinate(p, p.high)
            place = low + u[..., k] * (high - low)
            out[..., k] = np.clip(np.exp(place) if p.is_log else place, p.low, p.high)
        return out

    def coordinates(self, numbers: Sequence[float]) -> np.ndarray:
        """(parameter,) coordinates of parameters in house units."""
        low = np.array([_coordinate(p, p.low) for p in self.parameters])
        here = [_coordinate(p, x) for p, x in zip(self.parameters, numbers, strict=True)]
        return np.clip((np.array(here) - low) / self.spans, 0.0, 1.0)

    def residuals(self, u: np.ndarray) -> np.ndarray:
        """Weighted residuals (model - datum), (vector, row); as far as can be for a lost lane."""
        values = self.machine.values(self.numbers(u), self.data.x)
        found = (values - self.data.y) * self.data.scale
        far = _FAR * self.size
        return np.clip(np.where(np.isfinite(found), found, far), -far, far)

    def slopes(self, u: np.ndarray, x: np.ndarray | None = None) -> np.ndarray:
        """The readout's derivatives by the coordinates, (row, parameter), not weighted.

        x: other conditions than those of the data. Central differences, inside the bounds
        one-sided of the same order; all lanes in one batch.
        """
        x = self.data.x if x is None else x
        steps = self._steps(u)
        vectors = [u]
        for k, pair in enumerate(steps):
            for step in pair:
                vectors.append(u.copy())
                vectors[-1][k] += step
        values = self.machine.values(self.numbers(np.array(vectors)), x)
        first, out = values[0], np.empty((len(x), len(u)))
        for k, (a, b) in enumerate(steps):
            at_a, at_b = values[1 + 2 * k], values[2 + 2 * k]
            rise = at_a * b**2 - at_b * a**2 - first * (b**2 - a**2)
            out[:, k] = rise / (a * b * (b - a))
        return np.where(np.isfinite(out), out, 0.0)

    def _steps(self, u: np.ndarray) -> list[tuple[float, float]]:
        """For each coordinate two steps, of both signs where the bounds leave room."""
        out = []
        for k, (p, span) in enumerate(zip(self.parameters, self.spans, strict=True)):
            size = 1.0 if p.is_log else max(abs(self.numbers(u)[k]), _LEAST * span)
            step = min(STEP * size / span, 0.01)
            if u[k] + step > 1:
                out.append((-step, -2 * step))
            elif u[k] - step < 0:
                out.append((step, 2 * step))
            else:
                out.append((-step, step))
        return out


def _coordinate(p: Parameter, number: float) -> float:
    return float(np.log(number)) if p.is_log else float(number)
