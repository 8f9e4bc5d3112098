"""Compile a kernel, keep it on disk by its structure, run it on threads, hand back raw numbers."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numba
import numpy as np

from mgsim.engines.contract import RawRun, Tell
from mgsim.engines.fused.emit import Kernel, emit
from mgsim.engines.fused.hoist import hoisted
from mgsim.engines.fused.lower import lower
from mgsim.engines.fused.writer import BLOCK
from mgsim.language.expression import evaluate
from mgsim.study.batch import Batch, lane_constants
from mgsim.study.experiment import Clock
from mgsim.study.model import Model

_EDGE = 1e-6
_LANE_STEPS = 5_000_000  # of one thread between two looks at the clock, the keyboard and failures
_LEAST_SPAN = 500  # steps
_USUAL_RATE = 0.4  # crossings per ms that a lane has room for at first
_ROOM = 2**28  # bytes that the lists of all lanes may take at first


@dataclass(frozen=True)
class FusedProgram:
    """A model with its method chosen; kernels are made when it is known which constants vary."""

    model: Model
    clock: Clock
    every: float
    method: str
    threads: int

    def run(self, batch: Batch, tell: Tell) -> RawRun:
        """Run every lane; crossing lists that outgrow their room are counted again with more."""
        kernel = emit(lower(self.model, self.method), self.model, frozenset(batch.columns))
        function = compiled(kernel.source)
        collecting = sum(bool(w.collects) for w in self.model.watchings)
        lists = max(1, collecting * batch.lanes)
        capacity = int(min(_USUAL_RATE * self.clock.duration + 8, _ROOM / (8 * lists) + 8))
        while True:
            run = _Run(self, batch, kernel, capacity)
            run.go(function, tell)
            most = int(run.counts.max(initial=0))
            if most <= capacity:
                return run.harvest()
            capacity = most


def folder() -> Path:
    """Where kernels are kept: MGSIM_CACHE, else the user's cache folder."""
    named = os.environ.get("MGSIM_CACHE") or os.environ.get("XDG_CACHE_HOME")
    base = Path(named) if named else Path.home() / ".cache"
    return base / "mgsim" / "kernels"


@cache
def compiled(source: str) -> Callable:
    """The kernel of a source; its file's name is the hash of the source and of its tools."""
    key = hashlib.sha256(f"{numba.__version__}\n{source}".encode()).hexdigest()[:24]
    path = folder() / f"kernel_{key}.py"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(source, encoding="utf-8")
        part.replace(path)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # numba looks it up by name when it loads what it kept
    spec.loader.exec_module(module)
    return module.kernel


class _Run:
    """The arrays of one run."""

    def __init__(self, program: FusedProgram, batch: Batch, kernel: Kernel, capacity: int):
        self.program, self.model, self.batch, self.kernel = program, program.model, batch, kernel
        self.blocks = -(-batch.lanes // BLOCK)
        self.wide = self.blocks * BLOCK
        self.steps = round(program.clock.duration / program.clock.dt)
        self.stride = max(1, round(program.every / program.clock.dt))
        constants = lane_constants(self.model, batch.columns)
        self.shared = np.array([float(v) for v in hoisted(kernel.graph, kernel.shared, constants)])
        self.reasons = np.zeros(batch.lanes, "U160")
        self.space = np.zeros((len(kernel.rows), self.wide))
        for i, values in enumerate(hoisted(kernel.graph, kernel.lane, constants)):
            self._put("lane", str(i), values)
        self._start()
        self.events = _sorted_events(batch, program, kernel.trains, self.blocks)
        collecting = [w for w in self.model.watchings if w.collects]
        self.levels = np.array([self._wide(constants[w.threshold]) for w in collecting]).reshape(
            len(collecting), self.wide
        )
        self.counts = np.zeros((len(collecting), self.wide), np.int64)
        self.times = np.full((len(collecting), self.wide if collecting else 0, capacity), np.nan)
        samples = self.steps // self.stride + 1 if self.model.recorded else 0
        self.traces = np.full((len(self.model.recorded), batch.lanes, samples), np.nan)

    def _wide(self, values: Any) -> np.ndarray:
        """One value per padded lane; the padding repeats the last lane."""
        lanes = np.broadcast_to(np.asarray(values, float), (self.batch.lanes,))
        return np.concatenate([lanes, np.full(self.wide - self.batch.lanes, lanes[-1])])

    def _put(self, kind: str, name: str, values: Any) -> None:
        if (kind, name) in self.kernel.rows:
            self.space[self.kernel.rows[kind, name]] = self._wide(values)

    def _start(self) -> None:
        """Everything at t = 0; staggered, what is not a voltage goes half a step back."""
        start = self.batch.start
        for name in self.model.odes:
            self._put("state", name, start[name])
        for name in self.model.held:
            self._put("held", name, start[name])
        if self.program.method == "staggered":
            self._half_step_back(start)
        for watching in self.model.watchings:
            self._put("last", watching.x, start[watching.x])
            self._put("past", watching.x, start[watching.x])
            first = {**start, f"{watching.x}_last": start[watching.x]}
            for name, (_, initial, _) in watching.folds.items():
                self._put("fold", name, evaluate(initial, first))
        for number, happening in enumerate(self.model.happenings):
            if happening.on == "crossing":
                self._put("level", str(number), evaluate(happening.when, start))

    def _half_step_back(self, start: Mapping[str, np.ndarray]) -> None:
        h = self.program.clock.dt
        for name, ode in self.model.odes.items():
            if self.model.unit(name) != "mV":
                self._put("state", name, start[name] - 0.5 * h * evaluate(ode.rate, start))

    def go(self, function: Callable, tell: Tell) -> None:
        """Spans of time in turn, blocks on threads; the numbers do not depend on how."""
        threads, wide = self.program.threads, self.wide
        span = max(_LEAST_SPAN, int(_LANE_STEPS * threads / wide))
        chunk = max(1, min(64, -(-self.blocks // (4 * threads))))
        cuts = [(a, min(a + chunk, self.blocks)) for a in range(0, self.blocks, chunk)]
        reached = self.events[0][:-1].copy()
        with ThreadPoolExecutor(threads) as pool:
            for begin in range(0, self.steps + 1, span):
                end = min(begin + span, self.steps + 1)
                list(pool.map(partial(self._call, function, begin, end, reached), cuts))
                self._look_for_failures(end)
                tell(end / (self.steps + 1))

    def _call(self, function: Callable, begin: int, end: int, reached: Any, cut: tuple) -> None:
        starts, *events = self.events
        function(
            *cut, begin, end, self.batch.lanes, self.program.clock.dt, self.stride, self.shared,
            self.space, starts, reached, *events, self.levels, self.counts, self.times, self.traces,
        )  # fmt: skip

    def _look_for_failures(self, end: int) -> None:
        """Note for each lane when, and in which quantity, it first stopped being finite."""
        for name in self.model.odes:
            row = self.space[self.kernel.rows["state", name], : self.batch.lanes]
            for lane in np.flatnonzero(~np.isfinite(row) & (self.reasons == "")):
                path = self.model.quantities[name].path
                time = end * self.program.clock.dt
                self.reasons[lane] = f"diverged: {path} is not finite (seen at {time:g} ms)"

    def harvest(self) -> RawRun:
        """The rows that matter, without the padding."""
        lanes, rows = self.batch.lanes, self.kernel.rows
        folds = {
            n: self.space[rows["fold", n], :lanes].copy()
            for w in self.model.watchings
            for n in w.folds
        }
        crossings = {
            name: [self.times[i, lane, : self.counts[i, lane]].copy() for lane in range(lanes)]
            for i, name in enumerate(self.kernel.collecting)
        }
        samples = np.arange(self.traces.shape[2]) * self.stride * self.program.clock.dt
        traces = {n: self.traces[i] for i, n in enumerate(self.model.recorded)}
        facts = {"method": self.program.method, "step_ms": self.program.clock.dt,
                 "threads": self.program.threads, "numba": numba.__version__}  # fmt: skip
        return RawRun(folds, crossings, samples, traces, self.reasons, facts)


def _sorted_events(
    batch: Batch, program: FusedProgram, trains: list[str], blocks: int
) -> tuple[np.ndarray, ...]:
    """(start of each block, steps, lanes within the block, trains, lags), by block and step.

    rk4: an event belongs to the step that it falls in; staggered: to the nearest whole step. A
    second event of a train in one step is one more entry: jumps add up.
    """
    h = program.clock.dt
    shift = 0.5 if program.method == "staggered" else _EDGE
    lanes, kinds, times = [], [], []
    for kind, name in enumerate(trains):
        for lane, found in enumerate(batch.arrivals.get(name, ())):
            lanes.append(np.full(found.size, lane))
            kinds.append(np.full(found.size, kind))
            times.append(found)
    if not times:
        nothing = np.zeros(0, np.int64)
        return (np.zeros(blocks + 1, np.int64), nothing, nothing, nothing, np.zeros(0))
    lane, kind, time = np.concatenate(lanes), np.concatenate(kinds), np.concatenate(times)
    step = np.floor(time / h + shift).astype(np.int64)
    rank = np.lexsort((time, kind, lane, step, lane // BLOCK))
    lane, kind, time, step = lane[rank], kind[rank], time[rank], step[rank]
    starts = np.searchsorted(lane // BLOCK, np.arange(blocks + 1))
    return (starts, step, lane % BLOCK, kind, time - step * h)
