"""The bench neuron written by hand as one fused kernel: the bar for the kernel that is generated.

Second order: gates and calcium live at half steps, v at whole ones; v takes a linearly implicit
midpoint step with the derivative of the magnesium block; a gate's factor is (1 - k/2)/(1 + k/2).
A block of lanes runs through the whole time loop, a vector (8 double, 16 single) at a time.
`tables`: everything of v alone comes from rows of a table, one row a voltage: gates lie across the
vector while they are looked up and updated, and are then transposed for the voltage equation.
`direct`: the same scheme with the exponentials evaluated, gates along the lanes.
"""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import bench_neuron as neuron
import numpy as np
from bench_neuron import Measured
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic
from vectors import exponential

from mgsim.engines.fused.vectors import I64, Memory, Vector, shuffle, transpose

V_LOW, V_HIGH, SPACING = -120.0, 80.0, 0.25
BLOCK = 64
STATES = ("v", "ca", "rise_a", "decay_a", "rise_n", "decay_n", "l_last", "peak", "mg")
DIRECT_DEGREE = {8: 9, 4: 6}
CONSTANTS = 14  # see _constants
TINY = 1e-9


def run(
    mg_o: np.ndarray, dt: float, duration: float, threads: int,
    kind: str = "tables", single: bool = False,
) -> Measured:  # fmt: skip
    """The bench neuron; `compile_s` is 0 once the kernel is there."""
    began = time.perf_counter()
    number = np.dtype(np.float32 if single else np.float64)
    block = kernel(kind, number.itemsize)
    job = _Job(block, kind, number, mg_o, dt, duration)
    _Job(block, kind, number, mg_o[:1], dt, dt).part(0)
    compiled = time.perf_counter()
    starts = range(0, mg_o.size, BLOCK)
    if threads == 1:
        for first in starts:
            job.part(first)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(job.part, starts))
    ended = time.perf_counter()
    spikes = [t[:n].copy() for t, n in zip(job.times, job.counts, strict=True)]
    return Measured(spikes, job.peaks, ended - compiled, compiled - began)


class _Job:
    """All lanes of a run; `part` runs one block of them."""

    def __init__(self, block, kind, number, mg_o, dt, duration):
        self.block, self.kind, self.number, self.mg_o = block, kind, number, mg_o
        self.dt, self.steps = dt, round(duration / dt)
        self.table, last = _table(dt, number)
        # a hair below the last row: the row after the one found must exist
        self.constants = aligned((CONSTANTS,), number)
        self.constants[:] = _constants(dt, last * (1 - 1e-6))
        self.kicks = np.array([neuron.KICKS, neuron.TAUS]).T
        self.events = np.tile(neuron.arrivals(duration), (mg_o.size, 1))
        self.times = np.zeros((mg_o.size, int(duration) // 2 + 1))
        self.counts = np.zeros(mg_o.size, np.int64)
        self.peaks = np.zeros(mg_o.size)

    def part(self, first: int) -> None:
        lanes = slice(first, min(first + BLOCK, self.mg_o.size))
        mg_o = self.mg_o[lanes]
        width = 64 // self.number.itemsize
        vectors = -(-mg_o.size // width)
        state = aligned((vectors, len(STATES), width), self.number)
        gates = aligned((vectors, 8, width), self.number)
        inf, _ = neuron.gate_curves(np.array(neuron.V_0))
        state[:, 0], state[:, 1], state[:, 7] = neuron.V_0, neuron.CA_REST, neuron.CA_REST
        state[:, 6] = neuron.G_L * inf[4] ** 2 * inf[5]
        padded = np.concatenate([mg_o, np.full(vectors * width - mg_o.size, mg_o[-1])])
        state[:, 8] = (padded / neuron.K_MG).reshape(vectors, width)
        if self.kind == "tables":  # rows of one lane (double) or of two lanes (single)
            gates.reshape(vectors, -1, 8)[:, :, :6] = inf
        else:
            gates[:, :6] = inf[:, None]
        self.block(
            self.table, gates, state, self.constants, aligned((3 * width,), self.number),
            self.steps, self.dt, self.events[lanes], self.kicks, self.times[lanes],
            self.counts[lanes],
        )  # fmt: skip
        self.peaks[lanes] = state[:, 7].ravel()[: mg_o.size]


def aligned(shape: tuple[int, ...], number: np.dtype) -> np.ndarray:
    """Zeros that begin at a multiple of 64 bytes."""
    size = int(np.prod(shape)) * number.itemsize
    raw = np.zeros(size + 64, np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + size].view(number).reshape(shape)


def _table(dt: float, number: np.dtype) -> tuple[np.ndarray, int]:
    """Rows of 16 values and their 16 slopes; returns the table and the number of rows.

    Values in double: what a gate gains a step, and by what it is multiplied. In single: steady
    state and 1 - factor, which keeps the digits of slow gates. Place 6 is exp(-slope*v).
    """
    v = np.arange(V_LOW, V_HIGH + 1.5 * SPACING, SPACING)
    inf, rate = neuron.gate_curves(v)
    part = rate * dt / (1 + rate * dt / 2)
    row = np.zeros((v.size, 16))
    is_single = number.itemsize == 4
    row[:, :6] = inf.T if is_single else (inf * part).T
    row[:, 8:14] = part.T if is_single else 1 - part.T
    row[:, 6], row[:, 14] = np.exp(-neuron.SLOPE * v), float(is_single)
    table = aligned((v.size - 1, 32), number)
    table[:, :16], table[:, 16:] = row[:-1], np.diff(row, axis=0)
    return table, v.size - 1


def _constants(dt: float, top: float) -> list[float]:
    """1/spacing, last place of the table, dt, dt/2, decays of a step and of half one, calcium."""
    steps = [math.exp(-dt / tau) for tau in neuron.TAUS]
    halves = [math.exp(-dt / 2 / tau) for tau in neuron.TAUS]
    keep = math.exp(-dt / neuron.TAU_CA)
    gain = (1 - keep) * neuron.TAU_CA * neuron.CA_PER_CURRENT
    return [1 / SPACING, top, dt, dt / 2, *steps, *halves, keep, gain]


@cache
def kernel(kind: str, size: int):
    """The time loop over a block: between events nothing but steps of vectors."""
    step = _step(kind, size)
    width, count, level = 64 // size, len(STATES), neuron.THRESHOLD

    @njit(nogil=True, boundscheck=False)
    def block(table, gates, state, constants, scratch, steps, dt, events, kicks, times, counts):
        lanes, s = events.shape[0], 0
        nexts = np.zeros(lanes, np.int64)
        tables, here, gated = table.ctypes.data, state.ctypes.data, gates.ctypes.data
        numbers, aside = constants.ctypes.data, scratch.ctypes.data
        while s < steps:
            stop = steps
            for lane in range(lanes):  # an event belongs to the step whose middle it precedes
                while nexts[lane] < events.shape[1]:
                    late = events[lane, nexts[lane]] / dt - s
                    if late > 0.5:
                        stop = min(stop, s + math.ceil(late - 0.5))
                        break
                    for c in range(4):
                        gain = kicks[c, 0] * math.exp(late * dt / kicks[c, 1])
                        state[lane // width, 2 + c, lane % width] += gain
                    nexts[lane] += 1
            for now in range(s, stop):
                for k in range(state.shape[0]):
                    up = step(tables, gated + 512 * k, here + 64 * count * k, numbers, aside)
                    if up != 0:
                        for j in range(width):
                            lane = k * width + j
                            if (up >> j) & 1 and lane < lanes and counts[lane] < times.shape[1]:
                                old, new = scratch[2 * width + j], state[k, 0, j]
                                part = (level - old) / (new - old)
                                times[lane, counts[lane]] = (now + part) * dt
                                counts[lane] += 1
            s = stop

    return block


def _step(kind: str, size: int):
    """One step of one vector as a numba intrinsic; returns the mask of lanes that spike."""
    update = {"tables": _gates_from_tables, "direct": _gates_direct}[kind]

    @intrinsic
    def step(typing, table, gates, state, constants, scratch):
        def codegen(context, builder, signature, arguments):
            table, gates, state, constants, scratch = arguments
            memory = Memory(builder, size)
            numbers = [memory.constant(constants, k) for k in range(CONSTANTS)]
            old = [memory.load(state, 64 * k) for k in range(len(STATES))]
            curves = update(memory, table, gates, scratch, old[0], numbers)
            new = _membrane(old, curves, numbers)
            for k, vector in enumerate(new):
                memory.store(vector, state, 64 * k)
            memory.store(old[0], scratch, 128)
            level = neuron.THRESHOLD
            return new[0].test(">=", level).both(old[0].test("<", level)).bits()

        return types.int64(*[types.int64] * 5), codegen

    return step


def _gates_from_tables(memory, table, gates, scratch, v, numbers) -> list[Vector]:
    """m, h, n, p, q, r half a step later and exp(-slope*v), along the lanes."""
    b = memory.b
    place = (v - V_LOW) * numbers[0]
    memory.split(place.above(0.0).below(numbers[1]), scratch, 0)
    shift = ir.Constant(I64, 7 if memory.size == 4 else 8)
    rows = []
    for lane in range(8):
        if memory.size == 8:
            row = b.add(table, b.shl(memory.whole(scratch, 0, lane), shift))
            part = memory.rest(scratch, 0, lane)
            gain = memory.load(row, 0) + memory.load(row, 128) * part
            factor = memory.load(row, 64) + memory.load(row, 192) * part
            new = gain + factor * memory.load(gates, 64 * lane)
        else:  # two lanes in one vector
            found = []
            for one in (lane, lane + 8):
                row = b.add(table, b.shl(memory.whole(scratch, 0, one), shift))
                value = memory.load(row, 0) + memory.load(row, 64) * memory.rest(scratch, 0, one)
                found.append(value.value)
            low = [*range(8), *range(16, 24)]
            inf = Vector(b, shuffle(b, *found, low))
            part = Vector(b, shuffle(b, *found, [j + 8 for j in low]))
            last = memory.load(gates, 64 * lane)
            new = last + part * (inf - last)
        memory.store(new, gates, 64 * lane)
        rows.append(new)
    return transpose(b, rows)[:7]


def _gates_direct(memory, table, gates, scratch, v, numbers) -> list[Vector]:
    """The same by evaluating the rates."""
    dt, half = numbers[2], numbers[3]

    def exp(x: Vector) -> Vector:
        return exponential(x, memory.size, DIRECT_DEGREE[memory.size])

    def linear(x: Vector, grown: Vector) -> Vector:
        return (x + TINY) / (grown - 1.0 + TINY)

    u = v - neuron.V_T
    e_4, e_5 = exp((13.0 - u) * (1 / 4)), exp((15.0 - u) * (1 / 5))
    e_q, e_p = exp((-27.0 - v) * (1 / 3.8)), exp((v + 35.0) * (1 / 20))
    e_5_up = 1.0 / e_5
    back = math.exp(-25 / 5)  # from 15 - u to 40 - u
    p_down = 1.0 / e_p
    rates = (
        (0.32 * 4 * linear((13.0 - u) * (1 / 4), e_4),
         0.28 * 5 * linear((u - 40.0) * (1 / 5), e_5_up * back)),
        (0.128 * exp((17.0 - u) * (1 / 18)), 4.0 / (1.0 + e_5 * (1 / back))),
        (0.032 * 5 * linear((15.0 - u) * (1 / 5), e_5), 0.5 * exp((10.0 - u) * (1 / 40))),
        (0.055 * 3.8 * linear((-27.0 - v) * (1 / 3.8), e_q), 0.94 * exp((-75.0 - v) * (1 / 17))),
        (0.000457 * exp((-13.0 - v) * (1 / 50)),
         0.0065 / (1.0 + exp((-15.0 - v) * (1 / 28)))),
    )  # fmt: skip
    pairs = [(a, a + b) for a, b in rates]
    p_rate = (3.3 * e_p + p_down) * (1 / 1000)
    pairs.insert(3, (p_rate / (1.0 + p_down * p_down), p_rate))
    found = []
    for k, (gain, rate) in enumerate(pairs):
        last = memory.load(gates, 64 * k)
        new = (last * (1.0 - half * rate) + dt * gain) / (1.0 + half * rate)
        memory.store(new, gates, 64 * k)
        found.append(new)
    return [*found, exp(v * -neuron.SLOPE)]


def _membrane(old: list[Vector], curves: list[Vector], numbers: list[Vector]) -> list[Vector]:
    """The states after a step, magnesium left out: calcium half a step on, v and synapses a whole.

    What calcium sees is that of now (v, the block, the mean of two half steps of l_type); what v
    sees is that of the middle of its step.
    """
    v, ca, rise_a, decay_a, rise_n, decay_n, l_last, peak, mg = old
    m, h, n, p, q, r, grown = curves
    dt, half, *decays, keep, gain = numbers[2:]
    l_type = neuron.G_L * (q * q) * r
    unblocked = 1.0 / (1.0 + mg * grown)
    i_nmda = (decay_n - rise_n) * unblocked * v
    i_l = 0.5 * (l_type + l_last) * (v - neuron.E_CA)
    rest = neuron.CA_REST / (neuron.TAU_CA * neuron.CA_PER_CURRENT)
    ca_new = ca * keep + gain * (rest - i_l - neuron.NMDA_CA * i_nmda)
    square = ca_new * ca_new
    sodium = neuron.G_NA * (m * m) * (m * h)
    potassium = neuron.G_K * (n * n) * (n * n) + neuron.G_M * p
    # the Hill function's denominator goes into that of v: a division less is 6 % (single: 15 %)
    under, bound = 1.0 + square, neuron.G_AHP * square
    ampa = decay_a * decays[5] - rise_a * decays[4]
    nmda = (decay_n * decays[7] - rise_n * decays[6]) * unblocked
    ohmic = sodium + potassium + l_type + ampa + neuron.G_LEAK
    driven = neuron.E_NA * sodium + neuron.E_K * potassium + neuron.E_CA * l_type
    flow = driven + neuron.G_LEAK * neuron.E_LEAK - (ohmic + nmda) * v
    slope = ohmic + nmda * (1.0 + neuron.SLOPE * v * (1.0 - unblocked))
    flow = flow * under + bound * (neuron.E_K - v)
    v_new = v + dt * flow / (under + half * (slope * under + bound))
    synapses = [s * f for s, f in zip((rise_a, decay_a, rise_n, decay_n), decays, strict=False)]
    return [v_new, ca_new, *synapses, l_type, ca_new.above(peak)]
