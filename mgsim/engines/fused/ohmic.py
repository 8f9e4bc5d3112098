"""Rates as c + s x: for currents g (v - e) one sum of g e and one of g, not a product for each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mgsim.engines.fused.graph import Graph, arguments
from mgsim.engines.fused.slopes import slope

_LONG = 4  # terms, from which on a sum is worth cutting in two


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
    c = g.replaced(frozen, {x: g.number(0.0)})
    return Parts(frozen, _in_two(g, c), _in_two(g, s), functions, away)


def _in_two(g: Graph, node: int) -> int:
    """A sum as two sums that do not wait for one another."""
    terms = _terms(g, node)
    if len(terms) < _LONG:
        return node
    halves = []
    for part in (terms[::2], terms[1::2]):
        total = part[0]
        for term in part[1:]:
            total = g.sum(total, term)
        halves.append(total)
    return g.sum(*halves)


def _terms(g: Graph, node: int) -> list[int]:
    """The terms of nested sums and differences."""
    operation, *rest = g.nodes[node]
    if operation not in ("add", "sub"):
        return [node]
    first, second = (_terms(g, n) for n in rest)
    return [*first, *(second if operation == "add" else (g.negative(n) for n in second))]


def _functions_of(g: Graph, node: int, x: int, still: Collection[int]) -> list[int]:
    """The largest costly functions of x and shared numbers alone."""
    found: set[int] = set()
    seen = {x, *still}
    stack = [node]
    while stack:
        one = stack.pop()
        if x in g.reads[one] and one not in seen:
            seen.add(one)
            if g.reads[one] == {x} and g.nodes[one][0] not in ("add", "sub", "mul", "neg"):
                found.add(one)
            else:
                stack += arguments(g, one)
    return sorted(found)
