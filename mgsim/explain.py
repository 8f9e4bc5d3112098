"""The chain of equations behind a quantity, down to numbers and who published them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from mgsim.language.expression import names
from mgsim.language.ports import PORTS
from mgsim.language.sources import GRADES, Source
from mgsim.study.axes import axes
from mgsim.study.compose import compose
from mgsim.study.experiment import Experiment
from mgsim.study.initial import initial_values
from mgsim.study.model import Conditioning, Model, Watching
from mgsim.study.resolve import resolve

SPELLED_OUT = "spelled out above"


@dataclass(frozen=True)
class Origin:
    """Where a number comes from: its text, its source, its grade, and where it was written."""

    text: str
    source: Source
    grade: str
    written: str
    preparation: str = ""
    swept_by: str = ""

    def lines(self) -> Iterator[str]:
        swept = f"; swept by {self.swept_by}" if self.swept_by else ""
        yield f"{self.text}, {self.written}{swept}"
        source = self.source
        doi = f" doi:{source.doi}" if source.doi else ""
        place = f" [{source.place}]" if source.place else ""
        yield f"{source.key}{doi}{place} ({source.mark}), grade {self.grade}"


@dataclass(frozen=True)
class Link:
    """One quantity of a chain and what it reads.

    equations: its text, events included. value: at t = 0, without the sweep, in `unit`.
    unopened: why what it reads is not spelled out here; '' where it is.
    """

    name: str
    path: str
    says: str
    equations: tuple[str, ...]
    value: float | None
    unit: str
    origin: Origin | None = None
    reads: tuple[Link, ...] = ()
    unopened: str = ""

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self, indent: str = "") -> Iterator[str]:
        """The chain as text, what is read indented under what reads it."""
        value = "" if self.value is None else f"{self.value:.6g} {self.unit}".removesuffix(" 1")
        if self.unopened == SPELLED_OUT:
            yield f"{indent}{self.name}  ({SPELLED_OUT})"
        elif self.origin:
            yield f"{indent}{self.name} = {value}  ({self.says})"
            yield from (f"{indent}  : {text}" for text in self.origin.lines())
        else:
            yield from (f"{indent}{text}" for text in self.equations)
            at = f"at t = 0: {value}" if value else f"in {self.unit}"
            yield f"{indent}  : {at}; {self.says}" + (f"; {self.unopened}" if self.unopened else "")
            for link in self.reads:
                yield from link.lines(indent + "    ")


def explain(
    experiment: Experiment, path: str, depth: int | None = None, is_whole: bool = False
) -> Link:
    """The chain behind a quantity, a number or a readout of the experiment.

    depth: levels below the first; None for all. A state that cards share (v, ca_i) ends the chain
    unless is_whole: behind v stands the whole cell. Raises ConfigError where no quantity, or more
    than one, answers to the path.
    """
    return _Chain(experiment, is_whole).link(path, depth)


class _Chain:
    """Walks a model from one name down; what was spelled out once is only named again."""

    def __init__(self, experiment: Experiment, is_whole: bool):
        self.experiment, self.is_whole = experiment, is_whole
        self.model = model = compose(experiment)
        constants = {n: np.asarray(c.value, float) for n, c in model.constants.items()}
        self.values = initial_values(model, constants)
        self.swept = {c.path: a.name for a in axes(experiment, model) for c in a.columns}
        self.done: set[str] = set()

    def link(self, path: str, depth: int | None) -> Link:
        for watching in self.model.watchings:
            if watching.name == path:
                return self._watched(watching, depth)
        return self._named(resolve(self.model.quantities, path, "explain"), depth, True)

    def _watched(self, watching: Watching, depth: int | None) -> Link:
        texts = {name: text for name, (text, _, _) in watching.folds.items()}
        equations = [f"{name} = {text}  (each step)" for name, text in texts.items()]
        equations += [f"{watching.name} = {watching.result}"] if watching.result else []
        if watching.collects:
            equations.append(f"{watching.name} = times at which {watching.x} rises through "
                             f"{watching.threshold}")  # fmt: skip
        read = {watching.x, watching.threshold}
        for text in (*texts.values(), watching.result):
            read |= names(text) if text else set()
        below = self._below(sorted(read & self.model.quantities.keys()), depth)
        path = f"readouts.{watching.name}"
        return Link(
            watching.name, path, watching.says, tuple(equations), None, watching.unit, None, below
        )

    def _named(self, name: str, depth: int | None, is_first: bool = False) -> Link:
        quantity = self.model.quantities[name]
        value = self.values.get(name)
        link = Link(
            name=name,
            path=quantity.path,
            says=quantity.says,
            equations=tuple(_equations(self.model, name)),
            value=None if value is None else float(value) + 0.0,  # no -0
            unit=quantity.unit,
        )
        if name in self.model.constants:
            link = replace(link, origin=self._origin(name))
        unopened = self._unopened(name, depth, is_first)
        if unopened:
            return replace(link, unopened=unopened)
        self.done.add(name)
        return replace(link, reads=self._below(_reads(self.model, name), depth))

    def _unopened(self, name: str, depth: int | None, is_first: bool) -> str:
        if name in self.done:
            return SPELLED_OUT
        is_shared = (
            name in self.model.odes and self.model.quantities[name].path.split(".")[-1] in PORTS
        )
        if is_shared and not (is_first or self.is_whole):
            return "a state that cards share"
        return "deeper" if depth == 0 and name not in self.model.constants else ""

    def _below(self, read: list[str], depth: int | None) -> tuple[Link, ...]:
        return tuple(self._named(n, None if depth is None else depth - 1) for n in read)

    def _origin(self, name: str) -> Origin:
        constant, path = self.model.constants[name], self.model.quantities[name].path
        text, _, written = constant.written.rpartition(" (")
        return Origin(
            text=text,
            source=constant.source,
            grade=f"{constant.grade}: {GRADES[constant.grade]}",
            written=self._card_of(path, written.removesuffix(")")),
            preparation=constant.preparation,
            swept_by=self.swept.get(path, ""),
        )

    def _card_of(self, path: str, written: str) -> str:
        """'card' and 'set NAME' with the card's own name, a file and its line as they are."""
        if written != "card" and not written.startswith("set "):
            return written
        for watch in self.experiment.watches:
            if path.startswith(f"readouts.{watch.name}."):
                return f"card readouts/{watch.model}"
        home, _, word = path.rpartition(".")
        slot = next(s for s in self.experiment.slots if home == s.home_of(word))
        card = f"card {slot.role}/{slot.name}"
        return card if written == "card" else f"{written} of {card}"


def _equations(model: Model, name: str) -> Iterator[str]:
    if name in model.algebra:
        yield f"{name} = {model.algebra[name]}"
    if name in model.odes:
        yield f"d{name}/dt = {model.odes[name].rate}"
        scheme = next((s for s in model.schemes if name in s.states), None)
        start = _start(scheme.initial, name) if scheme else model.odes[name].initial
        yield f"{name}(0) = {start}"
    if name in model.held:
        yield f"{name}(0) = {model.held[name]}"
    for happening in model.happenings:
        if name in happening.do:
            when = happening.train or happening.when
            yield f"{name} -> {happening.do[name]}  (at each {happening.on}: {when})"


def _start(initial: str | Mapping[str, str] | Conditioning, name: str) -> str:
    if isinstance(initial, Conditioning):
        held = ", ".join(f"{port} = {number}" for port, number in initial.held.items())
        return f"{_start(initial.begins, name)}, then {initial.after} under {held or 'the same'}"
    return initial if isinstance(initial, str) else initial.get(name, "0")


def _reads(model: Model, name: str) -> list[str]:
    """What a quantity's equations read, in the order of the model."""
    texts = [t for t in (model.algebra.get(name), model.held.get(name)) if t]
    if name in model.odes:
        texts += [model.odes[name].rate, model.odes[name].initial]
    for happening in model.happenings:
        if name in happening.do:
            texts += [happening.do[name], *([happening.when] if happening.when else [])]
            texts += model.trains[happening.train].numbers.values() if happening.train else ()
    found = {word for text in texts for word in names(text)} - {name}
    return [word for word in model.quantities if word in found]
