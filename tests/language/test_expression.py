"""The text of equations: what the grammar takes and refuses, and what a text is worth."""

from __future__ import annotations

import numpy as np
import pytest

from mgsim.language.errors import CardError
from mgsim.language.expression import (
    NUMPY,
    evaluate,
    names,
    numbers,
    order,
    parse,
    rename,
    replace_calls,
)
from mgsim.language.ports import CONSTANTS, FUNCTIONS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lambda x: x", "Lambda"),
        ("v.real", "Attribute"),
        ("v[0]", "Subscript"),
        ("a and b", "BoolOp"),
        ("a if b else c", "IfExp"),
        ("[a]", "List"),
        ("(a, b)", "Tuple"),
        ("not a", "Not"),
        ("~a", "Invert"),
        ("a // b", "FloorDiv"),
        ("a % b", "Mod"),
        ("a ^ 2", "BitXor"),
        ("a @ b", "MatMult"),
        ("a << b", "LShift"),
        ("a in b", "In"),
        ("exp(v, x=1)", "keyword"),
        ("f'{v}'", "JoinedStr"),
        ("(y := v)", "NamedExpr"),
        ("'v'", "'v'"),
        ("True", "True"),
        ("2j", "2j"),
        ("...", "Ellipsis"),
        ("a < b < c", "a chain"),
        ("sin(v)", "function 'sin'"),
        ("__import__('os')", "function '__import__'"),
        ("exp(v)(v)", "function '?'"),
        ("v.exp(1)", "function '?'"),
        ("exp()", "0 arguments of 'exp'"),
        ("exp(a, b)", "2 arguments of 'exp'"),
        ("clip(a, b)", "2 arguments of 'clip'"),
        ("a +", "'a +'"),
        ("a = b", "'a = b'"),
        ("", "''"),
        ("a; b", "'a; b'"),
    ],
)
def test_grammar_refuses(text, found):
    with pytest.raises(CardError) as error:
        parse(text)
    assert found in error.value.faults[0].found
    assert error.value.faults[0].expected


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_takes_its_arguments_and_has_a_value(name):
    arguments = ", ".join(["0.25", "0.5", "0.75"][: FUNCTIONS[name]])
    assert np.isfinite(evaluate(f"{name}({arguments})", {}))
    with pytest.raises(CardError, match=f"arguments of '{name}'"):
        parse(f"{name}({arguments}, 1)")
    assert name in NUMPY


def test_names_leave_out_functions_and_constants():
    assert names("exp(-F*v/(R*T)) + pi*pulse(t, a, b)") == {"v", "T", "t", "a", "b"}
    assert set(CONSTANTS) == {"F", "R", "pi"}


def test_numbers_leave_out_exponents():
    assert numbers("3*x**2 + 0.062*exp(-7*y)") == [3.0, 0.062, 7.0]
    assert numbers("x**(4 + 1)") == []


def test_rename_keeps_the_meaning():
    assert names(rename("k_0*exp(-slope*v)", {"v": "soma_v", "k_0": "k"})) == {
        "k",
        "soma_v",
        "slope",
    }
    grouped = rename("a*b", {"a": "(x + y)"})
    assert evaluate(grouped, {"x": 2, "y": 3, "b": 10}) == 50
    power = rename("-k**n", {"k": "q"})
    assert evaluate(power, {"q": 3, "n": 2}) == -9
    assert evaluate(rename("a - (b - c)", {}), {"a": 1, "b": 2, "c": 4}) == 3
    assert evaluate(rename("a/(b*c)", {"a": "b", "b": "a"}), {"a": 4, "b": 8, "c": 2}) == 1


def test_a_minus_before_a_power_is_outside_it():
    """-K^n is -(K^n): the slip that one compiler of mechanisms made."""
    assert evaluate("-3**2", {}) == -9


def test_replace_calls_reaches_the_inner_ones():
    text = replace_calls("exprel(a*exprel(b)) + exp(c)", "exprel", lambda args: f"({args[0]} + 1)")
    assert "exprel" not in text
    assert evaluate(text, {"a": 2.0, "b": 3.0, "c": 0.0}) == 2 * 4 + 1 + 1


def by_series(x: float) -> float:
    """(exp(x) - 1)/x in extended precision: its series where it converges fast."""
    term, total = np.longdouble(1), np.longdouble(1)
    for n in range(2, 60):
        term *= np.longdouble(x) / n
        total += term
    return float(total)


@pytest.mark.parametrize("x", [0.0, 1e-300, 1e-17, -1e-9, 3e-5, -0.01, 0.5, -2.0, 7.5])
def test_exprel_is_exact_at_zero_and_beside_it(x):
    assert evaluate("exprel(x)", {"x": x}) == pytest.approx(by_series(x), rel=4e-16)


def test_exprel_of_lanes():
    x = np.array([0.0, -800.0, 800.0, 1.0])
    found = evaluate("exprel(x)", {"x": x})
    assert found[0] == 1.0
    assert found[1] == pytest.approx(1 / 800)
    assert found[2] == np.inf
    assert found[3] == pytest.approx(np.e - 1)


def test_ratio_is_zero_where_the_lower_is_zero():
    found = evaluate(
        "ratio(a, b)", {"a": np.array([3.0, 0.0, 5.0]), "b": np.array([0.0, 0.0, -2.0])}
    )
    assert found.tolist() == [0.0, 0.0, -2.5]


def test_pulse_takes_its_first_edge_and_leaves_its_last():
    t = np.array([0.9999, 1.0, 1.5, 2.0, 2.0001])
    assert evaluate("pulse(t, 1, 2)", {"t": t}).tolist() == [0, 1, 1, 0, 0]
    assert evaluate("pulse(t, 2, 1)", {"t": t}).tolist() == [0, 0, 0, 0, 0]


def test_functions_mean_what_they_say():
    values = {"a": 2.0, "b": -3.0}
    assert evaluate("maximum(a, b)", values) == 2
    assert evaluate("minimum(a, b)", values) == -3
    assert evaluate("clip(b, 0, a)", values) == 0
    assert evaluate("where(a > b, a, b)", values) == 2
    assert evaluate("int(a < b) + 10*int(a != b)", values) == 10
    assert evaluate("abs(b)*sqrt(a*2)", values) == 6
    assert evaluate("log(exp(a))", values) == pytest.approx(2)


def test_evaluation_sees_no_builtins():
    with pytest.raises(NameError):
        evaluate("open", {})


def test_order_puts_each_after_what_it_needs():
    needs = {"a": {"b", "c"}, "b": {"c", "given"}, "c": frozenset(), "d": {"a"}}
    found = order(needs, lambda cycle: AssertionError(cycle))
    assert sorted(found) == ["a", "b", "c", "d"]
    for name, others in needs.items():
        assert all(found.index(o) < found.index(name) for o in others if o in needs)


@pytest.mark.parametrize(
    ("needs", "cycle"),
    [
        ({"a": {"a"}}, ["a", "a"]),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, ["b", "c", "b"]),
    ],
)
def test_order_names_the_circle(needs, cycle):
    seen = []

    def complain(names_of_cycle):
        seen.append(names_of_cycle)
        return ValueError("circle")

    with pytest.raises(ValueError, match="circle"):
        order(needs, complain)
    assert seen == [cycle]
