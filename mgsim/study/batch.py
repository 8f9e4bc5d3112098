"""Sweep -> lanes: the points, grouped by structure, with their numbers, seeds and spikes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
    each lane's index in the sweep. whole: the least and greatest of each column over the whole
    sweep that this is a part of; {} where it is not known.
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


@dataclass(frozen=True)
class Structure:
    """The points of a sweep that one model serves: `picked` positions on the structural axes.

    experiment: the one with those cards in its slots.
    """

    layout: Layout
    picked: Mapping[int, int]
    experiment: Experiment
    model: Model

    @property
    def points(self) -> np.ndarray:
        """Every point of this structure, rising."""
        sizes = self.layout.shape
        points = np.arange(math.prod(sizes)).reshape(sizes)
        return points[tuple(self.picked.get(i, slice(None)) for i in range(len(sizes)))].ravel()

    def batch(self, points: np.ndarray) -> Batch:
        """Some of this structure's points as lanes; their numbers do not depend on the others."""
        columns, repeats = self._columns(points)
        return replace(
            lay_lanes(self.experiment, self.model, columns, points, repeats), whole=self._spans()
        )

    def identify(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(point,) 64-bit hashes of what each point is and which repeat of it, and its seeds."""
        columns, repeats = self._columns(points)
        seeds = identities(self.experiment, self.model, columns, points.size)
        if not any(axis.kind == "repeats" for axis in self.layout.axes):
            return seeds, seeds
        numbers, which = np.unique(repeats, return_inverse=True)
        return seeds ^ seeds_of(("repeat",), map(str, numbers.tolist()))[which], seeds

    def _columns(self, points: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """(point,) numbers of every constant that varies, and which repeat a point is."""
        columns: dict[str, np.ndarray] = {}
        repeats = np.zeros(points.size, int)
        sizes = self.layout.shape
        for number, (axis, values) in enumerate(
            zip(self.layout.axes, self.layout.values, strict=True)
        ):
            at = points // math.prod(sizes[number + 1 :]) % axis.size
            if axis.kind == "repeats":
                repeats = repeats * axis.size + at
            for column, numbers in zip(axis.columns, values, strict=True):
                if column.unit != "name":
                    name = swept(self.model, column.path, self.experiment)
                    columns[name] = numbers.astype(float)[at]
        return columns, repeats

    def _spans(self) -> dict[str, tuple[float, float]]:
        """The least and greatest of each column over the whole sweep."""
        return {
            swept(self.model, column.path, self.experiment): _span(numbers.astype(float))
            for axis, values in zip(self.layout.axes, self.layout.values, strict=True)
            for column, numbers in zip(axis.columns, values, strict=True)
            if column.unit != "name"
        }


@dataclass(frozen=True)
class Layout:
    """A sweep as axes and values, before any lane is laid out."""

    experiment: Experiment
    base: Model
    axes: tuple[Axis, ...]
    values: tuple[list[np.ndarray], ...]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(axis.size for axis in self.axes)

    @property
    def points(self) -> int:
        return math.prod(self.shape)

    def structures(self) -> Iterator[Structure]:
        """Every structure, each composed when its turn comes."""
        for picked in picks(self.axes):
            yield self.structure(picked)

    def structure(self, picked: Mapping[int, int]) -> Structure:
        """One structure, composed; raises ConfigError where it lacks a number that is swept."""
        if not picked:
            return Structure(self, picked, self.experiment, self.base)
        experiment = restructured(self.experiment, self.axes, picked)
        return Structure(self, picked, experiment, compose(experiment))


def layout(experiment: Experiment) -> Layout:
    """Read the sweep's axes and their values; raises ConfigError with all of their faults."""
    base = compose(experiment)
    found = axes(experiment, base)
    return Layout(experiment, base, found, tuple(column_values(a, experiment.seed) for a in found))


def spread(experiment: Experiment) -> Plan:
    """Lay out the sweep: every point once, grouped by structure."""
    whole = layout(experiment)
    groups = tuple(Group(s.model, s.batch(s.points)) for s in whole.structures())
    return Plan(whole.axes, whole.values, groups)


def lay_lanes(
    experiment: Experiment,
    model: Model,
    columns: dict[str, np.ndarray],
    points: np.ndarray,
    repeats: np.ndarray,
) -> Batch:
    """Lanes of one structure with these numbers of the constants that vary, (lane,) each.

    points: what each lane is called. repeats: (lane,) which repeat of equal numbers it is. Raises
    ConfigError for a lane that has no start.
    """
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
