"""How far a variable of one run is from that of another, to the bit; block by block."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from mgsim.agreement import Kind
from mgsim.results import Values, padded

IDENTICAL, WITHIN, MOVED = "identical", "within tolerance", "moved"


@dataclass(frozen=True)
class Difference:
    """One variable of two runs, over the points that both have and that failed in neither.

    moved: how many points are not the same to the bit. apart: those of them that cannot be
    measured: a number on one side only, another number of times. largest: the largest difference,
    in `unit`; relative: to the larger of the two numbers, of a trace to the largest in its point.
    NaN where none can be measured. at, relative_at, apart_at: where they are.
    """

    name: str
    kind: Kind
    unit: str
    points: int
    moved: int
    apart: int
    largest: float
    at: str
    relative: float
    relative_at: str
    apart_at: str = ""

    def verdict(self, tolerance: float) -> str:
        """'identical' to the bit, 'within tolerance' (relative) or 'moved'."""
        if not self.moved:
            return IDENTICAL
        return WITHIN if not self.apart and self.relative <= tolerance else MOVED


@dataclass
class Tally:
    """The difference of one variable as it grows; one block of points after the other."""

    name: str
    kind: Kind
    unit: str
    points: int = 0
    moved: int = 0
    apart: int = 0
    largest: tuple[float, int] = (math.nan, 0)
    relative: tuple[float, int] = (math.nan, 0)
    first_apart: int = field(default=-1)

    def take(self, points: np.ndarray, was: np.ndarray, now: np.ndarray) -> None:
        """Count (point, ...) values of two runs; `points` says which points they are."""
        was, now = _same_width(was, now)
        is_same = (was.view(np.int64) == now.view(np.int64)) | (np.isnan(was) & np.isnan(now))
        is_apart = (_sort(was) != _sort(now)).any(axis=1)
        self.points += points.size
        self.moved += int((~is_same).any(axis=1).sum())
        self.apart += int(is_apart.sum())
        if is_apart.any() and self.first_apart < 0:
            self.first_apart = int(points[is_apart.argmax()])
        rows = np.flatnonzero(~is_apart & (~is_same).any(axis=1))
        if not rows.size:
            if not is_apart.all():
                self._keep(points, np.zeros(1), np.zeros(1))
            return
        one, two = (np.where(np.isfinite(x[rows]), x[rows], 0.0) for x in (was, now))
        away = np.abs(two - one)
        size = np.maximum(np.abs(one), np.abs(two))
        if self.kind == "trace":  # a voltage that crosses zero is judged by how large it gets
            size = np.broadcast_to(size.max(axis=1, keepdims=True), size.shape)
        with np.errstate(divide="ignore", invalid="ignore"):
            relative = np.where(away == 0, 0.0, away / size)
        self._keep(points[rows], away.max(axis=1), relative.max(axis=1))

    def _keep(self, points: np.ndarray, away: np.ndarray, relative: np.ndarray) -> None:
        for word, found in (("largest", away), ("relative", relative)):
            if found.size and not getattr(self, word)[0] >= found.max():
                setattr(self, word, (float(found.max()), int(points[found.argmax()])))

    def end(self, place: Callable[[int], str]) -> Difference:
        """The whole difference; `place` gives the words for a point."""

        def at(found: tuple[float, int]) -> str:
            return place(found[1]) if found[0] > 0 else ""

        return Difference(
            self.name, self.kind, self.unit, self.points, self.moved, self.apart,
            self.largest[0], at(self.largest), self.relative[0], at(self.relative),
            place(self.first_apart) if self.apart else "",
        )  # fmt: skip


def _sort(values: np.ndarray) -> np.ndarray:
    """0 for a number, else which of the infinities or NaN it is."""
    return np.where(np.isfinite(values), 0.0, np.nan_to_num(values, nan=2, posinf=1, neginf=-1))


def _same_width(was: np.ndarray, now: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both as (point, number), lists of times filled up with NaN to the longer side."""
    sides = [np.ascontiguousarray(x, float) for x in (was, now)]
    sides = [side.reshape(len(side), math.prod(side.shape[1:])) for side in sides]
    width = max(side.shape[1] for side in sides)
    one, two = (
        np.pad(side, ((0, 0), (0, width - side.shape[1])), constant_values=np.nan) for side in sides
    )
    return one, two


@dataclass(frozen=True)
class Statuses:
    """Which points have no numbers in one run, and in the other.

    lost: failed only in the second; won: only in the first; other: failed in both, for another
    reason. said: one line each for the first few of them.
    """

    lost: int
    won: int
    other: int
    said: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not (self.lost or self.won or self.other)


_SAID = 5


def statuses(
    was: np.ndarray, now: np.ndarray, points: np.ndarray, place: Callable[[int], str]
) -> Statuses:
    """Compare (point,) statuses of the same points; `points` is what `place` knows them by."""
    differ = np.flatnonzero(was != now)
    lost = int((was[differ] == "ok").sum())
    won = int((now[differ] == "ok").sum())
    lines = list(_lines(was, now, points, differ[:_SAID], place))
    if differ.size > _SAID:
        lines.append(f"and {differ.size - _SAID} points more")
    return Statuses(lost, won, differ.size - lost - won, tuple(lines))


def _lines(
    was: np.ndarray, now: np.ndarray, points: np.ndarray, some: np.ndarray,
    place: Callable[[int], str],
) -> Iterator[str]:  # fmt: skip
    for row in some:
        yield f"{place(int(points[row])) or 'the only point'}: was '{was[row]}', is '{now[row]}'"


def as_array(values: Values) -> np.ndarray:
    """One run's values, (point, ...); lists of times filled up with NaN."""
    if isinstance(values, np.ndarray):
        return values
    return padded(values, max((times.size for times in values), default=0))
