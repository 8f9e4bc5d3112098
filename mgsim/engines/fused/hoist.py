"""What is known before the run, found in the graph and evaluated by numpy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from mgsim.engines.fused.graph import Graph, arguments
from mgsim.language.expression import NUMPY


def border(
    graph: Graph,
    roots: Iterable[int],
    through: tuple[str, ...] = ("moving",),
    stop: frozenset[int] = frozenset(),
) -> list[int]:
    """The nodes that those of the kinds `through` read but that are of other kinds, in order.

    stop: nodes that come from elsewhere; what is under them is not looked at.
    """
    found: set[int] = set()
    seen: set[int] = set()
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node in seen or node in stop:
            continue
        seen.add(node)
        kind = graph.kinds[node]
        if kind in through:
            stack += arguments(graph, node)
        elif kind != "number":
            found.add(node)
    return sorted(found)


_ACTS = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "neg": np.negative,
    "same": np.asarray,
    "recip": lambda x: 1.0 / np.asarray(x, float),
    "pow": np.power,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "eq": np.equal,
    "ne": np.not_equal,
    "and": np.logical_and,
}


def evaluated(
    graph: Graph, nodes: Iterable[int], leaves: Mapping[str, np.ndarray]
) -> list[np.ndarray]:
    """The values of nodes where every leaf's name has one, by numpy in double precision."""
    values: dict[int, np.ndarray] = {}
    with np.errstate(all="ignore"):
        return [_value(graph, node, leaves, values) for node in nodes]


def _value(
    graph: Graph, node: int, leaves: Mapping[str, np.ndarray], values: dict[int, np.ndarray]
) -> np.ndarray:
    if node not in values:
        operation, *rest = graph.nodes[node]
        if operation == "number":
            values[node] = np.asarray(rest[0])
        elif operation == "leaf":
            values[node] = leaves[rest[1]]
        else:
            function = _ACTS.get(operation) or NUMPY[operation]
            parts = [_value(graph, a, leaves, values) for a in rest]
            values[node] = np.asarray(function(*parts), float)
    return values[node]
