"""What a generated step is written in: rows of lanes, shared numbers, functions and tables.

Functions are branch-free and inlined; exp and log are within 2 units of the last place of the
machine's precision. The constants of their series are those of Taylor (exp) and of 2 artanh (log).
"""

from __future__ import annotations

import math
from typing import Any

from llvmlite import ir

from mgsim.engines.fused.vectors import (
    BYTES,
    I32,
    I64,
    Mask,
    Memory,
    Value,
    Vector,
    shuffle,
    transpose,
)

SLOTS = 8  # of a group of tabulated functions
_DEGREE = {8: 13, 4: 7}  # of the exponential's polynomial
_LOG_TERMS = {8: 11, 4: 5}
_RANGE = {8: (-708.0, 709.0), 4: (-87.0, 88.0)}
_LN2 = {  # high part with its low bits cleared, so that its product with a small integer is exact
    8: (0.6931471803691238, 1.9082149292705877e-10),
    4: (0.693145751953125, 1.42860682030941723212e-6),
}
_MANTISSA = {8: 52, 4: 23}
_BIAS = {8: 1023, 4: 127}


class Machine:
    """The step's view of one vector of lanes.

    size: bytes of a number. marks: readouts that collect crossings. degree: of the polynomials in
    the tables. arguments: the addresses of the vector's rows, of the shared numbers, of the list of
    tables, and of scratch.
    """

    def __init__(
        self, builder: Any, size: int, marks: int, degree: int, arguments: tuple[Value, ...]
    ):
        self.b, self.size, self.marks, self.degree = builder, size, marks, degree
        self.memory = Memory(builder, size)
        self.rows, self.numbers, self.tables, self.scratch = arguments
        self.base: dict[int, Value] = {}
        self.any: Value = ir.Constant(I64, 0)

    def row(self, number: int) -> Vector:
        return self.memory.load(self.rows, BYTES * number)

    def store(self, value: Any, number: int) -> None:
        self.memory.store(self.vector(value), self.rows, BYTES * number)

    def number(self, position: int) -> Vector:
        return self.memory.constant(self.numbers, position)

    def vector(self, value: Any) -> Vector:
        """Numbers and masks as vectors."""
        if isinstance(value, Mask):
            return value.choose(self.memory.literal(1.0), self.memory.literal(0.0))
        return value if isinstance(value, Vector) else self.memory.literal(value)

    def mask(self, value: Any) -> Mask:
        """A condition; a number is one where it is not 0."""
        return value if isinstance(value, Mask) else self.vector(value).test("!=", 0.0)

    def mark(self, position: int, rises: Any, last: Vector) -> None:
        """Note which lanes rise through a level in this step, and what they were before."""
        bits = self.mask(rises).bits()
        where = self.b.add(self.scratch, ir.Constant(I64, 2 * BYTES * position))
        self.b.store(bits, self.b.inttoptr(where, I64.as_pointer()), align=8)
        self.memory.store(last, where, BYTES)
        self.any = self.b.or_(self.any, bits)

    # functions of the language

    def lt(self, a: Any, b: Any) -> Mask:
        return self.vector(a).test("<", b)

    def le(self, a: Any, b: Any) -> Mask:
        return self.vector(a).test("<=", b)

    def gt(self, a: Any, b: Any) -> Mask:
        return self.vector(a).test(">", b)

    def ge(self, a: Any, b: Any) -> Mask:
        return self.vector(a).test(">=", b)

    def eq(self, a: Any, b: Any) -> Mask:
        return self.vector(a).test("==", b)

    def ne(self, a: Any, b: Any) -> Mask:
        return self.vector(a).test("!=", b)

    def both(self, a: Any, b: Any) -> Mask:
        return self.mask(a).both(self.mask(b))

    def truth(self, condition: Any) -> Vector:
        return self.vector(self.mask(condition))

    def where(self, condition: Any, yes: Any, no: Any) -> Vector:
        return self.mask(condition).choose(self.vector(yes), self.vector(no))

    def maximum(self, a: Any, b: Any) -> Vector:
        """The larger; NaN where either is."""
        a, b = self.vector(a), self.vector(b)
        return b.test("!=", b).choose(b, b.test(">", a).choose(b, a))

    def minimum(self, a: Any, b: Any) -> Vector:
        """The smaller; NaN where either is."""
        a, b = self.vector(a), self.vector(b)
        return b.test("!=", b).choose(b, b.test("<", a).choose(b, a))

    def clip(self, x: Any, low: Any, high: Any) -> Vector:
        return self.minimum(self.maximum(x, low), high)

    def absolute(self, x: Any) -> Vector:
        x = self.vector(x)
        return x.test(">=", 0.0).choose(x, -x)

    def sqrt(self, x: Any) -> Vector:
        return self._built_in("sqrt", self.vector(x))

    def _built_in(self, word: str, x: Vector) -> Vector:
        """A function that LLVM has for vectors."""
        kind = x.value.type
        name = f"llvm.{word}.v{kind.count}f{8 * self.size}"
        function = self.b.module.declare_intrinsic(name, (), ir.FunctionType(kind, [kind]))
        return Vector(self.b, self.b.call(function, [x.value]))

    def ratio(self, above: Any, below: Any) -> Vector:
        """above/below, and 0 where below is 0."""
        above, below = self.vector(above), self.vector(below)
        is_zero = below.test("==", 0.0)
        value = above / is_zero.choose(self.memory.literal(1.0), below)
        return is_zero.choose(self.memory.literal(0.0), value)

    def _reduced(self, x: Vector) -> tuple[Vector, Vector]:
        """(exp(r) - 1, 2**k) for x = k ln 2 + r, by a polynomial and by the bits of k."""
        low, high = _RANGE[self.size]
        x = x.test(">", high).choose(self.memory.literal(high), x)
        x = x.test("<", low).choose(self.memory.literal(low), x)
        magic = (
            1.5 * 2.0 ** _MANTISSA[self.size]
        )  # adding it leaves the nearest integer in the low bits
        shifted = x * (1 / math.log(2)) + magic
        k = shifted - magic
        ln2_high, ln2_low = _LN2[self.size]
        r = (x - k * ln2_high) - k * ln2_low
        p: Any = 1 / math.factorial(_DEGREE[self.size])
        for n in range(_DEGREE[self.size] - 1, 1, -1):
            p = r * p + 1 / math.factorial(n)
        return p * r * r + r, self._power_of_two(shifted)

    def _power_of_two(self, shifted: Vector) -> Vector:
        bits = ir.VectorType(I64 if self.size == 8 else I32, self.memory.width)
        mantissa, bias = _MANTISSA[self.size], _BIAS[self.size]
        whole = self.b.add(self.b.bitcast(shifted.value, bits), self._ints(bits, bias))
        power = self.b.shl(whole, self._ints(bits, mantissa))
        return Vector(self.b, self.b.bitcast(power, self.memory.vector))

    def _ints(self, kind: Value, number: int) -> Value:
        return ir.Constant(kind, [number] * kind.count)

    def exp(self, x: Any) -> Vector:
        """exp(x); outside the range of normal numbers it stays at the end it passed."""
        p, scale = self._reduced(self.vector(x))
        return scale * p + scale

    def exprel(self, x: Any) -> Vector:
        """(exp(x) - 1)/x, exact at zero too; it stays where exp does above its range."""
        x = self.vector(x)
        p, scale = self._reduced(x)
        is_zero = x.test("==", 0.0)
        high = _RANGE[self.size][1]
        x = x.test(">", high).choose(self.memory.literal(high), x)
        one = self.memory.literal(1.0)
        value = (scale * p + (scale - 1.0)) / is_zero.choose(one, x)
        return is_zero.choose(one, value)

    def log(self, x: Any) -> Vector:
        """The natural logarithm: -inf at 0, NaN below; good for normal numbers."""
        x = self.vector(x)
        m, k = self._split_powers(x)
        s = (m - 1.0) / (m + 1.0)
        square = s * s
        total: Any = 2.0 / (2 * _LOG_TERMS[self.size] + 1)
        for n in range(_LOG_TERMS[self.size] - 1, 0, -1):
            total = square * total + 2.0 / (2 * n + 1)
        high, low = _LN2[self.size]
        value = k * high + (s * 2.0 + (s * square * total + k * low))
        value = x.test("==", 0.0).choose(self.memory.literal(-math.inf), value)
        value = x.test("==", math.inf).choose(x, value)
        return x.test(">=", 0.0).choose(value, self.memory.literal(math.nan))

    def _split_powers(self, x: Vector) -> tuple[Vector, Vector]:
        """x = m 2**k with m between the square roots of 1/2 and of 2."""
        kind = ir.VectorType(I64 if self.size == 8 else I32, self.memory.width)
        mantissa = self._ints(kind, _MANTISSA[self.size])
        bits = self.b.bitcast(x.value, kind)
        root = self.b.bitcast(self.memory.literal(math.sqrt(0.5)).value, kind)
        k = self.b.ashr(self.b.sub(bits, root), mantissa)
        m = self.b.bitcast(self.b.sub(bits, self.b.shl(k, mantissa)), self.memory.vector)
        return Vector(self.b, m), Vector(self.b, self.b.sitofp(k, self.memory.vector))

    def pow(self, x: Any, y: Any) -> Vector:
        """x**y, whose error grows with y log(x); below 0 NaN but for a whole y."""
        x, y = self.vector(x), self.vector(y)
        at_zero = self.where(
            y.test("==", 0.0), 1.0, self.where(y.test("<", 0.0), math.inf, y * 0.0)
        )
        is_zero = x.test("==", 0.0)
        safe = is_zero.choose(self.memory.literal(1.0), self.absolute(x))
        value = self.exp(y * self.log(safe))
        below = self._is_whole(y * 0.5).choose(value, -value)
        below = self._is_whole(y).choose(below, self.memory.literal(math.nan))
        return is_zero.choose(at_zero, x.test("<", 0.0).choose(below, value))

    def _is_whole(self, x: Vector) -> Mask:
        return self._built_in("rint", x).test("==", x)

    # tables

    def place(self, v: Vector, table: int, low: Vector, inverse: Vector, top: Vector) -> Vector:
        """Find the row of every lane; returns v, NaN where it is outside the table."""
        place = (v - low) * inverse
        within = place.above(0.0).below(top)
        self.memory.split(within, self.scratch, self._aside(table))
        at = self.b.add(self.tables, ir.Constant(I64, 8 * table))
        self.base[table] = self.b.load(self.b.inttoptr(at, I64.as_pointer()), align=8)
        return within.test("==", place).choose(v, self.memory.literal(math.nan))

    def _aside(self, table: int) -> int:
        return 2 * BYTES * (self.marks + table)

    def _row_of(self, table: int, stride: int, lane: int, offset: int) -> Value:
        """The address of a lane's row of a table."""
        index = self.memory.whole(self.scratch, self._aside(table), lane)
        row = self.b.add(self.base[table], self.b.mul(index, ir.Constant(I64, stride)))
        return self.b.add(row, ir.Constant(I64, offset))

    def gates(self, table: int, stride: int, offset: int, row: int) -> list[Vector]:
        """Advance a group of slots that lie across the vector; their new values along the lanes."""
        advance = self._advance_pairs if self.size == 4 else self._advance
        rows = []
        for lane in range(SLOTS):
            new = advance(table, stride, offset, row, lane)
            self.store(new, row + lane)
            rows.append(new)
        return transpose(self.b, rows)

    def _advance(self, table: int, stride: int, offset: int, row: int, lane: int) -> Vector:
        """Double precision: x = gain + factor x; a row is gain, factor and their slopes."""
        gain, factor = self.pair(table, stride, offset, lane)
        return gain.plus_product(factor, self.row(row + lane))

    def _advance_pairs(self, table: int, stride: int, offset: int, row: int, lane: int) -> Vector:
        """Single: x += part (inf - x), which keeps the digits of slow gates; two lanes a vector."""
        inf, part = self.pair(table, stride, offset, lane)
        last = self.row(row + lane)
        return last.plus_product(part, inf - last)

    def pair(self, table: int, stride: int, offset: int, lane: int) -> tuple[Vector, Vector]:
        """Two columns of a lane's row; in single precision of that lane and the eighth after."""
        if self.size == 8:
            first, second = (
                self._looked_up(table, stride, offset + k * BYTES, lane, 2 * BYTES) for k in (0, 1)
            )
            return first, second
        one, other = (
            self._looked_up(table, stride, offset, k, BYTES).value for k in (lane, lane + SLOTS)
        )
        low = [*range(8), *range(16, 24)]
        first, second = (
            Vector(self.b, shuffle(self.b, one, other, [j + k for j in low])) for k in (0, 8)
        )
        return first, second

    def plain(self, table: int, stride: int, offset: int) -> list[Vector]:
        """A group of functions of the voltage alone, along the lanes."""
        rows = []
        order = [*range(8), *range(16, 24)]
        for lane in range(SLOTS):
            found = [
                self._looked_up(table, stride, offset, one, BYTES).value
                for one in range(lane, self.memory.width, SLOTS)
            ]
            is_whole = len(found) == 1
            value = found[0] if is_whole else shuffle(self.b, found[0], found[1], order)
            rows.append(Vector(self.b, value))
        return transpose(self.b, rows)

    def _looked_up(self, table: int, stride: int, offset: int, lane: int, apart: int) -> Vector:
        """A lane's polynomial between two rows; its coefficients lie `apart` bytes apart."""
        at = self._row_of(table, stride, lane, offset)
        part = self.memory.rest(self.scratch, self._aside(table), lane)
        value = self.memory.load(at, self.degree * apart)
        for k in range(self.degree - 1, -1, -1):
            value = self.memory.load(at, k * apart).plus_product(value, part)
        return value
