"""A cell whose calcium is handled by every kind of card, and one card at a point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import mgsim
from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.language.expression import evaluate
from mgsim.language.units import value
from mgsim.laws.bench import Bench, Point, lay_out

REFERENCE = Path(__file__).parents[1] / "reference"
BATH = """\
bath:
  {mg_o: "1 mM", ca_o: "1.5 mM", na_o: "140 mM", k_o: "4 mM", cl_o: "130 mM",
   temperature: "310.16 K"}
"""


@pytest.fixture(scope="session")
def witnessed() -> Catalogue:
    """The shipped cards and those of this folder: a ledger and a steady influx."""
    return Catalogue((SHIPPED, Path(__file__).parent / "cards"))


@pytest.fixture
def run(experiment, witnessed) -> Callable[..., Any]:
    """A function: slots (YAML lines), record, duration -> dataset of one lane."""

    def make(slots: str, record: str, duration: str, dt: str, engine: str, **more: str) -> Any:
        lines = "".join(f"    {line}\n" for line in slots.strip().splitlines())
        every = more.pop("every", "1 ms")
        text = f'duration: "{duration}"\nclock: {{dt: "{dt}"}}\n{BATH}cell:\n  soma:\n{lines}'
        text += f'record: {{quantities: [{record}], every: "{every}"}}\n' if record else ""
        text += "".join(f"{key}: {said}\n" for key, said in more.items())
        options = {"method": "rk4"} if engine == "fused" else {}
        found = mgsim.run(experiment(text, witnessed), engine, options)
        assert (found["status"] == "ok").all()
        return found

    return make


class Card:
    """One shipped card alone: its outputs at any values of its ports, numbers and states."""

    def __init__(self, cards: Catalogue, role: str, name: str, chosen: str = ""):
        self.bench: Bench = lay_out(cards, cards.mechanism(role, name), role, name)
        params = cards.parameter_set(role, name, chosen).params if chosen else {}
        self.numbers = {n: value(p.value) for n, p in params.items()}

    def at(self, **words: Any) -> Callable[[str], Any]:
        """A function: word -> value, where the words have these values (house units)."""
        constants, states = {}, {}
        for word, number in {**self.numbers, **words}.items():
            key = self.bench.called(word)
            (constants if key in self.bench.model.constants else states)[key] = number
        values = self.bench.values(Point(constants, states))
        return lambda word: values[self.bench.called(word)]

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(n.removeprefix("bench_") for n in self.bench.model.odes)

    def rate_of(self, word: str, **words: Any) -> float:
        """How fast something that is linear in the states changes, by its own text."""
        found = self.at(**words)
        model = self.bench.model
        rates = {n: found(f"d_{n.removeprefix('bench_')}") for n in model.odes}
        space: Mapping[str, Any] = {n: c.value for n, c in model.constants.items()}
        space = {**space, **{self.bench.called(n): v for n, v in words.items()}, **rates}
        return float(evaluate(model.algebra[self.bench.called(word)], space))


@pytest.fixture(scope="session")
def card(cards) -> Callable[..., Card]:
    """A function: role, name, set -> Card."""
    made: dict[tuple[str, ...], Card] = {}

    def make(role: str, name: str, chosen: str = "") -> Card:
        key = (role, name, chosen)
        if key not in made:
            made[key] = Card(cards, *key)
        return made[key]

    return make


@pytest.fixture(scope="session")
def table() -> Callable[[str], np.ndarray]:
    """A function: name of a reference table -> its (column, row) numbers."""

    def read(name: str) -> np.ndarray:
        path = REFERENCE / f"{name}.csv"
        return np.genfromtxt(path, delimiter=",", skip_header=1).T

    return read
