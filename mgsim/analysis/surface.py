"""Two agents on a grid: isoboles, Loewe's combination index and Bliss's excess, many grids at once.

The effect is 0 without the agents and 1 where the readout is at its full effect. Loewe (1953)
Arzneimittelforschung 3:285; the index a/A + b/B at any effect: Berenbaum (1989) Pharmacol Rev
41:93. Independent action: Bliss (1939) Ann Appl Biol 26:585.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.special import logit

from mgsim.analysis.hill_curve import dose, fit_between
from mgsim.analysis.lanes import OK

_BISECTIONS = 60


@dataclass(frozen=True)
class Grid:
    """Doses of two agents, 0 among each; effect levels; how doses are read off.

    ceiling: the effect at saturation of either agent, None where it is fitted.
    """

    a: np.ndarray
    b: np.ndarray
    levels: np.ndarray
    method: str = "hill"
    ceiling: float | None = 1.0


@dataclass(frozen=True)
class Found:
    """alone: (lanes, levels) doses. iso: (lanes, levels, other agent's doses). index: the same.
    loewe, bliss: (lanes, a, b). status: as iso_a."""

    alone_a: np.ndarray
    alone_b: np.ndarray
    iso_a: np.ndarray
    iso_b: np.ndarray
    index: np.ndarray
    loewe: np.ndarray
    bliss: np.ndarray
    status: np.ndarray


@np.errstate(all="ignore")
def combine(effect: np.ndarray, grid: Grid) -> Found:
    """All of it for (lanes, a, b) effects."""
    rows = effect.transpose(0, 2, 1)  # along a, one row for each dose of b
    a_curves, b_curves = _Curves(grid.a, rows, grid.b, grid), _Curves(grid.b, effect, grid.a, grid)
    iso_a, iso_b = a_curves.doses(grid.levels), b_curves.doses(grid.levels)
    none_a, none_b = int(np.flatnonzero(grid.a == 0)[0]), int(np.flatnonzero(grid.b == 0)[0])
    alone_a, alone_b = iso_a[:, :, none_b], iso_b[:, :, none_a]
    with np.errstate(all="ignore"):
        index = iso_a / alone_a[..., None] + grid.b / alone_b[..., None]
        alike_a, alike_b = a_curves.alone(effect), b_curves.alone(effect)
        loewe = grid.a[:, None] / alike_a + grid.b / alike_b
    both = (grid.a[:, None] > 0) & (grid.b > 0)
    index = np.where(grid.b > 0, index, np.nan)
    by_a, by_b = effect[:, :, none_b, None], effect[:, None, none_a, :]
    bliss = np.where(both, effect - (by_a + by_b - by_a * by_b), np.nan)
    status = _status(rows, iso_a, alone_a, alone_b, grid)
    loewe = np.where(both, loewe, np.nan)
    return Found(alone_a, alone_b, iso_a, iso_b, index, loewe, bliss, status)


class _Curves:
    """Effect against the dose of one agent, one curve for each dose of the other."""

    def __init__(self, x: np.ndarray, effect: np.ndarray, other: np.ndarray, grid: Grid):
        """effect: (lanes, other, x)."""
        self.effect, self.grid = effect, grid
        self.none = int(np.flatnonzero(other == 0)[0])
        with np.errstate(divide="ignore"):
            self.ln = np.log(x)
        self.positive = np.flatnonzero(x > 0)
        self.theta = self._fitted() if grid.method == "hill" else None

    def _fitted(self) -> np.ndarray:
        """(lanes, other, 4) Hill curves; the other agent's own effect is where a curve begins."""
        lanes, others, count = self.effect.shape
        flat = self.effect.reshape(-1, count)
        mixed = fit_between(self.ln, flat, None, self.grid.ceiling)
        theta = np.where(mixed.is_converged[:, None], mixed.theta, np.nan)
        theta = theta.reshape(lanes, others, 4)
        single = fit_between(self.ln, self.effect[:, self.none], 0.0, self.grid.ceiling)
        theta[:, self.none] = np.where(single.is_converged[:, None], single.theta, np.nan)
        return theta

    def doses(self, levels: np.ndarray) -> np.ndarray:
        """(lanes, levels, other) doses inside the axis at which each curve is at a level."""
        if self.theta is not None:
            found = dose(self.theta[:, None], levels[None, :, None])
        else:
            found = np.stack(
                [[[self._crossing(row, e) for row in lane] for e in levels] for lane in self.effect]
            )
        return np.exp(self._inside(found))

    def alone(self, effect: np.ndarray) -> np.ndarray:
        """(lanes, a, b) doses of this agent alone that do what (lanes, a, b) do."""
        if self.theta is not None:
            return np.exp(dose(self.theta[:, None, None, self.none], effect))
        single = self.effect[:, self.none]
        flat = effect.reshape(len(effect), -1)
        rows = [
            [self._crossing(one, e) for e in some] for one, some in zip(single, flat, strict=True)
        ]
        return np.exp(np.reshape(rows, effect.shape))

    def _inside(self, ln: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore"):
            return np.where(ln <= self.ln[self.positive].max() + 1e-9, ln, np.nan)

    def _crossing(self, effect: np.ndarray, level: float) -> float:
        """ln of the first dose at which a row reaches a level: a monotone cubic of its logit."""
        own = self.positive[(effect[self.positive] > 0) & (effect[self.positive] < 1)]
        if own.size < 2 or not 0 < level < 1:
            return np.nan
        x, y, target = self.ln[own], logit(effect[own]), logit(level)
        order = np.argsort(x)
        x, y = x[order], y[order]
        at = np.flatnonzero((y[:-1] <= target) & (y[1:] >= target))
        if not at.size:
            return np.nan
        curve, low, high = PchipInterpolator(x, y), x[at[0]], x[at[0] + 1]
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if curve(middle) < target else (low, middle)
        return float((low + high) / 2)


def _status(
    rows: np.ndarray,
    iso_a: np.ndarray,
    alone_a: np.ndarray,
    alone_b: np.ndarray,
    grid: Grid,
) -> np.ndarray:
    """(lanes, levels, b): 'ok', or why the isobole has no point there."""
    status = np.full(iso_a.shape, OK, dtype=object)
    largest, least = int(grid.a.argmax()), int(grid.a.argmin())
    level = grid.levels[None, :, None]
    is_missing = np.isnan(iso_a)
    status[is_missing] = "no point on this row"
    status[is_missing & (rows[:, None, :, largest] < level)] = "effect not reached"
    status[is_missing & (rows[:, None, :, least] >= level)] = "the other agent alone does more"
    lacks = np.isnan(alone_a) | np.isnan(alone_b)
    status[np.broadcast_to(lacks[..., None], status.shape)] = "no dose of one agent alone"
    has_none = np.expand_dims(np.isnan(rows).all(axis=2), 1)
    status[np.broadcast_to(has_none, status.shape)] = "no data"
    return status
