"""Tree -> Experiment: cards found, numbers in house units, paths resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mgsim.catalogue.find import Catalogue, catalogue
from mgsim.language.errors import ConfigError, Fault, MgsimError, one_of
from mgsim.language.mechanism import Mechanism, Param
from mgsim.language.ports import DRUGS, PORTS
from mgsim.language.readout import Readout
from mgsim.language.sources import PROTOCOL
from mgsim.language.units import value
from mgsim.study import shape
from mgsim.study.mixture import check_mixture, parts, sets_of
from mgsim.study.receptors import named, written_out
from mgsim.study.schema import ABSENT
from mgsim.study.tree import Tree, put, read


@dataclass(frozen=True)
class Setting:
    """One number of an experiment and where it was written ('card' where it is the default)."""

    value: float
    param: Param
    written: str
    times: tuple[float, ...] = ()


@dataclass(frozen=True)
class Start:
    """How a config has a scheme start: a state, 'equilibrium' or shares by state ('' as the card).

    conditions: how long it has then stood ('after'), and the ports that were not as at t = 0.
    """

    says: str | Mapping[str, str]
    conditions: Mapping[str, Setting]
    where: str


@dataclass(frozen=True)
class Slot:
    """One card in its place; `to` are a drive's targets or a coupling's two compartments.

    drug: the bath quantity that the card's word `drug` means. written: where a config says it, if
    that is not `path` (a part of a mixture); `shared` are the numbers that stand there.
    """

    path: str
    role: str
    name: str
    card: Mechanism
    settings: Mapping[str, Setting]
    to: tuple[str, ...] = ()
    set: str = ""
    drug: str = ""
    written: str = ""
    shared: frozenset[str] = frozenset()
    start: Start | None = None
    where: str = ""

    @property
    def place(self) -> str:
        """The path of this slot as a config writes it."""
        return self.written or self.path

    def home_of(self, number: str) -> str:
        """The path under which one of its numbers stands."""
        return self.place if number in self.shared else self.path


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
    """A question made precise: cells, drives, readouts and the sweep, all names resolved.

    receptors: the model of every receptor that goes by one name, by its path. engine: the one that
    the config asks for, else ''.
    """

    tree: Tree
    catalogue: Catalogue
    clock: Clock
    bath: Mapping[str, Setting]
    slots: tuple[Slot, ...]
    mixtures: Mapping[str, Mapping[str, Setting]]
    receptors: Mapping[str, str]
    watches: tuple[Watch, ...]
    recorded: tuple[str, ...]
    every: float
    seed: int
    sweep: Mapping[str, Any]
    fit: Mapping[str, Any]
    figure: str
    title: str
    engine: str

    def setting(self, path: str, text: Any, where: str) -> Experiment:
        """The same experiment with one value set, e.g. setting('bath.mg_o', '0.5 mM', '--set')."""
        return build(put(self.tree, path, text, where), self.catalogue)

    @property
    def compartments(self) -> tuple[str, ...]:
        return tuple(self.tree.value["cell"])


DEFAULT_STEP = "0.0125 ms"
INITIAL = "initial"
_DUST = 1e-9


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
    whole = written_out(tree, cards)
    mixtures = _mixtures(whole, cards)
    slots = tuple(_slots(whole, cards, mixtures))
    record = top.get("record", {})
    every = record.get("every", step)
    if value(every) <= 0:
        where = tree.where(("record", "every"))
        raise ConfigError(Fault(where, f"'{every}'", "a time above zero"))
    return Experiment(
        tree=tree,
        catalogue=cards,
        clock=clock,
        bath=_bath(tree, slots),
        slots=slots,
        mixtures=mixtures,
        receptors=named(tree),
        watches=tuple(_watches(tree, cards)),
        recorded=tuple(record.get("quantities", ())),
        every=value(every),
        seed=int(top.get("seed", 0)),
        sweep=top.get("sweep", {}),
        fit=top.get("fit", {}),
        figure=top.get("figure", ""),
        title=top.get("title", ""),
        engine=top.get("engine", ""),
    )


def _bath(tree: Tree, slots: tuple[Slot, ...]) -> dict[str, Setting]:
    """The bath as written, without drugs that no card reads, and with those that some card does."""
    read = {name for slot in slots for name in (*slot.card.reads, slot.drug) if name in DRUGS}
    settings = {}
    for name, text in tree.value.get("bath", {}).items():
        where = tree.where(("bath", name))
        if name in DRUGS and name not in read:
            if value(text):
                hint = "Take a card that reads it, or remove it: it would change nothing."
                found = f"'{name}', a drug that no card here reads"
                raise ConfigError(Fault(where, found, "a drug that some slot answers to", hint))
            continue
        settings[name] = _noted(text, PORTS[name].says, where)
    absent = (name for name in DRUGS if name in read and name not in settings)
    return settings | {n: _noted(PORTS[n].default, PORTS[n].says, "default") for n in absent}


def _noted(text: Any, says: str, where: str) -> Setting:
    return Setting(value(str(text)), Param(str(text), says, PROTOCOL, "D"), where)


def _mixtures(tree: Tree, cards: Catalogue) -> dict[str, dict[str, Setting]]:
    """The fractions of every receptor with `subunits`, by its path."""
    found = {}
    for compartment, slots in tree.value["cell"].items():
        for name, given in slots.items():
            if isinstance(given, dict) and "subunits" in given:
                here = ("cell", compartment, name)
                check_mixture(tree, cards, here)
                found[f"{compartment}.{name}"] = {
                    kind: _noted(
                        part,
                        f"fraction of the receptors that are {kind}",
                        tree.where((*here, "subunits", kind)),
                    )
                    for kind, part in given["subunits"].items()
                }
    return found


def _slots(tree: Tree, cards: Catalogue, mixtures: Mapping[str, Any]) -> Iterator[Slot]:
    for compartment, slots in tree.value["cell"].items():
        for key, given in slots.items():
            here = ("cell", compartment, key)
            if isinstance(given, dict) and "kinetics" in given:
                kinds = tuple(given.get("subunits", ()))
                for role in (r for r in given if r != "subunits" and given[r] != ABSENT):
                    yield from _of_receptor(tree, cards, (*here, role), given[role], kinds)
            else:
                role = given.get("role", key) if isinstance(given, dict) else key
                yield _slot(tree, cards, here, role, given)
    for section, role in (("couplings", "axial"), ("drives", "drive")):
        for key, given in tree.value.get(section, {}).items():
            slot = _slot(tree, cards, (section, key), role, given)
            to = given["between"] if role == "axial" else given["to"]
            targets = (to,) if isinstance(to, str) else to
            yield replace(slot, to=tuple(p for target in targets for p in parts(target, mixtures)))


def _of_receptor(
    tree: Tree, cards: Catalogue, key: tuple[str, ...], given: Any, kinds: tuple[str, ...]
) -> Iterator[Slot]:
    """A receptor's slot: itself, or one for each kind of a mixture."""
    role = key[-1]
    if not kinds:
        yield _slot(tree, cards, key, role, given)
        return
    given = {"model": given} if isinstance(given, str) else given
    sets = sets_of(cards, role, given, kinds, tree.where(key))
    chosen = {n for n in sets.values() if n} if "set" not in given else set()
    told = (cards.parameter_set(role, given["model"], name).params for name in chosen)
    own = {word for params in told for word in params} - set(given)
    for kind, name in sets.items():
        slot = _slot(tree, cards, key, role, {**given, "set": name} if name else given)
        path = f"{'.'.join(key[1:-1])}_{kind}.{role}"
        shared = frozenset(slot.settings) - own
        yield replace(slot, path=path, written=slot.path, shared=shared)


def _slot(tree: Tree, cards: Catalogue, key: tuple[str, ...], role: str, given: Any) -> Slot:
    given = {"model": given} if isinstance(given, str) else given
    card = cards.mechanism(role, given["model"])
    params: dict[str, tuple[Param, str]] = {n: (p, "card") for n, p in card.params.items()}
    drug = given.get("drug", "")
    if "set" in given:
        chosen = cards.parameter_set(role, given["model"], given["set"])
        params |= {n: (p, f"set {given['set']}") for n, p in chosen.params.items()}
        drug = _one_drug(drug, chosen.drug, tree.where((*key, "drug")))
    if "drug" in card.reads and not drug:
        hint = "Write 'drug: NAME', or take a set that says it."
        found = f"no 'drug' for {role}/{given['model']}"
        raise ConfigError(Fault(tree.where(key), found, one_of(DRUGS), hint))
    settings = {}
    for name, (param, origin) in params.items():
        if name in given:
            settings[name] = _given(param, given[name], tree.where((*key, name)))
        else:
            settings[name] = _setting(param, origin)
    start = _start(tree, (*key, INITIAL), given[INITIAL]) if INITIAL in given else None
    return Slot(
        path=".".join(key[1:]), role=role, name=given["model"], card=card, settings=settings,
        set=given.get("set", ""), drug=drug, start=start, where=tree.where(key),
    )  # fmt: skip


def _start(tree: Tree, key: tuple[str, ...], given: Any) -> Start:
    """The start of a scheme; raises ConfigError for shares that do not add up to 1."""
    where = tree.where(key)
    if isinstance(given, str):
        return Start(given, {}, where)
    if "after" in given:
        says = {"after": "how long the scheme has stood under these conditions before t = 0"}
        told = {word: says.get(word, f"'{word}' during that time") for word in given}
        return Start("", {w: _noted(given[w], told[w], tree.where((*key, w))) for w in told}, where)
    total = sum(given.values())
    if abs(total - 1.0) > _DUST:
        raise ConfigError(Fault(where, f"shares that add to {total:g}", "a sum of 1"))
    return Start({state: repr(float(share)) for state, share in given.items()}, {}, where)


def _one_drug(written: str, of_set: str, where: str) -> str:
    if written and of_set and written != of_set:
        found = f"'{written}' with numbers of '{of_set}'"
        raise ConfigError(Fault(where, found, f"'{of_set}'", "Remove 'drug': the set says it."))
    return written or of_set


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
