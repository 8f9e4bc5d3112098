"""Expressions as numbered nodes: equal ones once, constants gathered in front of what moves.

A node's kind says when it is known: 'number', 'shared' (the same for all lanes) and 'lane' before
a run, 'uniform' (of time and shared numbers) once a step, 'moving' only in a lane's own step.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mgsim.language.expression import parse
from mgsim.language.ports import CONSTANTS

Node = tuple
_BINARY = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.Pow: "pow"}
_COMPARE = {ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.Eq: "eq", ast.NotEq: "ne"}
WHOLE_POWERS = range(2, 9)
_STILL = ("number", "shared", "lane")
STEP = "dt"


@dataclass
class Graph:
    """Nodes are (operation, arguments...) and are named by their position: arguments come first.

    varying: constants that differ between lanes. wholes: constants that are whole exponents, which
    are part of the structure. reads: for each node the leaves other than shared constants it needs.
    """

    varying: frozenset[str] = frozenset()
    wholes: Mapping[str, int] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    reads: list[frozenset[int]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    known: dict[Node, int] = field(default_factory=dict)

    def add(self, *node) -> int:
        """The number of a node, the same for equal ones."""
        if node not in self.known:
            number = self.known[node] = len(self.nodes)
            self.nodes.append(node)
            self.reads.append(self._reads(number, node))
            self.kinds.append(self._kind(number))
        return self.known[node]

    def _reads(self, number: int, node: Node) -> frozenset[int]:
        if node[0] == "number":
            return frozenset()
        if node[0] == "leaf":
            is_shared = node[1] == "constant" and node[2] not in self.varying
            return frozenset() if is_shared else frozenset([number])
        return frozenset().union(*(self.reads[a] for a in node[1:]))

    def _kind(self, node: int) -> str:
        if self.nodes[node][0] == "number":
            return "number"
        leaves = {self.nodes[leaf][1] for leaf in self.reads[node]}
        if not leaves:
            return "shared"
        if leaves == {"constant"}:
            return "lane"
        return "uniform" if leaves == {"time"} else "moving"

    def number(self, value: float) -> int:
        return self.add("number", float(value))

    def leaf(self, kind: str, name: str) -> int:
        return self.add("leaf", kind, name)

    @property
    def step(self) -> int:
        """The step of time, a number that all lanes share."""
        return self.leaf("constant", STEP)

    def value(self, node: int) -> float | None:
        """The number that a node is, None for anything else."""
        return self.nodes[node][1] if self.nodes[node][0] == "number" else None

    def is_still(self, node: int) -> bool:
        """True for what is known before the run."""
        return self.kinds[node] in _STILL

    def sum(self, a: int, b: int) -> int:
        one, other = self.value(a), self.value(b)
        if one is not None and other is not None:
            return self.number(one + other)
        if one == 0.0 or other == 0.0:
            return b if one == 0.0 else a
        for left, right in ((a, b), (b, a)):
            if self.nodes[right][0] == "neg":
                return self.difference(left, self.nodes[right][1])
        return self.add("add", *sorted((a, b)))

    def difference(self, a: int, b: int) -> int:
        one, other = self.value(a), self.value(b)
        if one is not None and other is not None:
            return self.number(one - other)
        if one == 0.0 or other == 0.0:
            return a if other == 0.0 else self.negative(b)
        if self.nodes[b][0] == "neg":
            return self.sum(a, self.nodes[b][1])
        return self.number(0.0) if a == b else self.add("sub", a, b)

    def negative(self, a: int) -> int:
        value = self.value(a)
        if value is not None:
            return self.number(-value)
        operation, *rest = self.nodes[a]
        if operation == "neg":
            return rest[0]
        if operation == "mul" and self.is_still(rest[0]) and not self.is_still(a):
            return self.product(self.negative(rest[0]), rest[1])
        return self.add("neg", a)

    def product(self, a: int, b: int) -> int:
        """The product, with what is known before the run gathered in front."""
        if self.value(a) == 0.0 or self.value(b) == 0.0:
            return self.number(0.0)
        if self.nodes[a][0] == self.nodes[b][0] == "int":
            both = self.add("and", *sorted((self.nodes[a][1], self.nodes[b][1])))
            return self.add("int", both)
        (front_a, rest_a), (front_b, rest_b) = self._split(a), self._split(b)
        if rest_a is None and rest_b is not None and self._absorbs(b):
            return self._distributed(a, b)
        if rest_b is None and rest_a is not None and self._absorbs(a):
            return self._distributed(b, a)
        return self._times(self._times(front_a, front_b), self._times(rest_a, rest_b))  # type: ignore[return-value]

    def _split(self, node: int) -> tuple[int | None, int | None]:
        """What is known before the run, and the rest of a product."""
        if self.is_still(node):
            return node, None
        operation, *rest = self.nodes[node]
        if operation == "neg":
            return self.number(-1.0), rest[0]
        if operation == "mul" and self.is_still(rest[0]):
            return rest[0], rest[1]
        return None, node

    def _absorbs(self, node: int) -> bool:
        """True for a sum whose every part has a front that takes one more number for nothing."""
        operation, *rest = self.nodes[node]
        return operation in ("add", "sub") and all(
            self.is_still(n) or self._split(n)[0] is not None or self._absorbs(n) for n in rest
        )

    def _distributed(self, number: int, node: int) -> int:
        operation, *rest = self.nodes[node]
        return self.make(operation, *(self.product(number, n) for n in rest))

    def _times(self, a: int | None, b: int | None) -> int | None:
        if a is None or b is None:
            return b if a is None else a
        one, other = self.value(a), self.value(b)
        if one is not None and other is not None:
            return self.number(one * other)
        for value, node in ((one, b), (other, a)):
            if value == 1.0:
                return node
            if value == -1.0:
                return self.negative(node)
        if self.is_still(a) == self.is_still(b):
            a, b = sorted((a, b))
        return self.add("mul", *((a, b) if self.is_still(a) else (b, a)))

    def reciprocal(self, a: int) -> int:
        value = self.value(a)
        if value:
            return self.number(1.0 / value)
        operation, *rest = self.nodes[a]
        if operation == "recip":
            return rest[0]
        if operation == "mul" and self.is_still(rest[0]) and not self.is_still(a):
            return self.product(self.reciprocal(rest[0]), self.reciprocal(rest[1]))
        return self.add("recip", a)

    def quotient(self, a: int, b: int) -> int:
        return a if self.value(b) == 1.0 else self.product(a, self.reciprocal(b))

    def power(self, a: int, b: int) -> int:
        operation, *rest = self.nodes[b]
        if operation == "leaf" and rest[0] == "constant" and rest[1] in self.wholes:
            b = self.number(self.wholes[rest[1]])
        exponent = self.value(b)
        if exponent is not None and exponent in WHOLE_POWERS:
            half = self.power(a, self.number(exponent // 2)) if exponent > 3 else a
            square = self.product(half, half)
            return self.product(square, a) if exponent % 2 else square
        return a if exponent == 1.0 else self.add("pow", a, b)

    def make(self, operation: str, *arguments: int) -> int:
        """A node of any operation, simplified where a rule is known."""
        rules: dict[str, Callable[..., int]] = {
            "add": self.sum,
            "sub": self.difference,
            "mul": self.product,
            "div": self.quotient,
            "pow": self.power,
            "neg": self.negative,
            "recip": self.reciprocal,
        }
        return (
            rules[operation](*arguments) if operation in rules else self.add(operation, *arguments)
        )

    def replaced(self, node: int, by: dict[int, int]) -> int:
        """The node with others in the place of some; `by` grows by what was made."""
        if node not in by:
            operation, *rest = self.nodes[node]
            if operation in ("number", "leaf"):
                return node
            by[node] = self.make(operation, *(self.replaced(a, by) for a in rest))
        return by[node]

    def read(self, text: str, name: Callable[[str], int], pulse: Callable[[int, int], int]) -> int:
        """Put an expression of the language into the graph; `name` gives the node of a name."""
        return self._read(parse(text).body, name, pulse)

    def _read(self, node: ast.expr, name, pulse) -> int:
        if isinstance(node, ast.Constant):
            return self.number(node.value)  # type: ignore[arg-type]
        if isinstance(node, ast.Name):
            if node.id in CONSTANTS:
                return self.number(float(CONSTANTS[node.id][0]))
            return name(node.id)
        if isinstance(node, ast.UnaryOp):
            inner = self._read(node.operand, name, pulse)
            return self.negative(inner) if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.BinOp):
            sides = (self._read(side, name, pulse) for side in (node.left, node.right))
            return self.make(_BINARY[type(node.op)], *sides)
        if isinstance(node, ast.Compare):
            sides = (self._read(side, name, pulse) for side in (node.left, node.comparators[0]))
            return self.add(_COMPARE[type(node.ops[0])], *sides)
        return self._call(node, name, pulse)  # type: ignore[arg-type]

    def _call(self, node: ast.Call, name, pulse) -> int:
        function = node.func.id  # type: ignore[union-attr]
        if function == "pulse":
            _, start, stop = (self._read(a, name, pulse) for a in node.args)
            return pulse(start, stop)
        return self.add(function, *(self._read(a, name, pulse) for a in node.args))


def arguments(graph: Graph, node: int) -> list[int]:
    """The nodes that a node is made of."""
    operation, *rest = graph.nodes[node]
    return [] if operation in ("number", "leaf") else rest
