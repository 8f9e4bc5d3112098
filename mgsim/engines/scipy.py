"""The oracle: each lane by SciPy's adaptive stiff solver at tight tolerance, cut at every event.

Between two cuts the right-hand side is smooth: pulses are constants there. Readouts are folded
over the same grid of steps that the fixed-step engines use; the states on it are the solver's own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from mgsim.engines.contract import RawRun, Tell, take_options
from mgsim.language.errors import EngineError, Fault
from mgsim.language.expression import NUMPY, SCALAR, evaluate, replace_calls
from mgsim.study.batch import Batch
from mgsim.study.experiment import Clock
from mgsim.study.folding import fold_grid, grid_crossings, needed
from mgsim.study.model import Happening, Model

OPTIONS = {"method": "LSODA", "rtol": 1e-9}
METHODS = ("LSODA", "Radau", "BDF", "DOP853")
# absolute tolerance is rtol times the size that matters of a quantity in this unit
_SCALE = {"mV": 1.0, "1": 1e-2, "mM": 1e-4, "pA": 1.0}
_GRAIN = 1e-9  # ms: two instants closer than this are one


@dataclass(frozen=True)
class Scipy:
    """The engine; options: `method` of scipy.integrate.solve_ivp and `rtol`."""

    def compile(
        self, model: Model, clock: Clock, every: float, options: Mapping[str, Any]
    ) -> ScipyProgram:
        chosen = take_options("scipy", options, OPTIONS)
        if chosen["method"] not in METHODS:
            raise EngineError(
                Fault("engine scipy method", f"'{chosen['method']}'", " or ".join(METHODS))
            )
        return ScipyProgram(model, clock, every, chosen["method"], float(chosen["rtol"]))


@dataclass(frozen=True)
class ScipyProgram:
    """A model as one Python function of (t, y); lanes run one after the other."""

    model: Model
    clock: Clock
    every: float
    method: str
    rtol: float

    def run(self, batch: Batch, tell: Tell) -> RawRun:
        """Run every lane; a lane that the solver gives up is NaN and says why."""
        steps = round(self.clock.duration / self.clock.dt)
        grid = np.arange(steps + 1) * self.clock.dt
        text = _Text(self.model)
        watched = sorted({w.x for w in self.model.watchings} | set(self.model.recorded))
        kept = {name: np.full((batch.lanes, grid.size), np.nan) for name in watched}
        reasons = np.zeros(batch.lanes, "U120")
        for lane in range(batch.lanes):
            try:
                runner = _Lane(self, text, batch, lane)
                for name, values in runner.run(grid, watched).items():
                    kept[name][lane] = values
            except (_SolverError, ArithmeticError, ValueError, TypeError) as error:
                reasons[lane] = f"diverged: {error}"
            tell((lane + 1) / batch.lanes)
        constants = {
            n: np.asarray(batch.columns.get(n, c.value)) for n, c in self.model.constants.items()
        }
        folds = fold_grid(self.model, grid, kept, batch.start, constants)
        crossings = grid_crossings(self.model, grid, kept, constants)
        stride = max(1, round(self.every / self.clock.dt))
        traces = {name: kept[name][:, ::stride] for name in self.model.recorded}
        facts = {"method": self.method, "rtol": self.rtol, "step_ms": self.clock.dt}
        return RawRun(folds, crossings, grid[::stride], traces, reasons, facts)


class _SolverError(Exception):
    """The solver gave up on a lane; the text is the lane's reason."""


class _Text:
    """The model's right-hand side as Python source, pulses taken out as constants of a segment."""

    def __init__(self, model: Model):
        self.model = model
        self.pulses: dict[tuple[str, str], str] = {}
        self.states = list(model.odes)
        algebra = {n: self.flat(t) for n, t in model.algebra.items()}
        rates = {n: self.flat(o.rate) for n, o in model.odes.items()}
        read = needed(algebra, rates.values())
        lines = (
            ["def right(t, y):", f"    {', '.join(self.states)}, = y.tolist()"]
            if self.states
            else []
        )
        lines += [f"    {n} = {t}" for n, t in algebra.items() if n in read]
        lines += [f"    return [{', '.join(rates.values())}]"]
        self.code = compile("\n".join(lines), "<model>", "exec") if self.states else None
        self.algebra = algebra

    def flat(self, text: str) -> str:
        def held(arguments: list[str]) -> str:
            _, start, stop = arguments
            return self.pulses.setdefault((start, stop), f"pulse_{len(self.pulses)}")

        return replace_calls(text, "pulse", held)

    def function(self, space: dict[str, Any]) -> Callable:
        """The right-hand side reading its constants from `space` (which may change later)."""
        exec(self.code, space)  # type: ignore[arg-type]
        right = space["right"]

        def guarded(t: float, y: np.ndarray) -> list[float]:
            rates = right(t, y)
            if not math.isfinite(sum(rates)):
                raise _SolverError(f"a rate is not finite at {t:g} ms")
            return rates

        return guarded


class _Lane:
    """One lane from 0 to the end, segment by segment."""

    def __init__(self, program: ScipyProgram, text: _Text, batch: Batch, lane: int):
        self.program, self.model, self.text = program, program.model, text
        start = {n: float(np.broadcast_to(v, (batch.lanes,))[lane]) for n, v in batch.start.items()}
        self.space: dict[str, Any] = {**SCALAR, **{n: start[n] for n in self.model.constants}}
        self.space |= {n: start[n] for n in self.model.held}
        self.y = np.array([start[n] for n in text.states])
        self.right = text.function(self.space) if text.states else None
        self.scale = np.array([_SCALE.get(self.model.unit(n), 1e-3) for n in text.states])
        self.mail = sorted(
            (float(t), train) for train, lanes in batch.arrivals.items() for t in lanes[lane]
        )

    def run(self, grid: np.ndarray, watched: list[str]) -> dict[str, np.ndarray]:
        """The watched quantities on the grid."""
        out = {name: np.full(grid.size, np.nan) for name in watched}
        now, end, done = 0.0, float(grid[-1]), 0
        while done < grid.size:
            due = self.mail[0][0] if self.mail else math.inf
            stop = min(self._next_stop(now), end) if due > now + _GRAIN else now
            self._set_pulses(0.5 * (now + stop))
            # what is recorded at an event is what was before it; at a break, what comes after
            side = _GRAIN if abs(due - stop) < _GRAIN else -_GRAIN
            belongs = math.inf if stop >= end else stop + side
            beyond = max(done, int(np.searchsorted(grid, belongs)))
            now, states = self._solve(now, stop, grid[done:beyond])
            self._keep(out, slice(done, done + states.shape[1]), grid, states)
            done += states.shape[1]
            self._deliver(now)
        return out

    def _next_stop(self, now: float) -> float:
        stops = [evaluate(text, self.space) for text in self.model.breaks]
        stops += [time for time, _ in self.mail]
        return float(min((s for s in stops if s > now + _GRAIN), default=math.inf))

    def _set_pulses(self, middle: float) -> None:
        for (start, stop), name in self.text.pulses.items():
            begins, ends = evaluate(start, self.space), evaluate(stop, self.space)
            self.space[name] = float(begins <= middle < ends)

    def _solve(self, now: float, stop: float, at: np.ndarray) -> tuple[float, np.ndarray]:
        """Integrate to `stop` or to a crossing; returns where it ended and the states at `at`."""
        if self.right is None or stop <= now:
            return stop, np.repeat(self.y[:, None], at.size, 1)
        asked, back = np.unique(np.append(np.clip(at, now, stop), stop), return_inverse=True)
        found = solve_ivp(
            self.right, (now, stop), self.y, self.program.method, asked,
            events=[self._level(h) for h in self._crossings()] or None,
            rtol=self.program.rtol, atol=self.program.rtol * self.scale,
        )  # fmt: skip
        if (not found.success and found.status != 1) or not np.isfinite(found.y).all():
            raise _SolverError(f"the solver stopped in {now:g}..{stop:g} ms ({found.message})")
        if found.status == 1:
            return self._crossed(found, back[:-1])
        self.y = found.y[:, -1].copy()
        return stop, found.y[:, back[:-1]]

    def _crossings(self) -> list[Happening]:
        return [h for h in self.model.happenings if h.on == "crossing"]

    def _level(self, happening: Happening) -> Callable:
        def level(t: float, y: np.ndarray) -> float:
            return float(evaluate(self.text.flat(happening.when), self._values(t, y)))

        level.terminal, level.direction = True, 1.0  # type: ignore[attr-defined]
        return level

    def _crossed(self, found, back: np.ndarray) -> tuple[float, np.ndarray]:
        for happening, when, y in zip(
            self._crossings(), found.t_events, found.y_events, strict=True
        ):
            if when.size:
                self.y = y[0].copy()
                self._apply(happening, float(when[0]))
                return float(when[0]), found.y[:, back[back < found.y.shape[1]]]
        raise AssertionError("a terminal event without a time")

    def _deliver(self, now: float) -> None:
        while self.mail and self.mail[0][0] <= now + _GRAIN:
            _, train = self.mail.pop(0)
            for number, happening in enumerate(self.model.happenings):
                is_timed = happening.on == "time" and train == f"time_{number}"
                if is_timed or (happening.on == "arrival" and happening.train == train):
                    self._apply(happening, now)

    def _values(self, t: float, y: np.ndarray) -> dict[str, Any]:
        values = {**self.space, **dict(zip(self.text.states, y, strict=True)), "t": t, "t_event": t}
        for name, text in self.text.algebra.items():
            values[name] = evaluate(text, values)
        return values

    def _apply(self, happening: Happening, now: float) -> None:
        """New values are taken from before the event; pulses are those of the segment before."""
        for name in self.text.pulses.values():
            self.space.setdefault(name, 0.0)
        values = self._values(now, self.y)
        for name, text in happening.do.items():
            new = float(evaluate(self.text.flat(text), values))
            if name in self.text.states:
                self.y[self.text.states.index(name)] = new
            else:
                self.space[name] = new

    def _keep(self, out: dict, where: slice, grid: np.ndarray, states: np.ndarray) -> None:
        values = {k: v for k, v in self.space.items() if k not in NUMPY and k != "right"}
        values |= {**dict(zip(self.text.states, states, strict=True)), "t": grid[where]}
        wanted = needed(self.text.algebra, out)
        for name, text in self.text.algebra.items():
            if name in wanted:
                values[name] = evaluate(text, values)
        for name in out:
            out[name][where] = values[name]


ENGINE = Scipy()
