"""Nodes -> statements of the kernel, each written once per scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mgsim.engines.fused.graph import Graph, arguments

_SIGNS = {"add": "+", "sub": "-", "mul": "*"}
_COMPARE = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
_NAMES = {"int": "truth", "abs": "absolute", "and": "both"}


@dataclass
class Writer:
    """Emits statements for nodes, each once.

    homes: where a node that is known already is read from. leaf: the same for a leaf. is_vector:
    statements of a machine's vectors, else of numba's numbers.
    """

    graph: Graph
    leaf: Callable[[str, str], str]
    homes: Mapping[int, str] = field(default_factory=dict)
    is_vector: bool = False
    indent: str = ""
    lines: list[str] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)

    def say(self, node: int) -> str:
        """The variable that holds a node; its statements are written before it is used."""
        for needed in self._needs(node):
            operation, *rest = self.graph.nodes[needed]
            if operation == "number":
                self.said[needed] = f"({rest[0]!r})" if rest[0] < 0 else repr(rest[0])
                continue
            if operation == "same" and needed not in self.homes:
                self.said[needed] = self.said[rest[0]]
                continue
            self.line(f"n{needed} = {self._text(needed)}")
            self.said[needed] = f"n{needed}"
        return self.said[node]

    def line(self, text: str) -> None:
        self.lines.append(f"{self.indent}{text}")

    def _needs(self, node: int) -> list[int]:
        """Everything a node needs that is not said yet, in order; itself last."""
        found, stack = set(), [node]
        while stack:
            one = stack.pop()
            if one in found or one in self.said:
                continue
            found.add(one)
            if one not in self.homes:
                stack += arguments(self.graph, one)
        return sorted(found)

    def _text(self, node: int) -> str:
        if node in self.homes:
            return self.homes[node]
        operation, *rest = self.graph.nodes[node]
        if operation == "leaf":
            return self.leaf(*rest)
        words = [self.said[a] for a in rest]
        if operation in _SIGNS:
            return f"{words[0]} {_SIGNS[operation]} {words[1]}"
        if operation in ("neg", "recip"):
            return f"-{words[0]}" if operation == "neg" else f"1.0 / {words[0]}"
        if not self.is_vector and operation in _COMPARE:
            return f"{words[0]} {_COMPARE[operation]} {words[1]}"
        if not self.is_vector and operation == "and":
            return f"truth({words[0]}) * truth({words[1]}) != 0.0"
        name = _NAMES.get(operation, operation)
        return f"{'m.' if self.is_vector else ''}{name}({', '.join(words)})"
