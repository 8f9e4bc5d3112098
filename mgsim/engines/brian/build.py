"""The Brian2 objects of one run: the group of lanes, what watches it, what happens to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import brian2
import numpy as np
from brian2.core.functions import DEFAULT_FUNCTIONS

from mgsim.engines.brian.arrivals import arrival_lines
from mgsim.engines.brian.schemes import declarations, leaps, rate_names, stiff_schemes
from mgsim.engines.brian.words import FUNCTIONS, quantity, si, unit_word
from mgsim.engines.contract import RawRun
from mgsim.language.expression import evaluate, names, rename, replace_calls
from mgsim.language.ports import CONSTANTS
from mgsim.study.batch import Batch
from mgsim.study.experiment import Clock
from mgsim.study.model import Model, Occupancies, Watching

_EDGE = 1e-6  # of a step: a pulse that starts on the grid has started there, whatever the rounding


class Build:
    """The Brian2 objects of one run."""

    def __init__(
        self, model: Model, clock: Clock, every: float, words: Mapping[str, str], batch: Batch
    ):
        self.model, self.clock, self.every, self.method = model, clock, every, words["method"]
        self.batch = batch
        self.leaping = _leaping(model, clock, words["schemes"], batch)
        self.steps = round(clock.duration / clock.dt)
        self.dt = clock.dt * brian2.ms
        self.pulses: dict[tuple[str, str], str] = {}
        self.last = sorted({w.x for w in self.model.watchings})
        self.group = self._group()
        self._start()
        self.network = brian2.Network(self.group)
        self._pulse_now()
        self.monitors = self._crossings()
        self.trace = self._traces()
        self._step_block()
        self._thresholds()
        self._schemes()

    def run(self, report: Callable) -> None:
        """One step more than the duration needs, so that the last instant is recorded too."""
        duration = (self.steps + 1) * self.clock.dt * brian2.ms
        self.network.run(duration, report=report, report_period=0.5 * brian2.second)

    def text(self, expression: str) -> str:
        """The model's text, with each pulse replaced by the variable that holds it."""

        def held(arguments: list[str]) -> str:
            _, start, stop = arguments
            return self.pulses.setdefault((start, stop), f"pulse_{len(self.pulses)}")

        return replace_calls(expression, "pulse", held)

    @property
    def taken(self) -> str:
        """How the Markov schemes were taken, for the record."""
        return "exponential" if self.leaping else "explicit"

    @property
    def apart(self) -> frozenset[str]:
        """The states that Brian2 does not integrate."""
        return frozenset(state for scheme in self.leaping for state in scheme.states)

    def _group(self) -> brian2.NeuronGroup:
        model = self.model
        lines = [
            f"{n} = {self._zero(n, text)} : {unit_word(model.unit(n))}"
            for n, text in model.algebra.items()
        ]
        lines += [
            f"d{n}/dt = {self.text(o.rate)} : {unit_word(model.unit(n))}"
            for n, o in model.odes.items()
            if n not in self.apart
        ]
        lines += declarations(self.leaping)
        kept = {n: model.unit(n) for n in model.held}
        kept |= {f"{x}_last": model.unit(x) for x in self.last}
        kept |= {a: unit for w in model.watchings for a, (_, _, unit) in w.folds.items()}
        kept |= dict.fromkeys(self.pulses.values(), "1")
        for name in self.batch.arrivals:
            kept |= {f"pending_{name}": "1", f"lag_{name}": "ms"}
        kept |= {f"level_{k}": self._level_unit(h.when) for k, h in self._crossing_events()}
        lines += [f"{n} : {unit_word(unit)}" for n, unit in kept.items()]
        lines += [f"{n} : {unit_word(model.unit(n))} (constant)" for n in self.batch.columns]
        events = {
            f"crossing_{w.name}": f"{w.x} >= {w.threshold} and {w.x}_last < {w.threshold}"
            for w in model.watchings
            if w.collects
        }
        group = brian2.NeuronGroup(
            self.batch.lanes, "\n".join(lines), method=self.method, events=events,
            namespace=self._namespace(), dt=self.dt, name="lanes",
        )  # fmt: skip
        for event in events:
            group.set_event_schedule(event, when="start", order=-1)
        return group

    def _zero(self, name: str, text: str) -> str:
        """A lone zero has every unit in our language, but none in Brian2's."""
        word = unit_word(self.model.unit(name))
        return f"0*{word}" if text == "0" and word != "1" else self.text(text)

    def _crossing_events(self):
        return [(k, h) for k, h in enumerate(self.model.happenings) if h.on == "crossing"]

    def _level_unit(self, text: str) -> str:
        """A crossing's level has the unit of the first quantity it reads."""
        return self.model.unit(sorted(names(text))[0])

    def _namespace(self) -> dict[str, Any]:
        space: dict[str, Any] = {**FUNCTIONS, "exprel": DEFAULT_FUNCTIONS["exprel"]}
        for name, (text, unit, _) in CONSTANTS.items():
            space[name] = quantity(float(text), unit)
        for name, constant in self.model.constants.items():
            if name not in self.batch.columns:
                space[name] = quantity(constant.value, self.model.unit(name))
        return space

    def _set(self, name: str, values: Any, unit: str) -> None:
        lanes = np.broadcast_to(np.asarray(values, float) * si(unit), (self.batch.lanes,))
        self.group.variables[name].set_value(lanes)

    def _start(self) -> None:
        start = self.batch.start
        for name in (*self.model.odes, *self.model.held, *self.batch.columns):
            self._set(name, start[name], self.model.unit(name))
        for x in self.last:
            self._set(f"{x}_last", start[x], self.model.unit(x))
        for watching in self.model.watchings:
            for name, (_, initial, unit) in watching.folds.items():
                self._set(name, _at_start(initial, start, watching.x), unit)
        for number, happening in self._crossing_events():
            unit = self._level_unit(happening.when)
            self._set(f"level_{number}", _at_start(happening.when, start, ""), unit)

    def _pulse_now(self) -> None:
        """Pulses as they stand at this instant, for what is recorded at it."""
        if self.pulses:
            lines = []
            for (start, stop), name in self.pulses.items():
                lines.append(
                    f"{name} = int(t + {_EDGE}*dt >= {start})*int(t + {_EDGE}*dt < {stop})"
                )
            runner = self.group.run_regularly("\n".join(lines), when="before_start")
            self.network.add(runner)

    def _crossings(self) -> dict[str, brian2.EventMonitor]:
        monitors = {
            w.name: brian2.EventMonitor(
                self.group, f"crossing_{w.name}", variables=[w.x, f"{w.x}_last"]
            )
            for w in self.model.watchings
            if w.collects
        }
        self.network.add(*monitors.values())
        return monitors

    def _traces(self) -> brian2.StateMonitor | None:
        if not self.model.recorded:
            return None
        steps = max(1, round(self.every / self.clock.dt))
        monitor = brian2.StateMonitor(
            self.group, list(self.model.recorded), record=True, dt=steps * self.dt, when="start"
        )
        self.network.add(monitor)
        return monitor

    def _step_block(self) -> None:
        """What happens once per step before the states move: folds, arrivals, pulses."""
        lines = []
        for watching in self.model.watchings:
            lines += [f"{name} = {text}" for name, (text, _, _) in watching.folds.items()]
        lines += [f"{x}_last = {x}" for x in self.last]
        for number, (happening, train) in enumerate(self._arriving()):
            lines += arrival_lines(self.model, self.text, happening.do, train, number)
        for (start, stop), name in self.pulses.items():
            lines.append(f"{name} = clip((minimum({stop}, t + dt) - maximum({start}, t))/dt, 0, 1)")
        if self.batch.arrivals:
            self.network.add(self._postman())
        if lines:
            self.network.add(self.group.run_regularly("\n".join(lines), when="after_start"))

    def _arriving(self):
        for number, happening in enumerate(self.model.happenings):
            if happening.on == "arrival":
                yield happening, happening.train
            elif happening.on == "time":
                yield happening, f"time_{number}"

    def _postman(self) -> brian2.NetworkOperation:
        """Puts each step's arrivals into `pending` and `lag`; never two of a train in one step."""
        mail = _sorted_mail(self.batch, self.clock)
        variables = self.group.variables
        dirty: set[str] = set()
        steps = itertools.count()

        def deliver() -> None:
            for name in dirty:
                variables[f"pending_{name}"].get_value()[:] = 0.0
            dirty.clear()
            for name, lanes, lags in mail.get(next(steps), ()):
                variables[f"pending_{name}"].get_value()[lanes] = 1.0
                variables[f"lag_{name}"].get_value()[lanes] = lags
                dirty.add(name)

        return brian2.NetworkOperation(deliver, clock=self.group.clock, when="before_start")

    def _schemes(self) -> None:
        """Schemes that no explicit step can take are moved by us, half a step at a time."""
        if self.leaping:
            texts = rate_names(self.leaping)
            lines = "\n".join(f"{name} = {self._rate(text)}" for name, text in texts.items())
            self.network.add(*leaps(self.group, self.leaping, lines, self.clock.dt * 1e-3))

    def _rate(self, text: str) -> str:
        return "0*hertz" if text == "0" else self.text(text)

    def _thresholds(self) -> None:
        lines = []
        for number, happening in self._crossing_events():
            level, unit = f"level_{number}", unit_word(self._level_unit(happening.when))
            zero = "0" if unit == "1" else f"0*{unit}"
            fired = f"int({self.text(happening.when)} >= {zero})*int({level} < {zero})"
            lines.append(f"fired_{number} = {fired}")
            for name, text in happening.do.items():
                new = rename(text, {"t_event": "(t + dt)"})
                lines.append(f"{name} = where(fired_{number} > 0, {new}, {name})")
            lines.append(f"{level} = {self.text(happening.when)}")
        if lines:
            self.network.add(self.group.run_regularly("\n".join(lines), when="thresholds"))

    def harvest(self, facts: Mapping[str, Any]) -> RawRun:
        """Turn Brian2's SI arrays back into house units."""
        finite = np.ones(self.batch.lanes, bool)
        for name in self.model.odes:
            finite &= np.isfinite(self.group.variables[name].get_value())
        folds = {}
        for watching in self.model.watchings:
            for name, (_, _, unit) in watching.folds.items():
                folds[name] = self.group.variables[name].get_value().copy() / si(unit)
        samples, traces = self._harvest_traces()
        reasons = np.where(finite, "", "diverged: a state is not finite; try a smaller step")
        crossings = {w.name: self._crossing_times(w) for w in self.model.watchings if w.collects}
        return RawRun(folds, crossings, samples, traces, reasons, facts)

    def _harvest_traces(self) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        if self.trace is None:
            return np.empty(0), {}
        samples = np.asarray(self.trace.t / brian2.ms)
        keep = samples <= (self.steps + 0.5) * self.clock.dt
        traces = {
            name: np.asarray(getattr(self.trace, f"{name}_"))[:, keep] / si(self.model.unit(name))
            for name in self.model.recorded
        }
        return samples[keep], traces

    def _crossing_times(self, watching: Watching) -> list[np.ndarray]:
        """Crossing times between two steps, by linear interpolation."""
        monitor = self.monitors[watching.name]
        now, last = (
            np.asarray(getattr(monitor, f"{n}_")) for n in (watching.x, f"{watching.x}_last")
        )
        lanes = np.asarray(monitor.i)
        threshold = self.batch.columns.get(watching.threshold, None)
        if threshold is None:
            threshold = np.full(self.batch.lanes, self.model.constants[watching.threshold].value)
        level = threshold[lanes] * si(self.model.unit(watching.x))
        times = np.asarray(monitor.t / brian2.ms) - self.clock.dt * (now - level) / (now - last)
        return [times[lanes == lane] for lane in range(self.batch.lanes)]


def _leaping(model: Model, clock: Clock, word: str, batch: Batch) -> tuple[Occupancies, ...]:
    if word == "auto":
        return stiff_schemes(model, batch, clock.dt)
    return model.schemes if word == "exponential" else ()


def _at_start(text: str, start: Mapping[str, np.ndarray], x: str) -> Any:
    from_start = {**start, f"{x}_last": start[x]} if x else start
    return evaluate(text, from_start)


def _sorted_mail(batch: Batch, clock: Clock) -> dict[int, list[tuple[str, np.ndarray, np.ndarray]]]:
    """Arrivals by step: (train, lanes, lags in s); a second one in a step waits for the next."""
    mail: dict[int, list] = {}
    for name, lanes in batch.arrivals.items():
        by_step: dict[int, list[tuple[int, float]]] = {}
        for lane, times in enumerate(lanes):
            taken = -1
            for time in times:
                step = max(int(np.floor(time / clock.dt + _EDGE)), taken + 1)
                taken = step
                by_step.setdefault(step, []).append((lane, (time - step * clock.dt) * 1e-3))
        for step, found in by_step.items():
            where, lags = zip(*found, strict=True)
            mail.setdefault(step, []).append((name, np.array(where), np.array(lags)))
    return mail
