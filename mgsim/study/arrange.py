"""Where the points of a design lie, as the sampled columns of an axis.

The arrangements are ours (a few lines each), so that the points of a config depend on no package
but numpy and scipy; tests hold them against SALib's, which analyses them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import qmc

from mgsim.study.designs import Numbers

_LEAST = 2.0**-33  # Sobol points are multiples of 2^-30 and may be 0, which no quantile takes


def arranged(
    kind: str, chosen: Mapping[str, int], specs: list[Numbers], rng: np.random.Generator
) -> list[np.ndarray]:
    """The values of each column of a design, each (size,)."""
    if kind == "one_at_a_time":
        return _one_at_a_time(specs)
    if kind == "uncertain":
        unit = qmc.Sobol(len(specs), rng=rng).random(chosen["points"])
        return [quantile(unit[:, i], spec) for i, spec in enumerate(specs)]
    cube = _saltelli(len(specs), rng, **chosen) if kind == "saltelli" else None
    cube = cube if cube is not None else _morris(len(specs), rng, **chosen)
    return [s["from"] + (s["to"] - s["from"]) * cube[:, i] for i, s in enumerate(specs)]


def quantile(part: np.ndarray, spec: Numbers) -> np.ndarray:
    """The values below which a part of a normal lies that is cut at `low` and `high`."""
    below, above = (ndtr((spec[end] - spec["mean"]) / spec["sd"]) for end in ("low", "high"))
    part = np.clip(part, _LEAST, 1 - _LEAST)
    return spec["mean"] + spec["sd"] * ndtri(below + part * (above - below))


def _saltelli(k: int, rng: np.random.Generator, points: int, second_order: int) -> np.ndarray:
    """Saltelli's (2002) rows in SALib's order: A, A with each column of B, (B with A's), B."""
    base = qmc.Sobol(2 * k, rng=rng).random(points)
    a, b = base[:, :k], base[:, k:]
    rows = [a, *(_mixed(a, b, j) for j in range(k))]
    rows += [_mixed(b, a, j) for j in range(k)] if second_order else []
    return np.stack([*rows, b], axis=1).reshape(-1, k)


def _mixed(most: np.ndarray, one: np.ndarray, column: int) -> np.ndarray:
    out = most.copy()
    out[:, column] = one[:, column]
    return out


def _morris(k: int, rng: np.random.Generator, trajectories: int, levels: int) -> np.ndarray:
    """Morris's (1991) trajectories: each number moves once, by half the grid, in random order."""
    step = levels / (2 * (levels - 1))
    random = rng.random((trajectories, 3, k))  # one trajectory after the other: more keep the first
    start = np.floor(random[:, 0] * (levels // 2)) / (levels - 1)
    is_down = random[:, 1] < 0.5
    turn = np.argsort(np.argsort(random[:, 2], axis=1, kind="stable"), axis=1, kind="stable")
    has_moved = np.arange(k + 1)[:, None] > turn[:, None, :]
    return (start[:, None] + step * (has_moved ^ is_down[:, None])).reshape(-1, k)


def _one_at_a_time(specs: list[Numbers]) -> list[np.ndarray]:
    """The base, then each number at its low and at its high end."""
    out = []
    for place, spec in enumerate(specs):
        values = np.full(2 * len(specs) + 1, spec["base"])
        values[2 * place + 1], values[2 * place + 2] = spec["from"], spec["to"]
        out.append(values)
    return out
