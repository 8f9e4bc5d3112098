"""Laws of a card's text: it is data, every number has a home, no singularity is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from mgsim.language.errors import MgsimError
from mgsim.language.expression import names, numbers
from mgsim.language.mechanism import Mechanism, Param, split_unit
from mgsim.language.ports import PORTS
from mgsim.language.units import quantity
from mgsim.laws.bench import Bench
from mgsim.laws.broken import Broken
from mgsim.study.initial import initial_values

_NAKED = {0.0, 1.0, 2.0}


def as_data(card: Mechanism, role: str, told: str) -> Iterator[Broken]:
    """What can be seen without running anything."""
    if not told:
        yield Broken("a card is told", "no docstring: which equation of which paper?")
    if card.role != role:
        yield Broken("a card's role is its folder", f"role '{card.role}' in folder '{role}'")
    for name, param in card.params.items():
        yield from _param(name, param)
    for text in texts(card):
        for number in numbers(text):
            if number not in _NAKED:
                yield Broken("no naked number", f"{number:g} in '{text}'")
    named = {name for text in texts(card) for name in names(text)}
    for port in card.reads:
        if port not in named:
            yield Broken("what is read is used", f"'{port}' stands in no equation")
    own = {split_unit(key)[0] for key in (*card.algebra, *card.states)}
    for port in card.writes:
        if port in PORTS and port not in own:
            yield Broken("what is written is given", f"'{port}' has no equation")
    if not card.checks and not card.emits:
        yield Broken("a card has checks", "none: give values from the paper or a table")


def _param(name: str, param: Param) -> Iterator[Broken]:
    if not param.says or not param.source.title or param.grade not in tuple("ABCD"):
        yield Broken("every number has a home", f"'{name}' lacks a meaning, a source or a grade")
    try:
        quantity(param.value or "0 ms")
        quantity(param.spread or "0 ms")
    except MgsimError as error:
        yield Broken("every number has a unit", f"'{name}': {error}")


def texts(card: Mechanism) -> list[str]:
    """Every equation of a card."""
    found = [*card.algebra.values(), *card.breaks]
    found += [t for s in card.states.values() for t in (s.rate, s.initial)]
    found += [h.initial for h in card.held.values()]
    found += [t for g in card.gates.values() for t in (g.alpha, g.beta, g.inf, g.tau) if t]
    found += [t for e in card.events for t in (*e.do.values(), e.when) if t]
    found += [t for pair in (card.scheme.transitions.values() if card.scheme else ()) for t in pair]
    return found


def no_singularity(bench: Bench) -> Iterator[Broken]:
    """Removable singularities are removed: all is finite at every tenth of a millivolt."""
    if "v" not in bench.model.constants:
        return
    v = np.round(np.arange(-1200, 601) / 10.0, 1)
    values: dict[str, Any] = {n: np.asarray(c.value) for n, c in bench.model.constants.items()}
    start = initial_values(bench.model, values | {"v": v})
    for name in bench.model.algebra:
        finite = np.isfinite(np.broadcast_to(start[name], v.shape))
        if not finite.all():
            what = f"'{name}' is not finite at v = {v[~finite][0]:g} mV"
            yield Broken("no singularity is left", what)
