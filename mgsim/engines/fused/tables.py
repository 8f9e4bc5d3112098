"""Functions of one voltage that all lanes share: which are worth a table, and the tables.

A table has a row for every place on the voltage axis with the values of a group of 8 slots and what
they gain until the next row. A slot is a state that is advanced by its row, or a plain function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.polynomial.polynomial import polyval

from mgsim.engines.fused.graph import Graph, arguments
from mgsim.engines.fused.hoist import evaluated
from mgsim.engines.fused.lower import Steps
from mgsim.engines.fused.machine import SLOTS
from mgsim.engines.fused.vectors import BYTES

LOW, HIGH = -200.0, 200.0  # mV; a lane outside fails
_CHECKED = (-120.0, 80.0)  # mV; where the error of a table is measured
SPACINGS = (0.5, 0.25, 0.125, 0.0625)  # mV, the coarsest that keeps the tolerance is taken
DEGREES = {"staggered": 1, "rk4": 2}  # of the polynomial between two rows
TOLERANCES = {"staggered": 5e-4, "rk4": 5e-6}  # of a rate or factor, between two rows
_FLOOR = 1e-3  # of a function's largest value: smaller values count as that
_COSTLY = frozenset({"exp", "exprel", "log", "sqrt", "pow", "recip", "ratio"})
_WORTH = 4  # costly operations that a table must save


@dataclass(frozen=True)
class Group:
    """Up to 8 slots: names of states that are advanced, then nodes of plain functions."""

    states: tuple[str, ...]
    plain: tuple[int, ...]


@dataclass
class Table:
    """The groups of one voltage (a leaf of the graph)."""

    voltage: int
    groups: list[Group] = field(default_factory=list)


def plan(steps: Steps, voltages: frozenset[int]) -> list[Table] | None:
    """The tables of a step; None where they would not pay. `voltages`: leaves that may have one."""
    graph = steps.graph
    old = {leaf: v for leaf, v in staged(graph, steps).items()} | {v: v for v in voltages}
    found = _functions(graph, steps.roots(), frozenset(old), _made_of(graph, steps.firm))
    found = sorted({graph.replaced(n, dict(old)) for n in found})
    tables = []
    for voltage in sorted(voltages):
        states = [n for n, slot in steps.slots.items() if slot.voltage == voltage]
        plain = [n for n in found if graph.reads[n] == {voltage}]
        if steps.stages and not states:
            continue
        rates = [n for s in states for n in (steps.slots[s].a, steps.slots[s].b)]
        if _cost(graph, [*rates, *plain]) < _WORTH:
            if states:
                return None
            continue
        tables.append(Table(voltage, _grouped(states, plain)))
    return tables


def staged(graph: Graph, steps: Steps) -> dict[int, int]:
    """The leaf of a voltage at a later stage -> the leaf that it has at the first."""
    leaves = [leaf for stage in steps.stages[1:] for leaf, _ in stage.voltages]
    return {leaf: graph.leaf("state", graph.nodes[leaf][2]) for leaf in leaves}


def _grouped(states: list[str], plain: list[int]) -> list[Group]:
    groups = []
    while states or plain:
        first, states = states[:SLOTS], states[SLOTS:]
        room = SLOTS - len(first)
        groups.append(Group(tuple(first), tuple(plain[:room])))
        plain = plain[room:]
    return groups


def _cost(graph: Graph, nodes: list[int]) -> int:
    """The costly operations that nodes take together."""
    seen: set[int] = set()
    stack = [n for n in nodes if graph.reads[n]]
    while stack:
        node = stack.pop()
        if node not in seen and graph.reads[node]:
            seen.add(node)
            stack += arguments(graph, node)
    return sum(graph.nodes[n][0] in _COSTLY for n in seen)


def _made_of(graph: Graph, nodes: set[int]) -> set[int]:
    """Nodes and all that is made of them; a node's arguments come before it."""
    found = set(nodes)
    for node in range(len(graph.nodes)):
        if not found.isdisjoint(arguments(graph, node)):
            found.add(node)
    return found


def _functions(
    graph: Graph, roots: list[int], voltages: frozenset[int], firm: set[int]
) -> list[int]:
    """The largest costly functions of one voltage that the step reads; none of the firm nodes."""
    found: set[int] = set()
    seen: set[int] = set()
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if node not in firm and len(graph.reads[node]) == 1 and graph.reads[node] <= voltages:
            if _cost(graph, [node]):
                found.add(node)
        else:
            stack += arguments(graph, node)
    cheap = {n for n in found if _is_made_of(graph, n, found)}
    return sorted(found - cheap)


def _is_made_of(graph: Graph, node: int, found: set[int]) -> bool:
    """True for a product or sum of other functions that have a slot anyway."""
    if graph.nodes[node][0] not in ("mul", "add", "sub", "neg"):
        return False
    costly = [n for n in arguments(graph, node) if _cost(graph, [n])]
    return all(n in found for n in costly)


@dataclass(frozen=True)
class Grid:
    """The rows of all tables of a kernel, and how good they are.

    arrays: one flat, aligned array a table. error: the largest relative error between rows; is_fine
    where it is within the method's tolerance.
    """

    arrays: list[np.ndarray]
    spacing: float
    error: float
    is_fine: bool = True

    @property
    def numbers(self) -> tuple[float, float, float]:
        """Lowest voltage, rows a mV, and the last place: a hair before the last row."""
        return LOW, 1.0 / self.spacing, (HIGH - LOW) / self.spacing * (1 - 2.0**-20)


def grid(
    graph: Graph, steps: Steps, tables: list[Table], constants: Mapping[str, np.ndarray], size: int
) -> Grid:
    """Fill the tables with the coarsest spacing that keeps the tolerance; the finest where none."""
    columns = [_columns(graph, steps, table, size) for table in tables]
    nodes = [[n for pair in chain(*found) for n in pair] for found in columns]

    degree = DEGREES[steps.method]

    def error_at(spacing: float) -> float:
        pairs = zip(tables, nodes, strict=True)
        return max(_error(graph, t.voltage, n, constants, spacing, degree) for t, n in pairs)

    errors = {spacing: error_at(spacing) for spacing in SPACINGS}
    tolerance = TOLERANCES[steps.method]
    spacing = next((s for s, e in errors.items() if e <= tolerance), SPACINGS[-1])
    arrays = [
        _filled(graph, table, found, constants, spacing, size, degree)
        for table, found in zip(tables, columns, strict=True)
    ]
    return Grid(arrays, spacing, errors[spacing], errors[spacing] <= tolerance)


def _columns(graph: Graph, steps: Steps, table: Table, size: int) -> list[list[tuple[int, ...]]]:
    """For each group and slot its two columns.

    Of rates a + b x: a and b where there are stages, else the gain and the factor of a step; in
    single precision the steady state and the part of the way to it.
    """
    g = graph
    zero, one = g.number(0.0), g.number(1.0)
    groups = []
    for group in table.groups:
        found = []
        for name in group.states:
            slot = steps.slots[name]
            if steps.stages:
                found.append((slot.a, slot.b))
                continue
            half = g.product(g.product(g.number(0.5), g.step), slot.b)
            below = g.reciprocal(g.difference(one, half))
            gain = g.product(g.product(g.step, below), slot.a)
            factor = g.product(g.sum(one, half), below)
            steady = g.negative(g.add("ratio", slot.a, slot.b))
            part = g.negative(g.product(g.product(g.number(2.0), half), below))
            found.append((gain, factor) if size == 8 else (steady, part))
        found += [(node, zero if size == 8 else one) for node in group.plain]
        groups.append(found)
    return groups


def _coefficients(y: np.ndarray, degree: int) -> list[np.ndarray]:
    """Of the polynomials in u = 0 .. 1 between rows; y: values at each row and at each half."""
    first, half, last = y[:-2:2], y[1:-1:2], y[2::2]
    if degree == 1:
        return [first, last - first]
    return [first, 4 * half - 3 * first - last, 2 * (first + last) - 4 * half]


def _error(
    graph: Graph, voltage: int, nodes: Iterable[int], constants, spacing: float, degree: int
) -> float:
    """The largest relative error between rows, at quarters; infinite where one is not finite."""
    v = np.arange(_CHECKED[0], _CHECKED[1] + spacing / 8, spacing / 4)
    worst = 0.0
    name = graph.nodes[voltage][2]
    for values in evaluated(graph, nodes, {**constants, name: v}):
        y = np.broadcast_to(values, v.shape)
        if not np.isfinite(y).all():
            return np.inf
        parts = _coefficients(y[::2], degree)
        least = _FLOOR * np.abs(y).max()
        for place in (1, 2, 3) if least > 0 else ():
            exact, guess = y[place::4], polyval(place / 4, np.array(parts), tensor=False)
            off = np.abs(guess - exact) / np.maximum(np.abs(exact), least)
            worst = max(worst, float(off.max()))
    return worst


def _filled(graph: Graph, table: Table, columns, constants, spacing, size, degree) -> np.ndarray:
    """One table: for each row its groups, for each of them coefficient after coefficient."""
    v = LOW + spacing / 2 * np.arange(2 * round((HIGH - LOW) / spacing) + 3)
    name = graph.nodes[table.voltage][2]
    parts = []
    for group, found in zip(table.groups, columns, strict=True):
        values = np.zeros((v.size, 2, SLOTS))
        for slot, pair in enumerate(found):
            for place, y in enumerate(evaluated(graph, pair, {**constants, name: v})):
                values[:, place, slot] = y
        if size == 8 and not group.states:
            values = values[:, :1]
        parts += _coefficients(values.reshape(v.size, -1), degree)
    return aligned(np.concatenate(parts, axis=1), size)


def strides(table: Table, size: int, method: str) -> tuple[int, list[int]]:
    """Bytes of a row, and where each group begins in it."""
    offsets, at = [], 0
    for group in table.groups:
        offsets.append(at)
        columns = 2 if size == 8 and group.states else 1
        at += (DEGREES[method] + 1) * columns * BYTES
    return at, offsets


def aligned(values: np.ndarray, size: int) -> np.ndarray:
    """A copy in the machine's precision that begins at a multiple of 64 bytes."""
    number = np.dtype(np.float64 if size == 8 else np.float32)
    raw = np.zeros(values.size * size + BYTES, np.uint8)
    start = -raw.ctypes.data % BYTES
    found = raw[start : start + values.size * size].view(number).reshape(values.shape)
    found[:] = values
    return found
