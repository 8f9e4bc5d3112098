"""Ports joined by name: where each lives, who writes it, and what is said where nobody does."""

from __future__ import annotations

from mgsim.language.errors import CardError, ConfigError, Fault, near_miss, one_of
from mgsim.language.ports import DRUG, PORTS, Port
from mgsim.language.roles import ROLES
from mgsim.study.draft import Draft
from mgsim.study.experiment import Experiment, Slot
from mgsim.study.flatten import flat, flatten
from mgsim.study.model import Quantity

_DEPTH = {"bath": 0, "cell": 1, "receptor": 2}


def port_of(name: str, slot: Slot) -> Port:
    """The port behind a card's word: 'v_a' is the 'v' of one side, 'base' what is perfused."""
    scope = ROLES[slot.role].scope
    if name in PORTS:
        return PORTS[name]
    if name == "drug":
        return PORTS[slot.drug] if slot.drug else DRUG
    if scope == "drive" and name in ("base", "target"):
        return Port(name, slot.card.target_unit, "the perfused quantity", "bath", generic="0.9 mM")
    if scope == "coupling" and name[-2:] in ("_a", "_b") and name[:-2] in PORTS:
        return PORTS[name[:-2]]
    where = f"mechanism {slot.role}/{slot.name}"
    raise CardError(Fault(where, f"port '{name}'", one_of(PORTS), near_miss(name, PORTS)))


def flat_port(port: Port, home: str) -> str:
    """The flat name of a port that lives in (or above) a home such as 'soma.nmda'."""
    return flat(_path(port, home))


def _path(port: Port, home: str) -> str:
    return ".".join([*home.split(".")[: _DEPTH[port.scope]], port.name])


def port_quantity(port: Port, home: str) -> Quantity:
    """A port as a quantity of the model, with its path."""
    path = _path(port, home)
    path = f"bath.{path}" if port.scope == "bath" else path
    return Quantity(flat_port(port, home), path, port.unit, port.says)


def add_slot(draft: Draft, slot: Slot, experiment: Experiment) -> None:
    """Add a card of a cell, a receptor or a coupling, its ports joined to those of the model."""
    homes = _homes(slot, experiment)
    ports, targets = {}, {}
    for name in (*slot.card.reads, *slot.card.writes):
        port = port_of(name, slot)
        home = _home(name, homes)
        ports[name] = flat_port(port, home)
        if name in slot.card.reads:
            draft.wanted.setdefault(ports[name], (port, slot, home))
        if name in slot.card.writes and port.summed:
            targets[name] = port
    for name in slot.card.writes:
        home = _home(name, homes)
        _write(draft, port_of(name, slot), home, f"{flat(slot.path)}_{name}", slot)
    _refuse(slot, experiment)
    piece = flatten(slot, ports, targets)
    draft.add_settings(slot)
    draft.absorb(piece)


def _home(name: str, homes: dict[str, str]) -> str:
    return homes[""] if name in PORTS else homes.get(name[-2:], homes[""])


def _homes(slot: Slot, experiment: Experiment) -> dict[str, str]:
    """Where a slot's ports live: its compartment or receptor, or the two ends of a coupling."""
    if ROLES[slot.role].scope != "coupling":
        return {"": slot.path}
    known = experiment.compartments
    for name in slot.to:
        if name not in known:
            where = experiment.tree.where(("couplings", slot.path, "between"))
            raise ConfigError(Fault(where, f"'{name}'", one_of(known), near_miss(name, known)))
    return {"_a": slot.to[0], "_b": slot.to[1], "": slot.to[0]}


def _refuse(slot: Slot, experiment: Experiment) -> None:
    group = slot.path.rpartition(".")[0]
    for other in experiment.slots:
        if other.path.rpartition(".")[0] == group and other.role in slot.card.refuses:
            where = experiment.tree.where(("cell", *other.place.split(".")))
            beside = f"a {other.role} card beside {slot.role}/{slot.name}"
            found = f"{beside}, whose scheme has it already (a double {other.role})"
            hint = f"Remove '{other.role}', or write '{other.role}: none'."
            raise ConfigError(Fault(where, found, "one of the two", hint))


def _write(draft: Draft, port: Port, home: str, own: str, slot: Slot) -> None:
    key = flat_port(port, home)
    if port.summed:
        draft.sums.setdefault(key, []).append(own)
        draft.add(port_quantity(port, home))
    elif key in draft.writers:
        both = f"{draft.writers[key]}, {slot.path}"
        found = f"2 writers of '{port.name}' ({both})"
        raise ConfigError(
            Fault(f"mechanism {slot.role}/{slot.name}", found, "one", "Remove one slot.")
        )
    draft.writers[key] = slot.path


def settle_ports(draft: Draft, experiment: Experiment) -> list[Fault]:
    """Write the sums, give unwritten ports their default, and name those that nobody writes."""
    faults = []
    for key, parts in draft.sums.items():
        draft.algebra[key] = " + ".join(parts)
    for key, (port, slot, home) in draft.wanted.items():
        if key in draft.sums or key in draft.writers:
            continue
        if port.default is None:
            faults.append(_no_writer(port, slot, experiment))
            continue
        draft.algebra[key] = port.default
        draft.add(port_quantity(port, home))
    return faults


def _no_writer(port: Port, slot: Slot, experiment: Experiment) -> Fault:
    if port.scope == "bath":
        hint = f"Add '{port.name}: \"... {port.unit}\"' under bath; {slot.path} reads it."
        return Fault(experiment.tree.where(("bath",)), f"no '{port.name}'", port.says, hint)
    section = {"drive": "drives", "coupling": "couplings"}.get(ROLES[slot.role].scope, "cell")
    where = experiment.tree.where((section, *slot.place.split(".")))
    return Fault(where, f"no slot that gives '{port.name}'", f"one that does ({port.says})")
