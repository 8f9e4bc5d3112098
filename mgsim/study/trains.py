"""Presynaptic spike times, lane by lane, each from its own seed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mgsim.study.model import SpikeTrain
from mgsim.study.sample import seed_of

_BLOCK = 256


def spike_times(
    train: SpikeTrain, numbers: Mapping[str, np.ndarray], duration: float, seeds: np.ndarray
) -> list[np.ndarray]:
    """Times (ms) within [0, duration) for each lane; `numbers` holds (lane,) rate, start, stop."""
    if train.train.kind == "times":
        times = np.array(sorted(t for t in train.times if 0 <= t < duration))
        return [times for _ in seeds]
    make = _poisson if train.train.kind == "poisson" else _regular
    lanes = zip(numbers["rate"], numbers["start"], numbers["stop"], seeds, strict=True)
    return [make(rate, start, min(stop, duration), seed) for rate, start, stop, seed in lanes]


def _regular(rate: float, start: float, stop: float, _seed: int) -> np.ndarray:
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


def train_seed(experiment_seed: int, drive: str, point: int, repeat: int, is_shared: bool) -> int:
    """The seed of one drive at one point; a shared drive gives every point the same spikes."""
    return seed_of(experiment_seed, drive, repeat, "shared" if is_shared else point)
