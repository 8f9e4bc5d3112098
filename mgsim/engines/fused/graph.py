"""Expressions as numbered nodes: equal ones once, constants folded, slopes taken symbolically."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from mgsim.language.errors import EngineError, Fault
from mgsim.language.expression import parse
from mgsim.language.ports import CONSTANTS

Node = tuple
_BINARY = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.Pow: "pow"}
_COMPARE = {ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.Eq: "eq"}
_WHOLE_POWERS = range(2, 9)


@dataclass
class Graph:
    """Nodes are (operation, arguments...) and are named by their position: arguments come first."""

    nodes: list[Node] = field(default_factory=list)
    known: dict[Node, int] = field(default_factory=dict)

    def add(self, *node) -> int:
        """The number of a node, the same for equal ones."""
        if node not in self.known:
            self.known[node] = len(self.nodes)
            self.nodes.append(node)
        return self.known[node]

    def number(self, value: float) -> int:
        return self.add("number", float(value))

    def leaf(self, kind: str, name: str) -> int:
        return self.add("leaf", kind, name)

    def value(self, node: int) -> float | None:
        """The number that a node is, None for anything else."""
        return self.nodes[node][1] if self.nodes[node][0] == "number" else None

    def sum(self, a: int, b: int) -> int:
        if self.value(a) == 0.0:
            return b
        return a if self.value(b) == 0.0 else self.add("add", a, b)

    def difference(self, a: int, b: int) -> int:
        if self.value(b) == 0.0:
            return a
        return self.negative(b) if self.value(a) == 0.0 else self.add("sub", a, b)

    def negative(self, a: int) -> int:
        if self.value(a) is not None:
            return self.number(-self.nodes[a][1])
        return self.nodes[a][1] if self.nodes[a][0] == "neg" else self.add("neg", a)

    def product(self, a: int, b: int) -> int:
        for one, other in ((a, b), (b, a)):
            if self.value(one) == 0.0:
                return self.number(0.0)
            if self.value(one) == 1.0:
                return other
        return self.add("mul", a, b)

    def quotient(self, a: int, b: int) -> int:
        if self.value(a) == 0.0 or self.value(b) == 1.0:
            return a
        return self.add("div", a, b)

    def power(self, a: int, b: int) -> int:
        exponent = self.value(b)
        if exponent is not None and exponent in _WHOLE_POWERS:
            half = self.power(a, self.number(exponent // 2)) if exponent > 3 else a
            square = self.product(half, half)
            return self.product(square, a) if exponent % 2 else square
        return a if exponent == 1.0 else self.add("pow", a, b)

    def binary(self, operation: str, a: int, b: int) -> int:
        make = {
            "add": self.sum,
            "sub": self.difference,
            "mul": self.product,
            "div": self.quotient,
            "pow": self.power,
        }
        return make[operation](a, b)

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
            left, right = (self._read(side, name, pulse) for side in (node.left, node.right))
            return self.binary(_BINARY[type(node.op)], left, right)
        if isinstance(node, ast.Compare):
            left, right = (
                self._read(node.left, name, pulse),
                self._read(node.comparators[0], name, pulse),
            )
            return self.add(_COMPARE[type(node.ops[0])], left, right)
        return self._call(node, name, pulse)  # type: ignore[arg-type]

    def _call(self, node: ast.Call, name, pulse) -> int:
        function = node.func.id  # type: ignore[union-attr]
        if function == "pulse":
            _, start, stop = (self._read(a, name, pulse) for a in node.args)
            return pulse(start, stop)
        return self.add(function, *(self._read(a, name, pulse) for a in node.args))

    def slope(self, node: int, leaf: int, memo: dict[int, int] | None = None) -> int:
        """d(node)/d(leaf) as a node. Raises EngineError where a function has no rule here."""
        memo = {} if memo is None else memo
        if node not in memo:
            memo[node] = self._slope(node, leaf, memo)
        return memo[node]

    def _slope(self, node: int, leaf: int, memo: dict[int, int]) -> int:
        if node == leaf:
            return self.number(1.0)
        operation, *arguments = self.nodes[node]
        if operation in ("number", "leaf"):
            return self.number(0.0)
        if operation in ("lt", "le", "gt", "ge", "eq"):
            return self.number(0.0)
        slopes = [self.slope(a, leaf, memo) for a in arguments]
        if all(self.value(s) == 0.0 for s in slopes):
            return self.number(0.0)
        rule = _RULES.get(operation)
        if rule is None:
            raise EngineError(Fault("engine fused", f"the slope of '{operation}'", "one it knows"))
        return rule(self, node, arguments, slopes)


def _of_product(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.sum(g.product(slopes[0], args[1]), g.product(args[0], slopes[1]))


def _of_quotient(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.quotient(g.difference(slopes[0], g.product(node, slopes[1])), args[1])


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


def _of_choice(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.add("where", args[0], slopes[1], slopes[2])


def _of_larger(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.add("where", g.add("ge", args[0], args[1]), slopes[0], slopes[1])


def _of_smaller(g: Graph, node: int, args: list[int], slopes: list[int]) -> int:
    return g.add("where", g.add("le", args[0], args[1]), slopes[0], slopes[1])


_RULES: dict[str, Callable[[Graph, int, list[int], list[int]], int]] = {
    "add": lambda g, node, args, slopes: g.sum(*slopes),
    "sub": lambda g, node, args, slopes: g.difference(*slopes),
    "neg": lambda g, node, args, slopes: g.negative(slopes[0]),
    "mul": _of_product,
    "div": _of_quotient,
    "pow": _of_power,
    "exp": lambda g, node, args, slopes: g.product(node, slopes[0]),
    "log": lambda g, node, args, slopes: g.quotient(slopes[0], args[0]),
    "sqrt": lambda g, node, args, slopes: g.quotient(slopes[0], g.product(g.number(2.0), node)),
    "exprel": _of_exprel,
    "where": _of_choice,
    "maximum": _of_larger,
    "minimum": _of_smaller,
    "int": lambda g, node, args, slopes: g.number(0.0),
}
