"""Slopes of nodes, taken symbolically."""

from __future__ import annotations

from collections.abc import Callable

from mgsim.engines.fused.graph import Graph
from mgsim.language.errors import EngineError, Fault

_FLAT = ("lt", "le", "gt", "ge", "eq", "ne", "and", "int")


def slope(graph: Graph, node: int, leaf: int, memo: dict[int, int] | None = None) -> int:
    """d(node)/d(leaf) as a node; nodes in `memo` have the slope that it gives.

    Raises EngineError where a function has no rule here.
    """
    memo = {} if memo is None else memo
    if node not in memo:
        memo[node] = _slope(graph, node, leaf, memo)
    return memo[node]


def _slope(graph: Graph, node: int, leaf: int, memo: dict[int, int]) -> int:
    operation, *arguments = graph.nodes[node]
    if node == leaf:
        return graph.number(1.0)
    if leaf not in graph.reads[node] or operation in _FLAT:
        return graph.number(0.0)
    slopes = [slope(graph, a, leaf, memo) for a in arguments]
    if all(graph.value(s) == 0.0 for s in slopes):
        return graph.number(0.0)
    rule = _RULES.get(operation)
    if rule is None:
        raise EngineError(Fault("engine fused", f"the slope of '{operation}'", "one it knows"))
    return rule(graph, node, arguments, slopes)


def _of_product(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.sum(g.product(slopes[0], args[1]), g.product(args[0], slopes[1]))


def _of_reciprocal(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.negative(g.product(slopes[0], g.product(node, node)))


def _of_power(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    if g.value(slopes[1]) != 0.0:
        raise EngineError(Fault("engine fused", "the slope of a varying exponent", "a fixed one"))
    lower = g.power(args[0], g.difference(args[1], g.number(1.0)))
    return g.product(g.product(args[1], lower), slopes[0])


def _of_exprel(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    """(exp(x) - exprel(x))/x, which is exprel's slope; 1/2 at zero."""
    top = g.difference(g.add("exp", args[0]), node)
    at_zero = g.add("eq", args[0], g.number(0.0))
    value = g.add("where", at_zero, g.number(0.5), g.add("ratio", top, args[0]))
    return g.product(value, slopes[0])


def _of_ratio(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    above = g.difference(slopes[0], g.product(node, slopes[1]))
    return g.add("ratio", above, args[1])


def _of_choice(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.add("where", args[0], slopes[1], slopes[2])


def _of_larger(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.add("where", g.add("ge", args[0], args[1]), slopes[0], slopes[1])


def _of_smaller(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.add("where", g.add("le", args[0], args[1]), slopes[0], slopes[1])


def _of_size(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    is_up = g.add("ge", args[0], g.number(0.0))
    return g.add("where", is_up, slopes[0], g.negative(slopes[0]))


def _of_clip(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.add("where", g.add("eq", node, args[0]), slopes[0], g.number(0.0))


_RULES: dict[str, Callable[[Graph, int, list[int], list[int]], int]] = {
    "same": lambda g, node, args, slopes: slopes[0],
    "add": lambda g, node, args, slopes: g.sum(*slopes),
    "sub": lambda g, node, args, slopes: g.difference(*slopes),
    "neg": lambda g, node, args, slopes: g.negative(slopes[0]),
    "mul": _of_product,
    "recip": _of_reciprocal,
    "pow": _of_power,
    "exp": lambda g, node, args, slopes: g.product(node, slopes[0]),
    "log": lambda g, node, args, slopes: g.quotient(slopes[0], args[0]),
    "sqrt": lambda g, node, args, slopes: g.quotient(slopes[0], g.product(g.number(2.0), node)),
    "exprel": _of_exprel,
    "ratio": _of_ratio,
    "where": _of_choice,
    "maximum": _of_larger,
    "minimum": _of_smaller,
    "abs": _of_size,
    "clip": _of_clip,
}
