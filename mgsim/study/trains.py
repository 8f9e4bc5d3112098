"""Presynaptic spike times: lane by lane, each from its own seed, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import overload

import numpy as np

from mgsim.study.model import SpikeTrain
from mgsim.study.sample import seed_of, seeds_of

_BLOCK = 256
_ROOM = 2**26  # bytes of trains that several lanes share; what goes beyond is made anew each time
_DUST = 1e-6  # ms: a spike due at the start of a window belongs to it, not to the one before
_HEADER = 256  # bytes of an array without its numbers


@dataclass(frozen=True, eq=False)
class Trains(Sequence[np.ndarray]):
    """One drive's spike times (ms) for every lane; none is made before it is asked for.

    An index gives the read-only times of one lane, a slice the Trains of its lanes.
    which: (lane,) number of each lane's train; lanes of one number share one array.
    make: the times of a train by its number. cut: those within a window, counted from its begin, by
    number, begin and length (ms). kept: what was made for several lanes, None where each has its
    own.
    """

    make: Callable[[int], np.ndarray]
    cut: Callable[[int, float, float], np.ndarray]
    which: np.ndarray
    kept: dict[int, np.ndarray] | None = None

    def __len__(self) -> int:
        return self.which.size

    @overload
    def __getitem__(self, index: int) -> np.ndarray: ...
    @overload
    def __getitem__(self, index: slice) -> Trains: ...
    def __getitem__(self, index: int | slice) -> np.ndarray | Trains:
        if isinstance(index, slice):
            return replace(self, which=self.which[index])
        return self._times(self.which[index])

    def __iter__(self) -> Iterator[np.ndarray]:
        return map(self._times, self.which)

    def within(self, lane: int, begin: float, length: float) -> np.ndarray:
        """One lane's times in [begin, begin + length), counted from `begin`; no other is made.

        A Poisson train is drawn anew for each window, from its own seed and `begin`.
        """
        return self.cut(self.which[lane], begin, length)

    def _times(self, number: int) -> np.ndarray:
        if self.kept is not None and number in self.kept:
            return self.kept[number]
        times = self.make(number)
        times.flags.writeable = False
        if self.kept is not None and len(self.kept) * (times.nbytes + _HEADER) < _ROOM:
            self.kept[int(number)] = times
        return times


def spike_times(
    train: SpikeTrain, numbers: Mapping[str, np.ndarray], duration: float, seeds: np.ndarray
) -> Trains:
    """Times within [0, duration) for each lane.

    numbers: rate, start and stop, each (lane,) or a scalar. seeds: (lane,); a Poisson train alone
    reads them.
    """
    if train.train.kind == "times":
        listed = np.array(sorted(t for t in train.times if 0 <= t < duration))
        return _laid(partial(_same, listed), partial(_cut_same, listed), [], seeds.size)
    columns = [numbers["rate"], numbers["start"], np.minimum(numbers["stop"], duration)]
    if train.train.kind == "poisson":
        return _laid(_poisson, _cut_poisson, [*columns, seeds], seeds.size)
    return _laid(_regular, _cut_regular, columns, seeds.size)


def instants(times: np.ndarray, lanes: int) -> Trains:
    """One arrival in each lane; `times` (ms) is (lane,) or a scalar."""
    return _laid(_instant, _cut_instant, [times], lanes)


def train_seeds(
    experiment_seed: int, drive: str, points: np.ndarray, repeats: np.ndarray, is_shared: bool
) -> np.ndarray:
    """The (lane,) seeds of one drive; a shared drive gives every point the same spikes."""
    begin = (experiment_seed, drive)
    if is_shared:
        own, which = np.unique(repeats, return_inverse=True)
        return seeds_of(begin, (f"{repeat}\x1fshared" for repeat in own.tolist()))[which]
    lanes = zip(map(int, repeats), map(int, points), strict=True)
    return seeds_of(begin, (f"{repeat}\x1f{point}" for repeat, point in lanes))


def _laid(
    make: Callable[..., np.ndarray],
    cut: Callable[..., np.ndarray],
    columns: Sequence[np.ndarray],
    lanes: int,
) -> Trains:
    """Lanes with the same numbers, a row of `columns`, get one train: make(*row).

    cut(begin, length, *row) gives its times within a window.
    """
    which, first = np.zeros(lanes, np.intp), np.zeros(1, np.intp)
    for column in columns:
        if np.ndim(column):
            values, own = np.unique(column, return_inverse=True)
            code = which * values.size + own
            _, first, which = np.unique(code, return_index=True, return_inverse=True)
    rows = [column[first] if np.ndim(column) else column for column in columns]
    whole, part = partial(_of_row, make, rows), partial(_of_row, cut, rows)
    return Trains(whole, part, which, {} if first.size < lanes else None)


def _of_row(
    make: Callable[..., np.ndarray], rows: Sequence[np.ndarray], number: int, *window: float
) -> np.ndarray:
    return make(*window, *(row[number] if row.shape else row for row in rows))


def _same(times: np.ndarray) -> np.ndarray:
    return times


def _cut_same(times: np.ndarray, begin: float, length: float) -> np.ndarray:
    found = times - begin
    return np.maximum(found[(found >= -_DUST) & (found < length - _DUST)], 0.0)


def _cut_instant(begin: float, length: float, time: float) -> np.ndarray:
    return _cut_same(np.array([time]), begin, length)


def _cut_regular(begin: float, length: float, rate: float, start: float, stop: float) -> np.ndarray:
    if rate <= 0:
        return np.empty(0)
    first = start + np.ceil(max(begin - start - _DUST, 0.0) * rate) / rate - begin
    return _regular(rate, max(first, 0.0), min(stop - begin, length - _DUST))


def _cut_poisson(
    begin: float, length: float, rate: float, start: float, stop: float, seed: int
) -> np.ndarray:
    own = seed_of(int(seed), f"{begin:.6f}")
    return _poisson(rate, max(start - begin, 0.0), min(stop - begin, length), own)


def _instant(time: float) -> np.ndarray:
    return np.array([time])


def _regular(rate: float, start: float, stop: float) -> np.ndarray:
    if rate <= 0 or stop <= start:
        return np.empty(0)
    count = int(np.ceil((stop - start) * rate - 1e-9))
    times = start + np.arange(count) / rate
    return times[times >= 0]


def _poisson(rate: float, start: float, stop: float, seed: int) -> np.ndarray:
    """A unit-rate process stretched by 1/rate, so that one seed couples lanes of unequal rates."""
    if rate <= 0 or stop <= start:
        return np.empty(0)
    rng = np.random.Generator(np.random.Philox(int(seed)))
    times = np.empty(0)
    while not times.size or times[-1] < stop:
        last = times[-1] if times.size else start
        times = np.concatenate([times, last + np.cumsum(rng.standard_exponential(_BLOCK)) / rate])
    return times[(times >= 0) & (times < stop)]
