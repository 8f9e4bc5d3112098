"""Model -> straight-line steps: what is computed in one step of a lane, for two methods.

staggered: second order. Voltages stand at whole steps, everything else at half steps, and each
state is advanced by the linearly implicit midpoint rule, x + h f/(1 - h/2 df/dx), the others at
their middle. rk4: the classical fourth-order rule, for any model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mgsim.engines.fused.graph import Graph
from mgsim.language.expression import names, order
from mgsim.study.model import Model

EDGE = 1e-6  # of a step: a pulse that starts on the grid has started there, whatever the rounding


@dataclass
class Jump:
    """What one arrival does: (target, new value) for held quantities, jumps and decays for states.

    moves: state -> (jump node, slope node). pulls: other state -> [(slope by the jumped state, that
    state)], by which the rk4 method takes back what a jump did before its time.
    """

    train: str
    sets: dict[str, int] = field(default_factory=dict)
    moves: dict[str, tuple[int, int]] = field(default_factory=dict)
    pulls: dict[str, list[tuple[int, str]]] = field(default_factory=dict)


@dataclass
class Steps:
    """One step as nodes of a graph, by what they are stored as."""

    graph: Graph
    method: str
    states: dict[str, int] = field(default_factory=dict)
    watched: dict[str, int] = field(default_factory=dict)
    folds: dict[str, int] = field(default_factory=dict)
    jumps: list[Jump] = field(default_factory=list)
    held: dict[str, int] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)


class View:
    """The quantities of a model as seen at one time: states and time given, algebra read on demand.

    window: the span that a pulse is averaged over; None takes it as it stands at `time`.
    """

    def __init__(
        self, graph: Graph, model: Model, states: Mapping[str, int], time: int, window=None
    ):
        self.graph, self.model, self.states = graph, model, states
        self.time, self.window = time, window
        self.memo: dict[str, int] = {}

    def __call__(self, text: str, extra: Mapping[str, int] | None = None) -> int:
        return self.graph.read(text, lambda name: self.name(name, extra or {}), self.pulse)

    def name(self, name: str, extra: Mapping[str, int]) -> int:
        if name in extra:
            return extra[name]
        if name in self.states:
            return self.states[name]
        if name == "t":
            return self.time
        if name == "dt":
            return self.graph.leaf("step", "h")
        if name in self.model.algebra:
            if name not in self.memo:
                self.memo[name] = self(self.model.algebra[name])
            return self.memo[name]
        kind = "constant" if name in self.model.constants else "held"
        return self.graph.leaf(kind, name)

    def pulse(self, start: int, stop: int) -> int:
        """1 from start to stop: now, or the part of the window that it covers."""
        g = self.graph
        if self.window is None:
            now = g.sum(self.time, g.product(g.number(EDGE), g.leaf("step", "h")))
            return g.product(
                g.add("int", g.add("ge", now, start)), g.add("int", g.add("lt", now, stop))
            )
        first, last = self.window
        span = g.difference(g.add("minimum", stop, last), g.add("maximum", start, first))
        part = g.quotient(span, g.leaf("step", "h"))
        return g.add("clip", part, g.number(0.0), g.number(1.0))


def staggerable(model: Model) -> bool:
    """True where voltages do not need one another, and the rest can be put in an order."""
    reads = _state_reads(model)
    fast = _fast(model)
    if not fast or any(h.on == "crossing" for h in model.happenings):
        return False
    if any(reads[state] & fast - {state} for state in fast):
        return False
    try:
        _ordered(model, reads, fast)
    except RecursionError:
        return False
    return True


def _fast(model: Model) -> set[str]:
    return {n for n in model.odes if model.unit(n) == "mV"}


def _state_reads(model: Model) -> dict[str, set[str]]:
    """The states that each state's rate reads, through the algebra."""
    through: dict[str, set[str]] = {}
    for name, text in model.algebra.items():
        through[name] = _closed(names(text), through, model)
    return {n: _closed(names(ode.rate), through, model) for n, ode in model.odes.items()}


def _closed(found: frozenset[str], through: Mapping[str, set[str]], model: Model) -> set[str]:
    direct = {n for n in found if n in model.odes}
    return direct.union(*(through[n] for n in found if n in through))


def _ordered(model: Model, reads: Mapping[str, set[str]], fast: set[str]) -> list[str]:
    needs = {n: reads[n] - fast - {n} for n in model.odes if n not in fast}
    return order(needs, lambda cycle: RecursionError(" ".join(cycle)))


def lower(model: Model, method: str) -> Steps:
    """Write one step of the model as nodes; `method` is 'staggered' or 'rk4'."""
    return _staggered(model) if method == "staggered" else _rk4(model)


def _staggered(model: Model) -> Steps:
    g = Graph()
    steps = Steps(g, "staggered")
    h, t, half = g.leaf("step", "h"), g.leaf("step", "t"), g.number(0.5)
    old = {n: g.leaf("state", n) for n in model.odes}
    reads, fast = _state_reads(model), _fast(model)
    jumping = {name for happening in model.happenings for name in happening.do}
    before, after = (f(t, g.product(half, h)) for f in (g.difference, g.sum))
    new, middle, seen = {}, {n: old[n] for n in fast}, {n: old[n] for n in fast}
    for name in _ordered(model, reads, fast):
        view = View(g, model, {**middle, name: old[name]}, t, (before, after))
        smooth = _implicit(g, view, model, name, old[name], h)
        kick, late = (
            g.leaf(kind, name) if name in jumping else g.number(0.0) for kind in ("kick", "late")
        )
        new[name] = g.sum(smooth, kick)
        middle[name] = g.product(half, g.sum(old[name], new[name]))
        seen[name] = g.sum(g.product(half, g.sum(old[name], smooth)), late)
    _watch(steps, model, View(g, model, seen, t))
    for name in sorted(fast):
        view = View(g, model, {**new, name: old[name]}, after, (t, g.sum(t, h)))
        steps.states[name] = _implicit(g, view, model, name, old[name], h, new.values())
    steps.states |= new
    _jumps(steps, model, View(g, model, old, t), old)
    return steps


def _implicit(
    g: Graph, view: View, model: Model, name: str, x: int, h: int, still: Iterable[int] = ()
) -> int:
    """x + h f/(1 - h/2 df/dx); the nodes of `still` count as constants in df/dx."""
    rate = view(model.odes[name].rate)
    slope = g.slope(rate, x, dict.fromkeys(still, g.number(0.0)))
    below = g.difference(g.number(1.0), g.product(g.product(g.number(0.5), h), slope))
    return g.sum(x, g.quotient(g.product(h, rate), below))


def _rk4(model: Model) -> Steps:
    g = Graph()
    steps = Steps(g, "rk4")
    h, t, half = g.leaf("step", "h"), g.leaf("step", "t"), g.number(0.5)
    end = g.sum(t, h)
    old = {n: g.leaf("state", n) for n in model.odes}
    _watch(steps, model, View(g, model, old, t))
    middle, halfway = g.sum(t, g.product(half, h)), g.product(half, h)
    stages: list[dict[str, int]] = []
    for by, time in ((None, t), (halfway, middle), (halfway, middle), (h, end)):
        states = old if by is None else _shifted(g, old, stages[-1], by)
        view = View(g, model, states, time, (t, end))
        stages.append({n: view(ode.rate) for n, ode in model.odes.items()})
    sixth, third = g.quotient(h, g.number(6.0)), g.quotient(h, g.number(3.0))
    for name, x in old.items():
        k1, k2, k3, k4 = (stage[name] for stage in stages)
        outer = g.product(sixth, g.sum(k1, k4))
        steps.states[name] = g.sum(x, g.sum(outer, g.product(third, g.sum(k2, k3))))
    now = View(g, model, old, t)
    _jumps(steps, model, now, old)
    _pulls(steps, model, now, old)
    _fires(steps, model)
    return steps


def _shifted(g: Graph, old: Mapping[str, int], rates: Mapping[str, int], by: int) -> dict[str, int]:
    return {n: g.sum(x, g.product(by, rates[n])) for n, x in old.items()}


def _watch(steps: Steps, model: Model, view: View) -> None:
    """Watched quantities and folds at the whole step; a fold reads the new values before it."""
    g = steps.graph
    for name in dict.fromkeys([*(w.x for w in model.watchings), *model.recorded]):
        steps.watched[name] = view.name(name, {})
    for watching in model.watchings:
        extra = {f"{watching.x}_last": g.leaf("last", watching.x)}
        extra |= {n: g.leaf("fold", n) for n in watching.folds}
        for name, (text, _, _) in watching.folds.items():
            steps.folds[name] = extra[name] = view(text, extra)


def _jumps(steps: Steps, model: Model, view: View, old: Mapping[str, int]) -> None:
    g = steps.graph
    for number, happening in enumerate(model.happenings):
        if happening.on == "crossing":
            continue
        train = happening.train if happening.on == "arrival" else f"time_{number}"
        jump = Jump(train)
        extra = {"t_event": g.leaf("event", "time")}
        for name, text in happening.do.items():
            value = view(text, extra)
            if name in model.odes:
                slope = g.slope(view(model.odes[name].rate), old[name])
                jump.moves[name] = (g.difference(value, old[name]), slope)
            else:
                jump.sets[name] = value
        steps.jumps.append(jump)


def _pulls(steps: Steps, model: Model, view: View, old: Mapping[str, int]) -> None:
    """How the rate of each state that does not jump answers to those that do."""
    g = steps.graph
    for jump in steps.jumps:
        for other, ode in model.odes.items():
            if other in jump.moves:
                continue
            rate = view(ode.rate)
            slopes = [(g.slope(rate, old[name]), name) for name in jump.moves]
            found = [(slope, name) for slope, name in slopes if g.value(slope) != 0.0]
            if found:
                jump.pulls[other] = found


def _fires(steps: Steps, model: Model) -> None:
    """Upward crossings of zero within the step change the states at its end, in order."""
    g = steps.graph
    end = g.sum(g.leaf("step", "t"), g.leaf("step", "h"))
    for number, happening in enumerate(model.happenings):
        if happening.on != "crossing":
            continue
        held = {n: steps.held.get(n, g.leaf("held", n)) for n in model.held}
        view = View(g, model, {**steps.states, **held}, end)
        level, before = view(happening.when), g.leaf("level", str(number))
        zero = g.number(0.0)
        up = g.product(
            g.add("int", g.add("ge", level, zero)), g.add("int", g.add("lt", before, zero))
        )
        fired = g.add("gt", up, zero)
        for name, text in happening.do.items():
            value = view(text, {"t_event": end})
            home = steps.states if name in model.odes else steps.held
            home[name] = g.add("where", fired, value, {**held, **steps.states}[name])
        after = View(g, model, {**steps.states, **held, **steps.held}, end)
        steps.levels[str(number)] = after(happening.when)
