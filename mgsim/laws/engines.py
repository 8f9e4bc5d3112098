"""Laws seen by running: no knob is dead, roles are obeyed, checks hold, engines agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from mgsim.engines.contract import RawRun
from mgsim.laws.bench import Bench
from mgsim.laws.broken import Broken
from mgsim.laws.checks import misses

AGREEMENT = 2e-5
_SLACK = 1e-9


def alive(bench: Bench, run: RawRun) -> Iterator[Broken]:
    """Each number and each port read, moved by a tenth at some point, moves some output."""
    for number, knob in enumerate(bench.knobs, start=1):
        pairs = ((first, first + number) for first in bench.groups)
        if not any(_differ(t[a], t[b]) for a, b in pairs for t in run.traces.values()):
            path = bench.model.quantities[knob].path
            yield Broken("no knob is dead", f"'{path}' moved by a tenth moves nothing")


def _differ(a: np.ndarray, b: np.ndarray) -> bool:
    size = np.maximum(np.abs(a), np.abs(b)).max()
    return bool(size > 0 and np.abs(a - b).max() > _SLACK * size)


def obeys_role(bench: Bench, run: RawRun) -> Iterator[Broken]:
    """What any card of the role must do: stay within bounds, rise or fall with a port."""
    for law, low, high in bench.laws:
        trace = run.traces[law.output]
        if law.kind == "within":
            bottom, top = trace[0].min(), trace[0].max()
            if not (bottom >= law.low - _SLACK and top <= law.high + _SLACK):
                what = f"{bottom:g} .. {top:g}, not within {law.low:g} .. {law.high:g}"
                yield Broken(f"'{law.output}' stays within bounds", what)
            continue
        rise = trace[high, 0] - trace[low, 0]
        if not (rise > 0 if law.kind == "increases" else rise < 0):
            yield Broken(f"'{law.output}' {law.kind} with {law.of}", f"it moved by {rise:g}")


def keeps_on_engine(bench: Bench, run: RawRun) -> Iterator[Broken]:
    """A card keeps its checks on the engine too (those that stand at the start of time)."""
    for (check, point), lane in zip(bench.checks, bench.groups[1:], strict=True):
        if point.time == 0.0 and not set(point.states) & set(bench.model.algebra):
            values = {name: trace[lane, 0] for name, trace in run.traces.items()}
            for missed in misses(bench, check, values):
                yield Broken("a card keeps its checks", missed)


def agree(bench: Bench, runs: Mapping[str, RawRun]) -> Iterator[Broken]:
    """Every engine says what the first says of every output, in every lane, at every time."""
    if len(runs) < 2:
        return
    (first, judge), *others = runs.items()
    for name in bench.outputs:
        size = max(float(np.abs(judge.traces[name]).max()), 1e-300)
        for other, run in others:
            worst = float(np.abs(run.traces[name] - judge.traces[name]).max()) / size
            if not worst < AGREEMENT:
                what = f"'{name}' differs by {worst:.1e} ({first}, {other})"
                yield Broken("the engines agree", what)
