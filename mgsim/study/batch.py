"""Sweep -> lanes: the points, grouped by structure, with their numbers, seeds and spikes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mgsim.language.expression import evaluate
from mgsim.study.axes import Axis, axes
from mgsim.study.compose import compose
from mgsim.study.experiment import Experiment, Slot
from mgsim.study.initial import initial_values
from mgsim.study.model import Model, SpikeTrain
from mgsim.study.sample import column_values, seed_of, seeds_of
from mgsim.study.shares import check_shares
from mgsim.study.structures import picks, restructured, swept
from mgsim.study.trains import Trains, instants, spike_times, train_seeds


@dataclass(frozen=True)
class Batch:
    """The lanes of one program, all in house units.

    columns: (lane,) values of the constants that vary. start: every quantity at t = 0.
    arrivals: for each train, the times (ms) of every lane: Trains, or a list of arrays. points:
    each lane's index in the sweep. whole: the least and greatest of each column in the batch that
    this is a part of; {} where it is the whole.
    """

    lanes: int
    columns: Mapping[str, np.ndarray]
    start: Mapping[str, np.ndarray]
    arrivals: Mapping[str, Sequence[np.ndarray]]
    points: np.ndarray
    seeds: np.ndarray
    whole: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def spans(self) -> Mapping[str, tuple[float, float]]:
        """The least and greatest of each column, over all parts of the batch."""
        return self.whole or {n: _span(values) for n, values in self.columns.items()}

    def part(self, some: slice) -> Batch:
        """The lanes of one slice, as a batch of their own; copies no number and makes no train."""
        start = {n: v[some] if v.shape == (self.lanes,) else v for n, v in self.start.items()}
        return Batch(
            lanes=self.points[some].size,
            columns={n: v[some] for n, v in self.columns.items()},
            start=start,
            arrivals={n: lanes[some] for n, lanes in self.arrivals.items()},
            points=self.points[some],
            seeds=self.seeds[some],
            whole=self.spans,
        )


def _span(values: np.ndarray) -> tuple[float, float]:
    """The least and the greatest that are numbers; 0 where none is."""
    known = values[np.isfinite(values)]
    return (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)


@dataclass(frozen=True)
class Group:
    """The points of a sweep that share one structure: one model, one program, one batch."""

    model: Model
    batch: Batch


@dataclass(frozen=True)
class Plan:
    """A whole sweep: its axes, their values, and the groups that fill it."""

    axes: tuple[Axis, ...]
    values: tuple[list[np.ndarray], ...]
    groups: tuple[Group, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(axis.size for axis in self.axes)

    @property
    def points(self) -> int:
        return int(np.prod(self.shape, dtype=int))


def spread(experiment: Experiment) -> Plan:
    """Lay out the sweep: every point once, grouped by structure."""
    base = compose(experiment)
    found = axes(experiment, base)
    values = tuple(column_values(axis, experiment.seed) for axis in found)
    sizes = [axis.size for axis in found]
    points = np.arange(math.prod(sizes)).reshape(sizes)
    groups = tuple(
        _group(experiment, base, found, values, points, picked) for picked in picks(found)
    )
    return Plan(found, values, groups)


def _group(
    experiment: Experiment,
    base: Model,
    found: tuple[Axis, ...],
    values: tuple[list[np.ndarray], ...],
    points: np.ndarray,
    picked: dict[int, int],
) -> Group:
    """One structure: of `points`, an array with the axes' sizes, those where it was picked."""
    model = base
    if picked:
        experiment = restructured(experiment, found, picked)
        model = compose(experiment)
    sizes = points.shape
    points = points[tuple(picked.get(i, slice(None)) for i in range(len(found)))].ravel()
    columns: dict[str, np.ndarray] = {}
    repeats = np.zeros(points.size, int)
    for number, axis in enumerate(found):
        at = points // math.prod(sizes[number + 1 :]) % axis.size
        if axis.kind == "repeats":
            repeats = repeats * axis.size + at
        for column, numbers in zip(axis.columns, values[number], strict=True):
            if column.unit != "name":
                columns[swept(model, column.path, experiment)] = numbers.astype(float)[at]
    return Group(model, _batch(experiment, model, columns, points, repeats))


def _batch(
    experiment: Experiment,
    model: Model,
    columns: dict[str, np.ndarray],
    points: np.ndarray,
    repeats: np.ndarray,
) -> Batch:
    lanes = points.size
    seeds = identities(experiment, model, columns, lanes)
    constants = lane_constants(model, columns)
    arrivals = {
        n: _train(experiment, n, t, constants, seeds, repeats) for n, t in model.trains.items()
    }
    start = initial_values(model, constants)
    check_shares(start, experiment)
    return Batch(lanes, columns, start, arrivals | timed(model, start, lanes), points, seeds)


def _train(
    experiment: Experiment,
    name: str,
    train: SpikeTrain,
    constants: Mapping[str, np.ndarray],
    identities_: np.ndarray,
    repeats: np.ndarray,
) -> Trains:
    seeds = identities_
    if train.train.kind == "poisson":
        is_shared = experiment.tree.value["drives"][name].get("shared", False)
        seeds = train_seeds(experiment.seed, name, identities_, repeats, is_shared)
    numbers = {word: constants[flat] for word, flat in train.numbers.items()}
    return spike_times(train, numbers, experiment.clock.duration, seeds)


def lane_constants(model: Model, columns: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Every constant: its (lane,) column where it varies, else a scalar array."""
    return {n: np.asarray(columns.get(n, c.value), float) for n, c in model.constants.items()}


def timed(model: Model, start: Mapping[str, np.ndarray], lanes: int) -> dict[str, Trains]:
    """Events `at time` as arrivals of their own train, named 'time_K' by position."""
    return {
        f"time_{number}": instants(np.asarray(evaluate(happening.when, start), float), lanes)
        for number, happening in enumerate(model.happenings)
        if happening.on == "time"
    }


def identities(
    experiment: Experiment, model: Model, columns: Mapping[str, np.ndarray], lanes: int
) -> np.ndarray:
    """A 64-bit hash of each lane's resolved content: cards, targets and every number; no readouts.

    Hashes of single numbers are combined by exclusive or, so that neither their order nor which of
    them is an axis counts; numbers count to 12 digits, so neither does the spelling of a unit.
    """
    fixed = seed_of(*sorted(_text(slot) for slot in experiment.slots))
    lane = np.zeros(lanes, np.uint64)
    for name, constant_ in model.constants.items():
        path = model.quantities[name].path
        if path.startswith("readouts."):
            continue
        if name in columns:
            numbers, which = np.unique(columns[name], return_inverse=True)
            lane ^= seeds_of((path,), map(_digits, numbers))[which]
        else:
            fixed ^= seed_of(path, _digits(constant_.value))
    return lane ^ np.uint64(fixed)


def _text(slot: Slot) -> str:
    times = [_digits(t) for s in slot.settings.values() for t in s.times]
    about = f" about {slot.drug}" if slot.drug else ""
    if slot.start:
        about += f" from {slot.start.says} after {sorted(slot.start.conditions)}"
    return f"{slot.path}={slot.role}/{slot.name} to {sorted(slot.to)} at {times}{about}"


def _digits(number: float) -> str:
    return f"{float(number) + 0.0:.12g}"
