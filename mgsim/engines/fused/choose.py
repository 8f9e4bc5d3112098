"""The cheapest method and step that keep a stated accuracy, found by trying them on a few lanes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mgsim.engines.contract import RawRun, Tell
from mgsim.engines.fused.program import FusedProgram
from mgsim.engines.fused.staggered import staggerable
from mgsim.language.errors import EngineError, Fault, MgsimError
from mgsim.language.units import quantity
from mgsim.study.batch import Batch
from mgsim.study.experiment import Clock

_LANES = 16  # that are tried
_FACTORS = (8.0, 4.0, 2.0, 1.0, 0.5, 0.25)  # of the step that the config says
_JUDGE = 0.125  # the judge's step: rk4 at an eighth of it
_COSTS = {"staggered": 1.0, "rk4": 5.0}  # of a step
_UNEVEN = 0.1  # of the lanes may sit at a threshold, where a spike comes or goes in any method
_LEAST = 0.01  # of a readout's largest value: smaller ones count as that


@dataclass(frozen=True)
class Accuracy:
    """A bound on the error: of spike times in ms, or of readouts relative to their values."""

    bound: float
    is_of_spikes: bool

    def error(self, run: RawRun, judge: RawRun) -> float:
        """The largest error; infinite where too many lanes differ in their spikes, or fail."""
        if np.any((run.reasons != "") & (judge.reasons == "")):
            return np.inf
        return _late(run, judge) if self.is_of_spikes else _off(run, judge)


def accuracy(text: Any) -> Accuracy:
    """Read '0.05 ms' or a relative error such as 0.005. Raises EngineError for anything else."""
    where, expected = "engine fused accuracy", "a time such as '0.05 ms', or a number such as 0.005"
    try:
        bound, unit = quantity(str(text))
    except MgsimError:
        raise EngineError(Fault(where, f"'{text}'", expected)) from None
    is_time = unit.dims == quantity("1 ms")[1].dims
    if not bound > 0 or not (is_time or unit.dims == quantity("1")[1].dims):
        raise EngineError(Fault(where, f"'{text}'", expected))
    return Accuracy(bound, is_time)


@dataclass(frozen=True)
class ChosenProgram:
    """A program that tries methods and steps before it runs; `usual` is at the config's step."""

    usual: FusedProgram
    wanted: Accuracy

    def run(self, batch: Batch, tell: Tell) -> RawRun:
        """Run every lane with the cheapest choice. Raises EngineError where none is good enough."""
        program, error = self._choice(batch.part(slice(None, None, -(-batch.lanes // _LANES))))
        found = program.run(batch, tell)
        facts = {"accuracy_bound": self.wanted.bound, "accuracy_found": error}
        return replace(found, facts={**found.facts, **facts})

    def _choice(self, some: Batch) -> tuple[FusedProgram, float]:
        if self.wanted.is_of_spikes and not any(w.collects for w in self.usual.model.watchings):
            found, expected = "no readout that keeps spike times", "one, or a relative accuracy"
            raise EngineError(Fault("engine fused accuracy", found, expected))
        judge = self._program("rk4", _JUDGE).run(some, _silent)
        best = np.inf
        for method, factor in self._candidates():
            program = self._program(method, factor)
            error = self.wanted.error(program.run(some, _silent), judge)
            if error <= self.wanted.bound:
                return program, error
            best = min(best, error)
        unit = " ms" if self.wanted.is_of_spikes else ""
        found = f"{self.wanted.bound:g}{unit}, where the best that was tried is {best:.2g}{unit}"
        hint = "Make clock.dt smaller: steps down to a quarter of it are tried."
        raise EngineError(Fault("engine fused accuracy", found, "a larger one", hint))

    def _candidates(self) -> list[tuple[str, float]]:
        """Methods and steps (of the usual one), the cheapest first."""
        methods = ["rk4", "staggered"] if staggerable(self.usual.model) else ["rk4"]
        if self.usual.how.method != "auto":
            methods = [self.usual.how.method]
        pairs = [(m, f) for m in methods for f in _FACTORS if self._fits(f)]
        return sorted(pairs, key=lambda pair: _COSTS[pair[0]] / pair[1])

    def _fits(self, factor: float) -> bool:
        """True for a step that divides the run, and the time between samples."""
        clock, spans = self.usual.clock, [self.usual.clock.duration]
        spans += [self.usual.every] if self.usual.model.recorded else []
        counts = [span / (clock.dt * factor) for span in spans]
        return all(abs(n - round(n)) < 1e-6 and round(n) >= 1 for n in counts)

    def _program(self, method: str, factor: float) -> FusedProgram:
        clock = Clock(self.usual.clock.duration, self.usual.clock.dt * factor)
        return replace(self.usual, clock=clock, how=replace(self.usual.how, method=method))


def _late(run: RawRun, judge: RawRun) -> float:
    """How far spikes are from the judge's at most (ms)."""
    pairs = [
        (a, b)
        for name, lists in judge.crossings.items()
        for a, b in zip(run.crossings[name], lists, strict=True)
    ]
    even = [np.abs(a - b) for a, b in pairs if a.size == b.size]
    if len(pairs) - len(even) > _UNEVEN * len(pairs):
        return np.inf
    return float(max((found.max(initial=0.0) for found in even), default=0.0))


def _off(run: RawRun, judge: RawRun) -> float:
    """How far readouts are from the judge's at most, relative to their values."""
    return max((_relative(run.folds[n], y) for n, y in judge.folds.items()), default=0.0)


def _relative(x: np.ndarray, y: np.ndarray) -> float:
    is_known = np.isfinite(y)
    size = np.maximum(np.abs(y), _LEAST * np.abs(y[is_known]).max(initial=0.0))
    off = np.abs(x - y)[is_known & (size > 0)] / size[is_known & (size > 0)]
    return float(np.nan_to_num(off, nan=np.inf).max(initial=0.0))


def _silent(fraction: float) -> None:
    """A trial is short: nothing to tell."""
