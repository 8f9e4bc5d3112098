"""Vectors of LLVM with Python's operators, for writing a kernel by hand inside numba.

Every operation is marked `contract`, so that a product and a sum become one fused instruction.
"""

from __future__ import annotations

import math

from llvmlite import ir

I32, I64 = ir.IntType(32), ir.IntType(64)
FLOATS = {8: ir.DoubleType(), 4: ir.FloatType()}


class Vector:
    """A value of the machine's vector type; numbers are spread over its lanes."""

    def __init__(self, builder: ir.IRBuilder, value: ir.Value):
        self.b, self.value = builder, value

    def _other(self, other) -> ir.Value:
        if isinstance(other, Vector):
            return other.value
        return ir.Constant(self.value.type, [float(other)] * self.value.type.count)

    def _do(self, word: str, left: ir.Value, right: ir.Value) -> Vector:
        return Vector(self.b, getattr(self.b, word)(left, right, flags=("contract",)))

    def __add__(self, other):
        return self._do("fadd", self.value, self._other(other))

    def __sub__(self, other):
        return self._do("fsub", self.value, self._other(other))

    def __rsub__(self, other):
        return self._do("fsub", self._other(other), self.value)

    def __mul__(self, other):
        return self._do("fmul", self.value, self._other(other))

    def __truediv__(self, other):
        return self._do("fdiv", self.value, self._other(other))

    def __rtruediv__(self, other):
        return self._do("fdiv", self._other(other), self.value)

    __radd__, __rmul__ = __add__, __mul__

    def above(self, bound) -> Vector:
        """The greater of the two; NaN becomes the bound."""
        bound = self._other(bound)
        is_more = self.b.fcmp_ordered(">", self.value, bound)
        return Vector(self.b, self.b.select(is_more, self.value, bound))

    def below(self, bound) -> Vector:
        """The smaller of the two; NaN becomes the bound."""
        bound = self._other(bound)
        is_less = self.b.fcmp_ordered("<", self.value, bound)
        return Vector(self.b, self.b.select(is_less, self.value, bound))

    def rises_through(self, new: Vector, level: float) -> ir.Value:
        """A mask, as a 64-bit number: lanes in which self < level <= new."""
        at = self._other(level)
        is_up = self.b.fcmp_ordered(">=", new.value, at)
        is_up = self.b.and_(is_up, self.b.fcmp_ordered("<", self.value, at))
        return self.b.zext(self.b.bitcast(is_up, ir.IntType(self.value.type.count)), I64)


class Memory:
    """Aligned vectors and numbers at addresses; `size` is 8 (double) or 4 (single)."""

    def __init__(self, builder: ir.IRBuilder, size: int):
        self.b, self.size, self.width = builder, size, 64 // size
        self.number = FLOATS[size]
        self.vector = ir.VectorType(self.number, self.width)
        self.ints = ir.VectorType(I32, self.width)

    def _at(self, base: ir.Value, offset: int, kind: ir.Type) -> ir.Value:
        return self.b.inttoptr(self.b.add(base, ir.Constant(I64, offset)), kind.as_pointer())

    def load(self, base: ir.Value, offset: int) -> Vector:
        return Vector(self.b, self.b.load(self._at(base, offset, self.vector), align=64))

    def store(self, vector: Vector, base: ir.Value, offset: int) -> None:
        self.b.store(vector.value, self._at(base, offset, self.vector), align=64)

    def spread(self, number: ir.Value) -> Vector:
        """One number in every lane."""
        empty = ir.Constant(self.vector, ir.Undefined)
        first = self.b.insert_element(empty, number, ir.Constant(I32, 0))
        return Vector(self.b, shuffle(self.b, first, empty, [0] * self.width))

    def constant(self, base: ir.Value, position: int) -> Vector:
        """A number of an array, in every lane."""
        where = self._at(base, position * self.size, self.number)
        return self.spread(self.b.load(where, align=self.size))

    def split(self, x: Vector, base: ir.Value) -> None:
        """Write the whole part of x (integers) to `base`, what is left to `base` + 64."""
        whole = self.b.fptosi(x.value, self.ints)
        self.b.store(whole, self._at(base, 0, self.ints), align=4)
        self.store(x - Vector(self.b, self.b.sitofp(whole, self.vector)), base, 64)

    def whole(self, base: ir.Value, lane: int) -> ir.Value:
        """One of the integers that `split` wrote, in 64 bits."""
        return self.b.zext(self.b.load(self._at(base, 4 * lane, I32), align=4), I64)

    def rest(self, base: ir.Value, lane: int) -> Vector:
        """One of the fractions that `split` wrote, in every lane."""
        where = self._at(base, 64 + self.size * lane, self.number)
        return self.spread(self.b.load(where, align=self.size))


def shuffle(builder: ir.IRBuilder, x: ir.Value, y: ir.Value, order: list[int]) -> ir.Value:
    """Elements of x, then of y, in a new order."""
    mask = ir.Constant(ir.VectorType(I32, len(order)), order)
    return builder.shuffle_vector(x, y, mask)


def transpose(builder: ir.IRBuilder, rows: list[Vector]) -> list[Vector]:
    """8 rows -> 8 columns; of rows of 16, each half is transposed by itself."""
    found = [row.value for row in rows]
    width = found[0].type.count
    for d in (1, 2, 4):
        low = [width + (j ^ d) if j & d else j for j in range(width)]
        high = [width + j if j & d else j | d for j in range(width)]
        for r in (r for r in range(8) if not r & d):
            x, y = found[r], found[r | d]
            found[r], found[r | d] = shuffle(builder, x, y, low), shuffle(builder, x, y, high)
    return [Vector(builder, value) for value in found]


def exponential(x: Vector, size: int, degree: int) -> Vector:
    """exp(x) by Cody-Waite reduction and a polynomial; x within +-700 (double) or +-80 (single)."""
    b, kind = x.b, x.value.type
    bits, mantissa = (I64, 52) if size == 8 else (I32, 23)
    ints = ir.VectorType(bits, kind.count)
    magic = 1.5 * 2.0**mantissa
    limit = 700.0 if size == 8 else 80.0
    x = x.above(-limit).below(limit)
    # adding `magic` rounds to an integer, which then stands in the lowest bits; no contraction here
    shifted = Vector(b, b.fadd((x * (1 / math.log(2))).value, x._other(magic)))
    n = Vector(b, b.fsub(shifted.value, x._other(magic)))
    high, low = (0.693147180369123816490, 1.90821492927058770002e-10) if size == 8 else (
        0.693145751953125, 1.42860682030941723212e-6)  # fmt: skip
    r = x - n * high - n * low
    total = 1 / math.factorial(degree) + r * 0.0
    for k in range(degree - 1, -1, -1):
        total = total * r + 1 / math.factorial(k)
    power = b.shl(b.bitcast(shifted.value, ints), ir.Constant(ints, [mantissa] * kind.count))
    return Vector(b, b.bitcast(b.add(b.bitcast(total.value, ints), power), kind))
