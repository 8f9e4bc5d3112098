"""Readouts folded over a grid of times, by the text alone; what a text needs of the algebra."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from mgsim.language.expression import NUMPY, evaluate, names
from mgsim.study.model import Model


def needed(algebra: Mapping[str, str], roots: Iterable[str]) -> set[str]:
    """The algebra that the rates read, directly or through other algebra."""
    wanted = {name for text in roots for name in names(text)}
    for name in reversed(list(algebra)):
        if name in wanted:
            wanted |= names(algebra[name])
    return wanted


def fold_grid(
    model: Model,
    grid: np.ndarray,
    kept: Mapping[str, np.ndarray],
    start: Mapping,
    constants: Mapping,
) -> dict[str, np.ndarray]:
    """Fold every readout over the grid, all lanes at once; returns (lane,) accumulators.

    grid: rising times, not necessarily evenly; `dt` of a fold is the time since the one before.
    """
    out: dict[str, np.ndarray] = {}
    for watching in model.watchings:
        x = kept[watching.x]
        lanes = x.shape[0]
        values = {**NUMPY, **constants}
        first = {**start, f"{watching.x}_last": start[watching.x]}
        for name, (_, initial, _) in watching.folds.items():
            values[name] = np.broadcast_to(np.asarray(evaluate(initial, first), float), (lanes,))
        _fold(watching, values, grid, x)
        out |= {
            name: np.where(np.isfinite(x).all(1), values[name], np.nan) for name in watching.folds
        }
    return out


def _fold(watching, values: dict[str, Any], grid: np.ndarray, x: np.ndarray) -> None:
    steps = [(n, compile(t, "<fold>", "eval")) for n, (t, _, _) in watching.folds.items()]
    last = x[:, 0]
    steps_back = np.diff(grid, prepend=2 * grid[0] - grid[1] if grid.size > 1 else grid[0])
    with np.errstate(all="ignore"):
        for k, t in enumerate(grid):
            values["dt"] = steps_back[k]
            values["t"], values[watching.x], values[f"{watching.x}_last"] = t, x[:, k], last
            for name, code in steps:
                values[name] = eval(code, values)
            last = x[:, k]


def grid_crossings(
    model: Model, grid: np.ndarray, kept: Mapping[str, np.ndarray], constants: Mapping
) -> dict[str, list[np.ndarray]]:
    """Upward crossings of each collecting readout, by linear interpolation between grid points."""
    found = {}
    for watching in model.watchings:
        if watching.collects:
            x = kept[watching.x]
            levels = np.broadcast_to(constants[watching.threshold], (x.shape[0],))
            found[watching.name] = [
                list_crossings(grid, row, lv) for row, lv in zip(x, levels, strict=True)
            ]
    return found


def list_crossings(grid: np.ndarray, x: np.ndarray, level: float) -> np.ndarray:
    """Times at which `x` rises through `level`."""
    up = np.flatnonzero((x[1:] >= level) & (x[:-1] < level))
    return grid[up] + (grid[up + 1] - grid[up]) * (level - x[up]) / (x[up + 1] - x[up])
