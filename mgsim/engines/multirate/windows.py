"""Windows: short runs of the fast half with the slow states held still, many as lanes of one batch.

Each request asks for the means at one slow state, and for how they change with each input: one lane
at the state itself, one for each input moved a little. All requests of a round run as one batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mgsim.engines.contract import Program, RawRun, load_engine
from mgsim.engines.multirate.split import MIDDLE, ORIGIN, SETTLED, Split
from mgsim.study.batch import Batch, lane_constants
from mgsim.study.experiment import Clock
from mgsim.study.initial import initial_values
from mgsim.study.trains import Trains

_LEAST = 1e-7  # how far an input that is 0 is moved, in its house unit


@dataclass(frozen=True)
class Request:
    """One condition at one moment: `lane` of the batch, slow and fast states.

    time, length: when the window begins and how long it is (ms).
    """

    lane: int
    time: float
    length: float
    slow: Mapping[str, float]
    fast: Mapping[str, float]


@dataclass(frozen=True)
class Answer:
    """Means (mean,) at the request, their slopes (mean, input), their scatter, the fast states."""

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
    programs: dict[float, Program] = field(default_factory=dict)

    def ask(self, requests: Sequence[Request]) -> list[Answer]:
        """Answer every request; those of one length as one batch."""
        found: dict[int, Answer] = {}
        for length in sorted({r.length for r in requests}):
            some = [k for k, r in enumerate(requests) if r.length == length]
            answers = self._ask([requests[k] for k in some], length)
            found |= dict(zip(some, answers, strict=True))
        return [found[k] for k in range(len(requests))]

    def _program(self, length: float) -> Program:
        if length not in self.programs:
            maker = load_engine(self.engine)
            clock = Clock(length, self.dt)
            self.programs[length] = maker.compile(self.split.fast, clock, length, {})
        return self.programs[length]

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
        columns[MIDDLE] = np.full(owner.size, (self.settle + length) / 2)
        fast = {n: np.repeat([r.fast[n] for r in requests], size) for n in requests[0].fast}
        batch = self._batch(owner, columns, fast, length)
        run = self._program(length).run(batch, lambda _: None)
        return self._answers(run, size, nudges, (length - self.settle) / 2)

    def _batch(self, owner: np.ndarray, columns: dict, fast: dict, length: float) -> Batch:
        model = self.split.fast
        constants = lane_constants(model, columns)
        start = initial_values(model, {**constants, **fast})
        seeds = self.batch.seeds[owner]
        begins = columns[ORIGIN]
        arrivals = {
            n: [trains.within(k, b, length) for k, b in zip(owner, begins, strict=True)]
            for n, trains in self.batch.arrivals.items()
            if isinstance(trains, Trains)
        }
        seeds = self.batch.seeds[owner]
        return Batch(owner.size, columns, start, arrivals, np.arange(owner.size), seeds)

    def _answers(self, run: RawRun, size: int, nudges: np.ndarray, half: float) -> list[Answer]:
        areas = [[run.folds[f"{n}_{word}"] for n in self.split.means] for word in ("early", "late")]
        early, late = (np.array(part).reshape(len(part), -1).T / half for part in areas)
        ends = {n: run.traces[n][:, -1] for n in self.split.fast.recorded}
        found = []
        for k, moved in enumerate(nudges):
            rows = slice(k * size, (k + 1) * size)
            means = ((early + late) / 2)[rows]
            slopes = ((means[1:] - means[0]) / moved[:, None]).T if moved.size else means[1:].T
            scatter = np.abs(early - late)[rows.start] / 2
            fast = {n: float(values[rows.start]) for n, values in ends.items()}
            reasons = [str(r) for r in run.reasons[rows] if r]
            found.append(Answer(means[0], slopes, scatter, fast, reasons[0] if reasons else ""))
        return found
