"""Windows: short runs of the fast half with the slow states held still, many as lanes of one batch.

Each request asks for the means at one slow state, and for how they change with each input: one lane
at the state itself, one for each input moved a little. All requests of a round run as one batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mgsim.engines.contract import Program, RawRun, load_engine
from mgsim.engines.multirate.split import ORIGIN, SETTLED, SPAN, SUM, Split
from mgsim.study.batch import Batch, lane_constants
from mgsim.study.experiment import Clock
from mgsim.study.initial import initial_values
from mgsim.study.model import Model
from mgsim.study.trains import Trains

_SAMPLES = 50  # of a stretch without averaging
_LEAST = 1e-7  # how far an input that is 0 is moved, in its house unit


@dataclass(frozen=True)
class Request:
    """One condition at one moment: `lane` of the batch, slow and fast states.

    time, length: when the window begins and how long it is (ms). fast: held instants among them
    count from `time`.
    """

    lane: int
    time: float
    length: float
    slow: Mapping[str, float]
    fast: Mapping[str, float]
    is_direct: bool = False


@dataclass(frozen=True)
class Stretch:
    """A stretch of the whole model: slow states (state, sample) at times (ms), means, the end.

    fast: states at the last of the times; held instants count from there.
    """

    times: np.ndarray
    slow: np.ndarray
    means: np.ndarray
    fast: Mapping[str, float]
    reason: str


@dataclass(frozen=True)
class Answer:
    """Means (mean,) at the request, their slopes (mean, input), their scatter, the fast states.

    fast: states at the end of the window; held instants count from there.
    """

    means: np.ndarray
    slopes: np.ndarray
    scatter: np.ndarray
    fast: Mapping[str, float]
    reason: str


@dataclass(frozen=True)
class Windows:
    """Runs windows, of which the first `settle` ms do not count."""

    split: Split
    batch: Batch
    settle: float
    nudge: float
    dt: float
    engine: str
    options: Mapping[str, Any]
    programs: dict[tuple[float, bool], Program] = field(default_factory=dict)

    def ask(self, requests: Sequence[Request]) -> list[Answer | Stretch]:
        """Answer every request; those of one kind and length as one batch."""
        found: dict[int, Answer | Stretch] = {}
        for length, is_direct in sorted({(r.length, r.is_direct) for r in requests}):
            some = [
                k for k, r in enumerate(requests) if (r.length, r.is_direct) == (length, is_direct)
            ]
            act = self._go if is_direct else self._ask
            answers = act([requests[k] for k in some], length)
            found |= dict(zip(some, answers, strict=True))
        return [found[k] for k in range(len(requests))]

    def _program(self, length: float, is_direct: bool) -> Program:
        key = length, is_direct
        if key not in self.programs:
            maker, clock = load_engine(self.engine), Clock(length, self.dt)
            model = self.split.direct if is_direct else self.split.fast
            every = every_of(length, self.dt) if is_direct else length
            self.programs[key] = maker.compile(model, clock, every, self.options)
        return self.programs[key]

    def _go(self, requests: Sequence[Request], length: float) -> list[Stretch]:
        """The whole model for a while: nothing is held still, nothing is averaged."""
        owner = np.array([r.lane for r in requests])
        columns = {n: v[owner] for n, v in self.batch.columns.items()}
        columns[ORIGIN] = np.array([r.time for r in requests])
        columns[SETTLED] = np.zeros(owner.size)
        columns[SPAN] = np.full(owner.size, length)
        states = self._fast(requests, 1)
        states |= {n: np.array([r.slow[n] for r in requests]) for n in requests[0].slow}
        model = self.split.direct
        batch = self._batch(model, owner, columns, states, length)
        run = self._program(length, True).run(batch, lambda _: None)
        told = [run.traces[f"{n}_{SUM}"][:, -1] for n in self.split.means]
        found = []
        for k, request in enumerate(requests):
            slow = np.array([run.traces[n][k] for n in self.split.slow])
            fast = self._end(run, k, request.fast, request.time + run.samples[-1])
            means = np.array([mean[k] for mean in told])
            found.append(
                Stretch(request.time + run.samples, slow, means, fast, str(run.reasons[k]))
            )
        return found

    def _ask(self, requests: Sequence[Request], length: float) -> list[Answer]:
        size = 1 + len(self.split.inputs)
        owner = np.repeat([r.lane for r in requests], size)
        columns = {n: v[owner] for n, v in self.batch.columns.items()}
        for name in requests[0].slow:
            columns[name] = np.repeat([r.slow[name] for r in requests], size)
        nudges = np.zeros((len(requests), len(self.split.inputs)))
        for k, name in enumerate(self.split.inputs):
            here = columns[name].reshape(-1, size)
            nudges[:, k] = self.nudge * np.maximum(np.abs(here[:, 0]), _LEAST / self.nudge)
            here[:, 1 + k] += nudges[:, k]
        columns[ORIGIN] = np.repeat([r.time for r in requests], size)
        columns[SETTLED] = np.full(owner.size, self.settle)
        columns[SPAN] = np.full(owner.size, length - self.settle)
        batch = self._batch(self.split.fast, owner, columns, self._fast(requests, size), length)
        run = self._program(length, False).run(batch, lambda _: None)
        return self._answers(run, requests, nudges)

    def _fast(self, requests: Sequence[Request], size: int) -> dict[str, np.ndarray]:
        """The fast states of every lane, `size` lanes a request; instants on the run's clock."""
        times = np.array([r.time for r in requests])
        found = {n: np.array([r.fast[n] for r in requests]) for n in requests[0].fast}
        found |= {n: found[n] + times for n in self.split.instants}
        return {n: np.repeat(values, size) for n, values in found.items()}

    def _end(self, run: RawRun, lane: int, fast: Mapping, time: float) -> dict[str, float]:
        """The fast states at the end of a run, at `time`."""
        found = {n: float(run.traces[n][lane, -1]) for n in fast}
        return found | {n: found[n] - time for n in self.split.instants}

    def _batch(
        self, model: Model, owner: np.ndarray, columns: dict, states: dict, length: float
    ) -> Batch:
        constants = lane_constants(model, columns)
        start = initial_values(model, {**constants, **states})
        begins = columns[ORIGIN]
        arrivals = {
            n: [_within(trains, k, b, length) for k, b in zip(owner, begins, strict=True)]
            for n, trains in self.batch.arrivals.items()
        }
        seeds = self.batch.seeds[owner]
        return Batch(owner.size, columns, start, arrivals, np.arange(owner.size), seeds)

    def _answers(
        self, run: RawRun, requests: Sequence[Request], nudges: np.ndarray
    ) -> list[Answer]:
        size = 1 + nudges.shape[1]
        told = [[run.folds[f"{n}_{word}"] for n in self.split.means] for word in ("whole", "late")]
        told.append([run.traces[f"{n}_{SUM}"][:, -1] for n in self.split.means])
        whole, late, sums = (np.array(part).reshape(len(part), -1).T for part in told)
        found = []
        for k, (request, moved) in enumerate(zip(requests, nudges, strict=True)):
            rows = slice(k * size, (k + 1) * size)
            means = sums[rows]
            slopes = ((means[1:] - means[0]) / moved[:, None]).T if moved.size else means[1:].T
            slopes = np.where(np.isfinite(slopes), slopes, 0.0)  # a lane that failed when nudged
            scatter = np.abs(whole - late)[rows.start] / 2
            fast = self._end(run, rows.start, request.fast, request.time + request.length)
            reason = str(run.reasons[rows.start])
            found.append(Answer(means[0], slopes, scatter, fast, reason))
        return found


def every_of(length: float, dt: float) -> float:
    """The time between the samples of a stretch."""
    return max(1, round(length / dt) // _SAMPLES) * dt


def _within(trains: Sequence[np.ndarray], lane: int, begin: float, length: float) -> np.ndarray:
    if isinstance(trains, Trains):
        return trains.within(lane, begin, length)
    times = np.asarray(trains[lane])
    return times[(times >= begin) & (times < begin + length)] - begin
