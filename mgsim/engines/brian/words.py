"""The house language in Brian2's words: units, dimensions, the functions it lacks."""

from __future__ import annotations

from typing import Any

import brian2
import numpy as np
from brian2.core.functions import Function
from brian2.units.fundamentalunits import (
    Dimension,
    Quantity,
    get_dimensions,
    get_or_create_dimension,
)

from mgsim.language.units import parse_unit

# SI size of each house base unit: ms, mV, pA, um, mM, K; and its SI base dimensions
_SI = (1e-3, 1e-3, 1e-12, 1e-6, 1.0, 1.0)
_MOLAR = brian2.mole / brian2.metre**3
_DIMS = tuple(
    get_dimensions(unit)
    for unit in (brian2.second, brian2.volt, brian2.amp, brian2.metre, _MOLAR, brian2.kelvin)
)
_WORDS = ("second", "volt", "amp", "metre", "mole", "kelvin")


def si(unit: str) -> float:
    """The SI size of a house unit."""
    dims = parse_unit(unit).dims
    return float(np.prod([size**d for size, d in zip(_SI, dims, strict=True)]))


def _dimension(unit: str) -> Dimension:
    dims = parse_unit(unit).dims
    total = [0.0] * 7
    for d, base in zip(dims, _DIMS, strict=True):
        total = [t + d * b for t, b in zip(total, base._dims, strict=True)]
    return get_or_create_dimension(total)


def unit_word(unit: str) -> str:
    """A unit as Brian2's equations spell it; a concentration is mole/metre**3."""
    powers = list(parse_unit(unit).dims)
    powers[3] -= 3 * powers[4]
    words = [
        word if d == 1 else f"{word}**{d}" for word, d in zip(_WORDS, powers, strict=True) if d
    ]
    return "*".join(words) or "1"


def _ratio(above: Any, below: Any) -> Any:
    return np.divide(above, below, out=np.zeros(np.broadcast(above, below).shape), where=below != 0)


def _made(function: Any, code: str, unit: Any, **words: Any) -> Function:
    """A Brian2 function with a Cython twin; `code` is the twin's body, `unit` its unit rule."""
    names_ = words["arg_names"]
    made = Function(function, return_unit=unit, return_type="float", **words)
    arguments = ", ".join(f"{'bint' if n == 'condition' else 'double'} {n}" for n in names_)
    name = f"_mgsim_{function.__name__.strip('_')}"
    text = f"cdef inline double {name}({arguments}) noexcept:\n    return {code}"
    made.implementations.add_implementation("cython", text, name=name)
    return made


def _functions() -> dict[str, Function]:
    """The language's functions that Brian2 lacks."""
    same = {"arg_units": [None, "a"], "arg_names": ["a", "b"], "unit": lambda a, b: a}
    where = _made(
        np.where, "yes if condition else no", lambda condition, yes, no: yes,
        arg_units=[None, None, "yes"], arg_names=["condition", "yes", "no"],
        arg_types=["boolean", "any", "any"],
    )  # fmt: skip
    ratio = _made(
        _ratio, "0.0 if b == 0.0 else a / b", lambda a, b: a / b,
        arg_units=[None, None], arg_names=["a", "b"],
    )  # fmt: skip
    return {
        "where": where,
        "ratio": ratio,
        "maximum": _made(np.maximum, "a if a > b else b", **same),
        "minimum": _made(np.minimum, "a if a < b else b", **same),
    }


FUNCTIONS = _functions()


def quantity(number: float, unit: str) -> Any:
    """A number in house units as a Brian2 quantity."""
    return Quantity.with_dimensions(number * si(unit), _dimension(unit))
