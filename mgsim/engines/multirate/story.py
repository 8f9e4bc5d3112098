"""What the marches went through -> a raw run: traces, folds and crossings over one grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mgsim.engines.contract import RawRun
from mgsim.engines.multirate.march import March
from mgsim.engines.multirate.split import Split
from mgsim.language.expression import evaluate
from mgsim.study.batch import Batch, lane_constants
from mgsim.study.experiment import Clock
from mgsim.study.folding import fold_grid, grid_crossings, needed

_POINTS = 12  # grid points in a step at least


def told(
    split: Split,
    marches: Sequence[March],
    batch: Batch,
    clock: Clock,
    every: float,
    facts: Mapping[str, Any],
) -> RawRun:
    """Everything that is watched or recorded, on the times of all steps and of the samples."""
    samples = np.arange(int(np.floor(clock.duration / every + 1e-9)) + 1) * every
    inner = [np.linspace(p.begin, p.end, _POINTS) for m in marches for p in m.pieces]
    grid = np.unique(np.concatenate([samples, np.array([0.0, clock.duration]), *inner]))
    grid = grid[np.concatenate([[True], np.diff(grid) > 1e-9 * clock.duration])]
    wanted = sorted({w.x for w in split.whole.watchings} | set(split.whole.recorded))
    constants = lane_constants(split.whole, batch.columns)
    kept = {name: np.full((batch.lanes, grid.size), np.nan) for name in wanted}
    for march in marches:
        own = {n: v[march.lane] if v.shape else v for n, v in constants.items()}
        for name, values in _quantities(split, march, own, grid, wanted).items():
            kept[name][march.lane] = values
    start = {**batch.start, **{n: v[:, 0] for n, v in kept.items()}}
    at = np.searchsorted(grid, samples - 1e-9 * clock.duration)
    return RawRun(
        folds=fold_grid(split.whole, grid, kept, start, constants),
        crossings=grid_crossings(split.whole, grid, kept, constants),
        samples=samples,
        traces={n: kept[n][:, at] for n in split.whole.recorded},
        reasons=np.array([march.reason for march in marches]),
        facts=facts,
    )


def _quantities(
    split: Split, march: March, constants: Mapping, grid: np.ndarray, wanted: list[str]
) -> dict[str, np.ndarray]:
    """What is wanted of one lane, on the grid; NaN beyond where it failed."""
    states = np.full((len(split.slow), grid.size), np.nan)
    means = np.full((len(split.means), grid.size), np.nan)
    for piece in march.pieces:
        here = (grid >= piece.begin) & (grid <= piece.end)
        if here.any():
            states[:, here] = piece.states(grid[here])
            inputs = states[march.half.inputs][:, here]
            line = piece.line
            along = line.drift[:, None] * (grid[here] - line.time)
            means[:, here] = line.value[:, None] + line.slopes @ (inputs - line.at[:, None]) + along
    values: dict[str, Any] = {**constants, "t": grid}
    values |= dict(zip(split.slow, states, strict=True))
    values |= dict(zip(split.means, means, strict=True))
    roots = [name for name in wanted if name not in split.outputs]
    read = needed(split.whole.algebra, roots)
    for name, text in split.whole.algebra.items():
        if name in read:
            values[name] = evaluate(text, values)
    told_as = {name: split.outputs.get(name, name) for name in wanted}
    return {n: np.broadcast_to(values[source], grid.shape) for n, source in told_as.items()}
