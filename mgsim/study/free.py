"""The fit section -> what is fitted, and the numbers that may move: bounds, start and unit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mgsim.language.errors import ConfigError, Fault, MgsimError, near_miss, one_of
from mgsim.language.units import parse_unit, quantity, value
from mgsim.study.axes import Column, axes, constant
from mgsim.study.experiment import Experiment, Watch
from mgsim.study.model import Model

LOG = "log"


@dataclass(frozen=True)
class Parameter:
    """One number that a fit may move.

    name: flat, as in the composed model; path: in full. unit: the one its bounds are written in.
    low, high, start: in house units. is_log: searched, and its interval built, in the logarithm.
    """

    name: str
    path: str
    says: str
    unit: str
    low: float
    high: float
    start: float
    is_log: bool = False

    def shown(self, house: float) -> float:
        """A value in house units in the unit that its bounds are written in."""
        return (house - offset(self.unit)) / parse_unit(self.unit).factor


def offset(unit: str) -> float:
    """Where a unit's zero lies in house units: 273.15 for 'degC', else 0."""
    return value(f"0 {unit}")


def parameters(
    experiment: Experiment,
    model: Model,
    free: Mapping[str, Mapping[str, Any]],
    where: Callable[[str], str],
) -> dict[str, Parameter]:
    """The free parameters of a mapping `path: {from, to, start, scale}`, by full path.

    where(path): the place of an entry. Raises ConfigError with every fault.
    """
    found: dict[str, Parameter] = {}
    faults: list[Fault] = []
    for path, spec in free.items():
        try:
            one = _parameter(experiment, model, path, spec, where(path))
        except MgsimError as error:
            faults += error.faults
            continue
        if one.path in found:
            said = f"'{path}', which is '{one.path}' a second time"
            faults.append(Fault(where(path), said, "each parameter once"))
        found[one.path] = one
    if faults:
        raise ConfigError(*faults)
    return found


def configured(experiment: Experiment, model: Model) -> dict[str, Parameter]:
    """The parameters that the config's own `fit` section sets free, by full path.

    Raises ConfigError with every fault of the section.
    """
    faults: list[Fault] = []
    try:
        if "readout" in experiment.fit:
            fitted_watch(experiment)
    except MgsimError as error:
        faults += error.faults
    free = experiment.fit.get("free", {})
    try:
        found = parameters(
            experiment, model, free, lambda path: experiment.tree.where(("fit", "free", path))
        )
    except MgsimError as error:
        raise ConfigError(*faults, *error.faults) from None
    if faults:
        raise ConfigError(*faults)
    return found


def fitted_watch(experiment: Experiment) -> Watch:
    """The readout that is fitted: the one that the section names, or the only one there is.

    Raises ConfigError where there is no such number; a list of spike times is none.
    """
    known = {watch.name: watch for watch in experiment.watches if not watch.card.collects}
    asked = experiment.fit.get("readout", "")
    where = experiment.tree.where(("fit", "readout") if asked else ("fit",))
    if not asked and len(known) == 1:
        return next(iter(known.values()))
    if asked not in known:
        found = f"'{asked}'" if asked else f"no readout named, and {len(known)} to choose from"
        hint = near_miss(asked, known) or "Name one: 'fit: {readout: NAME}', or --set fit.readout=."
        expected = one_of(known) if known else "a readout that is a number, in 'readouts'"
        raise ConfigError(Fault(where, found, expected, hint))
    return known[asked]


def _parameter(
    experiment: Experiment, model: Model, path: str, spec: Mapping[str, Any], where: str
) -> Parameter:
    column = spanned(experiment, model, path, spec["from"], spec["to"], where)
    low, high = column.spec["from"], column.spec["to"]
    is_log = spec.get("scale") == LOG
    if not low < high:
        found = f"bounds from '{spec['from']}' to '{spec['to']}'"
        raise ConfigError(Fault(where, found, "a lower bound, then a higher one"))
    if is_log and low <= 0:
        hint = "Leave 'scale' out, or start above zero."
        raise ConfigError(Fault(where, "a logarithm of bounds that reach zero", "bounds > 0", hint))
    name = constant(model, column.path, where)
    start = model.constants[name].value
    if "start" in spec:
        start = spanned(experiment, model, path, spec["start"], spec["start"], where).spec["from"]
        if not low <= start <= high:
            found = f"a start of '{spec['start']}'"
            raise ConfigError(Fault(where, found, f"'{spec['from']}' to '{spec['to']}'"))
    if not low <= start <= high:
        start = math.sqrt(low * high) if is_log else (low + high) / 2
    return Parameter(
        name, column.path, column.says, _unit(spec["from"]), low, high, start, is_log
    )  # fmt: skip


def _unit(text: Any) -> str:
    return (quantity(text)[1].text or "1") if isinstance(text, str) else "1"


def spanned(
    experiment: Experiment, model: Model, path: str, low: Any, high: Any, where: str
) -> Column:
    """A number of the model with two of its values in house units, read as an axis reads them.

    Raises ConfigError at `where` for no such number, a unit of another kind, a bath below zero.
    """
    sweep = {path: {"linspace": {"from": low, "to": high, "points": 2}}}
    try:
        (axis,) = axes(replace(experiment, sweep=sweep), model)
    except MgsimError as error:
        raise ConfigError(*(replace(fault, where=where) for fault in error.faults)) from None
    return axis.columns[0]
