"""What the marches went through -> a raw run: traces and folds of each lane over its own grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mgsim.engines.contract import RawRun, join_runs
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
    """Everything that is watched or recorded, on the times of a lane's steps and of the samples."""
    count = int(np.floor(clock.duration / every + 1e-9)) + 1 if split.whole.recorded else 0
    samples = np.arange(count) * every
    parts = []
    for march in marches:
        one = batch.part(slice(march.lane, march.lane + 1))
        parts.append(_told_lane(split, march, one, clock, samples, facts))
    return join_runs(parts)


def _told_lane(
    split: Split, march: March, one: Batch, clock: Clock, samples: np.ndarray, facts: Mapping
) -> RawRun:
    """The run of one lane; `one` is its batch."""
    model, grain = split.whole, 1e-9 * clock.duration
    inner = [np.linspace(p.begin, p.end, _POINTS) for p in march.pieces]
    grid = np.unique(np.concatenate([samples, np.array([0.0, clock.duration]), *inner]))
    grid = grid[np.concatenate([[True], np.diff(grid) > grain])]
    wanted = sorted({w.x for w in model.watchings} | set(model.recorded))
    constants = lane_constants(model, one.columns)
    own = {n: v[0] if v.shape else v for n, v in constants.items()}
    found = _quantities(split, march, own, grid, wanted)
    kept = {name: values[None, :] for name, values in found.items()}
    start = {**one.start, **{n: v[:, 0] for n, v in kept.items()}}
    at = np.searchsorted(grid, samples - grain)
    return RawRun(
        folds=fold_grid(model, grid, kept, start, constants),
        crossings=grid_crossings(model, grid, kept, constants),
        samples=samples,
        traces={n: kept[n][:, at] for n in model.recorded},
        reasons=np.array([march.reason], object),
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
