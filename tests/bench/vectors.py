"""An exponential of any degree, on the vectors of the fused engine: for kernels written by hand."""

from __future__ import annotations

import math

from llvmlite import ir

from mgsim.engines.fused.vectors import I32, I64, Vector


def exponential(x: Vector, size: int, degree: int) -> Vector:
    """exp(x) by Cody-Waite reduction and a polynomial; x within +-700 (double) or +-80 (single)."""
    b, kind = x.b, x.value.type
    bits, mantissa = (I64, 52) if size == 8 else (I32, 23)
    ints = ir.VectorType(bits, kind.count)
    magic = 1.5 * 2.0**mantissa
    limit = 700.0 if size == 8 else 80.0
    x = x.above(-limit).below(limit)
    # adding `magic` rounds to an integer, which then stands in the lowest bits; no contraction here
    shifted = Vector(b, b.fadd((x * (1 / math.log(2))).value, x.other(magic)))
    n = Vector(b, b.fsub(shifted.value, x.other(magic)))
    high, low = (0.693147180369123816490, 1.90821492927058770002e-10) if size == 8 else (
        0.693145751953125, 1.42860682030941723212e-6)  # fmt: skip
    r = x - n * high - n * low
    total = 1 / math.factorial(degree) + r * 0.0
    for k in range(degree - 1, -1, -1):
        total = total * r + 1 / math.factorial(k)
    power = b.shl(b.bitcast(shifted.value, ints), ir.Constant(ints, [mantissa] * kind.count))
    return Vector(b, b.bitcast(b.add(b.bitcast(total.value, ints), power), kind))
