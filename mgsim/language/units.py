"""Units at the door: text with a unit becomes a float in house units, and nowhere else.

House units are ms, mV, pA, um, mM and K. They are coherent, so nS = pA/mV and pF = pA ms/mV
follow, and no power of ten stands in an equation. The table is ours because the command line must
answer in half a second and because a config's units must be exactly those its JSON Schema accepts;
`tests/language/test_units.py` checks every factor against pint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mgsim.language.errors import Fault, MgsimError

BASES = ("ms", "mV", "pA", "um", "mM", "K")
_PREFIXES = {"": 1.0, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12, "f": 1e-15, "k": 1e3}

# kind: (factor of the unprefixed unit to the house, dimensions over BASES, spellings allowed)
_KINDS = {
    "time": (1e3, (1, 0, 0, 0, 0, 0), ("s", "ms", "us")),
    "voltage": (1e3, (0, 1, 0, 0, 0, 0), ("V", "mV", "uV")),
    "current": (1e12, (0, 0, 1, 0, 0, 0), ("A", "mA", "uA", "nA", "pA")),
    "length": (1e6, (0, 0, 0, 1, 0, 0), ("m", "mm", "um", "nm")),
    "concentration": (1e3, (0, 0, 0, 0, 1, 0), ("M", "mM", "uM", "nM")),
    "conductance": (1e9, (0, -1, 1, 0, 0, 0), ("S", "mS", "uS", "nS", "pS")),
    "capacitance": (1e12, (1, -1, 1, 0, 0, 0), ("F", "uF", "nF", "pF")),
    "charge": (1e15, (1, 0, 1, 0, 0, 0), ("C", "nC", "pC", "fC")),
    "temperature": (1.0, (0, 0, 0, 0, 0, 1), ("K", "degC")),
}
_EXTRA = {
    "min": ("time", 6e4),
    "h": ("time", 3.6e6),
    "cm": ("length", 1e4),
    "Hz": ("frequency", 1e-3),
    "kHz": ("frequency", 1.0),
}
_CELSIUS_ZERO = 273.15
# bounded, so that no text of this shape overflows a float
NUMBER = r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,2})?"
_NUMBER = re.compile(NUMBER)


def _atoms() -> dict[str, tuple[str, float, tuple[int, ...]]]:
    table = {}
    for kind, (factor, dims, spellings) in _KINDS.items():
        unprefixed = spellings[0]
        for spelling in spellings:
            prefix = spelling[: -len(unprefixed)] if spelling != "degC" else ""
            table[spelling] = (kind, factor * _PREFIXES[prefix], dims)
    for spelling, (kind, factor) in _EXTRA.items():
        dims = (-1, 0, 0, 0, 0, 0) if kind == "frequency" else _KINDS[kind][1]
        table[spelling] = (kind, factor, dims)
    return table


ATOMS = _atoms()


@dataclass(frozen=True)
class Unit:
    """A unit as written, its factor to house units and its dimensions over BASES."""

    text: str
    factor: float
    dims: tuple[int, ...]

    @property
    def is_dimensionless(self) -> bool:
        return not any(self.dims)

    @property
    def house(self) -> str:
        """The same dimension spelled in house units, e.g. 'pA ms/um^3'."""
        return house_text(self.dims)


@cache
def parse_unit(text: str) -> Unit:
    """Read a unit such as 'mS/cm^2', '/mV', '1/(mM ms)' or '1'.

    Raises MgsimError where a word of it is no unit of the table.
    """
    factor, dims = 1.0, [0] * len(BASES)
    body = text.strip().replace("**", "^").replace("*", " ")
    above, _, below = body.partition("/")
    for part, sign in ((above, 1), (below.strip().strip("()").replace("/", " "), -1)):
        for word in part.split():
            if word == "1":
                continue
            name, hat, power = word.partition("^")
            if name not in ATOMS or not re.fullmatch(r"-?[1-9]" if hat else "", power):
                raise MgsimError(
                    Fault("unit", f"'{text}'", "a unit such as 'mV', 'mS/cm^2', '/ms'")
                )
            exponent = sign * int(power or 1)
            _, size, atom_dims = ATOMS[name]
            factor *= size**exponent
            dims = [d + exponent * a for d, a in zip(dims, atom_dims, strict=True)]
    return Unit(text.strip(), factor, tuple(dims))


_NICE: dict[tuple[int, ...], str] = {
    (0, -1, 1, 0, 0, 0): "nS",
    (1, -1, 1, 0, 0, 0): "pF",
    (0, -1, 1, -2, 0, 0): "nS/um^2",
    (1, -1, 1, -2, 0, 0): "pF/um^2",
    (0, 0, 0, 0, 0, 0): "1",
}


def house_text(dims: tuple[int, ...]) -> str:
    """Spell dimensions in house units, e.g. (0,-1,1,0,0,0) -> 'nS'."""
    if dims in _NICE:
        return _NICE[dims]
    above = [_power(base, d) for base, d in zip(BASES, dims, strict=True) if d > 0]
    below = [_power(base, -d) for base, d in zip(BASES, dims, strict=True) if d < 0]
    head = " ".join(above) or "1"
    if not below:
        return head
    return f"{head}/{below[0]}" if len(below) == 1 else f"{head}/({' '.join(below)})"


def _power(base: str, exponent: int) -> str:
    return base if exponent == 1 else f"{base}^{exponent}"


def kind_of(unit: Unit) -> str:
    """Return a word for a unit's dimension: 'concentration', 'rate' ... or the unit itself."""
    if unit.is_dimensionless:
        return "plain number"
    for kind, (_, dims, _) in _KINDS.items():
        if unit.dims == dims:
            return kind
    return "frequency" if unit.dims == (-1, 0, 0, 0, 0, 0) else f"quantity in {unit.text}"


def spellings(unit_text: str) -> tuple[str, ...]:
    """Every unit text accepted where `unit_text` is the card's own.

    The shape stays, each word may be any spelling of its kind: '/(mM ms)' takes '/(uM s)'.
    """
    words = re.split(r"([A-Za-z]+)", unit_text.strip())
    options = [""]
    for word in words:
        choices = _same_kind(word) if word in ATOMS else (word,)
        options = [done + choice for done in options for choice in choices]
    if parse_unit(unit_text).dims == (-1, 0, 0, 0, 0, 0):
        options += [o for o in ("Hz", "kHz", "/ms", "/s", "1/ms", "1/s") if o not in options]
    options += ["1" + option for option in list(options) if option.startswith("/")]
    return tuple(dict.fromkeys(options))


def _same_kind(word: str) -> tuple[str, ...]:
    kind = ATOMS[word][0]
    return tuple(name for name, (other, _, _) in ATOMS.items() if other == kind)


@cache
def pattern(unit_text: str) -> str:
    """The regular expression of a quantity in this unit, for the JSON Schema and the parser."""
    if parse_unit(unit_text).is_dimensionless:
        return rf"^{NUMBER}$"
    units = "|".join(re.escape(text) for text in spellings(unit_text))
    return rf"^{NUMBER} ?(?:{units})$"


def quantity(text: str) -> tuple[float, Unit]:
    """Read '0.5 mM' as (0.5 in house units, the unit).

    Raises MgsimError for a decimal comma, a missing number or an unknown unit.
    """
    match = _NUMBER.match(text.strip())
    if "," in text or not match:
        raise MgsimError(Fault("quantity", f"'{text}'", "a number and a unit, e.g. '0.5 mM'"))
    unit = parse_unit(text.strip()[match.end() :] or "1")
    number = float(match.group())
    if unit.text == "degC":
        return number + _CELSIUS_ZERO, unit
    return number * unit.factor, unit


def value(text: str) -> float:
    """Read '0.5 mM' as a float in house units."""
    return quantity(text)[0]


def difference(text: str) -> float:
    """Read a difference, such as a standard deviation, in house units: '2 degC' is 2 K."""
    return value(text) - (_CELSIUS_ZERO if text.strip().endswith("degC") else 0.0)
