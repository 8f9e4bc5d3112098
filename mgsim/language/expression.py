"""The text of equations: names in it, renaming, numbers in it, and its value at a point.

The grammar is what Python and Brian2 share: + - * / **, comparisons, and the functions of
`ports.FUNCTIONS`. `pulse(t, start, stop)` is 1 from start until stop and 0 elsewhere;
`ratio(a, b)` is a/b, and 0 where b is 0.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from mgsim.language.errors import CardError, Fault, one_of
from mgsim.language.ports import CONSTANTS, FUNCTIONS

_ALLOWED = (
    ast.Expression,
    ast.BinOp,
    ast.UnaryOp,
    ast.Compare,
    ast.Call,
    ast.Name,
    ast.Constant,
    ast.Load,
    *(ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.UAdd, ast.USub),
    *(ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq),
)


@cache
def parse(text: str) -> ast.Expression:
    """Parse one expression of the language; raises CardError for anything outside it."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise CardError(Fault("equation", f"'{text}'", f"an expression ({error.msg})")) from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            what = type(node).__name__
            raise CardError(
                Fault("equation", f"{what} in '{text}'", "sums, products, powers, calls")
            )
        if isinstance(node, ast.Constant) and type(node.value) not in (int, float):
            raise CardError(Fault("equation", f"{node.value!r} in '{text}'", "a number"))
        if isinstance(node, ast.Compare) and len(node.ops) > 1:
            hint = "Multiply two: int(a < b)*int(b < c)."
            raise CardError(Fault("equation", f"a chain in '{text}'", "one comparison", hint))
        if isinstance(node, ast.Call):
            _check_call(node, text)
    return tree


def _check_call(node: ast.Call, text: str) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else "?"
    if name not in FUNCTIONS:
        raise CardError(Fault("equation", f"function '{name}' in '{text}'", one_of(FUNCTIONS)))
    if len(node.args) != FUNCTIONS[name]:
        raise CardError(
            Fault(
                "equation",
                f"{len(node.args)} arguments of '{name}' in '{text}'",
                str(FUNCTIONS[name]),
            )
        )


@cache
def names(text: str) -> frozenset[str]:
    """The quantities an expression reads (functions and physical constants left out)."""
    found = {node.id for node in ast.walk(parse(text)) if isinstance(node, ast.Name)}
    return frozenset(found - set(FUNCTIONS) - set(CONSTANTS))


def numbers(text: str) -> list[float]:
    """The numbers that stand in an expression, exponents left out."""
    tree = parse(text)
    exponents = {
        id(sub)
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
        for sub in ast.walk(node.right)
    }
    constants = (
        n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in exponents
    )
    return [float(node.value) for node in constants]  # type: ignore[arg-type]


class _Rename(ast.NodeTransformer):
    def __init__(self, mapping: Mapping[str, str]):
        self.mapping = mapping

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(self.mapping.get(node.id, node.id), node.ctx)


def rename(text: str, mapping: Mapping[str, str]) -> str:
    """Replace names by other names (or by expressions in parentheses)."""
    fresh = ast.parse(text.strip(), mode="eval")
    return ast.unparse(_Rename(mapping).visit(fresh))


class _Replace(ast.NodeTransformer):
    def __init__(self, function: str, make: Callable[[list[str]], str]):
        self.function, self.make = function, make

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == self.function:
            return ast.parse(self.make([ast.unparse(a) for a in node.args]), mode="eval").body
        return node


def replace_calls(text: str, function: str, make: Callable[[list[str]], str]) -> str:
    """Replace every call of one function by what `make` says of its arguments' texts."""
    fresh = ast.parse(text.strip(), mode="eval")
    return ast.unparse(_Replace(function, make).visit(fresh))


def _exprel(x: Any) -> Any:
    x = np.asarray(x, float)
    safe = np.where(x == 0.0, 1.0, x)
    return np.where(x == 0.0, 1.0, np.expm1(safe) / safe)


def _ratio(above: Any, below: Any) -> Any:
    below = np.asarray(below, float)
    return np.where(below == 0.0, 0.0, above / np.where(below == 0.0, 1.0, below))


NUMPY: dict[str, Any] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "exprel": _exprel,
    "int": lambda condition: np.asarray(condition, float),
    "maximum": np.maximum,
    "minimum": np.minimum,
    "clip": np.clip,
    "where": np.where,
    "ratio": _ratio,
    "pulse": lambda t, start, stop: np.asarray((t >= start) & (t < stop), float),
    **{name: float(text) for name, (text, _, _) in CONSTANTS.items()},
}


def _scalar_exprel(x: float) -> float:
    return math.expm1(x) / x if x != 0.0 else 1.0


def _scalar_exp(x: float) -> float:
    return math.exp(x) if x < 709.0 else math.inf


# the same for single numbers, many times faster
SCALAR: dict[str, Any] = {
    **NUMPY, "exp": _scalar_exp, "log": math.log, "sqrt": math.sqrt, "abs": abs,
    "exprel": _scalar_exprel, "int": float, "maximum": max, "minimum": min,
    "clip": lambda x, low, high: min(max(x, low), high),
    "where": lambda condition, yes, no: yes if condition else no,
    "ratio": lambda above, below: above / below if below else 0.0,
}  # fmt: skip


@cache
def _compiled(text: str) -> Any:
    return compile(parse(text), "<equation>", "eval")


def evaluate(text: str, values: Mapping[str, Any]) -> Any:
    """The value of an expression where every name has a value (scalars or lane arrays)."""
    with np.errstate(all="ignore"):
        return eval(_compiled(text), {"__builtins__": {}, **NUMPY}, dict(values))


def order(
    needs: Mapping[str, frozenset[str] | set[str]], complain: Callable[[list[str]], Exception]
) -> list[str]:
    """Sort names so that each comes after those it needs; raises complain(cycle) if none can."""
    done: list[str] = []
    state: dict[str, int] = {}

    def visit(name: str, trail: list[str]) -> None:
        if state.get(name) == 2 or name not in needs:
            return
        if state.get(name) == 1:
            raise complain([*trail[trail.index(name) :], name])
        state[name] = 1
        for other in sorted(needs[name]):
            visit(other, [*trail, name])
        state[name] = 2
        done.append(name)

    for name in needs:
        visit(name, [])
    return done
