"""The second-order step: voltages at whole steps, everything else at half steps between them.

Each is advanced by the linearly implicit midpoint rule, with the others at their middle; Markov
schemes as a whole, implicitly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mgsim.engines.fused.graph import Graph, arguments
from mgsim.engines.fused.lower import Steps, View, as_slot, jumps, linear, pulls, watch
from mgsim.engines.fused.ohmic import ohmic
from mgsim.engines.fused.scheme import advance
from mgsim.engines.fused.slopes import slope
from mgsim.language.expression import names, order
from mgsim.study.model import Model


def staggerable(model: Model) -> bool:
    """True where voltages do not need one another, and the rest can be put in an order."""
    reads = _state_reads(model)
    fast = _fast(model)
    if any(h.on == "crossing" for h in model.happenings):
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
    """Everything but voltages, each after what it reads; a scheme goes by its prefix."""
    owner = {state: scheme.prefix for scheme in model.schemes for state in scheme.states}
    needs: dict[str, set[str]] = {}
    for name in model.odes:
        if name not in fast:
            mine = owner.get(name, name)
            found = {owner.get(n, n) for n in reads[name] - fast}
            needs[mine] = needs.get(mine, set()) | found - {mine}
    return order(needs, lambda cycle: RecursionError(" ".join(cycle)))


def staggered(model: Model, graph: Graph, has_tables: bool) -> Steps:
    """One step; with tables, states linear in themselves with rates of one voltage become slots."""
    g, h, t = graph, graph.step, graph.leaf("time", "t")
    steps = Steps(g, "staggered")
    half = g.number(0.5)
    old = {n: g.leaf("state", n) for n in model.odes}
    fast = _fast(model)
    before, after = (f(t, g.product(half, h)) for f in (g.difference, g.sum))
    before = g.add("maximum", before, g.number(0.0))
    new: dict[str, int] = {}
    middle = {n: old[n] for n in fast}
    schemes = {scheme.prefix: scheme for scheme in model.schemes}
    for name in _ordered(model, _state_reads(model), fast):
        if name in schemes:
            view = View(g, model, dict(middle), t, (before, after))
            found = advance(steps, view, schemes[name], old)
        else:
            view = View(g, model, {**middle, name: old[name]}, t, (before, after))
            found = {name: _advance(steps, view, model, name, old[name], has_tables)}
        new |= {n: g.add("same", node) for n, node in found.items()}
        middle |= {n: g.product(half, g.sum(old[n], new[n])) for n in found}
    watch(steps, model, View(g, model, middle, t))
    for name in sorted(fast):
        view = View(g, model, {**new, name: old[name]}, after, (t, g.sum(t, h)))
        steps.states[name] = _implicit(steps, view, name, old[name], new.values())
    steps.states |= new
    steps.late = frozenset(new)
    now = View(g, model, old, t)
    jumps(steps, model, now, old)
    pulls(steps, model, now, old)
    return steps


def _advance(steps: Steps, view: View, model: Model, name: str, x: int, has_tables: bool) -> int:
    """The next value of a state that is no voltage: by its own line where its rate is a + b x."""
    g, h = steps.graph, steps.graph.step
    rate = view(model.odes[name].rate)
    found = linear(g, rate, x)
    if found is None:
        return _implicit(steps, view, name, x)
    a, b = found
    slot = as_slot(g, model, name, a, b) if has_tables else None
    if slot:
        steps.slots[name] = slot
        return g.leaf("slot", name)
    part = g.product(g.product(g.number(0.5), h), b)
    below = g.reciprocal(g.difference(g.number(1.0), part))
    keep = g.product(g.sum(g.number(1.0), part), below)
    return g.sum(g.product(keep, x), g.product(g.product(h, below), a))


def _implicit(steps: Steps, view: View, name: str, x: int, still: Iterable[int] = ()) -> int:
    """x + h f/(1 - h/2 df/dx); the nodes of `still` count as constants in df/dx."""
    g, model = steps.graph, view.model
    elsewhere = _under(g, [*still, *steps.roots()])
    rate = view(model.odes[name].rate)
    flow, own = _halved(g, rate, x, dict.fromkeys(still, g.number(0.0)))
    flow, below = _joined(g, flow, g.difference(g.number(1.0), own), elsewhere)
    return g.sum(x, g.product(g.number(2.0), g.quotient(flow, below)))


def _halved(g: Graph, rate: int, x: int, still: dict[int, int]) -> tuple[int, int]:
    """Half a step times a rate and its slope by x."""
    half = g.product(g.number(0.5), g.step)
    parts = ohmic(g, rate, x, still)
    if parts is None:
        return g.product(half, rate), g.product(half, slope(g, rate, x, dict(still)))
    own = s = g.add("same", g.product(half, parts.s))
    for node, leaf in parts.functions.items():
        by_function = g.product(half, slope(g, parts.rate, leaf))
        own = g.sum(own, g.product(by_function, slope(g, node, x)))
    flow = g.sum(g.product(half, parts.c), g.product(s, x))
    return parts.whole(g, flow), parts.whole(g, own)


def _joined(g: Graph, above: int, below: int, elsewhere: set[int]) -> tuple[int, int]:
    """A quotient's two sides, both times 1 + y where they read 1/(1 + y) and nothing else does.

    A division is the slowest instruction of a step; this takes one where there were two.
    """
    inside = {n for n in _under(g, [above, below]) - elsewhere if g.nodes[n][0] == "recip"}
    for node in sorted(inside, reverse=True):
        (whole,) = arguments(g, node)
        is_saturation = g.nodes[whole][0] == "add" and g.number(1.0) in arguments(g, whole)
        if g.is_still(node) or not is_saturation:
            continue
        leaf = g.leaf("frozen", str(node))
        sides = [g.replaced(side, {node: leaf}) for side in (above, below)]
        slopes = [slope(g, side, leaf) for side in sides]
        if any(leaf in g.reads[s] for s in slopes):
            continue
        rests = [g.replaced(side, {leaf: g.number(0.0)}) for side in sides]
        one, other = (g.sum(g.product(r, whole), s) for r, s in zip(rests, slopes, strict=True))
        return one, other
    return above, below


def _under(g: Graph, nodes: Iterable[int]) -> set[int]:
    """Nodes and all that they are made of."""
    found: set[int] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if node not in found:
            found.add(node)
            stack += arguments(g, node)
    return found
