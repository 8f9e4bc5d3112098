"""Experiment -> Model: slots filled, ports joined, equations put in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mgsim.language.errors import CardError, ConfigError, Fault, MgsimError, near_miss, one_of
from mgsim.language.expression import names, order, rename
from mgsim.language.mechanism import Train
from mgsim.language.ports import PORTS, ROLES, Port
from mgsim.language.sources import PROTOCOL
from mgsim.language.units import house_text, parse_unit, quantity, value
from mgsim.study.experiment import Experiment, Setting, Slot, Watch
from mgsim.study.flatten import Piece, flat, flatten
from mgsim.study.model import Constant, Happening, Model, Ode, Quantity, SpikeTrain, Watching
from mgsim.study.tree import matches


@dataclass
class _Draft:
    """A model while it is put together."""

    constants: dict[str, Constant] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    odes: dict[str, Ode] = field(default_factory=dict)
    algebra: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)
    schemes: list = field(default_factory=list)
    breaks: list[str] = field(default_factory=list)
    trains: dict[str, SpikeTrain] = field(default_factory=dict)
    sums: dict[str, list[str]] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)
    wanted: dict[str, tuple[Port, str, str]] = field(default_factory=dict)


def compose(experiment: Experiment) -> Model:
    """Join the cards of an experiment into one model.

    Raises ConfigError or CardError for a port with two writers or none, an unknown name, a circle.
    """
    draft = _Draft()
    faults: list[Fault] = []
    perfused = {
        t.removeprefix("bath.") for s in experiment.slots for t in s.to if t.startswith("bath.")
    }
    _add_bath(draft, experiment, perfused)
    for slot in experiment.slots:
        try:
            _add_slot(draft, slot, experiment)
        except MgsimError as error:
            faults += error.faults
    faults += _settle_ports(draft, experiment)
    if faults:
        raise ConfigError(*dict.fromkeys(faults))
    watchings = tuple(_watching(draft, watch) for watch in experiment.watches)
    recorded = tuple(
        resolve(draft.quantities, path, experiment.tree.where(("record", "quantities", i)))
        for i, path in enumerate(experiment.recorded)
    )
    return _finish(draft, watchings, recorded)


def alone(slot: Slot, stand_ins: Mapping[str, str]) -> Model:
    """One card by itself: each port it reads is a constant with the value of `stand_ins`."""
    draft = _Draft()
    ports = {name: name for name in (*slot.card.reads, *slot.card.writes)}
    piece = flatten(slot, ports, {})
    _add_settings(draft, slot)
    _absorb(draft, piece)
    for name in slot.card.reads:
        port = _port_of(name, slot)
        draft.constants[name] = Constant(value(stand_ins[name]), PROTOCOL, "D", stand_ins[name])
        draft.quantities[name] = Quantity(name, f"bath.{name}", port.unit, port.says)
    if any(event.on == "arrival" for event in slot.card.events):
        draft.trains["bench"] = SpikeTrain(Train("times"), {}, (0.31, 1.07))
        draft.happenings = [
            replace(h, train="bench") if h.on == "arrival" else h for h in draft.happenings
        ]
    return _finish(draft, (), ())


def _port_of(name: str, slot: Slot) -> Port:
    """The port behind a card's word: 'v_a' is the 'v' of one side, 'base' what is perfused."""
    if name in PORTS:
        return PORTS[name]
    if name in ("base", "target"):
        return Port(name, slot.card.target_unit, "the perfused quantity", "bath", generic="0.9 mM")
    if name[-2:] in ("_a", "_b") and name[:-2] in PORTS:
        return PORTS[name[:-2]]
    where = f"mechanism {slot.role}/{slot.name}"
    raise CardError(Fault(where, f"port '{name}'", one_of(PORTS), near_miss(name, PORTS)))


def stand_in(name: str, slot: Slot) -> str:
    """A generic value (as text) for a port that a card reads, where no term vanishes."""
    generic = _port_of(name, slot).generic
    return "-51.2 mV" if name.endswith("_b") else generic


def _add_bath(draft: _Draft, experiment: Experiment, perfused: set[str]) -> None:
    for name, setting in experiment.bath.items():
        port = PORTS[name]
        key = f"{name}_base" if name in perfused else name
        path = f"bath.{name}.base" if name in perfused else f"bath.{name}"
        _add_constant(draft, key, path, setting, port.unit)
        draft.writers[name] = "bath"
        if name in perfused:
            draft.sums[name] = [key]
            draft.quantities[name] = Quantity(name, f"bath.{name}", port.unit, port.says)


def _add_constant(draft: _Draft, name: str, path: str, setting: Setting, unit: str) -> None:
    param = setting.param
    draft.quantities[name] = Quantity(name, path, unit, param.says)
    draft.constants[name] = Constant(
        setting.value, param.source, param.grade, f"{param.value} ({setting.written})",
        param.preparation, param.inert,
    )  # fmt: skip


def _add_settings(draft: _Draft, slot: Slot) -> None:
    for name, setting in slot.settings.items():
        if setting.param.value:
            key = f"{flat(slot.path)}_{name}"
            unit = house_text(quantity(setting.param.value)[1].dims)
            _add_constant(draft, key, f"{slot.path}.{name}", setting, unit)


def _add_slot(draft: _Draft, slot: Slot, experiment: Experiment) -> None:
    scope = ROLES[slot.role].scope
    if scope == "drive":
        _add_drive(draft, slot, experiment)
        return
    homes = _homes(slot, experiment)
    ports, targets = {}, {}
    for name in (*slot.card.reads, *slot.card.writes):
        port = _port_of(name, slot)
        ports[name] = _flat_port(port, homes[name[-2:]] if name not in PORTS else homes[""])
        if name in slot.card.reads:
            draft.wanted.setdefault(ports[name], (port, slot.path, ports[name]))
        if name in slot.card.writes and port.summed:
            targets[name] = port
    _refuse(slot, experiment)
    piece = flatten(slot, ports, targets)
    _add_settings(draft, slot)
    _absorb(draft, piece)
    for name in slot.card.writes:
        own = f"{flat(slot.path)}_{name}"
        _write(draft, _port_of(name, slot), ports[name], own, slot)


def _homes(slot: Slot, experiment: Experiment) -> dict[str, str]:
    """Where a slot's ports live: its compartment or receptor, or the two ends of a coupling."""
    if ROLES[slot.role].scope != "coupling":
        return {"": slot.path}
    for name in slot.to:
        _need_compartment(name, slot, experiment)
    return {"_a": slot.to[0], "_b": slot.to[1], "": slot.to[0]}


def _need_compartment(name: str, slot: Slot, experiment: Experiment) -> None:
    known = experiment.compartments
    if name not in known:
        where = experiment.tree.where(("couplings", slot.path, "between"))
        raise ConfigError(Fault(where, f"'{name}'", one_of(known), near_miss(name, known)))


def _flat_port(port: Port, home: str) -> str:
    parts = home.split(".")
    depth = {"bath": 0, "cell": 1, "receptor": 2}[port.scope]
    return flat(".".join([*parts[:depth], port.name]))


def _refuse(slot: Slot, experiment: Experiment) -> None:
    group = slot.path.rpartition(".")[0]
    for other in experiment.slots:
        if other.path.rpartition(".")[0] == group and other.role in slot.card.refuses:
            where = experiment.tree.where(("cell", *other.path.split(".")))
            found = f"a {other.role} card beside {slot.role}/{slot.name}, which carries its own"
            raise ConfigError(Fault(where, found, "one of the two", f"Remove '{other.role}'."))


def _write(draft: _Draft, port: Port, key: str, own: str, slot: Slot) -> None:
    if port.summed:
        draft.sums.setdefault(key, []).append(own)
        path = ".".join(slot.path.split(".")[: {"cell": 1, "receptor": 2}[port.scope]])
        draft.quantities[key] = Quantity(key, f"{path}.{port.name}", port.unit, port.says)
    elif key in draft.writers:
        both = f"{draft.writers[key]}, {slot.path}"
        found = f"2 writers of '{port.name}' ({both})"
        raise ConfigError(
            Fault(f"mechanism {slot.role}/{slot.name}", found, "one", "Remove one slot.")
        )
    draft.writers[key] = slot.path


def _add_drive(draft: _Draft, slot: Slot, experiment: Experiment) -> None:
    """A drive: spikes that arrive at receptors, or a contribution to each target's port."""
    _add_settings(draft, slot)
    where = experiment.tree.where(("drives", slot.path, "to"))
    if slot.card.emits:
        numbers = {
            n: f"{flat(slot.path)}_{n}"
            for n in slot.card.emits.needs
            if slot.settings[n].param.value
        }
        times = slot.settings["times"].times if "times" in slot.settings else ()
        draft.trains[slot.path] = SpikeTrain(slot.card.emits, numbers, times)
        receptors = {s.path.rpartition(".")[0] for s in experiment.slots if s.role == "kinetics"}
        for target in slot.to:
            if target not in receptors:
                hint = near_miss(target, receptors)
                raise ConfigError(Fault(where, f"'{target}'", one_of(receptors), hint))
        return
    for word in slot.card.writes:
        for number, target in enumerate(slot.to):
            piece = _contribution(draft, slot, word, target, number, where, experiment)
            _absorb(draft, piece)


def _contribution(
    draft: _Draft,
    slot: Slot,
    word: str,
    target: str,
    number: int,
    where: str,
    experiment: Experiment,
) -> Piece:
    """Point one writing drive at one target; a second target gets a numbered copy of its names."""
    port = _target_port(word, target, slot, where, experiment)
    key = _flat_port(port, target)
    ports = {"base": f"{key}_base"} if "base" in slot.card.reads else {}
    for name in slot.card.reads:
        if name != "base":
            ports[name] = _flat_port(PORTS[name], target)
            draft.wanted.setdefault(ports[name], (PORTS[name], slot.path, ports[name]))
    piece = flatten(slot, ports, {word: port})
    own = f"{flat(slot.path)}_{word}"
    if number:
        copy = {name: f"{name}_{number + 1}" for name in piece.algebra}
        piece = _renamed(piece, copy)
        own = copy[own]
    draft.sums.setdefault(key, []).append(own)
    draft.quantities.setdefault(key, Quantity(key, f"{target}.{port.name}", port.unit, port.says))
    return piece


def _renamed(piece: Piece, names_now: Mapping[str, str]) -> Piece:
    algebra = {names_now[n]: rename(text, names_now) for n, text in piece.algebra.items()}
    fresh = [
        replace(
            piece.quantities[n],
            name=names_now[n],
            path=f"{piece.quantities[n].path}.{names_now[n]}",
        )
        for n in piece.algebra
    ]
    return Piece(algebra=algebra, quantities={q.name: q for q in fresh}, breaks=piece.breaks)


def _target_port(word: str, target: str, slot: Slot, where: str, experiment: Experiment) -> Port:
    receptors = {s.path.rpartition(".")[0] for s in experiment.slots if s.role == "kinetics"}
    if word == "target":
        known = {f"bath.{n}" for n in experiment.bath if PORTS[n].unit == slot.card.target_unit}
    else:
        known = set(experiment.compartments) if PORTS[word].scope == "cell" else receptors
    if target not in known:
        raise ConfigError(Fault(where, f"'{target}'", one_of(known), near_miss(target, known)))
    return PORTS[target.removeprefix("bath.")] if word == "target" else PORTS[word]


def _absorb(draft: _Draft, piece: Piece) -> None:
    draft.odes |= piece.odes
    draft.algebra |= piece.algebra
    draft.held |= piece.held
    draft.quantities |= piece.quantities
    draft.happenings += piece.happenings
    draft.schemes += [piece.scheme] if piece.scheme else []
    draft.breaks += [text for text in piece.breaks if text not in draft.breaks]


def _settle_ports(draft: _Draft, experiment: Experiment) -> list[Fault]:
    """Write the sums, give unwritten ports their default, and name those that nobody writes."""
    faults = []
    for key, parts in draft.sums.items():
        draft.algebra[key] = " + ".join(parts)
    for key, (port, slot, _) in draft.wanted.items():
        if key in draft.sums or key in draft.writers:
            continue
        if port.default is None:
            faults.append(_no_writer(port, slot, experiment))
            continue
        draft.algebra[key] = port.default
        home = ".".join(slot.split(".")[: {"bath": 0, "cell": 1, "receptor": 2}[port.scope]])
        draft.quantities[key] = Quantity(key, f"{home}.{port.name}", port.unit, port.says)
    _wire_arrivals(draft, experiment)
    return faults


def _no_writer(port: Port, slot: str, experiment: Experiment) -> Fault:
    if port.scope == "bath":
        hint = f"Add '{port.name}: \"... {port.unit}\"' under bath; {slot} reads it."
        return Fault(experiment.tree.where(("bath",)), f"no '{port.name}'", port.says, hint)
    where = experiment.tree.where(("cell", *slot.split(".")))
    return Fault(where, f"no slot that gives '{port.name}'", f"one that does ({port.says})")


def _wire_arrivals(draft: _Draft, experiment: Experiment) -> None:
    """Send each drive's spikes to the arrival events of the receptors it names."""
    sent = {d.path: d.to for d in experiment.slots if d.path in draft.trains}
    wired = []
    for happening in draft.happenings:
        if happening.on != "arrival":
            wired.append(happening)
            continue
        path = draft.quantities[next(iter(happening.do))].path
        group = ".".join(path.split(".")[:2])
        wired += [replace(happening, train=d) for d, to in sent.items() if group in to]
    draft.happenings = wired


def resolve(quantities: Mapping[str, Quantity], path: str, where: str) -> str:
    """The flat name of a quantity whose path may leave parts out.

    Raises ConfigError where no quantity or more than one answers to the path.
    """
    asked = tuple(path.split("."))
    exact = [q.name for q in quantities.values() if q.path == path]
    found = exact or [
        q.name for q in quantities.values() if matches(tuple(q.path.split(".")), asked)
    ]
    if len(found) == 1:
        return found[0]
    paths = sorted(q.path for q in quantities.values())
    if not found:
        same_end = [p for p in paths if p.split(".")[-1] == asked[-1]]
        raise ConfigError(
            Fault(where, f"'{path}'", one_of(same_end or paths), near_miss(path, paths))
        )
    many = one_of(quantities[n].path for n in found)
    raise ConfigError(Fault(where, f"'{path}', which fits {len(found)} quantities", many))


def _watching(draft: _Draft, watch: Watch) -> Watching:
    x = resolve(draft.quantities, watch.of, watch.where)
    unit = draft.quantities[x].unit
    wanted = watch.card.of_unit
    if wanted and parse_unit(wanted).dims != parse_unit(unit).dims:
        raise ConfigError(Fault(watch.where, f"'{watch.of}' in {unit}", f"a quantity in {wanted}"))
    prefix = f"readout_{watch.name}_"
    known = {"x": x, "x_last": f"{x}_last", **{a: prefix + a for a in watch.card.folds}}
    for name, setting in watch.settings.items():
        known[name] = prefix + name
        _watch_constant(draft, watch, name, setting, unit)
    folds = {
        prefix + a: (rename(f.next, known), rename(f.initial, known), _with_x(f.unit, unit))
        for a, f in watch.card.folds.items()
    }
    result = rename(watch.card.result, known) if watch.card.result else ""
    threshold = known.get("threshold", "") if watch.card.collects else ""
    says = f"{watch.card.says} of {draft.quantities[x].path}"
    unit_out = _with_x(watch.card.unit, unit)
    return Watching(watch.name, x, unit_out, says, folds, result, watch.card.collects, threshold)


def _watch_constant(draft: _Draft, watch: Watch, name: str, setting: Setting, x_unit: str) -> None:
    _, unit = quantity(setting.param.value)
    is_of_x = watch.card.params[name].value == "x"
    if is_of_x and unit.dims != parse_unit(x_unit).dims:
        raise ConfigError(
            Fault(
                setting.written,
                f"'{setting.param.value}'",
                f"a value in {x_unit} like '{watch.of}'",
            )
        )
    path = f"readouts.{watch.name}.{name}"
    _add_constant(draft, f"readout_{watch.name}_{name}", path, setting, house_text(unit.dims))


def _with_x(text: str, x_unit: str) -> str:
    """A unit text in which the word 'x' stands for the watched quantity's unit."""
    above, _, below = text.partition("/")
    dims = list(parse_unit(text.replace("x", "1")).dims)
    for part, sign in ((above, 1), (below, -1)):
        if "x" in part.split():
            dims = [d + sign * e for d, e in zip(dims, parse_unit(x_unit).dims, strict=True)]
    return house_text(tuple(dims))


def _finish(draft: _Draft, watchings: tuple[Watching, ...], recorded: tuple[str, ...]) -> Model:
    needs = {n: names(text) & draft.algebra.keys() for n, text in draft.algebra.items()}
    ordered = order(needs, _circle)
    return Model(
        quantities=draft.quantities,
        constants=draft.constants,
        odes=draft.odes,
        algebra={name: draft.algebra[name] for name in ordered},
        held=draft.held,
        happenings=tuple(draft.happenings),
        schemes=tuple(draft.schemes),
        breaks=tuple(draft.breaks),
        trains=draft.trains,
        watchings=watchings,
        recorded=recorded,
    )


def _circle(cycle: list[str]) -> Exception:
    return CardError(Fault("model", " -> ".join(cycle), "equations without a circle"))
