"""Model -> straight-line steps: what is seen and what arrivals do, whatever the method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mgsim.engines.fused.graph import Graph
from mgsim.engines.fused.slopes import slope
from mgsim.study.model import Model

EDGE = 1e-6  # of a step: a pulse that starts on the grid has started there, whatever the rounding


@dataclass
class Jump:
    """What one arrival does: (target, new value) for held quantities, jumps and decays for states.

    moves: state -> (jump node, slope node). pulls: other state -> [(slope by the jumped state, that
    state)], by which is taken back what a jump did before its time. is_early: it is done in the
    step that the arrival falls in, whatever the method.
    """

    train: str
    is_early: bool = False
    sets: dict[str, int] = field(default_factory=dict)
    moves: dict[str, tuple[int, int]] = field(default_factory=dict)
    pulls: dict[str, list[tuple[int, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Slot:
    """A state whose rate is a + b x, with a and b of one voltage (a leaf) and shared numbers."""

    voltage: int
    a: int
    b: int


@dataclass(frozen=True)
class Stage:
    """A stage of a method: how far its states are from the old ones, and the voltages there.

    by: node that slots' last rates are multiplied by; None where they are the old ones. voltages:
    (leaf, node) of each voltage that has slots.
    """

    by: int | None
    voltages: tuple[tuple[int, int], ...]


@dataclass
class Steps:
    """One step as nodes of a graph, by what they are stored as.

    slots: states that are advanced from a table, by name; what they are is a leaf 'slot' (their
    new value) or 'stage1', 'stage2', ... stages: of a method with several. sum: node by which the
    sum of the slots' rates is multiplied at the end. rises: for each collecting readout the watched
    quantity, its last value and the level. late: states that stand half a step behind the others.
    firm: nodes that must be made of their parts, since others made of the same parts need them.
    """

    graph: Graph
    method: str
    states: dict[str, int] = field(default_factory=dict)
    watched: dict[str, int] = field(default_factory=dict)
    folds: dict[str, int] = field(default_factory=dict)
    jumps: list[Jump] = field(default_factory=list)
    held: dict[str, int] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)
    sum: int | None = None
    late: frozenset[str] = frozenset()
    rises: list[tuple[int, int, int]] = field(default_factory=list)
    firm: set[int] = field(default_factory=set)

    def roots(self) -> list[int]:
        """Every node that a step stores or tests."""
        found = [*self.watched.values(), *self.folds.values(), *self.held.values()]
        found += [*self.states.values(), *self.levels.values()]
        found += [n for n in (self.sum, *(s.by for s in self.stages)) if n is not None]
        found += [node for stage in self.stages for _, node in stage.voltages]
        return [*found, *(node for rise in self.rises for node in rise)]

    def seen(self) -> list[int]:
        """Every node that is looked at as it is now, whatever then moves."""
        rises = [node for rise in self.rises for node in rise]
        return [*self.watched.values(), *self.folds.values(), *rises]

    def event_roots(self) -> list[int]:
        """Every node that an arrival reads."""
        found = []
        for jump in self.jumps:
            found += [*jump.sets.values(), *(n for pair in jump.moves.values() for n in pair)]
            found += [slope for pulls in jump.pulls.values() for slope, _ in pulls]
        return found


def linear(graph: Graph, rate: int, x: int) -> tuple[int, int] | None:
    """(a, b) where a rate is a + b x, None where it is not."""
    b = slope(graph, rate, x)
    if x in graph.reads[b]:
        return None
    return graph.replaced(rate, {x: graph.number(0.0)}), b


def as_slot(graph: Graph, model: Model, name: str, a: int, b: int) -> Slot | None:
    """The slot of a state whose rate is a + b x, where one voltage and shared numbers give both."""
    leaves = graph.reads[a] | graph.reads[b]
    jumping = any(name in happening.do for happening in model.happenings)
    if jumping or not graph.reads[b] or len(leaves) != 1:
        return None
    (voltage,) = leaves
    _, kind, word = graph.nodes[voltage]
    return Slot(voltage, a, b) if kind == "state" and model.unit(word) == "mV" else None


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
        if name in self.model.algebra:
            if name not in self.memo:
                self.memo[name] = self(self.model.algebra[name])
            return self.memo[name]
        kind = "held" if name in self.model.held else "constant"
        return self.graph.leaf(kind, name)

    def pulse(self, start: int, stop: int) -> int:
        """1 from start to stop: now, or the part of the window that it covers."""
        g = self.graph
        if self.window is None:
            now = g.sum(self.time, g.product(g.number(EDGE), g.step))
            return g.product(
                g.add("int", g.add("ge", now, start)), g.add("int", g.add("lt", now, stop))
            )
        first, last = self.window
        span = g.difference(g.add("minimum", stop, last), g.add("maximum", start, first))
        return g.add("clip", g.quotient(span, g.step), g.number(0.0), g.number(1.0))


def watch(steps: Steps, model: Model, view: View) -> None:
    """Watched quantities and folds at the whole step; a fold reads the new values before it."""
    g = steps.graph
    for name in dict.fromkeys([*(w.x for w in model.watchings), *model.recorded]):
        steps.watched[name] = view.name(name, {})
    for watching in model.watchings:
        last = g.leaf("last", watching.x)
        extra = {f"{watching.x}_last": last}
        extra |= {n: g.leaf("fold", n) for n in watching.folds}
        for name, (text, _, _) in watching.folds.items():
            steps.folds[name] = extra[name] = view(text, extra)
        if watching.collects:
            level = g.leaf("constant", watching.threshold)
            steps.rises.append((steps.watched[watching.x], last, level))


def jumps(steps: Steps, model: Model, view: View, old: Mapping[str, int]) -> None:
    """What arrivals and set times do, in the order of the model."""
    g = steps.graph
    for number, happening in enumerate(model.happenings):
        if happening.on == "crossing":
            continue
        train = happening.train if happening.on == "arrival" else f"time_{number}"
        jump = Jump(train)
        extra = {"t_event": g.leaf("event", "event")}
        for name, text in happening.do.items():
            value = view(text, extra)
            if name in model.odes:
                decay = slope(g, view(model.odes[name].rate), old[name])
                jump.moves[name] = (g.difference(value, old[name]), decay)
            else:
                jump.sets[name] = value
        steps.jumps += _apart(g, jump) if steps.method == "staggered" else [jump]


def _apart(graph: Graph, jump: Jump) -> list[Jump]:
    """A jump, before it what it sets: a pulse is cut to its span, but has to be known by then."""
    held = {graph.leaf("held", name) for name in jump.sets}
    if not jump.sets or any(graph.reads[n] & held for pair in jump.moves.values() for n in pair):
        return [jump]
    early = Jump(jump.train, True, sets=jump.sets)
    return [early, Jump(jump.train, moves=jump.moves)] if jump.moves else [early]


def pulls(steps: Steps, model: Model, view: View, old: Mapping[str, int]) -> None:
    """How the rate of each state that does not jump answers to those that do."""
    g = steps.graph
    for jump in steps.jumps:
        for other, ode in model.odes.items():
            if other in jump.moves:
                continue
            rate = view(ode.rate)
            slopes = [(slope(g, rate, old[name]), name) for name in jump.moves]
            found = [(node, name) for node, name in slopes if g.value(node) != 0.0]
            if found:
                jump.pulls[other] = found
