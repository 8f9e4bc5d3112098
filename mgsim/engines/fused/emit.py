"""Steps -> the source of one kernel: a block of lanes that stays in the cache for the whole run.

What depends on constants alone is hoisted: evaluated once by numpy and handed to the kernel, as a
number where no lane differs. The workspace is one flat row-major array with literal offsets, so
that LLVM sees that rows do not overlap and vectorises the loop over the lanes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mgsim.engines.fused.graph import Graph
from mgsim.engines.fused.hoist import border, kinds_of
from mgsim.engines.fused.lower import Jump, Steps
from mgsim.engines.fused.writer import BLOCK, Writer
from mgsim.study.model import Model


@dataclass
class Kernel:
    """A kernel's source and what it wants to be given.

    shared, lane: hoisted nodes, handed over as numbers and as (lane,) rows. rows: the workspace's
    named rows, by (kind, name).
    """

    source: str
    graph: Graph
    shared: list[int]
    lane: list[int]
    rows: dict[tuple[str, str], int]
    collecting: list[str]
    trains: list[str]


def emit(steps: Steps, model: Model, varying: frozenset[str]) -> Kernel:
    """Write the kernel of a step for lanes whose `varying` constants differ."""
    graph = steps.graph
    roots = _roots(steps)
    kinds = kinds_of(graph, varying)
    edge = border(graph, roots, kinds)
    shared = [n for n in edge if kinds[n] == "shared"]
    lane = [n for n in edge if kinds[n] == "lane"]
    rows: dict[tuple[str, str], int] = {}
    static = {n: f"s{i}" for i, n in enumerate(shared)}
    for n in model.odes:
        rows["state", n] = len(rows)
    for i in range(len(lane)):
        rows["lane", str(i)] = len(rows)
    static |= {n: f"c{i}" for i, n in enumerate(lane)}
    trains = list(dict.fromkeys(j.train for j in steps.jumps))
    source = _source(steps, model, static, rows, len(shared), trains)
    collecting = [w.name for w in model.watchings if w.collects]
    return Kernel(source, graph, shared, lane, rows, collecting, trains)


def _roots(steps: Steps) -> list[int]:
    found = [*steps.states.values(), *steps.watched.values(), *steps.folds.values()]
    found += [*steps.held.values(), *steps.levels.values()]
    for jump in steps.jumps:
        found += [*jump.sets.values(), *(n for pair in jump.moves.values() for n in pair)]
        found += [slope for pulls in jump.pulls.values() for slope, _ in pulls]
    return found


def _source(
    steps: Steps,
    model: Model,
    static: Mapping[int, str],
    rows: dict,
    shared: int,
    trains: list[str],
) -> str:
    look = _observation(steps, model, static, rows)
    events = _events(steps, model, static, rows, trains)
    move = _motion(steps, static, rows)
    crossings = _crossings(model, rows)
    traces = [
        f"{' ' * 24}traces[{i}, base + l, n // stride] = w[{rows['watched', n] * BLOCK} + l]"
        for i, n in enumerate(model.recorded)
    ]
    order = [*look, *events, *move]
    if steps.method == "staggered":
        order = [*events, *_joined(look, move), *_clear(steps, rows)]
    shares = [f"    s{i} = shared[{i}]\n    i{i} = 1.0 / s{i}" for i in range(shared)]
    body = "\n".join([*order, *crossings])
    head = [
        "            if n % stride == 0:",
        f"                for l in range({BLOCK}):",
        "                    if base + l < lanes:",
    ]
    store = "\n".join([*head, *traces]) if traces else ""
    shares_text = "\n".join(shares)
    return _FRAME.format(shares=shares_text, rows=len(rows), block=BLOCK, body=body, traces=store)


_FRAME = '''"""Written by mgsim.engines.fused; do not edit."""

import numpy as np
import numba
from mgsim.engines.fused.maths import (
    absolute, clip, exp, exprel, maximum, minimum, ratio, truth, where,
)

log = np.log
sqrt = np.sqrt


@numba.njit(nogil=True, cache=True, error_model="numpy", fastmath={{"contract"}})
def kernel(first, last, begin, end, lanes, h, stride, shared, space, starts, reached, event_steps,
           event_lanes, event_kinds, event_lags, levels, counts, times, traces):
{shares}
    w = np.empty({rows} * {block})
    for b in range(first, last):
        base = b * {block}
        for r in range({rows}):
            for l in range({block}):
                w[r * {block} + l] = space[r, base + l]
        p, q = reached[b], starts[b + 1]
        for n in range(begin, end):
            t = n * h
{body}
{traces}
        reached[b] = p
        for r in range({rows}):
            for l in range({block}):
                space[r, base + l] = w[r * {block} + l]
'''
_LOOP = "            for l in range({block}):"


def _loop(lines: list[str]) -> list[str]:
    return [_LOOP.format(block=BLOCK), *lines] if lines else []


def _loads(writer: Writer, static: Mapping[int, str]) -> list[str]:
    """Per-lane hoisted numbers, read at the top of the loop."""
    used = [w for w in static.values() if w.startswith("c")]
    return [f"{writer.indent}{word} = {writer.row('lane', word[1:])}" for word in used]


def _observation(steps: Steps, model: Model, static: Mapping[int, str], rows: dict) -> list[str]:
    """Watched quantities, folds and last values, as statements of one loop."""
    writer = Writer(steps.graph, static, rows, indent=" " * 16)
    writer.lines += _loads(writer, static)
    stores = []
    for name, node in steps.watched.items():
        stores.append(f"{writer.row('watched', name)} = {writer.say(node)}")
    for name, node in steps.folds.items():
        stores.append(f"{writer.row('fold', name)} = {writer.say(node)}")
    watched = dict.fromkeys(w.x for w in model.watchings)
    for x in watched:
        if any(w.x == x and w.collects for w in model.watchings):
            stores.append(f"{writer.row('past', x)} = {writer.row('last', x)}")
        stores.append(f"{writer.row('last', x)} = {writer.say(steps.watched[x])}")
    return _loop([*writer.lines, *(writer.indent + s for s in stores)]) if stores else []


def _motion(steps: Steps, static: Mapping[int, str], rows: dict) -> list[str]:
    writer = Writer(steps.graph, static, rows, indent=" " * 16)
    writer.lines += _loads(writer, static)
    stores = [f"{writer.row('state', n)} = {writer.say(node)}" for n, node in steps.states.items()]
    stores += [f"{writer.row('held', n)} = {writer.say(node)}" for n, node in steps.held.items()]
    stores += [f"{writer.row('level', n)} = {writer.say(node)}" for n, node in steps.levels.items()]
    return _loop([*writer.lines, *(writer.indent + s for s in stores)])


def _joined(look: list[str], move: list[str]) -> list[str]:
    """Two loops as one: the second's statements that the first has made already are dropped."""
    if not look:
        return move
    made = {line.split(" = ")[0] for line in look[1:] if line.strip()[0] in "nc"}
    stores = [line for line in look[1:] if line.strip().startswith("w[")]
    rest = [line for line in move[1:] if line.split(" = ")[0] not in made]
    statements = [line for line in look[1:] if not line.strip().startswith("w[")]
    return [look[0], *statements, *[r for r in rest if not r.strip().startswith("w[")],
            *stores, *[r for r in rest if r.strip().startswith("w[")]]  # fmt: skip


def _events(
    steps: Steps, model: Model, static: Mapping[int, str], rows: dict, trains: list[str]
) -> list[str]:
    """Arrivals of this step, one lane at a time, before the loop over the lanes."""
    if not steps.jumps:
        return []
    out = ["            while p < q and event_steps[p] == n:",
           "                l = event_lanes[p]",
           "                kind = event_kinds[p]",
           "                lag = event_lags[p]",
           "                event = t + lag"]  # fmt: skip
    for number, train in enumerate(trains):
        out.append(f"                if kind == {number}:")
        for jump in steps.jumps:
            if jump.train == train:
                out += _jump(jump, steps, static, rows)
    return [*out, "                p += 1"]


def _jump(jump: Jump, steps: Steps, static: Mapping[int, str], rows: dict) -> list[str]:
    writer = Writer(steps.graph, static, rows, indent=" " * 20)
    writer.lines += _loads(writer, static)
    words = {n: (writer.say(move), writer.say(slope)) for n, (move, slope) in jump.moves.items()}
    pulls = {n: [(writer.say(s), m) for s, m in found] for n, found in jump.pulls.items()}
    sets = {n: writer.say(node) for n, node in jump.sets.items()}
    stores = []
    for other, found in pulls.items():
        for slope, name in found:
            move, own = words[name]
            row = writer.row("state", other)
            stores.append(f"{row} = {row} - ({slope}) * ({move}) * lag * exprel(-lag * ({own}))")
    for name, (move, slope) in words.items():
        if steps.method == "rk4":
            row = writer.row("state", name)
            stores.append(f"{row} = {row} + ({move}) * exp(-lag * ({slope}))")
            continue
        kick, late = writer.row("kick", name), writer.row("late", name)
        stores.append(f"{kick} = {kick} + ({move}) * exp((0.5 * h - lag) * ({slope}))")
        stores.append(f"{late} = {late} + (({move}) * exp(-lag * ({slope})) if lag < 0.0 else 0.0)")
    stores += [f"{writer.row('held', n)} = {word}" for n, word in sets.items()]
    return [*writer.lines, *(writer.indent + s for s in stores)]


def _clear(steps: Steps, rows: dict) -> list[str]:
    """Kicks are of one step only."""
    names = dict.fromkeys(n for jump in steps.jumps for n in jump.moves)
    lines = [
        f"                w[{rows[kind, n] * BLOCK} + l] = 0.0"
        for n in names
        for kind in ("kick", "late")
        if (kind, n) in rows
    ]
    return _loop(lines)


def _crossings(model: Model, rows: dict) -> list[str]:
    """Upward crossings between the last step and this one, kept by lane."""
    out = []
    collecting = [w for w in model.watchings if w.collects]
    for number, watching in enumerate(collecting):
        past, now = (rows[kind, watching.x] * BLOCK for kind in ("past", "watched"))
        out += [
            f"            for l in range({BLOCK}):",
            f"                level = levels[{number}, base + l]",
            f"                now, past = w[{now} + l], w[{past} + l]",
            "                if now >= level and past < level:",
            f"                    count = counts[{number}, base + l]",
            "                    if count < times.shape[2]:",
            "                        early = h * (now - level) / (now - past)",
            f"                        times[{number}, base + l, count] = t - early",
            f"                    counts[{number}, base + l] = count + 1",
        ]
    return out
