"""A model while it is put together: every quantity named once, every number with its home."""

from __future__ import annotations

from dataclasses import dataclass, field

from mgsim.language.errors import CardError, ConfigError, Fault
from mgsim.language.expression import names, order
from mgsim.language.ports import Port
from mgsim.language.units import difference, house_text, quantity
from mgsim.study.experiment import INITIAL, Setting, Slot
from mgsim.study.flatten import Piece, flat
from mgsim.study.model import (
    Constant,
    Happening,
    Model,
    Occupancies,
    Ode,
    Quantity,
    SpikeTrain,
    Watching,
)


@dataclass
class Draft:
    """What is known of a model so far.

    sums: the parts of each summed port. writers: who gives each port. wanted: for each port that is
    read, the port, the slot that reads it and the path of its home. driven: the port that a drive
    adds to, with the drive and the target.
    """

    constants: dict[str, Constant] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    odes: dict[str, Ode] = field(default_factory=dict)
    algebra: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)
    schemes: list[Occupancies] = field(default_factory=list)
    breaks: list[str] = field(default_factory=list)
    trains: dict[str, SpikeTrain] = field(default_factory=dict)
    sums: dict[str, list[str]] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)
    wanted: dict[str, tuple[Port, Slot, str]] = field(default_factory=dict)
    driven: list[tuple[str, Slot, str]] = field(default_factory=list)

    def add(self, quantity: Quantity) -> None:
        """Name a quantity; raises ConfigError where two paths come to the same flat name."""
        first = self.quantities.setdefault(quantity.name, quantity)
        if first.path != quantity.path:
            found = f"two quantities that come to one name: '{first.path}', '{quantity.path}'"
            raise ConfigError(
                Fault("config", found, "names that stay apart", "Rename one of the two.")
            )

    def add_constant(self, name: str, path: str, setting: Setting, unit: str) -> None:
        param = setting.param
        self.add(Quantity(name, path, unit, param.says))
        self.constants[name] = Constant(
            setting.value, param.source, param.grade, f"{param.value} ({setting.written})",
            param.preparation, param.inert, difference(param.spread) if param.spread else 0.0,
        )  # fmt: skip

    def add_settings(self, slot: Slot) -> None:
        """Every number of a slot; a list of times is none."""
        for name, setting in slot.settings.items():
            if setting.param.value:
                unit = house_text(quantity(setting.param.value)[1].dims)
                home = slot.home_of(name)
                self.add_constant(f"{flat(home)}_{name}", f"{home}.{name}", setting, unit)
        for word, setting in (slot.start.conditions if slot.start else {}).items():
            unit = house_text(quantity(setting.param.value)[1].dims)
            home = f"{slot.place}.{INITIAL}"
            self.add_constant(f"{flat(home)}_{word}", f"{home}.{word}", setting, unit)

    def absorb(self, piece: Piece) -> None:
        for found in piece.quantities.values():
            self.add(found)
        self.odes |= piece.odes
        self.algebra |= piece.algebra
        self.held |= piece.held
        self.happenings += piece.happenings
        self.schemes += [piece.scheme] if piece.scheme else []
        self.breaks += [text for text in piece.breaks if text not in self.breaks]

    def finish(self, watchings: tuple[Watching, ...], recorded: tuple[str, ...]) -> Model:
        """The model, its algebra in order; raises CardError where equations need each other."""
        needs = {n: names(text) & self.algebra.keys() for n, text in self.algebra.items()}
        ordered = order(needs, _circle)
        return Model(
            quantities=self.quantities,
            constants=self.constants,
            odes=self.odes,
            algebra={name: self.algebra[name] for name in ordered},
            held=self.held,
            happenings=tuple(self.happenings),
            schemes=tuple(self.schemes),
            breaks=tuple(self.breaks),
            trains=self.trains,
            watchings=watchings,
            recorded=recorded,
        )


def _circle(cycle: list[str]) -> Exception:
    return CardError(Fault("model", " -> ".join(cycle), "equations without a circle"))
