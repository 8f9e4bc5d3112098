"""Drives in their place: spikes that arrive at receptors, or a part of each target's port."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from mgsim.language.errors import ConfigError, Fault, near_miss, one_of
from mgsim.language.expression import rename
from mgsim.language.ports import PORTS, Port
from mgsim.study.draft import Draft
from mgsim.study.experiment import Experiment, Slot
from mgsim.study.flatten import Piece, flat, flatten
from mgsim.study.join import flat_port, port_of, port_quantity
from mgsim.study.model import SpikeTrain


def add_drive(draft: Draft, slot: Slot, experiment: Experiment) -> None:
    """Add a drive; raises ConfigError for a target that is not there or cannot take it."""
    draft.add_settings(slot)
    if slot.card.emits:
        numbers = {
            n: f"{flat(slot.path)}_{n}"
            for n in slot.card.emits.needs
            if slot.settings[n].param.value
        }
        times = slot.settings["times"].times if "times" in slot.settings else ()
        draft.trains[slot.path] = SpikeTrain(slot.card.emits, numbers, times)
        for target in slot.to:
            _need(target, _receptors(experiment), slot, experiment)
        return
    for word in slot.card.writes:
        for number, target in enumerate(slot.to):
            draft.absorb(_contribution(draft, slot, word, target, number, experiment))


def perfused(experiment: Experiment) -> set[str]:
    """Names of the bath quantities that some drive changes."""
    targets = [target for slot in experiment.slots for target in slot.to]
    return {target.removeprefix("bath.") for target in targets if target.startswith("bath.")}


def unheard(draft: Draft, experiment: Experiment) -> list[Fault]:
    """Name the drives that would do nothing: what they add to is read by no card."""
    return [
        Fault(
            experiment.tree.where(("drives", slot.path, "to")),
            f"'{target}', where no card reads '{draft.quantities[key].path}'",
            "a target that answers to this drive",
            f"What '{slot.name}' adds would change nothing.",
        )
        for key, slot, target in draft.driven
        if key not in draft.wanted
    ]


def wire_arrivals(draft: Draft, experiment: Experiment) -> list[Fault]:
    """Send each drive's spikes to the arrival events of its receptors; name those without one."""
    sent = {slot.path: slot.to for slot in experiment.slots if slot.path in draft.trains}
    wired, hearing = [], set()
    for happening in draft.happenings:
        if happening.on != "arrival":
            wired.append(happening)
            continue
        path = draft.quantities[next(iter(happening.do))].path
        group = ".".join(path.split(".")[:2])
        hearing.add(group)
        wired += [replace(happening, train=d) for d, to in sent.items() if group in to]
    draft.happenings = wired
    hint = "Add a 'release' slot, or choose kinetics that answer to presynaptic spikes."
    return [
        Fault(
            experiment.tree.where(("drives", drive, "to")),
            f"'{target}', where no card listens to presynaptic spikes",
            "a receptor that does",
            hint,
        )
        for drive, to in sent.items()
        for target in to
        if target not in hearing
    ]


def _receptors(experiment: Experiment) -> list[str]:
    found = (s.path.rpartition(".")[0] for s in experiment.slots if s.role == "kinetics")
    return list(dict.fromkeys(found))


def _need(target: str, known: Collection[str], slot: Slot, experiment: Experiment) -> None:
    if target not in known:
        where = experiment.tree.where(("drives", slot.path, "to"))
        expected = one_of(known) if known else "a target that this drive can change: there is none"
        raise ConfigError(Fault(where, f"'{target}'", expected, near_miss(target, known)))


def _contribution(
    draft: Draft, slot: Slot, word: str, target: str, number: int, experiment: Experiment
) -> Piece:
    """Point one writing drive at one target; a second target gets a numbered copy of its names."""
    port = _target_port(word, target, slot, experiment)
    key = flat_port(port, target)
    ports = {"base": f"{key}_base"} if "base" in slot.card.reads else {}
    for name in slot.card.reads:
        if name != "base":
            read = port_of(name, slot)
            ports[name] = flat_port(read, target)
            draft.wanted.setdefault(ports[name], (read, slot, target))
    piece = flatten(slot, ports, {word: port})
    own = f"{flat(slot.path)}_{word}"
    if number:
        copy = {name: f"{name}_{number + 1}" for name in piece.algebra}
        piece = _renamed(piece, copy, f"_{number + 1}")
        own = copy[own]
    draft.sums.setdefault(key, []).append(own)
    draft.driven.append((key, slot, target))
    draft.add(port_quantity(port, target))
    return piece


def _renamed(piece: Piece, names_now: Mapping[str, str], ending: str) -> Piece:
    algebra = {names_now[n]: rename(text, names_now) for n, text in piece.algebra.items()}
    fresh = (
        replace(piece.quantities[n], name=names_now[n], path=f"{piece.quantities[n].path}{ending}")
        for n in piece.algebra
    )
    return Piece(algebra=algebra, quantities={q.name: q for q in fresh}, breaks=piece.breaks)


def _target_port(word: str, target: str, slot: Slot, experiment: Experiment) -> Port:
    written = port_of(word, slot)
    if word == "target":
        known = [f"bath.{n}" for n in experiment.bath if PORTS[n].unit == slot.card.target_unit]
    elif written.scope == "cell":
        known = list(experiment.compartments)
    else:
        known = _receptors(experiment)
    _need(target, known, slot, experiment)
    return PORTS[target.removeprefix("bath.")] if word == "target" else written
