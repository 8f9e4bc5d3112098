"""Rates as c + s x: for currents g (v - e) one sum of g e and one of g, not a product for each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mgsim.engines.fused.graph import Graph, arguments
from mgsim.engines.fused.slopes import slope


@dataclass(frozen=True)
class Parts:
    """A rate as c + s x, in which functions of x alone stand as leaves.

    functions: node -> leaf. away: the same for nodes that are not looked into.
    """

    rate: int
    c: int
    s: int
    functions: dict[int, int]
    away: dict[int, int]

    def whole(self, g: Graph, node: int) -> int:
        """A node with the functions back in the place of their leaves."""
        pairs = (self.functions | self.away).items()
        return g.replaced(node, {leaf: found for found, leaf in pairs})


def ohmic(g: Graph, rate: int, x: int, still: Collection[int] = ()) -> Parts | None:
    """A rate as c + s x but for functions of x alone; None where it is not so.

    still: nodes that count as constants, whatever they are made of.
    """
    functions = {n: g.leaf("frozen", str(n)) for n in _functions_of(g, rate, x, still)}
    away = {n: g.leaf("frozen", str(n)) for n in still}
    frozen = g.replaced(rate, functions | away)
    s = slope(g, frozen, x)
    if x in g.reads[s]:
        return None
    return Parts(frozen, g.replaced(frozen, {x: g.number(0.0)}), s, functions, away)


def _functions_of(g: Graph, node: int, x: int, still: Collection[int]) -> list[int]:
    """The largest costly functions of x and shared numbers alone."""
    found: set[int] = set()
    stack = [node]
    while stack:
        one = stack.pop()
        if x in g.reads[one] and one != x and one not in still:
            if g.reads[one] == {x} and g.nodes[one][0] not in ("add", "sub", "mul", "neg"):
                found.add(one)
            else:
                stack += arguments(g, one)
    return sorted(found)
