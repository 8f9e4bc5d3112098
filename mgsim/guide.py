"""The catalogue as a reader meets it: what cards there are, and what one card says."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mgsim.catalogue.find import Catalogue, docstring
from mgsim.engines import contract
from mgsim.language.errors import ConfigError, Fault, near_miss, one_of
from mgsim.language.mechanism import Check, Event, Mechanism, Param, Scheme, split_unit
from mgsim.language.ports import PORTS
from mgsim.language.readout import Readout
from mgsim.language.roles import ROLES
from mgsim.language.sources import GRADES, Source
from mgsim.study.flatten import spell_out


@dataclass(frozen=True)
class Entry:
    """One line of the catalogue; `kind` is a role, or a plural such as 'readouts'."""

    kind: str
    name: str
    says: str


@dataclass(frozen=True)
class Number:
    """A parameter as its card (or a set) gives it, its numbers as the text they were written in."""

    name: str
    value: str
    says: str
    grade: str
    preparation: str
    source: Source
    spread: str = ""


@dataclass(frozen=True)
class Description:
    """Everything a card says; `checks` and `equations` are one sentence or equation each."""

    kind: str
    name: str
    says: str
    text: str
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    equations: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    sets: tuple[Entry, ...] = ()
    checks: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Everything but the numbers, which are a table."""
        parts = [f"{self.kind}/{self.name}".removeprefix("parameters/"), self.text]
        parts += [f"reads: {', '.join(self.reads)}"] if self.reads else []
        parts += [f"writes: {', '.join(self.writes)}"] if self.writes else []
        sets = [f"{entry.name.rpartition('/')[2]}: {entry.says}" for entry in self.sets]
        for heading, lines in (
            ("slots", self.slots),
            ("equations", self.equations),
            ("sets", sets),
            ("checks", self.checks),
        ):
            if lines:
                parts.append("\n  ".join([f"{heading}:", *lines]))
        return "\n\n".join(parts) + "\n"


def inventory(cards: Catalogue, kind: str = "") -> list[Entry]:
    """Every card, parameter set and engine, or those of one kind.

    Raises ConfigError for a kind that does not exist.
    """
    found = list(_entries(cards))
    if not kind:
        return found
    known = [*ROLES, "mechanisms", "receptors", "readouts", "figures", "parameters", "engines"]
    if kind not in known:
        raise ConfigError(Fault("list", f"'{kind}'", one_of(known), near_miss(kind, known)))
    return [e for e in found if e.kind == kind or (kind == "mechanisms" and e.kind in ROLES)]


def _entries(cards: Catalogue) -> Iterator[Entry]:
    for role in ROLES:
        for name in cards.names(f"mechanisms/{role}"):
            yield Entry(role, name, cards.mechanism(role, name).says)
    for name in cards.names("receptors"):
        yield Entry("receptors", name, cards.receptor(name).says)
    for name in cards.names("readouts"):
        yield Entry("readouts", name, cards.readout(name).says)
    for name in cards.names("figures"):
        yield Entry("figures", name, cards.figure(name).says)
    for role in ROLES:
        for card in cards.names(f"mechanisms/{role}"):
            yield from _sets(cards, role, card)
    for name in contract.engine_names():
        yield Entry("engines", name, _first_sentence(name))


def _sets(cards: Catalogue, role: str, card: str) -> Iterator[Entry]:
    for name in cards.names(f"parameters/{role}/{card}"):
        says = cards.parameter_set(role, card, name).says
        yield Entry("parameters", f"{role}/{card}/{name}", says)


def _first_sentence(engine: str) -> str:
    """What an engine's docstring says first; the engine itself is not imported, some are heavy."""
    here = Path(contract.__file__).parent
    files = (here / f"{engine}.py", here / engine / "__init__.py")
    source = next(path for path in files if path.is_file()).read_text(encoding="utf-8")
    text = ast.get_docstring(ast.parse(source)) or ""
    return " ".join(text.split("\n\n")[0].split()).rstrip(".")


def describe(cards: Catalogue, name: str) -> Description:
    """What one card says; `name` is 'role/name' or a name that only one card has.

    Raises ConfigError where no card, or more than one, answers to the name.
    """
    known = {f"{entry.kind}/{entry.name}".removeprefix("parameters/"): entry
             for entry in _entries(cards) if entry.kind != "engines"}  # fmt: skip
    ending = [key for key in known if key.endswith(f"/{name}")]
    cards_first = [key for key in ending if known[key].kind != "receptors"] or ending
    found = [key for key in known if key == name] or cards_first
    if len(found) > 1:
        raise ConfigError(Fault("show", f"'{name}', a name of {len(found)} cards", one_of(found)))
    if not found:
        short = [key.rpartition("/")[2] for key in known]
        expected = "the name of a card (`mgsim list` names them all)"
        raise ConfigError(Fault("show", f"'{name}'", expected, near_miss(name, [*known, *short])))
    return _description(cards, found[0], known[found[0]])


def _description(cards: Catalogue, key: str, entry: Entry) -> Description:
    if entry.kind in ROLES:
        return _mechanism(cards, entry)
    if entry.kind == "readouts":
        card = cards.readout(entry.name)
        text = docstring(cards.path("readouts", entry.name))
        lines = tuple(_readout_lines(card))
        numbers = _numbers(card.params)
        return Description("readouts", entry.name, card.says, text, (), (), lines, numbers)
    if entry.kind == "receptors":
        text = docstring(cards.path("receptors", entry.name))
        slots = cards.receptor(entry.name).slots
        filled = tuple(f"{role}: {_slot_text(slot)}" for role, slot in slots.items())
        return Description("receptors", entry.name, entry.says, text, slots=filled)
    if entry.kind == "figures":
        card = cards.figure(entry.name)
        text = docstring(cards.path("figures", entry.name))
        return Description("figures", entry.name, card.says, text, card.needs)
    role, of, name = key.split("/")
    chosen = cards.parameter_set(role, of, name)
    text = docstring(cards.path(f"parameters/{role}/{of}", name))
    return Description("parameters", key, chosen.says, text, numbers=_numbers(chosen.params))


def _slot_text(slot: str | Mapping[str, str]) -> str:
    return slot if isinstance(slot, str) else f"{slot['model']}, set {slot['set']}"


def _mechanism(cards: Catalogue, entry: Entry) -> Description:
    role, name = entry.kind, entry.name
    card = cards.mechanism(role, name)
    return Description(
        kind=role,
        name=name,
        says=card.says,
        text=docstring(cards.path(f"mechanisms/{role}", name)),
        reads=tuple(card.reads),
        writes=tuple(card.writes),
        equations=tuple(_lines(card, f"mechanism {role}/{name}")),
        numbers=_numbers(card.params),
        sets=tuple(_sets(cards, role, name)),
        checks=tuple(_check_text(check) for check in card.checks),
    )


def _numbers(params: Mapping[str, Param]) -> tuple[Number, ...]:
    return tuple(
        Number(
            name,
            param.value or "(a list of times)",
            param.says,
            f"{param.grade}: {GRADES[param.grade]}",
            param.preparation,
            param.source,
            param.spread,
        )
        for name, param in params.items()
    )


def _lines(card: Mechanism, where: str) -> Iterator[str]:
    leaf = spell_out(card, where)
    for name, (text, unit, _) in leaf.algebra.items():
        yield f"{name} = {text}  [{unit or card.target_unit}]"
    in_scheme = card.scheme.states if card.scheme else ()
    for name, (rate, initial, unit, _) in leaf.states.items():
        if name not in in_scheme:
            yield f"d{name}/dt = {rate},  {name}(0) = {initial}  [{unit}]"
    if card.scheme:
        yield from _scheme_lines(card.scheme)
    for key, held in card.held.items():
        name, unit = split_unit(key)
        yield f"{name}(0) = {held.initial}, held between events  [{unit or PORTS[name].unit}]"
    for event in card.events:
        yield _event_line(event)
    if card.emits:
        yield f"sends spikes: {card.emits.kind} ({', '.join(card.emits.needs)})"


def _scheme_lines(scheme: Scheme) -> Iterator[str]:
    for arrow, (forth, back) in scheme.transitions.items():
        yield f"{arrow}:  forth {forth},  back {back}"
    start = scheme.initial if isinstance(scheme.initial, str) else dict(scheme.initial)
    yield f"starts in: {start}"


def _event_line(event: Event) -> str:
    when = {"arrival": "a spike arrives", "crossing": f"{event.when} rises through 0"}
    does = ", ".join(f"{name} -> {text}" for name, text in event.do.items())
    return f"when {when.get(event.on, f't = {event.when}')}:  {does}"


def _readout_lines(card: Readout) -> Iterator[str]:
    for name, fold in card.folds.items():
        yield f"{name} = {fold.next}  each step, {fold.initial} at first  [{fold.unit}]"
    if card.collects:
        yield f"keeps the time of every upward crossing of threshold  [{card.unit}]"
    if card.result:
        yield f"result = {card.result}  [{card.unit}]"


def _check_text(check: Check) -> str:
    at = ", ".join(f"{name} = {text}" for name, text in check.at.items())
    gives = ", ".join(f"{name} = {text}" for name, text in check.gives.items())
    chosen = f" with set {check.set}" if check.set else ""
    return f"at {at}{chosen}: {gives} within {check.tolerance:g} ({check.why})"
