"""Two results folders side by side: what was asked, what it was made with, what came out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mgsim.difference import IDENTICAL, MOVED, Difference, Statuses, Tally, statuses
from mgsim.language.errors import ConfigError, Fault
from mgsim.points import Points
from mgsim.provenance import Change, changes, config_changes

BLOCK = 2**21  # numbers of each side that are in memory at once
_NAMED = 3  # points that are named where only one side has them


@dataclass(frozen=True)
class Diff:
    """Two results, `first` and `second`, compared on the points that both have.

    config: values of the configs that differ. made: what they were made with that differs.
    matched: how points were paired, by 'coordinates' or, where the axes are others, by 'content'
    (the same cards and numbers, as their seeds say). points: how many are paired; only_first,
    only_second: how many are not, and `lone` the first of them. missing: variables of one side
    only. seeds: how many paired points have another seed, which is a hash of their content.
    """

    config: tuple[Change, ...]
    made: tuple[Change, ...]
    matched: str
    points: int
    only_first: int
    only_second: int
    lone: tuple[str, ...]
    missing: tuple[str, ...]
    rows: tuple[Difference, ...]
    status: Statuses
    seeds: int
    tolerance: float

    @property
    def is_same(self) -> bool:
        """The same points with the same numbers; within the tolerance where one is given.

        What was asked and what it was made with are told, not judged; so are seeds, once there is
        a tolerance.
        """
        has_same_points = self.points and not (self.only_first or self.only_second or self.missing)
        has_same_seeds = not self.seeds or self.tolerance > 0
        is_near = all(row.verdict(self.tolerance) != MOVED for row in self.rows)
        return bool(has_same_points and has_same_seeds and is_near and self.status.is_same)

    @property
    def verdict(self) -> str:
        """'identical', 'within tolerance' or 'different'."""
        if not self.is_same:
            return "different"
        is_exact = not self.seeds and all(row.verdict(0.0) == IDENTICAL for row in self.rows)
        return IDENTICAL if is_exact else "within tolerance"


def diff(first: str | Path, second: str | Path, tolerance: float = 0.0) -> Diff:
    """Compare two results folders, variable by variable, on the points that both have.

    tolerance: relative; a difference up to it does not count. Numbers are read a block at a time.
    Raises ResultError where a folder holds no results.
    """
    if not tolerance >= 0:
        raise ConfigError(Fault("tolerance", str(tolerance), "a relative difference, 0 or more"))
    one, two = Points(first), Points(second)
    matched, pairs = _pairs(one, two)
    is_sound = (one.status[pairs[0]] == "ok") & (two.status[pairs[1]] == "ok")
    sound = (pairs[0][is_sound], pairs[1][is_sound])
    left = (_left(one, pairs[0]), _left(two, pairs[1]))
    return Diff(
        config=config_changes(_resolved(one), _resolved(two)),
        made=changes(one.attributes, two.attributes),
        matched=matched,
        points=pairs[0].size,
        only_first=left[0].size,
        only_second=left[1].size,
        lone=tuple(_lone(one, left[0], "first")) + tuple(_lone(two, left[1], "second")),
        missing=tuple(_missing(one, two, "first")) + tuple(_missing(two, one, "second")),
        rows=tuple(_rows(one, two, sound)),
        status=statuses(one.status[pairs[0]], two.status[pairs[1]], pairs[0], one.place),
        seeds=int((one.seeds[pairs[0]] != two.seeds[pairs[1]]).sum()),
        tolerance=tolerance,
    )


def _resolved(side: Points) -> dict:
    return json.loads(side.attributes.get("resolved", "{}"))


def _pairs(one: Points, two: Points) -> tuple[str, tuple[np.ndarray, np.ndarray]]:
    """How points are paired, and (pair,) the points of each side, those of the first rising."""
    if set(one.dims) != set(two.dims):
        return "content", _by_content(one.seeds, two.seeds)
    own, other = [], {}
    for dim in one.dims:
        at = two.labels(dim).get_indexer(one.labels(dim))
        own.append(np.flatnonzero(at >= 0))
        other[dim] = at[at >= 0]
    if not one.dims:
        return "coordinates", (np.zeros(1, int), np.zeros(1, int))
    here = np.ravel_multi_index(np.ix_(*own), one.shape).ravel()
    order = np.ix_(*(other[dim] for dim in one.dims))
    by_dim = dict(zip(one.dims, order, strict=True))
    there = np.ravel_multi_index([by_dim[dim] for dim in two.dims], two.shape).ravel()
    return "coordinates", (here, there)


def _by_content(one: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first point of each content that both sides have."""
    _, here, there = np.intersect1d(one, two, return_indices=True)
    order = np.argsort(here)
    return here[order], there[order]


def _left(side: Points, paired: np.ndarray) -> np.ndarray:
    is_left = np.ones(side.size, bool)
    is_left[paired] = False
    return np.flatnonzero(is_left)


def _lone(side: Points, left: np.ndarray, which: str) -> Iterator[str]:
    for point in left[:_NAMED]:
        yield f"only in the {which}: {side.place(point) or 'the only point'}"
    if left.size > _NAMED:
        yield f"only in the {which}: and {left.size - _NAMED} more"


def _missing(side: Points, beside: Points, which: str) -> Iterator[str]:
    for name in side.variables:
        if name not in beside.variables:
            yield f"{name} (only in the {which})"
        elif which == "first" and side.kind(name) != beside.kind(name):
            yield f"{name} (a {side.kind(name)} in the first, a {beside.kind(name)} in the second)"


def _rows(one: Points, two: Points, pairs: tuple[np.ndarray, np.ndarray]) -> Iterator[Difference]:
    """The difference of every variable that both sides have."""
    for name in one.variables:
        if name in two.variables and one.kind(name) == two.kind(name):
            yield _difference(one, two, name, pairs)


def _difference(
    one: Points, two: Points, name: str, pairs: tuple[np.ndarray, np.ndarray]
) -> Difference:
    kind, unit = one.kind(name), one.unit(name)
    if unit != two.unit(name):
        unit = f"{unit}, in the second {two.unit(name)}"
    tally = Tally(name, kind, unit)
    samples = _common_samples(one, two) if kind == "trace" else None
    step = max(1, BLOCK // max(1, one.width(name), two.width(name)))
    for first in range(0, pairs[0].size, step):
        here, there = (side[first : first + step] for side in pairs)
        order = np.argsort(there, kind="stable")
        was = one.read(name, here)
        read = two.read(name, there[order])
        now = np.empty_like(read)
        now[order] = read
        if samples is not None:
            was, now = was[:, samples[0]], now[:, samples[1]]
        tally.take(here, was, now)
    return tally.end(one.place)


def _common_samples(one: Points, two: Points) -> tuple[np.ndarray, np.ndarray] | None:
    """Where the samples of traces stand that both sides have; None where all are the same."""
    if np.array_equal(one.times, two.times):
        return None
    found = np.intersect1d(one.times.round(9), two.times.round(9), return_indices=True)
    return found[1], found[2]
