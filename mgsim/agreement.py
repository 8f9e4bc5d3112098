"""How far apart two runs of one experiment are, readout by readout: functions of two datasets.

Spike times are compared one by one, in ms. Everything else is a relative difference. A trace is
compared with the band that the judge's trace spans within a small shift of time, because beside a
spike the smallest delay is a large voltage.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import xarray as xr
from scipy.ndimage import maximum_filter1d, minimum_filter1d

TOLERANCE = 0.005
SPIKE_TOLERANCE = 0.05  # ms
FLOOR = 0.01  # of a readout's largest magnitude: what is smaller is judged as if it were this large
LEAST = 1e-5  # in the readout's own unit: the same, for a readout that is all but zero everywhere

FAILED = "failed on one side only"

Kind = Literal["times", "number", "trace"]
_NO_READOUTS = ("status", "seed")


@dataclass(frozen=True)
class Gap:
    """How far one readout of a run is from the judge's.

    largest: over the lanes that can be compared, in ms for times, else relative; NaN where there is
    none. lane: where that is, as an index into the flattened lanes. odd: the lanes that cannot be
    compared, and why: another number of spikes, a number on one side only, a failed lane.
    unshifted: of a trace, the largest difference of samples at the same time.
    """

    kind: Kind
    largest: float
    lane: int
    odd: Mapping[int, str] = field(default_factory=dict)
    unshifted: float = math.nan

    @property
    def unit(self) -> str:
        return "ms" if self.kind == "times" else "relative"

    def __str__(self) -> str:
        plain = "" if math.isnan(self.unshifted) else f" ({self.unshifted:.2g} unshifted)"
        words = [] if math.isnan(self.largest) else [f"{self.largest:.2g}{plain}"]
        words += [f"{len(self.odd)} lane{'s' * (len(self.odd) > 1)} apart"] if self.odd else []
        return ", ".join(words) or "-"

    def within(self, tolerance: float) -> bool:
        """True where no lane is apart and none is off by more."""
        return not self.odd and not self.largest > tolerance


def compare(
    judge: xr.Dataset, other: xr.Dataset, spike_tolerance: float = SPIKE_TOLERANCE
) -> dict[str, Gap]:
    """The gap of every readout and recorded trace of `other` from those of `judge`.

    Both must hold the same lanes, readouts and sample times. spike_tolerance: the shift of time
    (ms) that a trace is allowed.
    """
    shift = _samples(judge, spike_tolerance)
    failed = [(run["status"].values != "ok").ravel() for run in (judge, other)]
    either = failed[0] | failed[1]
    lost = dict.fromkeys(map(int, np.flatnonzero(failed[0] ^ failed[1])), FAILED)
    gaps = {}
    for name in map(str, judge.data_vars):
        if name not in _NO_READOUTS:
            kind = kind_of(judge, name)
            sides = [_by_lane(run[name], kind, either) for run in (judge, other)]
            gap = _MEASURES[kind](*sides, shift)
            odd = {**gap.odd, **lost}
            is_compared = either.size > len(odd.keys() | set(np.flatnonzero(either)))
            largest = gap.largest if is_compared else math.nan
            gaps[name] = replace(gap, odd=odd, largest=largest)
    return gaps


def place(dataset: xr.Dataset, lane: int) -> str:
    """The coordinates of a lane, e.g. 'mg_o=0.5 mM, block=woodhull_1973'; '' without a sweep."""
    status = dataset["status"]
    at = dict(zip(status.dims, np.unravel_index(lane, status.shape), strict=True))
    words = []
    for name, coordinate in status.coords.items():
        if str(coordinate.attrs.get("long_name", "")).startswith("point of "):
            continue  # only counts the points of an axis that has coordinates of its own
        value = coordinate.isel({dim: at[dim] for dim in coordinate.dims}).item()
        unit = coordinate.attrs.get("units", "1")
        text = f"{value:.6g}" if isinstance(value, float) else str(value)
        words.append(f"{name}={text}" + (f" {unit}" if unit != "1" else ""))
    return ", ".join(words)


def kind_of(dataset: xr.Dataset, name: str) -> Kind:
    """What a variable of a result is, told by its last dimension."""
    dims = dataset[name].dims
    return "times" if f"{name}_number" in dims else "trace" if "time" in dims else "number"


def _by_lane(variable: xr.DataArray, kind: Kind, failed: np.ndarray) -> np.ndarray:
    """The values with all lanes along the first axis; NaN in lanes that failed on either side."""
    values = np.array(variable.values, float)
    shape = (failed.size,) if kind == "number" else (failed.size, values.shape[-1])
    values = values.reshape(shape)
    values[failed] = np.nan
    return values


def _samples(dataset: xr.Dataset, spike_tolerance: float) -> float:
    """The allowed shift in samples; none where there is nothing to shift."""
    if "time" not in dataset.coords or dataset["time"].size < 2:
        return 0.0
    first, second = dataset["time"].values[:2]
    return spike_tolerance / float(second - first)


def times_gap(judge: np.ndarray, other: np.ndarray, _shift: float = 0.0) -> Gap:
    """(lane, number) times, filled up with NaN: spikes matched in order where there are as many."""
    counts = [np.isfinite(times).sum(1) for times in (judge, other)]
    odd = {
        int(lane): f"{counts[1][lane]} of {counts[0][lane]} spikes"
        for lane in np.flatnonzero(counts[0] != counts[1])
    }
    late = np.zeros(judge.shape[0])
    for lane in np.flatnonzero((counts[0] == counts[1]) & (counts[0] > 0)):
        one, two = (np.sort(times[lane][np.isfinite(times[lane])]) for times in (judge, other))
        late[lane] = np.abs(two - one).max()
    return _gap("times", late, odd)


def numbers_gap(judge: np.ndarray, other: np.ndarray, _shift: float = 0.0) -> Gap:
    """(lane,) numbers: the difference, relative to the judge's number or to the floor."""
    odd = _one_sided(_kind_of_number(judge) != _kind_of_number(other))
    one, two = _held(judge, other)
    return _gap("number", np.abs(two - one) / np.maximum(np.abs(one), _floor(one)), odd)


def traces_gap(judge: np.ndarray, other: np.ndarray, shift: float) -> Gap:
    """(lane, sample) traces: the distance to the judge's band, relative to the range of its lane.

    The distance at a sample is the smaller of two: of `other` from the band that `judge` spans
    within `shift` samples to either side, and of `judge` from the band of `other` (at the ends of a
    trace only one of them is known).
    """
    odd = _one_sided((_kind_of_number(judge) != _kind_of_number(other)).any(1))
    one, two = _held(judge, other)
    away = np.minimum(_distance(two, one, shift), _distance(one, two, shift))
    size = np.maximum(np.ptp(one, axis=1), _floor(one))
    gap = _gap("trace", away.max(1, initial=0.0) / size, odd)
    plain = np.delete(np.abs(two - one).max(1, initial=0.0) / size, list(odd))
    return replace(gap, unshifted=float(plain.max()) if plain.size else math.nan)


def _distance(trace: np.ndarray, around: np.ndarray, shift: float) -> np.ndarray:
    low, high = band(around, shift)
    return np.maximum(np.maximum(low - trace, trace - high), 0.0)


def band(trace: np.ndarray, shift: float) -> tuple[np.ndarray, np.ndarray]:
    """The least and the largest value of a (lane, sample) trace within `shift` samples.

    Between samples the trace is a straight line.
    """
    last = trace.shape[1] - 1
    places = np.arange(last + 1)
    ends = []
    for place in (np.maximum(places - shift, 0), np.minimum(places + shift, last)):
        before = np.floor(place).astype(int)
        part = place - before
        after = np.minimum(before + 1, last)
        ends.append((1 - part) * trace[:, before] + part * trace[:, after])
    size = 2 * int(shift) + 1
    low = minimum_filter1d(trace, size, axis=1, mode="nearest")
    high = maximum_filter1d(trace, size, axis=1, mode="nearest")
    return np.minimum(low, np.minimum(*ends)), np.maximum(high, np.maximum(*ends))


def _floor(held: np.ndarray) -> float:
    """The size below which a difference counts as if the number were this large."""
    return max(FLOOR * float(np.abs(held).max(initial=0.0)), LEAST)


def _held(judge: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both with zeros where one of them has no number: what cannot be compared is told by `odd`."""
    both = np.isfinite(judge) & np.isfinite(other)
    return np.where(both, judge, 0.0), np.where(both, other, 0.0)


def _kind_of_number(values: np.ndarray) -> np.ndarray:
    """0 for a number, else which of the infinities or NaN it is."""
    return np.where(np.isfinite(values), 0.0, np.nan_to_num(values, nan=2, posinf=1, neginf=-1))


def _one_sided(lanes: np.ndarray) -> dict[int, str]:
    return {int(lane): "a number on one side only" for lane in np.flatnonzero(lanes)}


def _gap(kind: Kind, away: np.ndarray, odd: Mapping[int, str]) -> Gap:
    """The largest of (lane,) differences, but for the lanes that are odd."""
    even = np.setdiff1d(np.arange(away.size), list(odd))
    if not even.size:
        return Gap(kind, math.nan, 0, odd)
    lane = int(even[away[even].argmax()])
    return Gap(kind, float(away[lane]), lane, odd)


_MEASURES = {"times": times_gap, "number": numbers_gap, "trace": traces_gap}
