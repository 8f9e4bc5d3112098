"""The functions that generated kernels call: branch-free, inlined, so that LLVM vectorises them."""

from __future__ import annotations

from typing import Any

import numba
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

_LOG2_E = 1.4426950408889634
_LN2_HIGH = 0.6931471803691238  # ln 2 with its low 32 bits cleared, so that k*_LN2_HIGH is exact
_LN2_LOW = 1.9082149292705877e-10
_MAGIC = 6755399441055744.0  # 1.5 * 2**52: adding it leaves the nearest integer in the low bits
_HIGH, _LOW = 709.0, -708.0


@intrinsic
def _bits(typingctx: Any, x: Any) -> Any:
    """A double as the integer with the same bits."""

    def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], ir.IntType(64))

    return types.int64(types.float64), code


@intrinsic
def _double(typingctx: Any, x: Any) -> Any:
    """An integer as the double with the same bits."""

    def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], ir.DoubleType())

    return types.float64(types.int64), code


_jit = numba.njit(fastmath={"contract"}, error_model="numpy")


@_jit
def _reduced(x: float) -> tuple[float, float]:
    """(exp(r) - 1, 2**k) for x = k ln 2 + r, by a polynomial and by the bits of k."""
    x = _HIGH if x > _HIGH else x
    x = _LOW if x < _LOW else x
    shifted = x * _LOG2_E + _MAGIC
    k = shifted - _MAGIC
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    p = 1.6059043836821613e-10  # 1/13!
    p = p * r + 2.08767569878681e-09
    p = p * r + 2.505210838544172e-08
    p = p * r + 2.755731922398589e-07
    p = p * r + 2.7557319223985893e-06
    p = p * r + 2.48015873015873e-05
    p = p * r + 0.0001984126984126984
    p = p * r + 0.001388888888888889
    p = p * r + 0.008333333333333333
    p = p * r + 0.041666666666666664
    p = p * r + 0.16666666666666666
    p = p * r + 0.5
    p = p * r * r + r
    power: Any = _bits(shifted)  # type: ignore[call-arg]
    return p, _double((power + 1023) << 52)  # type: ignore[call-arg]


@_jit
def exp(x: float) -> float:
    """exp(x) within about 1 ulp; outside -708 .. 709 it stays at the end it passed."""
    p, scale = _reduced(x)
    return scale * p + scale


@_jit
def exprel(x: float) -> float:
    """(exp(x) - 1)/x, exact at zero too; it stays where exp does above its range."""
    p, scale = _reduced(x)
    x = _HIGH if x > _HIGH else x
    value = (scale * p + (scale - 1.0)) / (1.0 if x == 0.0 else x)
    return 1.0 if x == 0.0 else value


@_jit
def pow(x: float, y: float) -> float:
    """x**y."""
    return x**y


@_jit
def where(condition: bool, yes: float, no: float) -> float:
    """One or the other, both known: a select, not a branch."""
    return yes if condition else no


@_jit
def ratio(above: float, below: float) -> float:
    """above/below, and 0 where below is 0."""
    value = above / (1.0 if below == 0.0 else below)
    return 0.0 if below == 0.0 else value


@_jit
def maximum(a: float, b: float) -> float:
    """The larger; NaN where either is."""
    return b if b > a or b != b else a


@_jit
def minimum(a: float, b: float) -> float:
    """The smaller; NaN where either is."""
    return b if b < a or b != b else a


@_jit
def clip(x: float, low: float, high: float) -> float:
    """x within low .. high; NaN where any is."""
    return minimum(maximum(x, low), high)


@_jit
def truth(condition: bool) -> float:
    """1 or 0."""
    return 1.0 if condition else 0.0


@_jit
def absolute(x: float) -> float:
    """The size of x."""
    return x if x >= 0.0 else -x


@_jit
def rise(
    marks: Any, number: int, aside: int, k: int, lanes: int, t: float, h: float, levels: Any,
    counts: Any, times: Any, past: Any, space: Any, at: int,
) -> None:  # fmt: skip
    """Note the times at which lanes of vector k rose through their level since the step before.

    marks: the step's bits, one a lane, of this vector from `aside` on. past: what it was before;
    space[at:]: what it is now.
    """
    up = marks[2 * 8 * (number + aside)]
    width = 64 // past.itemsize
    for j in range(width):
        lane = k * width + j
        if (up >> j) & 1 and lane < lanes:
            count = counts[number, lane]
            if count < times.shape[2]:
                now, before = space[at + j], past[(2 * (number + aside) + 1) * width + j]
                part = (now - levels[number, lane]) / (now - before)
                times[number, lane, count] = t - h * part
            counts[number, lane] = count + 1
