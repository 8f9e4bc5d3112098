"""The arrays of one run: lanes by vectors of rows, events by block, lists and traces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from mgsim.engines.contract import RawRun, Tell
from mgsim.engines.fused.emit import RANGE, Kernel
from mgsim.engines.fused.graph import STEP
from mgsim.engines.fused.hoist import evaluated
from mgsim.engines.fused.tables import Grid, aligned
from mgsim.engines.fused.weave import VECTORS, apart
from mgsim.language.expression import evaluate
from mgsim.study.batch import Batch, lane_constants
from mgsim.study.experiment import Clock
from mgsim.study.model import Model

BLOCK = 64  # lanes that go through the time loop together
_EDGE = 1e-6
_LANE_STEPS = 20_000_000  # of one thread between two looks at the clock, the keyboard and failures
_LEAST_SPAN = 500  # steps


class Lanes:
    """The state of a batch while a kernel runs it.

    space: (vector, row, lane of the vector). counts, times: for each collecting readout and lane.
    """

    def __init__(
        self,
        model: Model,
        clock: Clock,
        every: float,
        batch: Batch,
        kernel: Kernel,
        grid: Grid,
        capacity: int,
    ):
        self.model, self.clock, self.batch = model, clock, batch
        self.kernel, self.grid = kernel, grid
        self.vectors = VECTORS * -(-batch.lanes // (VECTORS * kernel.width))
        self.wide = self.vectors * kernel.width
        self.block = BLOCK // kernel.width
        self.blocks = -(-self.vectors // self.block)
        self.steps = round(clock.duration / clock.dt)
        self.stride = max(1, round(every / clock.dt))
        constants = lane_constants(model, batch.columns)
        constants[STEP] = np.asarray(clock.dt)
        self._fill(constants)
        self.events = self._sorted_events()
        collecting = [w for w in model.watchings if w.collects]
        self.levels = np.array([self._wide(constants[w.threshold]) for w in collecting]).reshape(
            len(collecting), self.wide
        )
        self.counts = np.zeros((len(collecting), self.wide), np.int64)
        self.times = np.full((len(collecting), self.wide if collecting else 0, capacity), np.nan)
        samples = self.steps // self.stride + 1 if model.recorded else 0
        self.traces = np.full((len(model.recorded), batch.lanes, samples), np.nan)
        self.reasons = np.full(batch.lanes, "", object)

    def _fill(self, constants: Mapping[str, np.ndarray]) -> None:
        """Numbers known before the run, and every row at t = 0."""
        kernel = self.kernel
        known = evaluated(kernel.graph, kernel.shared, constants)
        self.shared = np.array([float(v) for v in known])
        shape = (self.vectors, len(kernel.rows), kernel.width)
        self.space = aligned(np.zeros(shape), kernel.size)
        for i, values in enumerate(evaluated(kernel.graph, kernel.lane, constants)):
            self._put("lane", str(i), values)
        self._start()

    def _wide(self, values: Any) -> np.ndarray:
        """One value per padded lane; the padding repeats the last lane."""
        lanes = np.broadcast_to(np.asarray(values, float), (self.batch.lanes,))
        return np.concatenate([lanes, np.full(self.wide - self.batch.lanes, lanes[-1])])

    def _put(self, kind: str, name: str, values: Any) -> None:
        if (kind, name) in self.kernel.rows:
            row = self.kernel.rows[kind, name]
            self.space[:, row] = self._wide(values).reshape(self.vectors, -1)

    def _row(self, kind: str, name: str) -> np.ndarray:
        """(lane,) values of a row."""
        return self.space[:, self.kernel.rows[kind, name]].reshape(-1)[: self.batch.lanes]

    def _slots(self, first: int) -> np.ndarray:
        """(vector, slot, lane of the vector) of a group of slots: a view on `space`.

        A row holds the 8 slots of one lane; in single precision, of that lane and the eighth after.
        """
        rows = self.space[:, first : first + 8]
        return rows.reshape(self.vectors, 8, -1, 8).transpose(0, 3, 2, 1)

    def _put_state(self, name: str, values: Any) -> None:
        self._put("state", name, values)
        if name in self.kernel.slots:
            first, slot = self.kernel.slots[name]
            view = self._slots(first)[:, slot]
            view[:] = self._wide(values).reshape(view.shape)

    def _state(self, name: str) -> np.ndarray:
        """(lane,) values of a state."""
        if name not in self.kernel.slots:
            return self._row("state", name)
        first, slot = self.kernel.slots[name]
        return self._slots(first)[:, slot].reshape(-1)[: self.batch.lanes]

    def _start(self) -> None:
        """Everything at t = 0, but half a step back what stands at half steps."""
        start = self.batch.start
        values = {n: start[n] for n in self.model.odes}
        before = {**start, "t": np.asarray(0.0), "pulse": lambda *_: 0.0}  # none before t = 0
        for name, text in self.model.algebra.items():
            before[name] = evaluate(text, before)
        for name in self.kernel.late:
            rate = evaluate(self.model.odes[name].rate, before)
            values[name] = values[name] - 0.5 * self.clock.dt * rate
        for scheme in self.model.schemes:  # where that would leave none in a state, it stays
            least = np.min(np.broadcast_arrays(*(values[n] for n in scheme.states)), axis=0)
            for name in scheme.states:
                values[name] = np.where(least < 0, start[name], values[name])
        for name, value in values.items():
            self._put_state(name, value)
        for name in self.model.held:
            self._put("held", name, start[name])
        for watching in self.model.watchings:
            self._put("last", watching.x, start[watching.x])
            first = {**start, f"{watching.x}_last": start[watching.x]}
            for name, (_, initial, _) in watching.folds.items():
                self._put("fold", name, evaluate(initial, first))
        for number, happening in enumerate(self.model.happenings):
            if happening.on == "crossing":
                self._put("level", str(number), evaluate(happening.when, start))

    def go(self, function: Callable, threads: int, tell: Tell) -> None:
        """Spans of time in turn, blocks on threads; the numbers do not depend on how."""
        span = max(_LEAST_SPAN, int(_LANE_STEPS * threads / self.wide))
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
        """Run some blocks; numbers of the step and scratch are this call's own."""
        kernel, size = self.kernel, self.kernel.size
        count = RANGE + len(kernel.shared) + kernel.uniform
        numbers = aligned(np.zeros(count), size)
        numbers[:RANGE] = self.grid.numbers
        numbers[RANGE : RANGE + self.shared.size] = self.shared
        places = VECTORS * apart(len(kernel.collecting), len(kernel.tables))
        past = aligned(np.zeros(2 * kernel.width * places), size)
        tables = np.array([table.ctypes.data for table in self.grid.arrays], np.int64)
        starts, *events = self.events
        function(
            *cut, self.block, begin, end, self.batch.lanes, self.clock.dt, self.stride, self.shared,
            numbers, tables, past, past.view(np.int64), self.space.reshape(-1), starts, reached,
            *events, self.levels, self.counts, self.times, self.traces,
        )  # fmt: skip

    def _look_for_failures(self, end: int) -> None:
        """Note for each lane when, and in which quantity, it first stopped being finite."""
        for name in self.model.odes:
            values = self._state(name)
            for lane in np.flatnonzero(~np.isfinite(values) & (self.reasons == "")):
                path = self.model.quantities[name].path
                time = min(end * self.clock.dt, self.clock.duration)
                self.reasons[lane] = (
                    f"diverged: {path} is not finite (seen at {time:g} ms); try a smaller clock.dt"
                )

    def harvest(self, facts: Mapping[str, Any]) -> RawRun:
        """The rows that matter, without the padding."""
        folds = {
            n: self._row("fold", n).astype(float) for w in self.model.watchings for n in w.folds
        }
        crossings = {
            name: [self.times[i, k, : self.counts[i, k]].copy() for k in range(self.batch.lanes)]
            for i, name in enumerate(self.kernel.collecting)
        }
        samples = np.arange(self.traces.shape[2]) * self.stride * self.clock.dt
        traces = {n: self.traces[i] for i, n in enumerate(self.model.recorded)}
        return RawRun(folds, crossings, samples, traces, self.reasons, facts)

    def _sorted_events(self) -> tuple[np.ndarray, ...]:
        """(start of each block, steps, places of the lane, trains, lags), by block and step.

        rk4: an event belongs to the step that it falls in; staggered: to the one after, so that
        nothing shows before its time, but for early ones. A second event of a train in one step is
        one more entry.
        """
        h, width = self.clock.dt, self.kernel.width
        lanes, kinds, times = [], [], []
        for kind, (name, _) in enumerate(self.kernel.trains):
            lists = list(self.batch.arrivals.get(name, ()))
            sizes = [found.size for found in lists]
            lanes.append(np.repeat(np.arange(len(lists)), sizes))
            kinds.append(np.full(sum(sizes), kind))
            times += lists
        if not times:
            nothing = np.zeros(0, np.int64)
            return (np.zeros(self.blocks + 1, np.int64), nothing, nothing, nothing, np.zeros(0))
        lane, kind, time = np.concatenate(lanes), np.concatenate(kinds), np.concatenate(times)
        step = np.floor(time / h + _EDGE).astype(np.int64)
        if self.kernel.method == "staggered":
            is_early = np.array([early for _, early in self.kernel.trains])[kind]
            step = np.where(is_early, step, np.ceil(time / h - _EDGE).astype(np.int64))
        rank = np.lexsort((time, kind, lane, step, lane // BLOCK))
        lane, kind, time, step = lane[rank], kind[rank], time[rank], step[rank]
        starts = np.searchsorted(lane // BLOCK, np.arange(self.blocks + 1))
        place = lane // width * (len(self.kernel.rows) * width) + lane % width
        return (starts, step, place, kind, time - step * h)
