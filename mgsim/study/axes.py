"""The sweep section -> axes: what varies, along which dimension, with which values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mgsim.language.errors import ConfigError, Fault, MgsimError, near_miss, one_of
from mgsim.language.units import difference, house_text, parse_unit, quantity
from mgsim.study import designs
from mgsim.study.experiment import INITIAL, Experiment, Slot
from mgsim.study.mixture import refuse_first
from mgsim.study.model import Model, Quantity
from mgsim.study.receptors import MODEL
from mgsim.study.resolve import resolve
from mgsim.study.schema import ABSENT, is_optional, starts
from mgsim.study.shape import quantity_fault
from mgsim.study.tree import matches


@dataclass(frozen=True)
class Column:
    """One thing that varies along an axis: a constant (numbers) or a slot (card or set names)."""

    path: str
    unit: str
    says: str
    values: tuple[Any, ...] = ()
    spec: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Axis:
    """One dimension of the results; `kind` is the keyword of the config, `options` a design's."""

    name: str
    kind: str
    size: int
    columns: tuple[Column, ...]
    options: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_structural(self) -> bool:
        return any(column.unit == "name" for column in self.columns)


def axes(experiment: Experiment, model: Model) -> tuple[Axis, ...]:
    """Read every axis of the sweep; raises ConfigError with all of the section's faults."""
    found, faults = [], []
    for key, given in experiment.sweep.items():
        where = experiment.tree.where(("sweep", key))
        kind, spec = ("values", given) if isinstance(given, list) else next(iter(given.items()))
        try:
            found.append(_axis(experiment, model, key, kind, spec, where))
        except MgsimError as error:
            faults += error.faults
    if faults:
        raise ConfigError(*faults)
    _refuse_two_movers(experiment, found)
    return tuple(_unique_names(found))


def _refuse_two_movers(experiment: Experiment, found: list[Axis]) -> None:
    """A number has one axis; one with a spread of its own belongs to one card."""
    movers: dict[str, str] = {}
    for axis in found:
        where = experiment.tree.where(("sweep", axis.name))
        for column in axis.columns:
            if column.path in movers:
                what = f"'{column.path}', which '{movers[column.path]}' moves as well"
                raise ConfigError(Fault(where, what, "one axis for each number"))
            movers[column.path] = axis.name
    for axis in (axis for axis in found if axis.kind in _OF_ONE_CARD):
        for slot in (path for path in movers if path.startswith(_SECTION)):
            place = ".".join(p for p in slot.split(".")[1:] if p not in ("set", INITIAL, MODEL))
            inside = [c.path for c in axis.columns if c.path.startswith(f"{place}.")]
            if inside:
                where = experiment.tree.where(("sweep", axis.name))
                what = f"'{inside[0]}' of a card that '{movers[slot]}' changes"
                raise ConfigError(Fault(where, what, "numbers of a card that stays"))


_OF_ONE_CARD = ("uncertain", "one_at_a_time")
_SECTION = ("cell.", "drives.", "couplings.")


def _axis(experiment: Experiment, model: Model, key: str, kind: str, spec: Any, where: str) -> Axis:
    if kind in designs.KINDS:
        return _design(experiment, model, key, kind, spec, where)
    for path in _paths(key, kind, spec):
        refuse_first(path, experiment.mixtures, where)
    if kind == "repeats":
        return Axis(key, kind, int(spec), ())
    if kind == "values":
        column = _listed(experiment, model, key, spec, where)
        return Axis(key, kind, len(spec), (column,))
    if kind in ("linspace", "logspace"):
        return Axis(key, kind, int(spec["points"]), (_spanned(model, key, spec, kind, where),))
    if kind == "zip":
        columns = tuple(_listed(experiment, model, p, v, where) for p, v in spec.items())
        sizes = {len(column.values) for column in columns}
        if len(sizes) > 1:
            raise ConfigError(
                Fault(where, f"lists of {sorted(sizes)} items", "lists of one length")
            )
        return Axis(key, kind, sizes.pop(), columns)
    columns = tuple(_spanned(model, p, v, kind, where) for p, v in spec["over"].items())
    return Axis(key, kind, int(spec["points"]), columns)


def _design(
    experiment: Experiment, model: Model, key: str, kind: str, spec: Mapping[str, Any], where: str
) -> Axis:
    over = designs.over(model, spec)
    faults, columns = [], []
    for path, words in over.items():
        try:
            refuse_first(path, experiment.mixtures, where)
            columns.append(_designed(model, path, words, kind, where))
        except MgsimError as error:
            faults += error.faults
    if faults:
        raise ConfigError(*faults)
    designs.check_paths(kind, (column.path for column in columns), where)
    chosen = designs.options(kind, spec, where)
    return Axis(key, kind, designs.size(kind, chosen, len(columns)), tuple(columns), chosen)


def _designed(model: Model, path: str, words: Any, kind: str, where: str) -> Column:
    """One number of a design: a box, or a bell about its own value."""
    name = constant(model, path, where)
    one, about = model.constants[name], model.quantities[name]
    if kind == "uncertain":
        is_own = words != designs.STATED
        sd = _spread(words["sd"], about.unit, where) if is_own else 0.0
        numbers = designs.bell(
            one, about, sd if is_own else designs.stated(one, about, where), where
        )
    elif words == designs.STATED:
        numbers = designs.ends(one, about, where)
    else:
        numbers = {word: _number(words[word], about.unit, where) for word in ("from", "to")}
        designs.check_box(about.path, numbers, where)
        _not_negative(about, numbers.values(), where)
        numbers |= {"base": one.value} if kind == "one_at_a_time" else {}
    return Column(about.path, about.unit, about.says, spec=numbers)


def _spread(text: Any, unit: str, where: str) -> float:
    """A difference in house units, refused like any number of another kind."""
    number = _number(text, unit, where)
    return difference(text) if isinstance(text, str) else number


def _paths(key: str, kind: str, spec: Any) -> Iterable[str]:
    """The paths that one axis moves."""
    if kind in ("sobol", "latin_hypercube", "normal"):
        return spec["over"]
    return spec if kind == "zip" else (key,)


def _spanned(model: Model, path: str, spec: Mapping[str, Any], kind: str, where: str) -> Column:
    name = constant(model, path, where)
    unit = model.unit(name)
    numbers = {word: _number(spec[word], unit, where) for word in spec if word != "points"}
    if "sd" in numbers:
        numbers["sd"] = _spread(spec["sd"], unit, where)
    if kind == "logspace" and min(numbers.values()) <= 0:
        hint = "Use linspace, or start above zero."
        raise ConfigError(Fault(where, "a logspace that reaches zero", "positive ends", hint))
    _not_negative(model.quantities[name], numbers.values(), where)
    return Column(model.quantities[name].path, unit, model.quantities[name].says, spec=numbers)


def _not_negative(quantity_: Quantity, numbers: Iterable[float], where: str) -> None:
    """A bath concentration below zero is refused on an axis as it is in the bath."""
    if quantity_.path.startswith("bath.") and quantity_.unit == "mM" and min(numbers) < 0:
        found = f"a negative {quantity_.path}"
        raise ConfigError(Fault(where, found, "a concentration of zero or more"))


def _listed(experiment: Experiment, model: Model, path: str, items: list, where: str) -> Column:
    receptor = _receptor(experiment, path, items, where)
    if receptor:
        return receptor
    found = _slot(experiment, path, where)
    if found:
        return _structural(experiment, *found, items, where)
    name = constant(model, path, where)
    unit = model.unit(name)
    values = tuple(_number(item, unit, where) for item in items)
    _not_negative(model.quantities[name], values, where)
    return Column(model.quantities[name].path, unit, model.quantities[name].says, values)


_SECTIONS = {"drive": "drives", "axial": "couplings"}


def _slot(experiment: Experiment, path: str, where: str) -> tuple[Slot, str] | None:
    """The slot a sweep path means, with the full path of it or of its set; None for no slot."""
    asked = tuple(path.split("."))
    found = []
    for slot in experiment.slots:
        section = _SECTIONS.get(slot.role, "cell")
        for ending in ("", ".set", ".initial") if slot.card.scheme else ("", ".set"):
            full = f"{section}.{slot.place}{ending}"
            is_new = full not in (known for _, known in found)
            if is_new and matches(tuple(full.split(".")), asked):
                found.append((slot, full))
    exact = [(slot, full) for slot, full in found if full.partition(".")[2] == path]
    if len(exact or found) > 1:
        fits = f"'{path}', which fits {len(found)} slots"
        raise ConfigError(Fault(where, fits, one_of(full for _, full in found)))
    return (exact or found or [None])[0]


def _receptor(experiment: Experiment, path: str, items: list, where: str) -> Column | None:
    """The column of an axis that gives a receptor other names; None where the path is no such."""
    asked = tuple(path.split("."))
    full = [f"cell.{place}.{MODEL}" for place in experiment.receptors]
    found = [key for key in full if matches(tuple(key.split(".")), asked)]
    if not found:
        return None
    if len(found) > 1:
        fits = f"'{path}', which fits {len(found)} receptors"
        raise ConfigError(Fault(where, fits, one_of(found)))
    _known(items, experiment.catalogue.names("receptors"), where)
    place = found[0].removeprefix("cell.").removesuffix(f".{MODEL}")
    return Column(found[0], "name", f"model of {place}", tuple(items))


def _known(items: list, known: list[str], where: str) -> None:
    for item in items:
        if item not in known:
            expected = one_of(known) if known else "nothing: this card has no parameter set"
            raise ConfigError(Fault(where, f"'{item}'", expected, near_miss(str(item), known)))


def _structural(experiment: Experiment, slot: Slot, key: str, items: list, where: str) -> Column:
    is_set = key.endswith(f"{slot.place}.set")
    kind = f"parameters/{slot.role}/{slot.name}" if is_set else f"mechanisms/{slot.role}"
    known = experiment.catalogue.names(kind)
    if not is_set and is_optional(slot.role):
        known = [*known, ABSENT]
    if key.endswith(f"{slot.place}.initial") and slot.card.scheme:
        known = starts(slot.card.scheme)
    _known(items, known, where)
    return Column(key, "name", f"{slot.role} of {slot.place}", tuple(items))


def constant(model: Model, path: str, where: str) -> str:
    """The flat name of the constant a sweep path means; raises ConfigError if there is none."""
    parts = path.split(".")
    parts = parts[1:] if parts[0] in ("cell", "drives", "couplings") else parts
    only = {n: model.quantities[n] for n in model.constants}
    for trial in (".".join(parts), ".".join([*parts, "base"])):
        asked = tuple(trial.split("."))
        if any(q.path == trial or matches(tuple(q.path.split(".")), asked) for q in only.values()):
            return resolve(only, trial, where)
    return resolve(only, path, where)


def _number(item: Any, unit: str, where: str) -> float:
    wanted = parse_unit(unit)
    if wanted.is_dimensionless and isinstance(item, int | float):
        return float(item)
    try:
        number, found = quantity(item) if isinstance(item, str) else (0.0, parse_unit("1"))
    except MgsimError:
        raise ConfigError(Fault(where, *quantity_fault(item, unit))) from None
    if found.dims != wanted.dims or not isinstance(item, str):
        raise ConfigError(Fault(where, *quantity_fault(item, house_text(wanted.dims))))
    return number


def _unique_names(found: list[Axis]) -> list[Axis]:
    """Dimension names: the last part of a path, or the whole path where two would be the same."""
    own = ("values", "linspace", "logspace")
    last = [a.name.rpartition(".")[2] if a.kind in own else a.name for a in found]
    out = []
    for axis, short in zip(found, last, strict=True):
        name = short if last.count(short) == 1 else axis.name.replace(".", "_")
        out.append(replace(axis, name=name))
    return out
