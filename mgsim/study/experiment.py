"""Tree -> Experiment: cards found, numbers in house units, paths resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mgsim.catalogue.find import Catalogue, catalogue
from mgsim.language.errors import ConfigError, Fault, MgsimError
from mgsim.language.mechanism import Mechanism, Param
from mgsim.language.ports import PORTS
from mgsim.language.readout import Readout
from mgsim.language.sources import PROTOCOL
from mgsim.language.units import value
from mgsim.study import shape
from mgsim.study.tree import Tree, put, read


@dataclass(frozen=True)
class Setting:
    """One number of an experiment and where it was written ('card' where it is the default)."""

    value: float
    param: Param
    written: str
    times: tuple[float, ...] = ()


@dataclass(frozen=True)
class Slot:
    """One card in its place; `to` are a drive's targets or a coupling's two compartments."""

    path: str
    role: str
    name: str
    card: Mechanism
    settings: Mapping[str, Setting]
    to: tuple[str, ...] = ()
    set: str = ""


@dataclass(frozen=True)
class Watch:
    """A readout card pointed at a quantity."""

    name: str
    card: Readout
    of: str
    settings: Mapping[str, Setting]
    where: str
    model: str


@dataclass(frozen=True)
class Clock:
    """How long, and in which steps (ms)."""

    duration: float
    dt: float


@dataclass(frozen=True)
class Experiment:
    """A question made precise: cells, drives, readouts and the sweep, all names resolved."""

    tree: Tree
    catalogue: Catalogue
    clock: Clock
    bath: Mapping[str, Setting]
    slots: tuple[Slot, ...]
    watches: tuple[Watch, ...]
    recorded: tuple[str, ...]
    every: float
    seed: int
    sweep: Mapping[str, Any]
    figure: str
    title: str

    def setting(self, path: str, text: Any, where: str) -> Experiment:
        """The same experiment with one value set, e.g. setting('bath.mg_o', '0.5 mM', '--set')."""
        return build(put(self.tree, path, text, where), self.catalogue)

    @property
    def compartments(self) -> tuple[str, ...]:
        return tuple(self.tree.value["cell"])


DEFAULT_STEP = "0.0125 ms"


def load(path: str | Path, sets: Mapping[str, Any] | None = None) -> Experiment:
    """Read, check and resolve a config file; `sets` are `path: value` changes laid on top.

    Raises ConfigError that carries every fault found.
    """
    tree = read(path)
    for name, given in (sets or {}).items():
        tree = put(tree, name, given, "--set")
    return build(tree, catalogue(_folders(tree, Path(path).parent)))


def _folders(tree: Tree, beside: Path) -> list[Path]:
    """The card folders a config names, each beside the file that names it."""
    given = tree.value.get("catalogue", [])
    found = []
    for number, folder in enumerate(given if isinstance(given, list) else []):
        written = Path(tree.places.get(("catalogue", number), "").rpartition(":")[0])
        home = written.parent if written.is_file() else beside
        found += [home / folder] if isinstance(folder, str) else []
    return found


def build(tree: Tree, cards: Catalogue) -> Experiment:
    """Resolve a tree against a catalogue; raises ConfigError with every fault of its shape."""
    found = shape.faults(tree, cards)
    if "extends" in tree.value:
        hint = "Read it from its file."
        found.append(Fault(tree.where(("extends",)), "'extends'", "a text that is whole", hint))
    if found:
        raise ConfigError(*found)
    top = tree.value
    step = top.get("clock", {}).get("dt", DEFAULT_STEP)
    clock = Clock(value(top["duration"]), value(step))
    if not 0 < clock.dt <= clock.duration:
        hint = "Lengthen the duration or shorten the step."
        raise ConfigError(
            Fault(tree.where(("clock", "dt")), f"'{step}'", "a step within the duration", hint)
        )
    record = top.get("record", {})
    every = record.get("every", step)
    if value(every) <= 0:
        where = tree.where(("record", "every"))
        raise ConfigError(Fault(where, f"'{every}'", "a time above zero"))
    return Experiment(
        tree=tree,
        catalogue=cards,
        clock=clock,
        bath=_bath(tree),
        slots=tuple(_slots(tree, cards)),
        watches=tuple(_watches(tree, cards)),
        recorded=tuple(record.get("quantities", ())),
        every=value(every),
        seed=int(top.get("seed", 0)),
        sweep=top.get("sweep", {}),
        figure=top.get("figure", ""),
        title=top.get("title", ""),
    )


def _bath(tree: Tree) -> dict[str, Setting]:
    settings = {}
    for name, text in tree.value.get("bath", {}).items():
        param = Param(text, PORTS[name].says, PROTOCOL, "D")
        settings[name] = Setting(value(text), param, tree.where(("bath", name)))
    return settings


def _slots(tree: Tree, cards: Catalogue) -> Iterator[Slot]:
    for compartment, slots in tree.value["cell"].items():
        for key, given in slots.items():
            here = ("cell", compartment, key)
            if isinstance(given, dict) and "kinetics" in given:
                for role, inner in given.items():
                    yield _slot(tree, cards, (*here, role), role, inner)
            else:
                role = given.get("role", key) if isinstance(given, dict) else key
                yield _slot(tree, cards, here, role, given)
    for section, role in (("couplings", "axial"), ("drives", "drive")):
        for key, given in tree.value.get(section, {}).items():
            slot = _slot(tree, cards, (section, key), role, given)
            to = given["between"] if role == "axial" else given["to"]
            yield replace(slot, to=(to,) if isinstance(to, str) else tuple(to))


def _slot(tree: Tree, cards: Catalogue, key: tuple[str, ...], role: str, given: Any) -> Slot:
    given = {"model": given} if isinstance(given, str) else given
    card = cards.mechanism(role, given["model"])
    params: dict[str, tuple[Param, str]] = {n: (p, "card") for n, p in card.params.items()}
    if "set" in given:
        chosen = cards.parameter_set(role, given["model"], given["set"])
        params |= {n: (p, f"set {given['set']}") for n, p in chosen.params.items()}
    settings = {}
    for name, (param, origin) in params.items():
        if name in given:
            settings[name] = _given(param, given[name], tree.where((*key, name)))
        else:
            settings[name] = _setting(param, origin)
    path = ".".join(key[1:])
    return Slot(path, role, given["model"], card, settings, set=given.get("set", ""))


def _setting(param: Param, origin: str) -> Setting:
    return Setting(value(param.value) if param.value else 0.0, param, origin)


def _given(param: Param, text: Any, where: str) -> Setting:
    written = replace(param, value=str(text), source=PROTOCOL, grade="D", spread="")
    if isinstance(text, list):
        times = tuple(value(item) for item in text)
        return Setting(0.0, replace(written, value=""), where, times)
    try:
        return Setting(value(str(text)), written, where)
    except MgsimError as error:
        fault = error.faults[0]
        raise ConfigError(Fault(where, f"'{text}'", "a number and a unit", fault.hint)) from None


def _watches(tree: Tree, cards: Catalogue) -> Iterator[Watch]:
    for name, given in tree.value.get("readouts", {}).items():
        card = cards.readout(given["model"])
        where = tree.where(("readouts", name))
        settings = {}
        for key, param in card.params.items():
            if key in given:
                settings[key] = _given(param, given[key], tree.where(("readouts", name, key)))
            else:
                settings[key] = _setting(param, "card")
        yield Watch(name, card, given["of"], settings, where, given["model"])
