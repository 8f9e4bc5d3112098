"""A composed model: flat names, text equations, pure data; what every engine reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mgsim.language.mechanism import Scheme, Train
from mgsim.language.sources import Grade, Source


@dataclass(frozen=True)
class Quantity:
    """A flat name's path in the experiment, its unit (house text) and its meaning."""

    name: str
    path: str
    unit: str
    says: str


@dataclass(frozen=True)
class Constant:
    """A number of the model in house units, and where it comes from.

    spread: one standard deviation, 0 where none is stated.
    """

    value: float
    source: Source
    grade: Grade
    written: str
    preparation: str = ""
    inert: str = ""
    spread: float = 0.0


@dataclass(frozen=True)
class Ode:
    """A state's rate of change and initial value, as text; `slow` as its card says."""

    rate: str
    initial: str
    slow: bool = False


@dataclass(frozen=True)
class Happening:
    """An event of the flat model; `train` names the drive whose spikes arrive."""

    on: Literal["arrival", "crossing", "time"]
    do: Mapping[str, str]
    when: str = ""
    train: str = ""


@dataclass(frozen=True)
class Conditioning:
    """A start that is reached by standing for a time under stated conditions.

    begins: where it starts to stand. after: the constant that says how long (ms). held: quantities
    that are not what they are at t = 0, with the constant that says what they are instead.
    """

    begins: str | Mapping[str, str]
    after: str
    held: Mapping[str, str]


@dataclass(frozen=True)
class Occupancies:
    """A Markov scheme with flat names; `initial` as the card or the config says it, at `where`."""

    prefix: str
    states: tuple[str, ...]
    transitions: tuple[tuple[str, str, str, str], ...]
    initial: str | Mapping[str, str] | Conditioning
    card: Scheme
    where: str = ""


@dataclass(frozen=True)
class Watching:
    """A readout in place: folds over `x`, with flat accumulator names."""

    name: str
    x: str
    unit: str
    says: str
    folds: Mapping[str, tuple[str, str, str]]
    result: str
    collects: str = ""
    threshold: str = ""


@dataclass(frozen=True)
class SpikeTrain:
    """A drive that sends presynaptic spikes: its kind and the flat names of its numbers."""

    train: Train
    numbers: Mapping[str, str]
    times: tuple[float, ...] = ()


@dataclass(frozen=True)
class Model:
    """Everything an engine needs; equations are ordered so that each reads only earlier ones."""

    quantities: Mapping[str, Quantity]
    constants: Mapping[str, Constant]
    odes: Mapping[str, Ode]
    algebra: Mapping[str, str]
    held: Mapping[str, str] = field(default_factory=dict)
    happenings: tuple[Happening, ...] = ()
    schemes: tuple[Occupancies, ...] = ()
    breaks: tuple[str, ...] = ()
    trains: Mapping[str, SpikeTrain] = field(default_factory=dict)
    watchings: tuple[Watching, ...] = ()
    recorded: tuple[str, ...] = ()

    def unit(self, name: str) -> str:
        return self.quantities[name].unit

    def __str__(self) -> str:
        """The model as equations, one a line."""
        lines = [f"{n} = {c.value:g}  # {self.unit(n)}" for n, c in self.constants.items()]
        lines += [f"{n} = {text}  # {self.unit(n)}" for n, text in self.algebra.items()]
        lines += [f"d{n}/dt = {ode.rate}  # {self.unit(n)}/ms" for n, ode in self.odes.items()]
        return "\n".join(lines)
