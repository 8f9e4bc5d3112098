"""Steps -> the source of one kernel: a block of lanes that stays in the cache for the whole run.

What depends on constants alone is evaluated once by numpy before the run; what depends on time
alone once a step; the rest is one straight line of vector statements for 8 lanes (16 in single).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mgsim.engines.fused.graph import Graph
from mgsim.engines.fused.hoist import border
from mgsim.engines.fused.lookups import RANGE, Lookups
from mgsim.engines.fused.lower import Jump, Steps
from mgsim.engines.fused.tables import DEGREES, Table
from mgsim.engines.fused.vectors import BYTES
from mgsim.engines.fused.weave import VECTORS, apart
from mgsim.engines.fused.writer import Writer
from mgsim.study.model import Model

_ROWS = ("state", "held", "last", "fold", "lost", "level", "watched", "lane", "slots")
_UNDONE = {"add": "sub", "sub": "add"}


@dataclass
class Kernel:
    """A kernel's source and what it wants to be given.

    shared, lane: nodes evaluated before the run, handed over as numbers and as rows. rows: the
    named rows of a vector of lanes, by (kind, name). uniform: how many numbers it makes each step.
    """

    source: str
    method: str
    graph: Graph
    size: int
    shared: list[int]
    lane: list[int]
    uniform: int
    rows: dict[tuple[str, str], int]
    collecting: list[str]
    trains: list[tuple[str, bool]]
    slots: dict[str, tuple[int, int]] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    late: frozenset[str] = frozenset()

    @property
    def width(self) -> int:
        return BYTES // self.size


def emit(steps: Steps, model: Model, tables: list[Table], size: int) -> Kernel:
    """Write the kernel of a step; `size` is the bytes of a number, 8 or 4."""
    return _Emission(steps, model, tables, size).kernel()


class _Emission:
    """The parts of a kernel while they are written; rows are given out as they are named."""

    def __init__(self, steps: Steps, model: Model, tables: list[Table], size: int):
        self.steps, self.model, self.tables, self.size = steps, model, tables, size
        self.graph = graph = steps.graph
        self.width = BYTES // size
        self.rows: dict[tuple[str, str], int] = {}
        self.lookups = Lookups(steps, tables, size, self.row)
        rises = [graph.add("and", graph.add("ge", x, level), graph.add("lt", last, level))
                 for x, last, level in steps.rises]  # fmt: skip
        self.rises = [(rise, last) for rise, (_, last, _) in zip(rises, steps.rises, strict=True)]
        inside = border(graph, [*steps.roots(), *rises], stop=self.lookups.functions())
        if self._is_seen_apart:  # that is written without the tables
            inside = sorted({*inside, *border(graph, [*steps.seen(), *rises])})
        self.uniform = [n for n in inside if graph.kinds[n] == "uniform"]
        aside = border(graph, [*steps.event_roots(), *self.uniform], ("moving", "uniform"))
        still = sorted({*inside, *aside})
        self.shared = [n for n in still if graph.kinds[n] == "shared"]
        self.lane = [n for n in still if graph.kinds[n] == "lane"]
        self.trains = list(dict.fromkeys((j.train, j.is_early) for j in steps.jumps))

    @property
    def _is_seen_apart(self) -> bool:
        """True where arrivals come between what is seen and what moves."""
        return bool(self.steps.jumps) and self.steps.method != "staggered"

    def row(self, kind: str, name: str) -> int:
        """The number of a row; a quantity that has none is one the tables should have given."""
        if kind not in _ROWS:
            raise AssertionError(f"{kind} {name} is read from memory where nothing puts it")
        return self.rows.setdefault((kind, name), len(self.rows))

    def kernel(self) -> Kernel:
        events = self._events()
        look, move = self._observation, self._motion
        if self._is_seen_apart:  # what is seen is what was before
            parts = [("look", self._statements(look)), ("step", self._statements(move))]
            body = [*self._loop("look"), *events, *self._loop("step", False)]
        else:
            parts = [("step", self._statements(look, move))]
            body = [*events, *self._loop("step")]
        shape = (len(self.tables), self.size, len(self.rises), DEGREES[self.steps.method])
        machine = f"ROW_BYTES, {', '.join(str(n) for n in shape)}"
        intrinsics = [
            _INTRINSIC.format(name=name, machine=machine, lines=lines) for name, lines in parts
        ]
        lines = "\n".join([*self._uniform(), *body, *self._traces()])
        source = _FRAME.format(
            intrinsics="".join(intrinsics), width=self.width, row=len(self.rows) * self.width,
            row_bytes=len(self.rows) * BYTES, body=lines,
        )  # fmt: skip
        collecting = [w.name for w in self.model.watchings if w.collects]
        return Kernel(
            source, self.steps.method, self.graph, self.size, self.shared, self.lane,
            len(self.uniform), self.rows, collecting, self.trains, self.lookups.slots, self.tables,
            self.steps.late,
        )  # fmt: skip

    def _loop(self, name: str, is_seen: bool = True) -> list[str]:
        """Over the vectors of a block."""
        call = f"{name}(rows + ROW_BYTES * k, given, grids, aside)"
        crossings = self._crossings() if is_seen else []
        return [
            f"{' ' * 12}for k in range(start, stop, {VECTORS}):",
            f"{' ' * 16}if {call} != 0:" if crossings else f"{' ' * 16}{call}",
            *crossings,
        ]

    def _statements(self, *parts: Callable[[Writer], list[tuple[tuple[str, str], str]]]) -> str:
        """Statements of a vector: the tables first, the stores last."""
        lanes = {n: f"m.row({self.row('lane', str(i))})" for i, n in enumerate(self.lane)}
        numbers = [*self.shared, *self.uniform]
        homes = {n: f"m.number({RANGE + i})" for i, n in enumerate(numbers)} | lanes
        writer = Writer(self.graph, lambda kind, name: f"m.row({self.row(kind, name)})",
                        homes, True, " " * 8)  # fmt: skip
        self.lookups.write(writer, self._motion in parts)
        stores = [store for part in parts for store in part(writer)]
        for key, word in stores:
            writer.line(f"m.store({word}, {self.row(*key)})")
        lines = [f"{line}; yield" for line in writer.lines]
        return "\n".join(lines) or f"{' ' * 8}yield"

    def _observation(self, writer: Writer) -> list[tuple[tuple[str, str], str]]:
        """What is recorded, folded and kept until the next step; lanes that rise are marked."""
        steps = self.steps
        stores = [(("watched", n), writer.say(steps.watched[n])) for n in self.model.recorded]
        for name, node in steps.folds.items():
            stores += self._fold(writer, name, node)
        for i, (rise, last) in enumerate(self.rises):
            writer.line(f"m.mark({i}, {writer.say(rise)}, {writer.say(last)})")
        names = dict.fromkeys(w.x for w in self.model.watchings)
        return [*stores, *((("last", x), writer.say(steps.watched[x])) for x in names)]

    def _fold(self, writer: Writer, name: str, node: int) -> list[tuple[tuple[str, str], str]]:
        """A fold's new value; in single precision a sum makes good what rounding took from it."""
        g, old = self.graph, self.graph.leaf("fold", name)
        sign, *parts = g.nodes[node]
        if self.size == 8 or sign not in _UNDONE:
            return [(("fold", name), writer.say(node))]
        first, rest = parts[::-1] if sign == "add" and parts[1] == old else parts
        if first != old or old in g.reads[rest]:
            return [(("fold", name), writer.say(node))]
        part = g.add(_UNDONE[sign], rest, g.leaf("lost", name))
        new = g.add(sign, old, part)
        lost = g.add(_UNDONE[sign], g.add("sub", new, old), part)
        return [(("fold", name), writer.say(new)), (("lost", name), writer.say(lost))]

    def _motion(self, writer: Writer) -> list[tuple[tuple[str, str], str]]:
        """The states and held quantities at the end of the step."""
        steps = self.steps
        stores = []
        for kind, found in (("state", steps.states), ("held", steps.held), ("level", steps.levels)):
            stores += [((kind, n), writer.say(x)) for n, x in found.items() if n not in steps.slots]
        for name in steps.slots:  # seen along the lanes too, where something reads it so
            if ("state", name) in self.rows:
                stores.append((("state", name), writer.said[self.graph.leaf("slot", name)]))
        return stores

    def _uniform(self) -> list[str]:
        """What depends on time and shared numbers, once a step."""
        homes = {n: f"shared[{i}]" for i, n in enumerate(self.shared)}
        writer = Writer(self.graph, lambda kind, name: name, homes, False, " " * 12)
        for i, node in enumerate(self.uniform):
            word = writer.say(node)
            writer.line(f"numbers[{RANGE + len(self.shared) + i}] = {word}")
        return writer.lines

    def _events(self) -> list[str]:
        """Arrivals of this step, one lane at a time, before the vectors."""
        if not self.steps.jumps:
            return []
        out = ["            while p < q and event_steps[p] == n:",
               "                at = event_places[p]",
               "                kind = event_kinds[p]",
               "                lag = event_lags[p]",
               "                event = t + lag"]  # fmt: skip
        for number, train in enumerate(self.trains):
            out.append(f"                if kind == {number}:")
            for jump in self.steps.jumps:
                if (jump.train, jump.is_early) == train:
                    out += self._jump(jump)
        return [*out, "                p += 1"]

    def _place(self, kind: str, name: str) -> str:
        """A number of the lane at hand."""
        if kind in ("event", "time"):
            return name
        return f"space[at + {self.row(kind, name) * self.width}]"

    def _jump(self, jump: Jump) -> list[str]:
        homes = {n: f"shared[{i}]" for i, n in enumerate(self.shared)}
        homes |= {n: self._place("lane", str(i)) for i, n in enumerate(self.lane)}
        writer = Writer(self.graph, self._place, homes, False, " " * 20)
        words = {n: (writer.say(move), writer.say(s)) for n, (move, s) in jump.moves.items()}
        pulls = {n: [(writer.say(s), m) for s, m in found] for n, found in jump.pulls.items()}
        sets = {n: writer.say(node) for n, node in jump.sets.items()}
        for other, found in pulls.items():
            for by, name in found:
                (move, own), where, since = (
                    words[name],
                    self._place("state", other),
                    self._since(other),
                )
                writer.line(f"{where} -= {by} * {move} * {since} * exprel(-{since} * {own})")
        for name, (move, own) in words.items():
            since = self._since(name)
            writer.line(f"{self._place('state', name)} += {move} * exp(-{since} * {own})")
        for name, word in sets.items():
            writer.line(f"{self._place('held', name)} = {word}")
        return writer.lines

    def _since(self, name: str) -> str:
        """From the time that a state stands at to the arrival."""
        return "(lag + 0.5 * h)" if name in self.steps.late else "lag"

    def _crossings(self) -> list[str]:
        rows = [self.row("last", w.x) * self.width for w in self.model.watchings if w.collects]
        step = apart(len(rows), len(self.tables))
        return [
            f"{' ' * 20}rise(marks, {i}, {k * step}, k + {k}, lanes, t, h, levels, counts, times, "
            f"past, space, (k + {k}) * ROW + {row})"
            for k in range(VECTORS)
            for i, row in enumerate(rows)
        ]

    def _traces(self) -> list[str]:
        """Recorded quantities, every `stride` steps."""
        if not self.model.recorded:
            return []
        lines = ["            if n % stride == 0:",
                 "                for lane in range(WIDTH * start, min(lanes, WIDTH * stop)):",
                 "                    at = lane // WIDTH * ROW + lane % WIDTH"]  # fmt: skip
        for i, name in enumerate(self.model.recorded):
            at = self.row("watched", name) * self.width
            lines.append(f"{' ' * 20}traces[{i}, lane, n // stride] = space[at + {at}]")
        return lines


_INTRINSIC = """

@intrinsic
def {name}(typing, rows, numbers, tables, scratch):
    def statements(m):
{lines}

    def code(context, builder, signature, arguments):
        return woven(builder, statements, arguments, {machine})

    return types.int64(types.int64, types.int64, types.int64, types.int64), code
"""
_FRAME = '''"""Written by mgsim.engines.fused; do not edit."""

import numba
from numba import types
from numba.extending import intrinsic
from numpy import log, sqrt

from mgsim.engines.fused.maths import (
    absolute, clip, exp, exprel, maximum, minimum, pow, ratio, rise, truth, where,
)
from mgsim.engines.fused.stages import Stages
from mgsim.engines.fused.weave import woven

WIDTH, ROW, ROW_BYTES = {width}, {row}, {row_bytes}
{intrinsics}

@numba.njit(nogil=True, cache=True, error_model="numpy", fastmath={{"contract"}})
def kernel(first, last, block, begin, end, lanes, h, stride, shared, numbers, tables, past, marks,
           space, starts, reached, event_steps, event_places, event_kinds, event_lags, levels,
           counts, times, traces):
    rows, given = space.ctypes.data, numbers.ctypes.data
    grids, aside = tables.ctypes.data, past.ctypes.data
    vectors = space.size // ROW
    for b in range(first, last):
        start, stop = b * block, min((b + 1) * block, vectors)
        p, q = reached[b], starts[b + 1]
        for n in range(begin, end):
            t = n * h
{body}
        reached[b] = p
'''
