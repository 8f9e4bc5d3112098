"""Two vectors' steps woven into one stretch of code.

Most of a step is one chain in which each instruction waits for the one before; a processor that
has two such chains before it works on both.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from llvmlite import ir

from mgsim.engines.fused.machine import Machine
from mgsim.engines.fused.vectors import BYTES, I64, Value

VECTORS = 2  # that are woven together
Statements = Callable[[Machine], Generator[None, None, None]]


def woven(
    builder: Any, statements: Statements, arguments: tuple[Value, ...], row: int, tables: int,
    size: int, marks: int, degree: int,
) -> Value:  # fmt: skip
    """Emit statements for neighbouring vectors in turn; whether any lane rose through a level.

    row: bytes of a vector's rows. Each vector has scratch of its own, `apart` after the last one's.
    """
    rows, numbers, grids, scratch = arguments
    machines = []
    for k in range(VECTORS):
        here = builder.add(rows, ir.Constant(I64, k * row))
        aside = builder.add(scratch, ir.Constant(I64, k * apart(marks, tables) * 2 * BYTES))
        machines.append(Machine(builder, size, marks, degree, (here, numbers, grids, aside)))
    running = [statements(m) for m in machines]
    done = object()
    while all([next(one, done) is not done for one in running]):
        pass
    found = machines[0].any
    for m in machines[1:]:
        found = builder.or_(found, m.any)
    return found


def apart(marks: int, tables: int) -> int:
    """Places of two vectors each that a vector's scratch takes."""
    return max(1, marks + tables)
