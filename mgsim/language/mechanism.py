"""What a mechanism card says; a card is data, and every engine reads the same text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from mgsim.language.sources import Grade, Source

_EMPTY: Mapping = MappingProxyType({})


@dataclass(frozen=True)
class Param:
    """A number with a home: value and unit as text, meaning, source, grade, preparation, spread.

    spread: one standard deviation as text with a unit, where a source gives it.
    inert: why moving this number moves nothing, where that is so by design.
    """

    value: str
    says: str
    source: Source
    grade: Grade
    preparation: str = ""
    spread: str = ""
    inert: str = ""


@dataclass(frozen=True)
class State:
    """A quantity with a rate of change; `initial` may read ports, params and algebra.

    slow: it takes seconds or longer to change, so that the multirate engine may hold it still
    while it looks at what is fast.
    """

    rate: str
    initial: str
    says: str
    slow: bool = False


@dataclass(frozen=True)
class Held:
    """A quantity that stays as it is between events."""

    initial: str
    says: str


@dataclass(frozen=True)
class Gate:
    """A Hodgkin-Huxley gate, by (alpha, beta) or by (inf, tau); it starts at steady state.

    Write `x/(1 - exp(-x/k))` as `k/exprel(-x/k)`: the removable singularity is then exact.
    """

    says: str
    alpha: str = ""
    beta: str = ""
    inf: str = ""
    tau: str = ""


@dataclass(frozen=True)
class Scheme:
    """A Markov scheme: `"c0 <-> c1": ("k_on*glu", "k_off")`, occupancies adding up to one.

    initial: the state that holds everything at first, or 'equilibrium' (refused where the scheme
    has no unique resting state), or occupancies by state.
    """

    states: tuple[str, ...]
    transitions: Mapping[str, tuple[str, str]]
    initial: str | Mapping[str, str]


@dataclass(frozen=True)
class Event:
    """Something that happens at an instant.

    on: 'arrival' of a presynaptic spike, an upward 'crossing' of zero by `when`, or at the 'time'
    `when`. do: new values by name; `t_event` is the exact time.
    """

    on: Literal["arrival", "crossing", "time"]
    do: Mapping[str, str]
    when: str = ""


@dataclass(frozen=True)
class Train:
    """Presynaptic spikes that a drive sends: 'regular', 'poisson' or listed 'times'.

    The words of `needs` are the parameters that such a train takes.
    """

    kind: Literal["regular", "poisson", "times"]

    @property
    def needs(self) -> tuple[str, ...]:
        return ("times",) if self.kind == "times" else ("rate", "start", "stop")


@dataclass(frozen=True)
class Check:
    """At these values, these outputs (within a relative tolerance), and why that is known."""

    at: Mapping[str, str]
    gives: Mapping[str, str]
    tolerance: float
    why: str
    set: str = ""


@dataclass(frozen=True)
class Mechanism:
    """A published model in one file.

    reads, writes: names of `ports.PORTS` (a drive may also write `target` and read `base`; `drug`
    is the drug in the bath that the slot or its parameter set names).
    algebra, states, held: `"name : unit"` -> text (a port needs no unit).
    breaks: times at which the right-hand side jumps.
    target_unit: the unit of `target`, for drives that can be pointed at any such quantity.
    """

    role: str
    says: str
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(default_factory=dict)
    algebra: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    gates: Mapping[str, Gate] = field(default_factory=dict)
    scheme: Scheme | None = None
    held: Mapping[str, Held] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    emits: Train | None = None
    breaks: tuple[str, ...] = ()
    target_unit: str = ""
    checks: tuple[Check, ...] = ()
    refuses: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParameterSet:
    """A published set of numbers for a card: `of` is its 'role/name'.

    drug: which bath quantity the card's word `drug` then means.
    """

    of: str
    says: str
    params: Mapping[str, Param]
    drug: str = ""


def split_unit(key: str) -> tuple[str, str]:
    """Split `"tau : ms"` into ('tau', 'ms'); a name alone has no unit of its own."""
    name, _, unit = key.partition(":")
    return name.strip(), unit.strip()
