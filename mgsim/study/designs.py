"""Designs of a sweep: what an axis that samples many numbers at once says.

`uncertain` draws each number from its own stated spread; `saltelli`, `morris` and `one_at_a_time`
are the designs of a sensitivity analysis. Where their points lie: `arrange.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from mgsim.language.errors import ConfigError, Fault
from mgsim.language.units import parse_unit
from mgsim.study.model import Constant, Model, Quantity

KINDS = ("uncertain", "saltelli", "morris", "one_at_a_time")
STATED, ALL = "stated", "all"
LEVELS = 4

Numbers = Mapping[str, float]


def over(model: Model, spec: Mapping[str, Any]) -> dict[str, Any]:
    """What a design moves, by path: its own words, or STATED where the card's spread is meant."""
    asked = spec["over"]
    if asked == ALL:
        return {model.quantities[n].path: STATED for n, c in model.constants.items() if c.spread}
    if isinstance(asked, str):
        return {asked: STATED}
    return dict(asked) if isinstance(asked, Mapping) else dict.fromkeys(asked, STATED)


def options(kind: str, spec: Mapping[str, Any], where: str) -> dict[str, int]:
    """The whole numbers that an arrangement takes; raises ConfigError for one it cannot take."""
    if kind == "one_at_a_time":
        return {}
    if kind == "morris":
        levels = int(spec.get("levels", LEVELS))
        if levels % 2:
            raise ConfigError(Fault(where, f"{levels} levels", "an even number of levels"))
        return {"trajectories": int(spec["trajectories"]), "levels": levels}
    points = int(spec["points"])
    if kind != "saltelli":
        return {"points": points}
    if points & (points - 1):
        near = 2 ** (points.bit_length() - 1)
        hint = f"Take {near} or {2 * near}: Sobol points are even only so."
        raise ConfigError(Fault(where, f"{points} points", "a power of two", hint))
    return {"points": points, "second_order": int(spec.get("second_order", True))}


def size(kind: str, chosen: Mapping[str, int], columns: int) -> int:
    """How many points an arrangement of so many columns has."""
    if kind == "one_at_a_time":
        return 2 * columns + 1
    if kind == "morris":
        return chosen["trajectories"] * (columns + 1)
    if kind == "saltelli":
        return chosen["points"] * ((2 if chosen["second_order"] else 1) * columns + 2)
    return chosen["points"]


def stated(constant: Constant, quantity: Quantity, where: str) -> float:
    """One standard deviation as the card states it; raises ConfigError where it states none."""
    if constant.spread:
        return constant.spread
    unit = parse_unit(quantity.unit)
    example = (
        f"{{{quantity.path}: {{sd: {'0.1' if unit.is_dimensionless else f'0.1 {unit.text}'}}}}}"
    )
    found = f"'{quantity.path}', for which no spread is stated ({constant.written})"
    hint = f"Write one yourself, e.g. 'over: {example}', or leave it out."
    raise ConfigError(Fault(where, found, "a number with a stated spread", hint))


def bell(constant: Constant, quantity: Quantity, sd: float, where: str) -> dict[str, float]:
    """Mean and spread of a number, and the two ends at which its normal is cut.

    A voltage or temperature is not cut: its zero means nothing. Anything else keeps its sign, and a
    concentration of zero stays at zero or above.
    """
    if not sd > 0:
        found = f"a spread of {sd:g} for '{quantity.path}'"
        raise ConfigError(Fault(where, found, "a spread above zero"))
    mean, dims = constant.value, parse_unit(quantity.unit).dims
    low, high = -math.inf, math.inf
    if dims not in (parse_unit("mV").dims, parse_unit("K").dims):
        is_amount = dims == parse_unit("mM").dims
        low = 0.0 if mean > 0 or (is_amount and mean == 0) else low
        high = 0.0 if mean < 0 else high
    return {"mean": mean, "sd": sd, "low": low, "high": high}


def ends(constant: Constant, quantity: Quantity, where: str) -> dict[str, float]:
    """One stated standard deviation to either side; refused where that changes the sign."""
    sd = stated(constant, quantity, where)
    cut = bell(constant, quantity, sd, where)
    low, high = constant.value - sd, constant.value + sd
    if low <= cut["low"] or high >= cut["high"]:
        found = f"'{quantity.path}', whose sign one standard deviation changes"
        hint = "Write its ends yourself: over: {PATH: {from:, to:}}."
        raise ConfigError(Fault(where, found, "a number that keeps its sign", hint))
    return {"from": low, "to": high, "base": constant.value}


def check_box(path: str, numbers: Numbers, where: str) -> None:
    """Raise ConfigError for a box without width, or upside down."""
    if not numbers["from"] < numbers["to"]:
        found = f"'{path}' from {numbers['from']:g} to {numbers['to']:g}"
        raise ConfigError(Fault(where, found, "'from' below 'to'"))


def check_paths(kind: str, paths: Iterable[str], where: str) -> None:
    """Raise ConfigError for a design over nothing, or over one number twice."""
    known = list(paths)
    twice = [path for path in known if known.count(path) > 1]
    if twice:
        raise ConfigError(Fault(where, f"'{twice[0]}' twice", "each number once"))
    if not known:
        hint = "Name the numbers: over: {PATH: {sd: '...'}}."
        found = f"'{kind}' over all, where no number states a spread"
        raise ConfigError(Fault(where, found, "at least one that does", hint))
