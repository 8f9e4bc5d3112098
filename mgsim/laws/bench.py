"""A card alone on the bench: every port it reads is a constant with a generic value.

One short run of an engine has a lane for the generic point and one for each check's point, each
again with every knob moved by a tenth, and two lanes for every law of the card's role.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np

from mgsim.catalogue.find import Catalogue
from mgsim.engines.contract import RawRun, load_engine
from mgsim.language.expression import evaluate
from mgsim.language.mechanism import Check, Mechanism
from mgsim.language.ports import DRUGS
from mgsim.language.roles import ROLES, Law
from mgsim.language.units import house_text, parse_unit, value
from mgsim.study.batch import Batch, lane_constants, timed
from mgsim.study.compose import alone, stand_in
from mgsim.study.experiment import Clock, Setting, Slot
from mgsim.study.initial import initial_values
from mgsim.study.model import Model

NAME = "bench"
_STEPS = 300
_SMOOTH = 0.15  # transitions of a Markov scheme in one step at most
_TENTH = 1.1
_KELVIN = 3.0  # an absolute temperature is moved by a tenth of 30 degC
_MARKS = {
    "v": (-90.0, -55.0, -17.0, 23.0),
    "mg_o": (0.0, 0.3, 1.3, 4.0),
    **dict.fromkeys(DRUGS, (0.0, 1e-4, 3e-3, 0.1)),
}


@dataclass(frozen=True)
class Point:
    """A point of the bench: constants and states that differ from the generic ones."""

    constants: Mapping[str, float] = field(default_factory=dict)
    states: Mapping[str, float] = field(default_factory=dict)
    time: float = 0.0


@dataclass
class Bench:
    """A card's model, the knobs it has, and the lanes to run."""

    model: Model
    card: Mechanism
    knobs: list[str]
    checks: list[tuple[Check, Point]]
    laws: list[tuple[Law, int, int]] = field(default_factory=list)
    lanes: list[Point] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)

    @property
    def outputs(self) -> tuple[str, ...]:
        return self.model.recorded

    def moved(self, point: Point, knob: str) -> Point:
        """The same point with one knob moved by a tenth."""
        base = point.constants.get(knob, self.model.constants[knob].value)
        if self.model.unit(knob) == "K":
            new = base + _KELVIN
        else:
            new = base * _TENTH if base else 1.0
        return replace(point, constants={**point.constants, knob: new})

    def values(self, point: Point) -> dict[str, Any]:
        """Every quantity at a point, by the text alone."""
        constants = {n: np.asarray(c.value) for n, c in self.model.constants.items()}
        constants |= {n: np.asarray(v) for n, v in point.constants.items()}
        values = {**initial_values(self.model, constants), **point.states, "t": point.time}
        for name, text in self.model.algebra.items():
            if name not in point.states:
                values[name] = evaluate(text, values)
        return values

    def called(self, word: str) -> str:
        """What a card's word is called in the model."""
        for name in (word, f"{NAME}_{word}", f"d_{NAME}_{word.removeprefix('d_')}"):
            is_rate = name.startswith("d_")
            if name in self.model.quantities and is_rate == word.startswith("d_"):
                return name
        raise KeyError(word)

    def run(self, engine: str, options: Mapping[str, Any]) -> RawRun:
        """Run every lane on one engine, recording all that the card computes."""
        model, count = self.model, len(self.lanes)
        columns = {n: np.full(count, c.value) for n, c in model.constants.items()}
        for number, point in enumerate(self.lanes):
            for name, moved in point.constants.items():
                columns[name][number] = moved
        start = dict(initial_values(model, lane_constants(model, columns)))
        for name in (*model.odes, *model.held):
            start[name] = np.array(np.broadcast_to(start[name], (count,)), float)
            for number, point in enumerate(self.lanes):
                start[name][number] = point.states.get(name, start[name][number])
        arrivals = {n: [np.array(train.times)] * count for n, train in model.trains.items()}
        arrivals |= timed(model, start, count)
        lanes = np.arange(count)
        batch = Batch(count, columns, start, arrivals, lanes, lanes.astype(np.uint64))
        clock = self.clock
        program = load_engine(engine).compile(model, clock, clock.dt, options)
        return program.run(batch, lambda fraction: None)

    @property
    def clock(self) -> Clock:
        """3 ms, or long enough for every break of a card that has no dynamics of its own."""
        values = self.values(Point())
        breaks = [float(evaluate(text, values)) for text in self.model.breaks]
        last = max((b for b in breaks if b < 1e6), default=0.0)
        is_slow = not self.model.odes and not self.model.held
        duration = max(3.0, 1.25 * last) if is_slow else 3.0
        finer = math.ceil(self._fastest() * duration / _STEPS / _SMOOTH)
        return Clock(duration, duration / (_STEPS * max(1, finer)))

    def _fastest(self) -> float:
        """The fastest transition of the card's scheme at any of its points, per ms."""
        texts = [rate for s in self.model.schemes for _, _, *both in s.transitions for rate in both]
        points = [self.lanes[first] for first in self.groups]
        rates = (evaluate(text, values) for values in map(self.values, points) for text in texts)
        return max((float(rate) for rate in rates), default=0.0)


def lay_out(cards: Catalogue, card: Mechanism, role: str, name: str) -> Bench:
    """Put a card on the bench: its model, its knobs and its lanes."""
    model = _model(cards, card, role, name)
    knobs = [n for n, c in model.constants.items() if not c.inert]
    bench = Bench(model, card, knobs, [])
    for check in card.checks:
        bench.checks.append((check, _point(bench, cards, role, name, check)))
    for point in (Point(), *(point for _, point in bench.checks)):
        bench.groups.append(len(bench.lanes))
        bench.lanes += [point, *(bench.moved(point, knob) for knob in knobs)]
    for law in ROLES[role].laws:
        _add_law(bench, law)
    return bench


def _model(cards: Catalogue, card: Mechanism, role: str, name: str) -> Model:
    slot = Slot(NAME, role, name, card, _settings(card.params))
    model = alone(slot, {port: stand_in(port, slot) for port in card.reads})
    rates = {f"d_{n}": ode.rate for n, ode in model.odes.items()}
    units = {
        f"d_{n}": replace(model.quantities[n], name=f"d_{n}", unit=_per_ms(model.unit(n)))
        for n in model.odes
    }
    algebra = {**model.algebra, **rates}
    return replace(
        model,
        algebra=algebra,
        quantities={**model.quantities, **units},
        recorded=(*algebra, *model.odes),
    )


def _settings(params: Mapping) -> dict[str, Setting]:
    return {n: Setting(value(p.value) if p.value else 0.0, p, "card") for n, p in params.items()}


def _per_ms(unit: str) -> str:
    dims = list(parse_unit(unit).dims)
    dims[0] -= 1
    return house_text(tuple(dims))


def _point(bench: Bench, cards: Catalogue, role: str, name: str, check: Check) -> Point:
    constants, states = {}, {}
    if check.set:
        chosen = cards.parameter_set(role, name, check.set).params
        constants = {f"{NAME}_{n}": s.value for n, s in _settings(chosen).items()}
    for word, text in check.at.items():
        if word != "t":
            key = bench.called(word)
            (constants if key in bench.model.constants else states)[key] = value(text)
    return Point(constants, states, value(check.at["t"]) if "t" in check.at else 0.0)


def _add_law(bench: Bench, law: Law) -> None:
    """Two lanes, a lower and a higher one, for each step of a monotone law."""
    if law.output not in bench.model.recorded:
        return
    if law.kind == "within":
        bench.laws.append((law, 0, 0))
    elif law.of in bench.model.constants:
        marks = _MARKS[law.of]
        for low, high in pairwise(marks):
            bench.lanes += [Point({law.of: low}), Point({law.of: high})]
            bench.laws.append((law, len(bench.lanes) - 2, len(bench.lanes) - 1))
