"""Sweep -> lanes: the points, grouped by structure, with their numbers, seeds and spikes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mgsim.language.expression import evaluate
from mgsim.study.axes import Axis, axes
from mgsim.study.compose import compose
from mgsim.study.experiment import Experiment, Slot
from mgsim.study.initial import initial_values
from mgsim.study.model import Model
from mgsim.study.sample import column_values, seed_of
from mgsim.study.structures import picks, restructured, swept
from mgsim.study.trains import spike_times, train_seed


@dataclass(frozen=True)
class Batch:
    """The lanes of one program, all in house units.

    columns: (lane,) values of the constants that vary. start: every quantity at t = 0.
    arrivals: for each train, one array of times (ms) per lane. points: each lane's index in the
    sweep.
    """

    lanes: int
    columns: Mapping[str, np.ndarray]
    start: Mapping[str, np.ndarray]
    arrivals: Mapping[str, list[np.ndarray]]
    points: np.ndarray
    seeds: np.ndarray

    def part(self, some: slice) -> Batch:
        """The lanes of one slice, as a batch of their own."""
        start = {n: v[some] if v.shape == (self.lanes,) else v for n, v in self.start.items()}
        return Batch(
            lanes=self.points[some].size,
            columns={n: v[some] for n, v in self.columns.items()},
            start=start,
            arrivals={n: lanes[some] for n, lanes in self.arrivals.items()},
            points=self.points[some],
            seeds=self.seeds[some],
        )


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
    index = np.indices(sizes).reshape(len(found), math.prod(sizes))
    groups = tuple(
        _group(experiment, base, found, values, index, picked) for picked in picks(found)
    )
    return Plan(found, values, groups)


def _group(
    experiment: Experiment,
    base: Model,
    found: tuple[Axis, ...],
    values: tuple[list[np.ndarray], ...],
    index: np.ndarray,
    picked: dict[int, int],
) -> Group:
    mask = np.ones(index.shape[1], bool)
    model = base
    for number, position in picked.items():
        mask &= index[number] == position
    if picked:
        experiment = restructured(experiment, found, picked)
        model = compose(experiment)
    points = np.flatnonzero(mask)
    columns: dict[str, np.ndarray] = {}
    repeats = np.zeros(points.size, int)
    for number, axis in enumerate(found):
        at = index[number, points]
        if axis.kind == "repeats":
            repeats = repeats * axis.size + at
        for column, numbers in zip(axis.columns, values[number], strict=True):
            if column.unit != "name":
                columns[swept(model, column.path, experiment)] = numbers[at].astype(float)
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
    shared = {
        n for n, d in experiment.tree.value.get("drives", {}).items() if d.get("shared", False)
    }
    constants = lane_constants(model, columns)
    arrivals = {}
    for name, train in model.trains.items():
        own = [
            train_seed(experiment.seed, name, int(s), int(r), name in shared)
            for s, r in zip(seeds, repeats, strict=True)
        ]
        numbers = {
            word: np.broadcast_to(constants[flat], lanes) for word, flat in train.numbers.items()
        }
        arrivals[name] = spike_times(
            train, numbers, experiment.clock.duration, np.array(own, np.uint64)
        )
    start = initial_values(model, constants)
    arrivals |= timed(model, start, lanes)
    return Batch(lanes, columns, start, arrivals, points, seeds)


def lane_constants(model: Model, columns: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Every constant: its (lane,) column where it varies, else a scalar array."""
    return {n: np.asarray(columns.get(n, c.value), float) for n, c in model.constants.items()}


def timed(model: Model, start: Mapping[str, np.ndarray], lanes: int) -> dict[str, list[np.ndarray]]:
    """Events `at time` as arrivals of their own train, named 'time_K' by position."""
    found = {}
    for number, happening in enumerate(model.happenings):
        if happening.on == "time":
            times = np.broadcast_to(np.asarray(evaluate(happening.when, start), float), (lanes,))
            found[f"time_{number}"] = [np.array([time]) for time in times]
    return found


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
            lane ^= np.array([seed_of(path, _digits(v)) for v in columns[name]], np.uint64)
        else:
            fixed ^= seed_of(path, _digits(constant_.value))
    return lane ^ np.uint64(fixed)


def _text(slot: Slot) -> str:
    times = [_digits(t) for s in slot.settings.values() for t in s.times]
    return f"{slot.path}={slot.role}/{slot.name} to {sorted(slot.to)} at {times}"


def _digits(number: float) -> str:
    return f"{float(number) + 0.0:.12g}"
