"""Markov schemes taken implicitly: no rate is too fast, no occupancy leaves 0 .. 1.

One backward Euler step solves (I - h Q) y = x, by elimination in which nothing is subtracted
(Grassmann, Taksar & Heyman 1985, Oper. Res. 33:1107), so every y is positive and their sum is that
of x. Two half steps and one whole one are extrapolated to second order; where that would leave an
occupancy below zero, in a transient faster than the step, the two half steps stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mgsim.engines.fused.graph import Graph, arguments
from mgsim.engines.fused.lower import Steps, View
from mgsim.study.model import Occupancies


def advance(
    steps: Steps, view: View, scheme: Occupancies, old: Mapping[str, int]
) -> dict[str, int]:
    """The occupancies one step on, with the rates as they are in the view."""
    g = steps.graph
    rates = []
    for left, right, forth, back in scheme.transitions:
        rates += [(left, right, view(forth)), (right, left, view(back))]
    x = {state: old[state] for state in scheme.states}
    half = _Elimination(g, scheme.states, rates, g.product(g.number(0.5), g.step))
    whole = _Elimination(g, scheme.states, rates, g.step)
    for pivot in (*half.pivots, *whole.pivots):
        steps.firm |= {pivot.below, *arguments(g, pivot.below)}
    fine, coarse = half.solved(half.solved(x)), whole.solved(x)
    two = g.number(2.0)
    far = {n: g.difference(g.product(two, fine[n]), coarse[n]) for n in x}
    least = None
    for node in far.values():
        least = node if least is None else g.add("minimum", least, node)
    assert least is not None
    is_sound = g.add("ge", least, g.number(0.0))
    new = {n: g.add("where", is_sound, far[n], fine[n]) for n in x}
    lost = g.number(1.0)
    for node in new.values():
        lost = g.difference(lost, node)
    lost = g.add("same", lost)  # by rounding, which would add up
    return {n: g.sum(node, g.product(node, lost)) for n, node in new.items()}


@dataclass
class _Pivot:
    """An eliminated state: what flows into it and out of it, and one over its diagonal."""

    state: str
    into: dict[str, int]
    out: dict[str, int]
    below: int


@dataclass
class _Elimination:
    """I - h Q, factored; `weights` are h times the rate of each arrow."""

    g: Graph
    states: tuple[str, ...]
    rates: list[tuple[str, str, int]]
    h: int
    pivots: list[_Pivot] = field(default_factory=list)

    def __post_init__(self) -> None:
        g = self.g
        weights: dict[tuple[str, str], int] = {}
        for left, right, rate in self.rates:
            node = g.product(self.h, rate)
            before = weights.get((left, right))
            weights[left, right] = node if before is None else g.sum(before, node)
        weights = {pair: node for pair, node in weights.items() if g.value(node) != 0.0}
        stays = dict.fromkeys(self.states, g.number(1.0))
        left_over = list(self.states)
        while left_over:
            state = min(left_over, key=lambda s: _fill(weights, s))
            left_over.remove(state)
            self._eliminate(state, weights, stays)

    def _eliminate(
        self, state: str, weights: dict[tuple[str, str], int], stays: dict[str, int]
    ) -> None:
        """Pass on what flows through a state; what stays in it counts as staying at its source."""
        g = self.g
        into = {a: w for (a, b), w in weights.items() if b == state}
        out = {b: w for (a, b), w in weights.items() if a == state}
        diagonal = stays[state]
        for w in out.values():
            diagonal = g.sum(diagonal, w)
        below = g.add("same", g.reciprocal(diagonal))
        for source, w in into.items():
            part = g.product(w, below)
            stays[source] = g.sum(stays[source], g.product(part, stays[state]))
            for target, v in out.items():
                if target != source:
                    more = g.product(part, v)
                    before = weights.get((source, target))
                    weights[source, target] = more if before is None else g.sum(before, more)
        for pair in [pair for pair in weights if state in pair]:
            del weights[pair]
        self.pivots.append(_Pivot(state, into, out, below))

    def solved(self, x: Mapping[str, int]) -> dict[str, int]:
        """y of (I - h Q) y = x."""
        g = self.g
        right = dict(x)
        for pivot in self.pivots:
            part = g.product(right[pivot.state], pivot.below)
            for target, w in pivot.out.items():
                right[target] = g.sum(right[target], g.product(w, part))
        y: dict[str, int] = {}
        for pivot in reversed(self.pivots):
            total = right[pivot.state]
            for source, w in pivot.into.items():
                total = g.sum(total, g.product(w, y[source]))
            y[pivot.state] = g.add("same", g.product(total, pivot.below))
        return y


def _fill(weights: Mapping[tuple[str, str], int], state: str) -> int:
    """The arrows that eliminating a state would make at most."""
    into = {a for a, b in weights if b == state}
    out = {b for a, b in weights if a == state}
    return sum(a != b for a in into for b in out)
