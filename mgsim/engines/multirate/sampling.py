"""What windows can sample: trains with a few spikes in each window; the rest has to be followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mgsim.study.model import Model

_SPIKES = 3  # that count in a window, or more: fewer, and a mean depends on where they fall
_DOUBLINGS = 4  # by which the windows of a lane may be longer than asked, to hold so many


@dataclass(frozen=True)
class Sampling:
    """How one lane is sampled.

    window: how long its windows are (ms). rare: from when until when to follow the whole model,
    because some train has too few spikes for any window. ends: when a train begins or ends.
    """

    window: float
    rare: tuple[tuple[float, float], ...]
    ends: tuple[float, ...]

    def is_rare(self, time: float) -> bool:
        return any(start <= time < stop for start, stop in self.rare)


def sampling(
    model: Model, constants: Mapping[str, float], window: float, settle: float
) -> Sampling:
    """Fit the windows of one lane to its trains."""
    longest, rare, ends = window, [], []
    for train in model.trains.values():
        if train.train.kind == "times":
            if train.times:
                rare.append((min(train.times), max(train.times)))
                ends += rare[-1]
            continue
        rate, start, stop = (constants[train.numbers[w]] for w in ("rate", "start", "stop"))
        ends += [start, stop]
        if rate <= 0 or stop <= start:
            continue
        lengths = [window * 2**k for k in range(_DOUBLINGS + 1)]
        enough = [x for x in lengths if rate * (x - settle) >= _SPIKES * (1 - 1e-9)]
        if enough:
            longest = max(longest, enough[0])
        else:
            rare.append((start, stop))
    return Sampling(longest, tuple(rare), tuple(ends))
