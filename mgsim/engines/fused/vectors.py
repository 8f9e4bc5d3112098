"""Vectors of LLVM with Python's operators: what the statements of a generated step are made of.

A vector is 64 bytes: 8 lanes in double precision, 16 in single. A product that goes into a sum
becomes one fused instruction with it. That is chosen here, not left to LLVM (`contract`), which
chooses by what stands around: a lane's bits would then depend on its place. Nothing is relaxed.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir

Value = Any  # of llvmlite, which carries no types

I32, I64 = ir.IntType(32), ir.IntType(64)
BYTES = 64
_FLOATS = {8: ir.DoubleType(), 4: ir.FloatType()}


class Vector:
    """A value of the machine's vector type; numbers are spread over its lanes."""

    def __init__(self, builder: Any, value: Value, factors: tuple[Value, Value] | None = None):
        self.b, self.value, self.factors = builder, value, factors

    def other(self, other: Any) -> Value:
        """Another vector's value, or a number in every lane."""
        if isinstance(other, Vector):
            return other.value
        kind = self.value.type
        return ir.Constant(kind, [float(other)] * kind.count)

    def plus_product(self, one: Any, other: Any) -> Vector:
        """self + one*other as one instruction."""
        return self._fused(self.other(one), self.other(other), self.value)

    def _fused(self, one: Value, other: Value, rest: Value) -> Vector:
        kind = rest.type
        name = f"llvm.fmuladd.v{kind.count}{'f64' if kind.element == _FLOATS[8] else 'f32'}"
        function = self.b.module.declare_intrinsic(name, (), ir.FunctionType(kind, [kind] * 3))
        return Vector(self.b, self.b.call(function, [one, other, rest]))

    def __add__(self, other: Any) -> Vector:
        if self.factors:
            return self._fused(*self.factors, self.other(other))
        if isinstance(other, Vector) and other.factors:
            return self._fused(*other.factors, self.value)
        return Vector(self.b, self.b.fadd(self.value, self.other(other)))

    def __sub__(self, other: Any) -> Vector:
        if self.factors:
            return self._fused(*self.factors, self.b.fneg(self.other(other)))
        if isinstance(other, Vector) and other.factors:
            one, two = other.factors
            return self._fused(self.b.fneg(one), two, self.value)
        return Vector(self.b, self.b.fsub(self.value, self.other(other)))

    def __rsub__(self, other: Any) -> Vector:
        return Vector(self.b, self.other(other)) - self

    def __mul__(self, other: Any) -> Vector:
        factors = (self.value, self.other(other))
        return Vector(self.b, self.b.fmul(*factors), factors)

    def __truediv__(self, other: Any) -> Vector:
        return Vector(self.b, self.b.fdiv(self.value, self.other(other)))

    def __rtruediv__(self, other: Any) -> Vector:
        return Vector(self.b, self.b.fdiv(self.other(other), self.value))

    def __neg__(self) -> Vector:
        return Vector(self.b, self.b.fneg(self.value))

    __radd__, __rmul__ = __add__, __mul__

    def test(self, sign: str, other: Any) -> Mask:
        """Lane by lane; False where either is NaN, but for '!='."""
        compare = self.b.fcmp_unordered if sign == "!=" else self.b.fcmp_ordered
        return Mask(self.b, compare(sign, self.value, self.other(other)))

    def above(self, bound: Any) -> Vector:
        """The greater of the two; NaN becomes the bound."""
        return self.test(">", bound).choose(self, Vector(self.b, self.other(bound)))

    def below(self, bound: Any) -> Vector:
        """The smaller of the two; NaN becomes the bound."""
        return self.test("<", bound).choose(self, Vector(self.b, self.other(bound)))


class Mask:
    """Yes or no for every lane."""

    def __init__(self, builder: Any, value: Value):
        self.b, self.value = builder, value

    def choose(self, yes: Vector, no: Vector) -> Vector:
        return Vector(self.b, self.b.select(self.value, yes.value, no.value))

    def both(self, other: Mask) -> Mask:
        return Mask(self.b, self.b.and_(self.value, other.value))

    def bits(self) -> Value:
        """One bit a lane, as a 64-bit number."""
        kind = self.value.type
        return self.b.zext(self.b.bitcast(self.value, ir.IntType(kind.count)), I64)


class Memory:
    """Aligned vectors and numbers at addresses; `size` is 8 (double) or 4 (single)."""

    def __init__(self, builder: Any, size: int):
        self.b, self.size, self.width = builder, size, BYTES // size
        self.number = _FLOATS[size]
        self.vector = ir.VectorType(self.number, self.width)
        self.ints = ir.VectorType(I32, self.width)

    def _at(self, base: Value, offset: int, kind: Value) -> Value:
        return self.b.inttoptr(self.b.add(base, ir.Constant(I64, offset)), kind.as_pointer())

    def load(self, base: Value, offset: int) -> Vector:
        return Vector(self.b, self.b.load(self._at(base, offset, self.vector), align=BYTES))

    def store(self, vector: Vector, base: Value, offset: int) -> None:
        self.b.store(vector.value, self._at(base, offset, self.vector), align=BYTES)

    def literal(self, number: float) -> Vector:
        return Vector(self.b, ir.Constant(self.vector, [float(number)] * self.width))

    def spread(self, number: Value) -> Vector:
        """One number in every lane."""
        empty = ir.Constant(self.vector, ir.Undefined)
        first = self.b.insert_element(empty, number, ir.Constant(I32, 0))
        return Vector(self.b, shuffle(self.b, first, empty, [0] * self.width))

    def constant(self, base: Value, position: int) -> Vector:
        """A number of an array, in every lane."""
        where = self._at(base, position * self.size, self.number)
        return self.spread(self.b.load(where, align=self.size))

    def split(self, x: Vector, base: Value, offset: int) -> None:
        """Write the whole part of x (integers), and 64 bytes on what is left.

        Through memory, since reading one lane from there is cheaper than taking it from a vector.
        """
        whole = self.b.fptosi(x.value, self.ints)
        self.b.store(whole, self._at(base, offset, self.ints), align=4)
        rest = x - Vector(self.b, self.b.sitofp(whole, self.vector))
        self.store(rest, base, offset + BYTES)

    def whole(self, base: Value, offset: int, lane: int) -> Value:
        """One of the integers that `split` wrote, in 64 bits."""
        return self.b.zext(self.b.load(self._at(base, offset + 4 * lane, I32), align=4), I64)

    def rest(self, base: Value, offset: int, lane: int) -> Vector:
        """One of the fractions that `split` wrote, in every lane."""
        where = self._at(base, offset + BYTES + self.size * lane, self.number)
        return self.spread(self.b.load(where, align=self.size))


def shuffle(builder: Any, x: Value, y: Value, order: list[int]) -> Value:
    """Elements of x, then of y, in a new order."""
    mask = ir.Constant(ir.VectorType(I32, len(order)), order)
    return builder.shuffle_vector(x, y, mask)


def transpose(builder: Any, rows: list[Vector]) -> list[Vector]:
    """8 rows -> 8 columns; of rows of 16, each half is transposed by itself."""
    found = [row.value for row in rows]
    kind = found[0].type
    width = kind.count
    for d in (1, 2, 4):
        low = [width + (j ^ d) if j & d else j for j in range(width)]
        high = [width + j if j & d else j | d for j in range(width)]
        for r in (r for r in range(8) if not r & d):
            x, y = found[r], found[r | d]
            found[r], found[r | d] = shuffle(builder, x, y, low), shuffle(builder, x, y, high)
    return [Vector(builder, value) for value in found]
