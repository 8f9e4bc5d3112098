"""The classical fourth-order step, for any model."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mgsim.engines.fused.graph import Graph
from mgsim.engines.fused.lower import Slot, Stage, Steps, View, as_slot, jumps, linear, pulls, watch
from mgsim.engines.fused.ohmic import ohmic
from mgsim.engines.fused.scheme import advance
from mgsim.study.model import Model


def rk4(model: Model, graph: Graph, has_tables: bool, stiff: frozenset[str]) -> Steps:
    """One step; with tables, states linear in themselves with rates of one voltage become slots.

    stiff: prefixes of Markov schemes that stand at half steps and are taken implicitly.
    """
    g, h, t = graph, graph.step, graph.leaf("time", "t")
    steps = Steps(g, "rk4")
    old = {n: g.leaf("state", n) for n in model.odes}
    now = View(g, model, old, t)
    jumps(steps, model, now, old)
    pulls(steps, model, now, old)
    if has_tables and not any(happening.on == "crossing" for happening in model.happenings):
        apart = {n for s in model.schemes if s.prefix in stiff for n in s.states}
        steps.slots = _slots(steps, model, now, {n: x for n, x in old.items() if n not in apart})
    seen = {n: g.leaf("stage1", n) if n in steps.slots else x for n, x in old.items()}
    half, end = g.product(g.number(0.5), h), g.sum(t, h)
    between = _schemes(steps, model, seen, stiff)
    middle_of = {n: g.product(g.number(0.5), g.sum(old[n], node)) for n, node in between.items()}
    watch(steps, model, View(g, model, seen | middle_of, t))
    seen = {n: x for n, x in seen.items() if n not in between}
    middle = g.sum(t, half)
    rates: list[dict[str, int]] = []
    for number, (by, time) in enumerate(((None, t), (half, middle), (half, middle), (h, end)), 1):
        states = seen if by is None else _shifted(steps, seen, rates[-1], by, number)
        view = View(g, model, states | between, time, (t, end))
        rates.append(_rates(steps, model, view, between.keys()))
        if by is None and steps.slots:
            voltages = sorted({slot.voltage for slot in steps.slots.values()})
            steps.stages.append(Stage(None, tuple((v, v) for v in voltages)))
    sixth, third = g.quotient(h, g.number(6.0)), g.quotient(h, g.number(3.0))
    for name in rates[0]:
        k1, k2, k3, k4 = (stage[name] for stage in rates)
        outer = g.product(sixth, g.sum(k1, k4))
        steps.states[name] = g.sum(old[name], g.sum(outer, g.product(third, g.sum(k2, k3))))
    steps.states |= between
    steps.late = frozenset(between)
    steps.sum = sixth if steps.slots else None
    _fires(steps, model)
    return steps


def _rates(steps: Steps, model: Model, view: View, between: Collection[str]) -> dict[str, int]:
    """The rates of all states but slots and those at half steps; of voltages at the least cost."""
    g = steps.graph
    apart = steps.slots.keys() | between
    found = {n: view(ode.rate) for n, ode in model.odes.items() if n not in apart}
    for name in {g.nodes[slot.voltage][2] for slot in steps.slots.values()}:
        x = view.states[name]
        parts = ohmic(g, found[name], x, [view.states[n] for n in between])
        if parts:
            found[name] = parts.whole(g, g.sum(parts.c, g.product(parts.s, x)))
    return found


def _schemes(
    steps: Steps, model: Model, seen: Mapping[str, int], stiff: frozenset[str]
) -> dict[str, int]:
    """Occupancies half a step on from now, with the rates of now."""
    g = steps.graph
    t, half = g.leaf("time", "t"), g.product(g.number(0.5), g.step)
    before = g.add("maximum", g.difference(t, half), g.number(0.0))
    view = View(g, model, seen, t, (before, g.sum(t, half)))
    found: dict[str, int] = {}
    for scheme in model.schemes:
        if scheme.prefix in stiff:
            new = advance(steps, view, scheme, seen)
            found |= {n: g.add("same", node) for n, node in new.items()}
    return found


def _slots(steps: Steps, model: Model, now: View, old: Mapping[str, int]) -> dict[str, Slot]:
    """States that a table can advance; not those that an arrival reads."""
    g = steps.graph
    read = frozenset().union(*(g.reads[n] for n in steps.event_roots()))
    found = {}
    for name, x in old.items():
        pair = linear(g, now(model.odes[name].rate), x)
        slot = as_slot(g, model, name, *pair) if pair and x not in read else None
        if slot:
            found[name] = slot
    return found


def _shifted(
    steps: Steps, seen: Mapping[str, int], rates: Mapping[str, int], by: int, number: int
) -> dict[str, int]:
    """The states of a later stage; a voltage that has slots is a leaf of its own there."""
    g = steps.graph
    with_slots = {slot.voltage for slot in steps.slots.values()}
    states, voltages = {}, []
    for name, x in seen.items():
        if name in steps.slots:
            states[name] = g.leaf(f"stage{number}", name)
            continue
        states[name] = g.sum(x, g.product(by, rates[name]))
        if x in with_slots:
            voltages.append((g.leaf(f"voltage{number}", name), states[name]))
            states[name] = voltages[-1][0]
    if steps.slots:
        steps.stages.append(Stage(by, tuple(voltages)))
    return states


def _fires(steps: Steps, model: Model) -> None:
    """Upward crossings of zero within the step change the states at its end, in order."""
    g = steps.graph
    end = g.sum(g.leaf("time", "t"), g.step)
    for number, happening in enumerate(model.happenings):
        if happening.on != "crossing":
            continue
        held = {n: steps.held.get(n, g.leaf("held", n)) for n in model.held}
        view = View(g, model, {**steps.states, **held}, end)
        level, before = view(happening.when), g.leaf("level", str(number))
        zero = g.number(0.0)
        fired = g.add("and", g.add("ge", level, zero), g.add("lt", before, zero))
        for name, text in happening.do.items():
            value = view(text, {"t_event": end})
            home = steps.states if name in model.odes else steps.held
            home[name] = g.add("where", fired, value, {**held, **steps.states}[name])
        after = View(g, model, {**steps.states, **held, **steps.held}, end)
        steps.levels[str(number)] = after(happening.when)
