"""The slow half between two windows: its exact equations, with each mean as a straight line.

A mean follows the slow states by the slopes that the last window measured, and drifts in time by
what the next window finds it to be: mean = value + slopes (y - y_0) + drift (t - t_0).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from mgsim.engines.multirate.split import Split
from mgsim.language.expression import SCALAR, replace_calls
from mgsim.study.folding import needed

_NOW = "t_of_pulses"


class SlowError(Exception):
    """The slow states could not be advanced; the text is the reason."""


@dataclass(frozen=True)
class Line:
    """Every mean as a line: from `time` and the inputs `at`."""

    time: float
    at: np.ndarray
    value: np.ndarray
    slopes: np.ndarray
    drift: np.ndarray

    def at_point(self, time: float, inputs: np.ndarray) -> np.ndarray:
        return self.value + self.slopes @ (inputs - self.at) + self.drift * (time - self.time)

    def drifting(self, drift: np.ndarray) -> Line:
        return replace(self, drift=drift)


class SlowHalf:
    """The slow rates as one Python function of (t, y, means)."""

    def __init__(self, split: Split):
        self.split = split
        self.states = list(split.slow)
        self.inputs = [self.states.index(n) for n in split.inputs]
        rates = {n: _still(text) for n, text in split.slow.items()}
        read = needed(split.whole.algebra, rates.values())
        lines = ["def right(t, y, means):", f"    {', '.join(self.states)}, = y"]
        lines += [f"    {', '.join(split.means)}, = means"] if split.means else []
        for name, text in split.whole.algebra.items():
            if name in read:
                lines.append(f"    {name} = {_still(text)}")
        lines += [f"    return [{', '.join(rates.values())}]"]
        self.code = compile("\n".join(lines), "<slow>", "exec")

    def function(self, constants: Mapping[str, float]) -> tuple[Callable, dict[str, Any]]:
        """The rates for one condition, and the space that says which pulses are on."""
        space: dict[str, Any] = {**SCALAR, **constants, _NOW: 0.0}
        exec(self.code, space)
        return space["right"], space


def _still(text: str) -> str:
    """A text whose pulses are those of the middle of a step: steps end where pulses do."""
    return replace_calls(text, "pulse", lambda a: f"pulse({_NOW}, {a[1]}, {a[2]})")


def advance(
    half: SlowHalf, function: tuple[Callable, dict], line: Line, y: np.ndarray, until: float,
    tolerances: tuple[float, np.ndarray],
) -> Any:  # fmt: skip
    """Slow states from line.time to `until`, as solve_ivp's result with a dense output."""
    right, space = function
    space[_NOW] = 0.5 * (line.time + until)
    rtol, atol = tolerances

    def rates(t: float, y: np.ndarray) -> list[float]:
        means = line.at_point(t, y[half.inputs])
        try:
            found = right(t, y.tolist(), means.tolist())
            is_sound = math.isfinite(sum(found))  # a power of something below zero is complex
        except (ArithmeticError, ValueError, TypeError) as error:
            raise SlowError(f"{error} at {t:g} ms") from None
        if not is_sound:
            raise SlowError(f"a slow rate is not finite at {t:g} ms")
        return found

    found = solve_ivp(
        rates, (line.time, until), y, "LSODA", rtol=rtol, atol=atol, dense_output=True
    )
    if not found.success or not np.isfinite(found.y).all():
        raise SlowError(f"the solver stopped at {found.t[-1]:g} ms ({found.message})")
    return found
