"""One condition on its way through slow time: steps placed by their error.

A step goes along the line that the last window drew, asks a window at its end, and goes again along
the line that ends where that window says. The difference of the two ends is the step's error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy.interpolate import make_interp_spline

from mgsim.engines.multirate.sampling import Sampling
from mgsim.engines.multirate.slow import Line, SlowError, SlowHalf, advance
from mgsim.engines.multirate.windows import Answer, Request, Stretch, every_of

_GRAIN = 1e-6  # ms: two instants closer than this are one
_FLOOR = 1e-9  # house units: a slow state smaller than this is as good as nothing
_TRIES = 25
_STRETCH = 4  # windows that a stretch without averaging is long
_LONGEST = 16  # windows may grow this much to average what is random


@dataclass(frozen=True)
class Piece:
    """A step that stood: its solution from `begin` to `end`, and the line of the means."""

    begin: float
    end: float
    states: Any
    line: Line


@dataclass
class March:
    """The state of one lane; `ends` are the times at which something jumps, the last the end.

    dt: the step of the windows (ms).
    """

    lane: int
    half: SlowHalf
    function: tuple
    time: float
    y: np.ndarray
    fast: Mapping[str, float]
    ends: list[float]
    sampling: Sampling
    tolerance: float
    dt: float
    length: float = 0.0
    is_direct: bool = True
    pieces: list[Piece] = field(default_factory=list)
    line: Line | None = None
    step: float = 0.0
    trial: Any = None
    reason: str = ""
    tries: int = 0
    refused: int = 0
    followed: int = 0

    def __post_init__(self) -> None:
        self.largest = np.abs(self.y)
        self.step = self.length = self.window

    @property
    def window(self) -> float:
        return self.sampling.window

    @property
    def is_done(self) -> bool:
        return bool(self.reason) or self.time >= self.ends[-1] - _GRAIN

    def request(self) -> Request:
        """What has to be known next: the means here, or those at the end of a trial step."""
        left = self._stop - self.time
        if left < self.window or self.sampling.is_rare(self.time + _GRAIN):
            self.is_direct = True  # no window has room here, or there is no mean to be seen in it
        if self.line is not None and self.trial is None and not self.is_direct:
            self._try()
        if self.is_direct:
            slow = dict(zip(self.half.states, self.y, strict=True))
            return Request(self.lane, self.time, self._stretch(), slow, self.fast, True)
        end = self.time if self.trial is None else self.trial.t[-1]
        y = self.y if self.trial is None else self.trial.y[:, -1]
        # a window that begins at a jump lies behind it; one that ends a trial, before it
        length = self.window
        while 2 * length <= min(self.length, end - self.time):
            length *= 2
        begin = max(self.time, end - length) if self.trial is not None else end
        slow = dict(zip(self.half.states, y, strict=True))
        return Request(self.lane, begin, length, slow, self.fast)

    def take(self, answer: Answer | Stretch) -> None:
        """Go on with what a window found."""
        if answer.reason:
            self.reason = answer.reason
            return
        if isinstance(answer, Stretch):
            self._follow(answer)
            return
        if self.trial is None:
            y = self.y[self.half.inputs]
            self.line = Line(self.time, y, answer.means, answer.slopes, np.zeros(answer.means.size))
            self.fast = answer.fast
            return
        self._judge(answer)

    @property
    def _tolerances(self) -> tuple[float, np.ndarray]:
        weight = np.maximum(np.abs(self.y), 0.01 * self.largest)
        rtol = min(1e-4, self.tolerance / 20)
        return rtol, rtol * np.maximum(weight, _FLOOR)

    def _try(self) -> None:
        assert self.line is not None
        stop = self._stop
        while True:
            until = min(self.time + self.step, stop)
            until = stop if stop - until < 0.3 * self.step else until
            try:
                self.trial = advance(
                    self.half, self.function, self.line, self.y, until, self._tolerances
                )
                return
            except SlowError:
                self.step /= 4
                if self.step < self.window:
                    self.is_direct = True
                    return

    @property
    def _stop(self) -> float:
        return next(e for e in self.ends if e > self.time + _GRAIN)

    def _stretch(self) -> float:
        """How long to follow the whole model: a few windows, to the next jump at most."""
        left = self._stop - self.time
        length = _STRETCH * self.window
        length = left if left < 1.5 * length else length
        length = max(np.floor(length / self.dt + _GRAIN), 1.0) * self.dt
        every = every_of(length, self.dt)
        return float(np.floor(length / every + _GRAIN)) * every  # ends at a sample

    def _follow(self, stretch: Stretch) -> None:
        """Take a stretch in which nothing was averaged; after it a window is needed again."""
        end = float(stretch.times[-1])
        end = self._stop if self._stop - end < self.dt * (1 + _GRAIN) else end
        states = make_interp_spline(stretch.times, stretch.slow, k=1, axis=1)
        none = np.zeros((stretch.means.size, len(self.half.inputs)))
        at = stretch.slow[self.half.inputs, -1]
        line = Line(self.time, at, stretch.means, none, np.zeros(stretch.means.size))
        self.pieces.append(Piece(self.time, end, states, line))
        self.time, self.y, self.fast = end, stretch.slow[:, -1].copy(), stretch.fast
        self.largest = np.maximum(self.largest, np.abs(stretch.slow).max(axis=1))
        jumps = any(abs(end - e) < _GRAIN for e in self.ends)
        self.line, self.is_direct, self.tries = None, jumps, 0
        self.followed += 1
        self.step = 2 * self.window

    def _judge(self, answer: Answer) -> None:
        line, trial = self.line, self.trial
        assert line is not None
        end, guess = float(trial.t[-1]), trial.y[:, -1]
        inputs = self.half.inputs
        missed = answer.means - line.at_point(end, guess[inputs])
        better = line.drifting(missed / (end - self.time))
        self.trial = None
        try:
            found = advance(self.half, self.function, better, self.y, end, self._tolerances)
            error = self._error(found.y[:, -1], guess)
            self._fit_window(better, answer, found)
        except SlowError:
            found, error = None, 4.0
        self.tries += 1
        is_least = end - self.time <= 1.001 * self.window
        if found is not None and error <= 1:
            self._accept(found, better, answer, guess)
            self.step = (end - self.time_before) * _factor(error)
        elif is_least or self.tries > _TRIES:
            self.is_direct = True
        else:
            self.refused += 1
            self.step = max((end - self.time) * min(0.5, _factor(error)), self.window)
        self.step = max(self.step, self.window)

    def _fit_window(self, line: Line, answer: Answer, found: Any) -> None:
        """A longer window where its scatter would move the slow states too far, else a shorter."""
        shifted = replace(line, value=line.value + answer.scatter)
        end = float(found.t[-1])
        noisy = advance(self.half, self.function, shifted, self.y, end, self._tolerances)
        noise = self._error(noisy.y[:, -1], found.y[:, -1])
        if noise > 1 and self.length < _LONGEST * self.window:
            self.length *= 2
        elif noise < 0.1 and self.length > self.window:
            self.length /= 2

    def _error(self, new: np.ndarray, guess: np.ndarray) -> float:
        """The largest change over the tolerance, relative to what each state has reached."""
        reached = np.maximum(self.largest, np.maximum(np.abs(new), _FLOOR))
        return float(np.max(np.abs(new - guess) / (self.tolerance * reached)))

    def _accept(self, found: Any, better: Line, answer: Answer, guess: np.ndarray) -> None:
        end = float(found.t[-1])
        self.pieces.append(Piece(self.time, end, found.sol, better))
        self.time_before = self.time
        self.time, self.y = end, found.y[:, -1].copy()
        self.largest = np.maximum(self.largest, np.abs(found.y).max(axis=1))
        self.tries, self.fast = 0, answer.fast
        inputs = self.y[self.half.inputs]
        means = answer.means + answer.slopes @ (inputs - guess[self.half.inputs])
        flat = np.zeros(means.size)
        jumps = any(abs(end - e) < _GRAIN for e in self.ends)
        self.line = None if jumps else Line(end, inputs, means, answer.slopes, flat)
        self.is_direct = jumps  # what follows a jump is no time to average


def _factor(error: float) -> float:
    """How much longer the next step may be; the error of a step goes with its square."""
    return float(np.clip(0.85 / np.sqrt(max(error, 1e-6)), 0.2, 4.0))
