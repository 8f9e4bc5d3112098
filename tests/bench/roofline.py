"""What one core can do at most: fused multiply-adds and own exponentials a second, measured.

A fraction of the peak compares the arithmetic instructions of the hand-written step, counted in its
assembly, with the multiply-adds that the core could have issued in the same time.
"""

from __future__ import annotations

import re
import time

import numpy as np
import prototype_numba as prototype
from numba import njit, types
from numba.extending import intrinsic
from vectors import exponential

from mgsim.engines.fused.vectors import Memory, Vector

CHAINS, REPEATS, LOOPS = 16, 8, 200_000
ARITHMETIC = re.compile(r"\bv(?:add|sub|mul|div|max|min|fn?m(?:add|sub)\d+)p[ds]\b.*%zmm")


def multiply_adds(size: int) -> float:
    """Lane operations a second of independent fused multiply-adds."""

    def work(memory: Memory, chains: list[Vector]) -> list[Vector]:
        for _ in range(REPEATS):
            chains = [x * 0.999 + 1e-3 for x in chains]
        return chains

    return _speed(size, work) * CHAINS * REPEATS


def exponentials(size: int) -> float:
    """Own exponentials a second (accurate to the last digits: degree 11 or 7)."""

    def work(memory: Memory, chains: list[Vector]) -> list[Vector]:
        return [exponential(x * 1e-3, size, 11 if size == 8 else 7) for x in chains]

    return _speed(size, work) * CHAINS


def _speed(size: int, work) -> float:
    """Lanes times calls a second of `work` on chains kept in memory; the best of five."""

    @intrinsic
    def once(typing, state):
        def codegen(context, builder, signature, arguments):
            memory = Memory(builder, size)
            chains = [memory.load(arguments[0], 64 * k) for k in range(CHAINS)]
            for k, vector in enumerate(work(memory, chains)):
                memory.store(vector, arguments[0], 64 * k)
            return arguments[0]

        return types.int64(types.int64), codegen

    @njit(nogil=True)
    def loop(state, count):
        total = 0
        for _ in range(count):
            total ^= once(state.ctypes.data)
        return total

    number = np.dtype(np.float64 if size == 8 else np.float32)
    state = prototype.aligned((CHAINS * 64 // size,), number)
    state[:] = 0.5
    loop(state, 1)
    walls = []
    for _ in range(5):
        began = time.perf_counter()
        loop(state, LOOPS)
        walls.append(time.perf_counter() - began)
    return LOOPS * (64 // size) / min(walls)


def arithmetic(kind: str, size: int) -> int:
    """Vector arithmetic instructions in one step of the hand-written kernel (0: not AVX-512)."""
    number = np.float32 if size == 4 else np.float64
    prototype.run(np.array([0.0]), 0.025, 0.025, 1, kind, number is np.float32)
    (text,) = prototype.kernel(kind, size).inspect_asm().values()
    blocks = re.split(r"\n(?=\.LBB)", text)
    return max(len(ARITHMETIC.findall(block)) for block in blocks)
