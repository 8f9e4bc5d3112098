"""What a generated step is written in, function by function, in both precisions."""

import ast

import numba
import numpy as np
import pytest
from numba import types
from numba.extending import intrinsic

from mgsim.engines.fused import maths
from mgsim.engines.fused.emit import _FRAME
from mgsim.engines.fused.graph import Graph
from mgsim.engines.fused.machine import Machine
from mgsim.engines.fused.slopes import _FLAT, _RULES
from mgsim.engines.fused.tables import aligned
from mgsim.engines.fused.vectors import BYTES, transpose
from mgsim.engines.fused.writer import _NAMES, Writer
from mgsim.language.expression import NUMPY, evaluate
from mgsim.language.ports import FUNCTIONS

KINDS = {8: np.float64, 4: np.float32}
SIZES = pytest.mark.parametrize("size", KINDS, ids=["double", "single"])
EXTREMES = [0.0, -0.0, 1.0, -1.0, np.nan, np.inf, -np.inf, 1e4, -1e4]


def run(act, size, rows, out):
    """Let `act(machine)` work on rows (number, lane); the `out` rows behind them come back."""
    inside, lanes = rows.shape
    width = BYTES // size
    vectors = -(-lanes // width)
    space = aligned(np.ones((vectors, inside + out, width)), size)
    padded = np.ones((inside, vectors * width))
    padded[:, :lanes] = rows
    space[:, :inside] = padded.reshape(inside, vectors, width).transpose(1, 0, 2)

    @intrinsic
    def step(typing, at, numbers, tables, scratch):
        def code(context, builder, signature, arguments):
            m = Machine(builder, size, 0, 1, arguments)
            act(m)
            return m.any

        return types.int64(types.int64, types.int64, types.int64, types.int64), code

    @numba.njit(error_model="numpy", fastmath={"contract"})
    def loop(space, row, vectors):
        for k in range(vectors):
            at = space.ctypes.data + row * k
            step(at, at, at, at)

    loop(space.reshape(-1), (inside + out) * BYTES, vectors)
    return space[:, inside:].transpose(1, 0, 2).reshape(out, -1)[:, :lanes]


def on_machine(texts, size, **values):
    """Expressions of the language as the engine's graph, writer and machine evaluate them."""
    graph, names = Graph(), list(values)
    nodes = [graph.read(t, lambda n: graph.leaf("state", n), lambda *_: 0) for t in texts]
    writer = Writer(graph, lambda kind, name: f"m.row({names.index(name)})", {}, True)
    stores = [f"m.store({writer.say(n)}, {len(names) + i})" for i, n in enumerate(nodes)]
    code = compile("\n".join([*writer.lines, *stores]), "step", "exec")
    rows = np.array(np.broadcast_arrays(*values.values()), float)
    return run(lambda m: exec(code, {"m": m}), size, rows, len(texts))


def alone(text, size, **values):
    return on_machine([text], size, **values)[0]


def units(found, exact):
    """The largest error in units of the last place."""
    return float((np.abs(found - exact) / np.spacing(np.abs(exact).astype(found.dtype))).max())


def spread(size, low, high, count=100_000, seed=1):
    return np.random.default_rng(seed).uniform(low, high, count).astype(KINDS[size])


@pytest.mark.parametrize(("size", "low", "high"), [(8, -708, 709), (4, -87, 88)])
def test_exp_is_right_to_about_one_unit_of_the_last_place(size, low, high):
    x = spread(size, low, high)
    assert units(alone("exp(x)", size, x=x), np.exp(x.astype(np.longdouble))) < {8: 1, 4: 1.1}[size]


@SIZES
def test_exprel_is_right_near_zero_and_far_from_it(size):
    """Where exp(x) is a half or two, one is taken from a number of its own size: 1.7 units."""
    tiny = 10.0 ** spread(size, -20, 0)
    x = np.concatenate([spread(size, -30, 30), spread(size, -1e-3, 1e-3), tiny, -tiny])
    wide = x.astype(np.longdouble)
    assert units(alone("exprel(x)", size, x=x), np.expm1(wide) / wide) < 2


@SIZES
def test_log_is_right_to_two_units_of_the_last_place_near_one_too(size):
    wide = 10.0 ** spread(size, -37, 37)
    x = np.concatenate([wide, spread(size, 0.5, 2), 1 + spread(size, -1e-6, 1e-6)]).astype(float)
    x = x.astype(KINDS[size])
    x = x[x != 1]
    assert units(alone("log(x)", size, x=x), np.log(x.astype(np.longdouble))) < 2


@SIZES
def test_powers_are_those_of_numpy(size):
    """An error of the logarithm grows by the exponent's size: 1e6**7 to 60 units."""
    x, y = 10.0 ** spread(size, -6, 6), spread(size, -3, 7, seed=2)
    exact = x.astype(np.longdouble) ** y.astype(np.longdouble)
    is_number = (exact > 1e-37) & (exact < 1e38)
    found = alone("x**y", size, x=x, y=y)
    assert np.abs(found / exact - 1)[is_number].max() < 80 * np.finfo(KINDS[size]).eps
    x = np.array([0, 0, 0, 0, 1, -2, -2, -2, -1.5, -2, 3])
    y = np.array([0, 1, 2.5, -1, 2.5, 2, 3, -1, 5, 0.5, 0])
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(alone("x**y", size, x=x, y=y), x**y, rtol=1e-6)
    bad = np.array([[np.nan, 2], [2, np.nan], [0, np.nan], [np.nan, 0.5]]).T
    assert np.isnan(alone("x**y", size, x=bad[0], y=bad[1])).all()


@SIZES
def test_functions_at_the_ends_of_their_range(size):
    x = np.array(EXTREMES)
    exp, exprel, log, sqrt, size_of = on_machine(
        ["exp(x)", "exprel(x)", "log(x)", "sqrt(x)", "abs(x)"], size, x=x
    )
    great, small = np.finfo(KINDS[size]).max / 4, np.finfo(KINDS[size]).tiny * 4
    is_great, is_small = (x > 1e3), (x < -1e3)
    assert (exp[is_great] > great).all()
    assert (exprel[is_great] > great / 1e3).all()
    assert ((exp[is_small] > 0) & (exp[is_small] < small)).all()
    np.testing.assert_allclose(exprel[is_small], [0, 1e-4], rtol=1e-6)
    np.testing.assert_allclose(exp[:4], np.exp(x[:4]), rtol=3e-7)
    np.testing.assert_allclose(exprel[:4], NUMPY["exprel"](x[:4]), rtol=3e-7)
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(log, np.log(x), rtol=3e-7)
        np.testing.assert_allclose(sqrt, np.sqrt(x), rtol=3e-7)
    np.testing.assert_array_equal(size_of, np.abs(x))
    assert np.isnan([exp[4], exprel[4]]).all()


ARGUMENTS = ["x", "y", "x - y"]


def calls():
    """Each function of the language, called; `pulse` has no counterpart, it is read away."""
    found = {}
    for name, count in FUNCTIONS.items():
        first = "x > y" if name in ("where", "int") else "x"
        found[name] = f"{name}({', '.join([first, *ARGUMENTS[1:]][:count])})"
    return {name: text for name, text in found.items() if name != "pulse"}


@SIZES
def test_the_machine_has_every_function_and_operator_of_the_language(size):
    rng = np.random.default_rng(4)
    x, y = rng.uniform(-3, 3, 997).astype(KINDS[size]), rng.uniform(-3, 3, 997).astype(KINDS[size])
    y[::5] = x[::5]
    y[::7] = 0
    texts = [*calls().values(), "x + y", "x - y", "x*y", "x/(y + 9)", "-x", "(x + 4)**y"]
    texts += [f"where(x {sign} y, x, 2*y)" for sign in ("<", "<=", ">", ">=", "==", "!=")]
    texts += ["int(x > 0)*int(y > 0)", "int(x > 0) + int(y > x)*int(y > 0)", "where(y, x, 3)"]
    found = on_machine(texts, size, x=x, y=y)
    at = {"x": x.astype(float), "y": y.astype(float)}
    for text, values in zip(texts, found, strict=True):
        exact = np.broadcast_to(evaluate(text, at), x.shape)
        atol = 1e-15 if size == 8 else 1e-6
        np.testing.assert_allclose(values, exact, rtol=4 * atol, atol=atol, err_msg=text)


def test_arrivals_and_slopes_have_every_function_of_the_language_too():
    frame = _FRAME.format(intrinsics="", width=8, row=8, row_bytes=64, body="            pass")
    imports = [n for n in ast.walk(ast.parse(frame)) if isinstance(n, ast.ImportFrom)]
    names = {alias.name for node in imports for alias in node.names}
    needed = {_NAMES.get(name, name) for name in calls()}
    assert needed <= names
    assert needed - {"log", "sqrt"} <= set(dir(maths))
    assert set(calls()) <= _RULES.keys() | set(_FLAT)


@SIZES
def test_what_is_not_a_number_stays_so(size):
    bad, good = np.array([np.nan, 1, np.nan]), np.array([1, np.nan, np.nan])
    pairs = ["x + y", "x*y", "x/y", "maximum(x, y)", "minimum(x, y)", "ratio(x, y)", "x**y"]
    pairs += ["clip(x, y, 3)", "clip(x, -3, y)", "clip(2, x, y)"]
    for text, values in zip(pairs, on_machine(pairs, size, x=bad, y=good), strict=True):
        assert np.isnan(values).all(), text
    single = ["exp(x)", "exprel(x)", "log(x)", "sqrt(x)", "abs(x)", "-x", "where(y > 0, x, x)"]
    for text, values in zip(single, on_machine(single, size, x=bad, y=good), strict=True):
        assert np.isnan(values[[0, 2]]).all(), text


@pytest.mark.parametrize("function", ["maximum", "minimum", "clip"])
def test_arrivals_do_not_lose_what_is_not_a_number(function):
    act = getattr(maths, function)
    places = FUNCTIONS[function]
    for place in range(places):
        given = [1.0] * places
        given[place] = np.nan
        assert np.isnan(act(*given)), given


@SIZES
def test_eight_rows_become_eight_columns_in_each_half(size):
    width = BYTES // size
    rows = np.arange(8.0 * 3 * width).reshape(8, 3 * width)

    def act(m):
        for i, row in enumerate(transpose(m.b, [m.row(i) for i in range(8)])):
            m.store(row, 8 + i)

    found = run(act, size, rows, 8)
    for first in range(0, 3 * width, 8):
        square = slice(first, first + 8)
        np.testing.assert_array_equal(found[:, square], rows[:, square].T)
