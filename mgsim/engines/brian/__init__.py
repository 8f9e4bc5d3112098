"""The reference engine: hands the model's own text, units and all, to Brian2.

One neuron of one group is one lane. The method is fourth-order Runge-Kutta unless another is asked
for, because exponential Euler at the customary step is milliseconds late after a second of firing.
Spikes arrive off the grid: a jump is applied at the start of its step and grown back by
exp(lag * d(rate)/d(state)), so that it has its true size at its true time; a pulse enters each step
by the part of the step it covers. A Markov scheme that is too fast for the step goes by the
exponential of its rate matrix (`schemes.py`).
"""

from __future__ import annotations

import logging
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brian2
import numpy as np
from brian2.core.base import BrianObjectException
from brian2.equations.equations import EquationError

from mgsim.engines.brian.build import Build
from mgsim.engines.contract import RawRun, Tell, failed_run, join_runs, take_options
from mgsim.language.errors import EngineError, Fault
from mgsim.study.batch import Batch
from mgsim.study.experiment import Clock
from mgsim.study.model import Model

# Brian2 puts itself in charge of every uncaught error of the process: that is not ours to give away
if getattr(sys.excepthook, "__module__", "").startswith("brian2"):
    sys.excepthook = sys.__excepthook__

OPTIONS = {"method": "rk4", "codegen": "cython", "schemes": "auto"}
METHODS = ("rk4", "rk2", "euler", "exponential_euler")
CODEGENS = ("cython", "numpy")
SCHEMES = ("auto", "explicit", "exponential")


@dataclass(frozen=True)
class Brian:
    """The engine; see the module's docstring for what it does at events."""

    def compile(
        self, model: Model, clock: Clock, every: float, options: Mapping[str, Any]
    ) -> BrianProgram:
        chosen = take_options("brian", options, OPTIONS)
        for word, known in (("method", METHODS), ("codegen", CODEGENS), ("schemes", SCHEMES)):
            if chosen[word] not in known:
                raise EngineError(
                    Fault(f"engine brian {word}", f"'{chosen[word]}'", " or ".join(known))
                )
        if chosen["codegen"] == "cython":
            need_compiler()
        return BrianProgram(model, clock, every, chosen)


def need_compiler() -> None:
    """Raise EngineError where Cython code could not be compiled on this machine."""
    has_compiler = any(shutil.which(name) for name in ("g++", "c++", "clang++", "cl"))
    has_headers = (Path(sysconfig.get_paths()["include"]) / "Python.h").exists()
    if not has_compiler or not has_headers:
        what = "no C++ compiler" if not has_compiler else "no Python headers"
        hint = "Install one, or say --codegen numpy (the same numbers, many times slower)."
        raise EngineError(Fault("engine brian", what, "one, for the codegen 'cython'", hint))


@dataclass(frozen=True)
class BrianProgram:
    """A model written as Brian2 equations; the group is built when the lanes are known."""

    model: Model
    clock: Clock
    every: float
    words: Mapping[str, str]

    def run(self, batch: Batch, tell: Tell) -> RawRun:
        """Run every lane for the whole duration; a lane that is not finite says so.

        Brian2 stops a whole group where one lane divides by zero; the batch is then halved until
        that lane stands alone and fails by itself.
        """
        try:
            return self._run(batch, tell)
        except BrianObjectException as error:
            if not isinstance(error.__cause__, ArithmeticError):
                raise _refusal(error) from error
            reason = f"diverged: {error.__cause__}"
        except (brian2.DimensionMismatchError, EquationError, SyntaxError) as error:
            raise _refusal(error) from error
        if batch.lanes == 1:
            return failed_run(self.model, self.clock, self.every, reason, self._facts())
        middle = batch.lanes // 2
        halves = (batch.part(slice(0, middle)), batch.part(slice(middle, None)))
        return join_runs([self.run(half, tell) for half in halves])

    def _run(self, batch: Batch, tell: Tell) -> RawRun:
        with _quiet(self.words["codegen"]), np.errstate(all="ignore"):
            build = Build(self.model, self.clock, self.every, self.words, batch)
            build.run(_report(tell))
            return build.harvest(self._facts() | {"schemes": build.taken})

    def _facts(self) -> dict[str, Any]:
        return {
            "method": self.words["method"],
            "step_ms": self.clock.dt,
            "codegen": self.words["codegen"],
            "brian2": brian2.__version__,
        }


def _refusal(error: BaseException) -> EngineError:
    """What Brian2 objects to, in its own words (units that do not balance, mostly)."""
    while error.__cause__ is not None:
        error = error.__cause__
    words = " ".join(str(error).split())[:300]
    hint = "Check the units of the card's parameters and algebra."
    return EngineError(Fault("engine brian", words, "equations whose dimensions balance", hint))


def _report(tell: Tell):
    def report(elapsed, completed, start, duration):
        tell(float(completed))

    return report


class _quiet:
    """Brian2's preferences and log level for the length of one run."""

    def __init__(self, codegen: str):
        # stop_on...: else Ctrl-C ends the run early and the truncated lanes pass for whole ones
        wanted = {"codegen.target": codegen, "core.stop_on_keyboard_interrupt": False}
        self.wanted = {name: value for name, value in wanted.items() if name in brian2.prefs}

    def __enter__(self) -> None:
        self.before = {name: brian2.prefs[name] for name in self.wanted}
        self.level = logging.getLogger("brian2").level
        brian2.prefs.update(self.wanted)
        brian2.BrianLogger.log_level_error()

    def __exit__(self, *_: object) -> None:
        brian2.prefs.update(self.before)
        logging.getLogger("brian2").setLevel(self.level)


ENGINE = Brian()
