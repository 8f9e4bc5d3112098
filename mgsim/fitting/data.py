"""Measured points held against a config: which column is which, in which unit, how well known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mgsim.fitting.table import Table, parted
from mgsim.language.errors import ConfigError, Fault, MgsimError, near_miss, one_of
from mgsim.language.units import parse_unit
from mgsim.study.axes import axes, constant
from mgsim.study.experiment import Experiment
from mgsim.study.free import Parameter, offset, spanned
from mgsim.study.model import Model, Watching
from mgsim.study.shape import quantity_of

SD, WEIGHT, ASIDE = "sd", "weight", "none"


@dataclass(frozen=True)
class Condition:
    """A column of the data that says under which condition a row was measured.

    name: flat, as in the model. heading, unit: as in the file.
    """

    name: str
    path: str
    says: str
    heading: str
    unit: str

    def house(self, numbers: np.ndarray) -> np.ndarray:
        """Numbers of the file in house units."""
        return numbers * parse_unit(self.unit).factor + offset(self.unit)

    def shown(self, house: np.ndarray) -> np.ndarray:
        """Numbers in house units in the file's unit."""
        return (house - offset(self.unit)) / parse_unit(self.unit).factor


@dataclass(frozen=True)
class Data:
    """The measured points.

    x: (row, condition) in house units. y: (row,) in the readout's unit. scale: (row,) what a
    residual is multiplied by (1/sd, or the root of a weight). unit: of y. spread: how the rows are
    weighted: '', 'sd' or 'weight'. lines: of the file.
    """

    conditions: tuple[Condition, ...]
    x: np.ndarray
    y: np.ndarray
    scale: np.ndarray
    readout: str
    says: str
    unit: str
    spread: str
    name: str
    lines: tuple[int, ...]


def measured(
    table: Table,
    experiment: Experiment,
    model: Model,
    watching: Watching,
    free: Mapping[str, Parameter],
) -> Data:
    """Read a table's columns for a config; raises ConfigError with every fault of them."""
    faults: list[Fault] = []
    roles = _roles(table, experiment, model, watching, faults)
    conditions = [
        one for heading, role in roles.items()
        if role not in (SD, WEIGHT, ASIDE, watching.name)
        and (one := _condition(table, heading, role, experiment, model, faults))
    ]  # fmt: skip
    faults += _clashes(table, conditions, free)
    y, scale = _measures(table, roles, watching, faults)
    known = len(table.rows)
    if known < len(free) + 1:
        found = f"{known} rows for {len(free)} free parameters"
        hint = "An error needs one row more than there are parameters."
        faults.append(Fault(table.name, found, f"at least {len(free) + 1} rows", hint))
    if faults:
        raise ConfigError(*dict.fromkeys(faults))
    x = [one.house(np.array(table.numbers(one.heading, []))) for one in conditions]
    return Data(
        conditions=tuple(conditions), x=np.array(x).reshape(len(conditions), known).T, y=y,
        scale=scale, readout=watching.name, says=watching.says, unit=watching.unit,
        spread=next((r for r in (SD, WEIGHT) if r in roles.values()), ""),
        name=table.name, lines=table.lines,
    )  # fmt: skip


def _roles(
    table: Table, experiment: Experiment, model: Model, watching: Watching, faults: list[Fault]
) -> dict[str, str]:
    """What each heading means: a config path, the readout, 'sd', 'weight' or 'none'."""
    named = dict(experiment.fit.get("columns", {}))
    short = {a.name: a.columns[0].path for a in axes(experiment, model) if len(a.columns) == 1}
    roles = {}
    for heading in table.headings:
        name, _ = parted(heading)
        told = named.pop(heading, None) or named.pop(name, None)
        roles[heading] = told or short.get(name, name)
    for heading in named:
        where = experiment.tree.where(("fit", "columns", heading))
        hint = near_miss(heading, table.headings)
        faults.append(Fault(where, f"'{heading}'", one_of(table.headings), hint))
    for once in (watching.name, SD, WEIGHT):
        if list(roles.values()).count(once) > 1:
            faults.append(Fault(table.name, f"'{once}' in two columns", "it in one"))
    if watching.name not in roles.values():
        found = f"no column '{watching.name}' (there is {', '.join(table.headings)})"
        hint = "Name it in the file, or in 'fit: {columns: {HEADING: " + watching.name + "}}'."
        faults.append(Fault(table.name, found, "a column with the measured readout", hint))
    return roles


def _condition(
    table: Table, heading: str, path: str, experiment: Experiment, model: Model,
    faults: list[Fault],
) -> Condition | None:  # fmt: skip
    """A column as a condition; None, and the faults said, where it cannot be one."""
    where, unit = table.where(heading), parted(heading)[1] or "1"
    wrong: list[Fault] = []
    known = [n for n in table.numbers(heading, wrong) if np.isfinite(n)]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    try:
        name = constant(model, path, where)
        if "(" not in heading and "[" not in heading and model.unit(name) != "1":
            expected = f"it in brackets, e.g. '{parted(heading)[0]} ({model.unit(name)})'"
            raise ConfigError(Fault(where, "no unit", expected))
        if parse_unit(unit).dims != parse_unit(model.unit(name)).dims:
            raise ConfigError(Fault(where, f"the unit '{unit}'", quantity_of(model.unit(name))))
        column = spanned(experiment, model, path, f"{low} {unit}", f"{high} {unit}", where)
    except MgsimError as error:
        faults += [_to_set_aside(fault, heading) for fault in error.faults]
        return None
    faults += wrong
    return Condition(name, column.path, column.says, heading, unit)


def _to_set_aside(fault: Fault, heading: str) -> Fault:
    """A column that is no path gets the way out as its hint."""
    if fault.hint or not fault.expected.startswith("one of"):
        return Fault(fault.where, fault.found, fault.expected, fault.hint)
    hint = f"To leave it out: 'fit: {{columns: {{{heading}: none}}}}'."
    return Fault(fault.where, fault.found, fault.expected, hint)


def _clashes(
    table: Table, conditions: list[Condition], free: Mapping[str, Parameter]
) -> list[Fault]:
    seen: dict[str, str] = {}
    faults = []
    for one in conditions:
        if one.path in free:
            found = f"'{one.path}', which is free as well"
            hint = "A number is either measured under or fitted."
            faults.append(Fault(table.where(one.heading), found, "one of the two", hint))
        if one.name in seen:
            found = f"'{one.path}', which '{seen[one.name]}' is too"
            faults.append(Fault(table.where(one.heading), found, "each condition once"))
        seen[one.name] = one.heading
    return faults


def _measures(
    table: Table, roles: Mapping[str, str], watching: Watching, faults: list[Fault]
) -> tuple[np.ndarray, np.ndarray]:
    """(row,) the readout in its own unit, and what its residuals are multiplied by."""
    heading_of = {role: heading for heading, role in roles.items()}
    if watching.name not in heading_of:
        return np.zeros(len(table.rows)), np.ones(len(table.rows))
    heading = heading_of[watching.name]
    unit = parted(heading)[1] or "1"
    y = _in_unit(table, heading, unit, watching.unit, faults)
    if SD in heading_of and WEIGHT in heading_of:
        faults.append(Fault(table.name, "both 'sd' and 'weight'", "one of the two"))
    if SD in heading_of:
        own = parted(heading_of[SD])[1] or unit
        sd = _in_unit(table, heading_of[SD], own, watching.unit, faults)
        return y, 1 / _positive(table, heading_of[SD], sd, faults)
    if WEIGHT in heading_of:
        weight = np.array(table.numbers(heading_of[WEIGHT], faults))
        return y, np.sqrt(_positive(table, heading_of[WEIGHT], weight, faults))
    return y, np.ones(len(table.rows))


def _in_unit(table: Table, heading: str, unit: str, wanted: str, faults: list[Fault]) -> np.ndarray:
    """(row,) a column written in `unit`, in the unit that is wanted."""
    numbers = np.array(table.numbers(heading, faults))
    where = table.where(heading)
    try:
        found = parse_unit(unit)
    except MgsimError as error:
        faults += [Fault(where, fault.found, fault.expected) for fault in error.faults]
        return numbers
    if found.dims != parse_unit(wanted).dims:
        what = f"the unit '{unit}'" if unit != "1" else "no unit"
        hint = f"Write '{parted(heading)[0]} ({wanted})'."
        faults.append(Fault(where, what, quantity_of(wanted), hint))
        return numbers
    return numbers * (found.factor / parse_unit(wanted).factor)


def _positive(table: Table, heading: str, numbers: np.ndarray, faults: list[Fault]) -> np.ndarray:
    """The same numbers; those that are not above zero are said and become 1."""
    for row in np.flatnonzero(numbers <= 0):
        where = table.where(heading, int(row))
        faults.append(Fault(where, f"'{numbers[row]:g}'", "a number above zero"))
    return np.where(numbers > 0, numbers, 1.0)
