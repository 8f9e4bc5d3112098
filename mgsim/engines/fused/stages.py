"""A group of slots through the stages of a method, lying across the vector."""

from __future__ import annotations

from typing import Any

from llvmlite import ir

from mgsim.engines.fused.machine import SLOTS, Machine
from mgsim.engines.fused.vectors import Mask, Value, Vector, transpose

_WEIGHTS = (1.0, 2.0, 2.0, 1.0)  # the first rates begin the sum


class Stages:
    """States with rates a + b x; slots after the first `states` are plain functions."""

    def __init__(self, m: Machine, table: int, stride: int, offset: int, row: int, states: int):
        self.m, self.table, self.stride, self.offset, self.row = m, table, stride, offset, row
        self.states, self.number = states, 0
        self.base = [m.row(row + lane) for lane in range(SLOTS)]
        self.rates: list[Vector] = []
        self.total: list[Vector] = []

    def columns(self) -> list[Vector]:
        """The states as they are, along the lanes."""
        return transpose(self.m.b, self.base)

    def at(self, by: Any = None) -> list[Vector]:
        """The next stage, `by` times the last rates from the old states; along the lanes."""
        states = self.base
        if by is not None:
            states = [x.plus_product(by, k) for x, k in zip(self.base, self.rates, strict=True)]
        pairs = [self.m.pair(self.table, self.stride, self.offset, lane) for lane in range(SLOTS)]
        self.rates = [a.plus_product(b, x) for (a, b), x in zip(pairs, states, strict=True)]
        weight = _WEIGHTS[self.number]
        self.total = [
            k if self.number == 0 else total.plus_product(weight, k)
            for total, k in zip(self.total or self.rates, self.rates, strict=True)
        ]
        self.number += 1
        is_state = self._is_state()
        mixed = [is_state.choose(x, a) for (a, _), x in zip(pairs, states, strict=True)]
        return transpose(self.m.b, mixed)

    def _is_state(self) -> Mask:
        width = self.m.memory.width
        bits: Value = ir.Constant(
            ir.VectorType(ir.IntType(1), width), [j % SLOTS < self.states for j in range(width)]
        )
        return Mask(self.m.b, bits)

    def finish(self, part: Any) -> None:
        """The new states: the old ones and `part` times the weighted sum of the rates."""
        for lane, (x, total) in enumerate(zip(self.base, self.total, strict=True)):
            self.m.store(x.plus_product(part, total), self.row + lane)
