"""Markov schemes too fast for an explicit step, by the exponential of their rate matrix.

The other states see the occupancies of the middle of their step; before and after it the
occupancies go half a step each, exactly for the rates at that moment (Strang's splitting, second
order). exp(Q h) is summed in the form in which every term is positive (uniformisation) and squared
up, so that occupancies stay within 0 .. 1 and add up to 1.
"""

from __future__ import annotations

from collections.abc import Iterable

import brian2
import numpy as np

from mgsim.engines.brian.words import unit_word
from mgsim.study.batch import Batch
from mgsim.study.model import Model, Occupancies
from mgsim.study.stiffness import FAST, fastest_rate

_TERMS = 8
_REACH = 0.25  # expected transitions in the time that the series spans


def stiff_schemes(model: Model, batch: Batch, dt: float) -> tuple[Occupancies, ...]:
    """The schemes of which some transition happens more than once in a step (dt in ms)."""
    return tuple(s for s in model.schemes if fastest_rate(model, s, batch.start) * dt > FAST)


def rate_names(schemes: Iterable[Occupancies]) -> dict[str, str]:
    """The variables that hold each rate of the schemes, with its text."""
    return {
        f"rate_{k}_{number}_{way}": text
        for k, scheme in enumerate(schemes)
        for number, (_, _, *both) in enumerate(scheme.transitions)
        for way, text in zip(("forth", "back"), both, strict=True)
    }


def declarations(schemes: Iterable[Occupancies]) -> list[str]:
    """Brian2's lines for the occupancies and the rates: variables that we move ourselves."""
    states = [f"{state} : 1" for scheme in schemes for state in scheme.states]
    return states + [f"{name} : {unit_word('1/ms')}" for name in rate_names(schemes)]


def transition_matrix(rates: np.ndarray, time: float) -> np.ndarray:
    """exp(Q time) of each lane; rates: (lane, from, to) off the diagonal; columns add up to 1."""
    flow = np.swapaxes(rates, 1, 2)
    leaving = flow.sum(axis=1)
    fastest = leaving.max(axis=1)
    halvings = int(np.ceil(np.log2(max(float(np.nanmax(fastest)) * time / _REACH, 1.0))))
    span = time / 2.0**halvings
    one = np.eye(rates.shape[1])
    jumps = span * (flow + one * (fastest[:, None] - leaving)[:, None, :])
    found = one + jumps / _TERMS
    for term in range(_TERMS - 1, 0, -1):
        found = one + jumps @ found / term
    found /= found.sum(axis=1, keepdims=True)
    for _ in range(halvings):
        found = found @ found
    return found / found.sum(axis=1, keepdims=True)


class Leap:
    """Half a step of one scheme, in place, for every lane of a group."""

    def __init__(self, group: brian2.NeuronGroup, scheme: Occupancies, number: int, half: float):
        arrays = group.variables
        self.states = [arrays[name] for name in scheme.states]
        place = {name: k for k, name in enumerate(scheme.states)}
        self.arrows = []
        for k, (left, right, _, _) in enumerate(scheme.transitions):
            forth, back = (arrays[f"rate_{number}_{k}_{way}"] for way in ("forth", "back"))
            self.arrows += [(place[left], place[right], forth), (place[right], place[left], back)]
        self.half = half

    def __call__(self) -> None:
        lanes, size = self.states[0].size, len(self.states)
        rates = np.zeros((lanes, size, size))
        for left, right, rate in self.arrows:
            rates[:, left, right] += rate.get_value()
        before = np.stack([state.get_value() for state in self.states], axis=1)
        after = (transition_matrix(rates, self.half) @ before[:, :, None])[:, :, 0]
        for k, state in enumerate(self.states):
            state.get_value()[:] = after[:, k]


def leaps(
    group: brian2.NeuronGroup, schemes: tuple[Occupancies, ...], lines: str, dt: float
) -> list[brian2.BrianObject]:
    """What moves the schemes of a group: their rates anew, then half a step, twice a step.

    lines: the statements that set the rates. dt: the step (s).
    """
    found: list[brian2.BrianObject] = []
    for when in ("before_groups", "end"):
        steps = [Leap(group, scheme, k, dt / 2) for k, scheme in enumerate(schemes)]
        found.append(group.run_regularly(lines, when=when, order=0))
        found += [
            brian2.NetworkOperation(step, clock=group.clock, when=when, order=1) for step in steps
        ]
    return found
