"""Nodes -> statements of the kernel, each written once per scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mgsim.engines.fused.graph import Graph
from mgsim.engines.fused.hoist import arguments

BLOCK = 32
_SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**"}
_COMPARE = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=="}


@dataclass
class Writer:
    """Emits statements for nodes, each once per scope."""

    graph: Graph
    static: Mapping[int, str]
    rows: dict[tuple[str, str], int]
    lines: list[str] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)
    indent: str = ""

    def row(self, kind: str, name: str) -> str:
        """A workspace element at lane l, the row made where it is new."""
        index = self.rows.setdefault((kind, name), len(self.rows))
        return f"w[{index * BLOCK} + l]"

    def say(self, node: int) -> str:
        """The variable that holds a node; its statements are written before it is used."""
        if node in self.said:
            return self.said[node]
        if node in self.static:
            return self.static[node]
        for needed in self._needs(node):
            if needed not in self.said and needed not in self.static:
                text = self._text(needed)
                if text.replace(".", "").replace("-", "").replace("e", "").isdigit():
                    self.said[needed] = text
                    continue
                self.lines.append(f"{self.indent}n{needed} = {text}")
                self.said[needed] = f"n{needed}"
        return self.said[node]

    def _needs(self, node: int) -> list[int]:
        """Everything a node needs that is not said yet, in order; itself last."""
        found, stack = set(), [node]
        while stack:
            one = stack.pop()
            if one in found or one in self.said or one in self.static:
                continue
            found.add(one)
            stack += arguments(self.graph, one)
        return sorted(found)

    def _word(self, node: int) -> str:
        return self.static[node] if node in self.static else self.said[node]

    def _text(self, node: int) -> str:
        operation, *rest = self.graph.nodes[node]
        if operation == "number":
            return repr(rest[0])
        if operation == "leaf":
            return self._leaf(*rest)
        words = [self._word(a) for a in rest]
        if operation == "div" and rest[1] in self.static and rest[0] not in self.static:
            return f"{words[0]} * {self._inverse(words[1])}"
        if operation in _SIGNS or operation in _COMPARE:
            sign = {**_SIGNS, **_COMPARE}[operation]
            return f"{words[0]} {sign} {words[1]}"
        if operation == "neg":
            return f"-{words[0]}"
        name = {"int": "truth", "abs": "absolute"}.get(operation, operation)
        return f"{name}({', '.join(words)})"

    def _inverse(self, word: str) -> str:
        """One over a hoisted number: made once for all steps where it is shared."""
        return f"i{word[1:]}" if word.startswith("s") else f"(1.0 / {word})"

    def _leaf(self, kind: str, name: str) -> str:
        if kind == "step":
            return name
        if kind == "event":
            return "event"
        return self.row(kind, name)
