"""Experiment -> Model: slots filled, ports joined, equations put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from mgsim.language.errors import ConfigError, Fault, MgsimError
from mgsim.language.mechanism import Train
from mgsim.language.ports import PORTS
from mgsim.language.roles import ROLES
from mgsim.language.sources import PROTOCOL
from mgsim.language.units import value
from mgsim.study.draft import Draft
from mgsim.study.drives import add_drive, perfused, unheard, wire_arrivals
from mgsim.study.experiment import Experiment, Slot
from mgsim.study.flatten import flatten
from mgsim.study.join import add_slot, port_of, port_quantity, settle_ports
from mgsim.study.model import Constant, Model, Quantity, SpikeTrain
from mgsim.study.resolve import resolve
from mgsim.study.shares import add_shares, add_totals
from mgsim.study.watching import watching


def compose(experiment: Experiment) -> Model:
    """Join the cards of an experiment into one model.

    Raises ConfigError or CardError for a port with two writers or none, an unknown name, a circle.
    """
    draft = Draft()
    faults = list(_taken_names(experiment))
    _add_bath(draft, experiment)
    add_shares(draft, experiment)
    _each(experiment.slots, lambda slot: _add(draft, slot, experiment), faults)
    add_totals(draft, experiment)
    faults += settle_ports(draft, experiment)
    _raise(faults)
    faults += unheard(draft, experiment) + wire_arrivals(draft, experiment)
    watchings = _each(experiment.watches, lambda watch: watching(draft, watch), faults)
    recorded = _each(
        enumerate(experiment.recorded),
        lambda item: resolve(
            draft.quantities, item[1], experiment.tree.where(("record", "quantities", item[0]))
        ),
        faults,
    )
    _raise(faults)
    return draft.finish(tuple(watchings), tuple(recorded))


def _each(items: Iterable[Any], act: Callable[[Any], Any], faults: list[Fault]) -> list[Any]:
    """Do one thing with every item, so that all faults are found at once."""
    made = []
    for item in items:
        try:
            made.append(act(item))
        except MgsimError as error:
            faults += error.faults
    return made


def _raise(faults: list[Fault]) -> None:
    if faults:
        raise ConfigError(*dict.fromkeys(faults))


def alone(slot: Slot, stand_ins: Mapping[str, str]) -> Model:
    """One card by itself: each port it reads is a constant with the value of `stand_ins`."""
    draft = Draft()
    ports = {name: name for name in (*slot.card.reads, *slot.card.writes)}
    piece = flatten(slot, ports, {})
    draft.add_settings(slot)
    draft.absorb(piece)
    for name in slot.card.reads:
        port = port_of(name, slot)
        draft.constants[name] = Constant(value(stand_ins[name]), PROTOCOL, "D", stand_ins[name])
        draft.quantities[name] = Quantity(name, f"bath.{name}", port.unit, port.says)
    if any(event.on == "arrival" for event in slot.card.events):
        draft.trains["bench"] = SpikeTrain(Train("times"), {}, (0.31,))
        draft.happenings = [
            replace(h, train="bench") if h.on == "arrival" else h for h in draft.happenings
        ]
    return draft.finish((), ())


def stand_in(name: str, slot: Slot) -> str:
    """A generic value (as text) for a port that a card reads, where no term vanishes."""
    generic = port_of(name, slot).generic
    return "-51.2 mV" if name.endswith("_b") else generic


def _taken_names(experiment: Experiment) -> Iterator[Fault]:
    """Compartments, couplings and drives share one set of names, in which two words are taken."""
    tree = experiment.tree
    seen = dict.fromkeys(("bath", "readouts"), "a section of every config")
    for section in ("cell", "couplings", "drives"):
        for name in tree.value.get(section, {}):
            if name in seen:
                where, hint = tree.where((section, name)), "Choose another name."
                yield Fault(where, f"'{name}', the name of {seen[name]}", "a name of its own", hint)
            seen[name] = {"cell": "a compartment", "couplings": "a coupling"}.get(
                section, "a drive"
            )


def _add_bath(draft: Draft, experiment: Experiment) -> None:
    changed = perfused(experiment)
    for name, setting in experiment.bath.items():
        port = PORTS[name]
        draft.writers[name] = "bath"
        if name in changed:
            draft.add_constant(f"{name}_base", f"bath.{name}.base", setting, port.unit)
            draft.sums[name] = [f"{name}_base"]
            draft.add(port_quantity(port, "bath"))
        else:
            draft.add_constant(name, f"bath.{name}", setting, port.unit)


def _add(draft: Draft, slot: Slot, experiment: Experiment) -> None:
    add = add_drive if ROLES[slot.role].scope == "drive" else add_slot
    add(draft, slot, experiment)
