"""The engine of slow time: hours of injury at the cost of seconds of spikes.

What is fast (spikes, channels, synapses) runs in short windows with the slow states held still; the
slow states (ions, calcium, energy, injury) are advanced by an adaptive stiff solver with the means
of those windows. Windows stand where the error says; those of all conditions, and those that
measure how means follow the slow states, are lanes of one batch. A readout of something fast sees
its mean over the windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mgsim.engines.contract import RawRun, Tell, engine_names, load_engine, take_options
from mgsim.engines.multirate.march import March
from mgsim.engines.multirate.sampling import sampling
from mgsim.engines.multirate.slow import SlowHalf
from mgsim.engines.multirate.split import Split, split
from mgsim.engines.multirate.story import told
from mgsim.engines.multirate.windows import Windows
from mgsim.language.errors import EngineError, Fault, one_of
from mgsim.language.expression import evaluate, names
from mgsim.study.batch import Batch, lane_constants
from mgsim.study.experiment import Clock
from mgsim.study.model import Model

OPTIONS = {
    "tolerance": 0.001,
    "window": 500.0,
    "settle": 200.0,
    "nudge": 0.02,
    "windows": "fused",
    "windows_options": None,
}
_IMPLICIT = {"schemes": "implicit"}  # of fused: the choice may not depend on the lanes of a window
_NOT_FOR_WINDOWS = ("brian", "multirate")


@dataclass(frozen=True)
class Multirate:
    """The engine. Options:

    tolerance: relative error of a step. window, settle: how long a window is and how much of its
    beginning does not count (ms). nudge: how far, relatively, a slow state is moved to see how the
    means follow it. windows, windows_options: the engine that runs them (not brian), and its
    options.
    """

    averages: ClassVar[bool] = True

    def compile(
        self, model: Model, clock: Clock, every: float, options: Mapping[str, Any]
    ) -> MultirateProgram:
        chosen = take_options("multirate", options, OPTIONS)
        numbers = {n: float(chosen[n]) for n in ("tolerance", "window", "settle", "nudge")}
        for name, number in numbers.items():
            if not number > 0:
                raise EngineError(Fault(f"engine multirate {name}", f"{number:g}", "above zero"))
        if numbers["settle"] >= numbers["window"]:
            found = f"{numbers['settle']:g} ms of a window of {numbers['window']:g} ms"
            raise EngineError(Fault("engine multirate settle", found, "less than the window"))
        engine, own = _need_engine(str(chosen["windows"])), chosen["windows_options"]
        own = (_IMPLICIT if engine == "fused" else {}) if own is None else own
        return MultirateProgram(split(model), clock, every, numbers, engine, own)


@dataclass(frozen=True)
class MultirateProgram:
    """A model cut in two, ready to march."""

    split: Split
    clock: Clock
    every: float
    numbers: Mapping[str, float]
    engine: str
    options: Mapping[str, Any]

    def run(self, batch: Batch, tell: Tell) -> RawRun:
        """March every lane to the end; each round answers all of them by one batch of windows."""
        numbers = self.numbers
        windows = Windows(
            self.split,
            batch,
            numbers["settle"],
            numbers["nudge"],
            self.clock.dt,
            self.engine,
            self.options,
        )
        marches = self._marches(batch)
        rounds = 0
        while active := [march for march in marches if not march.is_done]:
            answers = windows.ask([march.request() for march in active])
            for march, answer in zip(active, answers, strict=True):
                march.take(answer)
            rounds += 1
            tell(min(1.0 if m.is_done else m.time / self.clock.duration for m in marches))
        facts = {"method": "multirate", "step_ms": self.clock.dt, "windows": self.engine,
                 "rounds": rounds, **numbers, "steps": [len(m.pieces) for m in marches],
                 "refused": [m.refused for m in marches],
                 "followed": [m.followed for m in marches]}  # fmt: skip
        return told(self.split, marches, batch, self.clock, self.every, facts)

    def _marches(self, batch: Batch) -> list[March]:
        half = SlowHalf(self.split)
        constants = lane_constants(self.split.whole, batch.columns)
        found = []
        for lane in range(batch.lanes):
            own = {n: float(np.broadcast_to(v, (batch.lanes,))[lane]) for n, v in constants.items()}
            start = {n: float(np.broadcast_to(v, (batch.lanes,))[lane])
                     for n, v in batch.start.items()}  # fmt: skip
            states = (*self.split.whole.odes, *self.split.whole.held)
            fast = {n: start[n] for n in states if n not in self.split.slow}
            y = np.array([start[n] for n in half.states])
            sampled = sampling(
                self.split.whole, own, self.numbers["window"], self.numbers["settle"]
            )
            ends = self._ends(start, sampled.ends)
            limits = sampled, self.numbers["tolerance"], self.clock.dt
            found.append(March(lane, half, half.function(own), 0.0, y, fast, ends, *limits))
        return found

    def _ends(self, start: Mapping[str, float], of_trains: Iterable[float]) -> list[float]:
        """When a pulse, a drive or the run begins or ends: each a step or more before the next."""
        model, end = self.split.whole, self.clock.duration
        held = set(model.held)
        texts = [text for text in model.breaks if not names(text) & held]
        times = {*of_trains, *(float(evaluate(text, start)) for text in texts)}
        found = [end]
        for time in sorted((t for t in times if 0 < t < end), reverse=True):
            if found[-1] - time >= self.clock.dt:
                found.append(time)
        return found[::-1]


def _need_engine(name: str) -> str:
    """Refuse an engine that cannot run windows: the reference compiles anew each time it runs."""
    load_engine(name)
    if name in _NOT_FOR_WINDOWS:
        known = [n for n in engine_names() if n not in _NOT_FOR_WINDOWS]
        raise EngineError(Fault("engine multirate windows", f"'{name}'", one_of(known)))
    return name


ENGINE = Multirate()
