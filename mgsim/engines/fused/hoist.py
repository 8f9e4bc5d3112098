"""What depends on constants alone, found in the graph and evaluated by numpy before the run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from mgsim.engines.fused.graph import Graph
from mgsim.language.expression import NUMPY


def arguments(graph: Graph, node: int) -> list[int]:
    """The nodes that a node is made of."""
    operation, *rest = graph.nodes[node]
    return [] if operation in ("number", "leaf") else rest


def kinds_of(graph: Graph, varying: frozenset[str]) -> dict[int, str]:
    """'shared' (the same number for all lanes), 'lane' (one per lane) or 'moving' for each node."""
    kinds: dict[int, str] = {}
    for number, (operation, *rest) in enumerate(graph.nodes):
        if operation == "number":
            kinds[number] = "number"
        elif operation == "leaf":
            is_constant = rest[0] == "constant"
            still = "lane" if rest[-1] in varying else "shared"
            kinds[number] = still if is_constant else "moving"
        else:
            found = {kinds[a] for a in rest}
            kinds[number] = next((k for k in ("moving", "lane", "shared") if k in found), "number")
    return kinds


def border(graph: Graph, roots: Iterable[int], kinds: Mapping[int, str]) -> list[int]:
    """The hoisted nodes that moving ones (or the roots themselves) read."""
    found: set[int] = set()
    seen: set[int] = set()
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if kinds[node] in ("shared", "lane"):
            found.add(node)
        elif graph.nodes[node][0] != "number":
            stack += arguments(graph, node)
    return sorted(found)


_ACTS = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "neg": np.negative,
    "pow": np.power,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "eq": np.equal,
}


def hoisted(
    graph: Graph, nodes: Iterable[int], constants: Mapping[str, np.ndarray]
) -> list[np.ndarray]:
    """The values of hoisted nodes, by numpy."""
    values: dict[int, np.ndarray] = {}

    def value(node: int) -> np.ndarray:
        if node not in values:
            operation, *rest = graph.nodes[node]
            if operation == "number":
                values[node] = np.asarray(rest[0])
            elif operation == "leaf":
                values[node] = constants[rest[1]]
            else:
                function = _ACTS.get(operation) or NUMPY[operation]
                values[node] = np.asarray(function(*(value(a) for a in rest)), float)
        return values[node]

    with np.errstate(all="ignore"):
        return [value(node) for node in nodes]
