"""One card in its place -> flat names: gates and schemes expanded, ports joined by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mgsim.language.errors import CardError, Fault, near_miss, one_of
from mgsim.language.expression import names, rename
from mgsim.language.mechanism import Event, Gate, Mechanism, Scheme, split_unit
from mgsim.language.ports import PORTS, RESERVED, Port
from mgsim.study.experiment import INITIAL, Slot
from mgsim.study.model import Conditioning, Happening, Occupancies, Ode, Quantity


@dataclass(frozen=True)
class Leaf:
    """A card spelled out before its names are flattened: only states, algebra and events left."""

    states: Mapping[str, tuple[str, str, str, str]]
    algebra: Mapping[str, tuple[str, str, str]]


@dataclass
class Piece:
    """A flattened card: what it adds to the model and which ports it writes."""

    odes: dict[str, Ode] = field(default_factory=dict)
    algebra: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)
    scheme: Occupancies | None = None
    breaks: list[str] = field(default_factory=list)


def spell_out(card: Mechanism, where: str) -> Leaf:
    """Expand gates and the scheme into states (rate, initial, unit, meaning) and algebra."""
    states = {}
    algebra = {}
    for key, text in card.algebra.items():
        name, unit = split_unit(key)
        algebra[name] = (text, _unit(name, unit, where), "")
    for key, state in card.states.items():
        name, unit = split_unit(key)
        states[name] = (state.rate, state.initial, _unit(name, unit, where), state.says)
    for name, gate in card.gates.items():
        states[name], extra = _gate(name, gate)
        algebra |= extra
    if card.scheme:
        for name, rate in _scheme_rates(card.scheme, where).items():
            states[name] = (rate, "0", "1", f"fraction in state {name}")
    return Leaf(states, algebra)


def _unit(name: str, unit: str, where: str) -> str:
    if unit:
        return unit
    if name in PORTS:
        return PORTS[name].unit
    if name in ("i_membrane_a", "i_membrane_b"):
        return "pA"
    if name == "target":
        return ""
    raise CardError(Fault(where, f"'{name}' without a unit", f"'{name} : UNIT'"))


def _gate(
    name: str, gate: Gate
) -> tuple[tuple[str, str, str, str], dict[str, tuple[str, str, str]]]:
    if gate.alpha:
        rates = {
            f"alpha_{name}": (gate.alpha, "1/ms", f"opening rate of {name}"),
            f"beta_{name}": (gate.beta, "1/ms", f"closing rate of {name}"),
        }
        rate = f"alpha_{name}*(1 - {name}) - beta_{name}*{name}"
        return (rate, f"alpha_{name}/(alpha_{name} + beta_{name})", "1", gate.says), rates
    rates = {
        f"inf_{name}": (gate.inf, "1", f"steady state of {name}"),
        f"tau_{name}": (gate.tau, "ms", f"time constant of {name}"),
    }
    return (f"(inf_{name} - {name})/tau_{name}", f"inf_{name}", "1", gate.says), rates


def scheme_arrows(scheme: Scheme, where: str) -> list[tuple[str, str, str]]:
    """Every one-way step of a scheme: (from, to, rate text)."""
    steps = []
    for key, (forth, back) in scheme.transitions.items():
        left, arrow, right = (part.strip() for part in key.partition("<->"))
        if not arrow or left not in scheme.states or right not in scheme.states:
            raise CardError(Fault(where, f"transition '{key}'", "'a <-> b' between states"))
        steps += [(left, right, forth), (right, left, back)]
    return steps


def _scheme_rates(scheme: Scheme, where: str) -> dict[str, str]:
    terms: dict[str, list[str]] = {state: [] for state in scheme.states}
    for left, right, rate in scheme_arrows(scheme, where):
        terms[left].append(f"- ({rate})*{left}")
        terms[right].append(f"+ ({rate})*{left}")
    return {state: " ".join(found).removeprefix("+ ") or "0" for state, found in terms.items()}


def flat(path: str) -> str:
    """A path as one name: 'soma.nmda.block' -> 'soma_nmda_block'."""
    return path.replace(".", "_")


def flatten(slot: Slot, ports: Mapping[str, str], targets: Mapping[str, Port]) -> Piece:
    """Give a card's names their flat form.

    ports: what each port the card touches is called in the model (reads and single-writer writes).
    targets: the summed ports it contributes to, by the card's word; a contribution is a quantity of
    the slot's own. Raises CardError for a name that the card does not own or read.
    """
    where = f"mechanism {slot.role}/{slot.name}"
    card = slot.card
    leaf = spell_out(card, where)
    own = _own_names(slot, leaf, targets, ports)
    taken = sorted((set(own) - set(PORTS)) & (RESERVED - {"target", "base"}))
    if taken:
        raise CardError(Fault(where, f"'{taken[0]}', a reserved word", "another name"))
    for name in card.writes:
        if name not in own:
            raise CardError(Fault(where, f"no equation for '{name}'", "one: the card writes it"))
    known = {**{p: ports[p] for p in card.reads if p in ports}, **own}
    piece = Piece()
    rewrite = _Rewriter(known, where).text
    for name, (text, unit, says) in leaf.algebra.items():
        unit = unit or card.target_unit
        piece.algebra[own[name]] = rewrite(text)
        piece.quantities[own[name]] = _quantity(slot, name, own[name], unit, says)
    slow = {split_unit(key)[0] for key, state in card.states.items() if state.slow}
    for name, (rate, initial, unit, says) in leaf.states.items():
        piece.odes[own[name]] = Ode(rewrite(rate), rewrite(initial), name in slow)
        piece.quantities[own[name]] = _quantity(slot, name, own[name], unit, says)
    for key, held in card.held.items():
        name, unit = split_unit(key)
        piece.held[own[name]] = rewrite(held.initial)
        piece.quantities[own[name]] = _quantity(slot, name, own[name], unit, held.says)
    piece.happenings = [_happening(event, own, rewrite, where) for event in card.events]
    piece.breaks = [rewrite(text) for text in card.breaks]
    if card.scheme:
        piece.scheme = _occupancies(slot, card.scheme, own, ports, rewrite)
    return piece


def _own_names(
    slot: Slot, leaf: Leaf, targets: Mapping, ports: Mapping[str, str]
) -> dict[str, str]:
    """Params, states, algebra and held quantities of the slot, by their flat names."""
    held = [split_unit(key)[0] for key in slot.card.held]
    own = {}
    for name in (*slot.settings, *leaf.states, *leaf.algebra, *held):
        is_port = name in slot.card.writes and name not in targets
        own[name] = ports[name] if is_port else f"{flat(slot.home_of(name))}_{name}"
    return own


def _quantity(slot: Slot, name: str, flat_name: str, unit: str, says: str) -> Quantity:
    is_own = flat_name == f"{flat(slot.path)}_{name}"
    port = PORTS.get(name)
    path = f"{slot.path}.{name}" if is_own else _port_path(slot, name)
    return Quantity(
        flat_name, path, unit, says or (port.says if port else f"{name} of {slot.name}")
    )


def _port_path(slot: Slot, port: str) -> str:
    if port not in PORTS:
        return f"{slot.path}.{port}"
    parts = slot.path.split(".")
    depth = {"bath": 0, "cell": 1, "receptor": 2}[PORTS[port].scope]
    return ".".join([*parts[:depth], port]) if depth else f"bath.{port}"


class _Rewriter:
    """Replaces a card's names by flat ones, refusing a name nobody declared."""

    def __init__(self, known: Mapping[str, str], where: str):
        self.known, self.where = known, where

    def text(self, text: str) -> str:
        for name in sorted(names(text)):
            if name not in self.known and name not in ("t", "dt", "t_event"):
                hint = near_miss(name, self.known) or "Add it to `reads` or to `params`."
                raise CardError(
                    Fault(self.where, f"'{name}' in '{text}'", one_of(self.known), hint)
                )
        return rename(text, self.known)


def _owned(name: str, own: Mapping[str, str], what: str, where: str) -> str:
    if name not in own:
        raise CardError(Fault(where, f"{what} '{name}'", one_of(own), near_miss(name, own)))
    return own[name]


def _happening(event: Event, own: Mapping[str, str], rewrite, where: str) -> Happening:
    do = {_owned(n, own, "an event that sets", where): rewrite(t) for n, t in event.do.items()}
    return Happening(event.on, do, rewrite(event.when) if event.when else "")


def _occupancies(
    slot: Slot, scheme: Scheme, own: Mapping[str, str], ports: Mapping[str, str], rewrite
) -> Occupancies:
    where = f"mechanism {slot.role}/{slot.name}"
    arrows = scheme_arrows(scheme, where)
    pairs = zip(arrows[::2], arrows[1::2], strict=True)
    steps = tuple((own[f[0]], own[f[1]], rewrite(f[2]), rewrite(b[2])) for f, b in pairs)
    states_only = {name: own[name] for name in scheme.states}
    start = slot.start
    says = start.says if start and start.says else scheme.initial
    says = {says: "1"} if isinstance(says, str) and says != "equilibrium" else says
    if not isinstance(says, str):
        says = {
            _owned(name, states_only, "a start in", where): rewrite(text)
            for name, text in says.items()
        }
    initial: str | Mapping[str, str] | Conditioning = says
    if start and start.conditions:
        home = f"{flat(slot.place)}_{INITIAL}"
        held = {ports[word]: f"{home}_{word}" for word in start.conditions if word != "after"}
        initial = Conditioning(says, f"{home}_after", held)
    place = start.where if start else slot.where or slot.path
    return Occupancies(slot.path, tuple(states_only.values()), steps, initial, scheme, place)
