"""What an analysis works on: one readout of a dataset, one axis, and a lane for all the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import numpy as np
import xarray as xr

from mgsim.language.errors import Fault, MgsimError, ResultError, near_miss, one_of
from mgsim.language.units import Unit, parse_unit, quantity

OK = "ok"
_NO_READOUTS = ("status", "seed")
_KEPT = (
    "title", "config_name", "seed", "engine", "method", "mgsim_version", "commit", "created",
    "weakest_grade", "sources", "config_text", "resolved",
)  # fmt: skip


@dataclass(frozen=True)
class Axis:
    """A numeric axis: its name, the dimension it runs along, values and unit."""

    name: str
    dim: str
    values: np.ndarray
    unit: str
    says: str

    @property
    def label(self) -> str:
        is_drug = self.is_concentration and not self.is_magnesium
        return label(self.name if is_drug or not self.says else self.says, self.unit)

    @property
    def is_magnesium(self) -> bool:
        return self.name.rpartition(".")[2] == "mg_o"

    @property
    def is_concentration(self) -> bool:
        return _dims(self.unit) == _dims("mM")

    @property
    def is_voltage(self) -> bool:
        return _dims(self.unit) == _dims("mV")


@dataclass(frozen=True)
class Lanes:
    """A readout laid out for fits.

    y: (lanes, places * replicates), the replicates of a place side by side. sizes: the remaining
    axes in the order of the lanes. others: their coordinates (a Dataset sorts its own dims). names:
    (lanes,), text that says where a lane lies.
    """

    y: np.ndarray
    axis: Axis
    replicates: int
    sizes: Mapping[str, int]
    others: xr.Dataset
    names: tuple[str, ...]
    unit: str
    says: str

    @property
    def x(self) -> np.ndarray:
        """The axis, one value for each column of y."""
        return np.repeat(self.axis.values, self.replicates)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.sizes.values())

    @property
    def dims(self) -> tuple[str, ...]:
        return tuple(self.sizes)

    def variable(
        self, values: np.ndarray, unit: str, says: str, dims: Sequence[str] = ()
    ) -> xr.Variable:
        """(lanes, ...) values along the other axes, with unit and meaning."""
        laid = np.asarray(values).reshape((*self.shape, *np.shape(values)[1:]))
        attrs = {"units": unit, "long_name": says} if unit else {"long_name": says}
        return xr.Variable((*self.dims, *dims), laid, attrs)


def _dims(unit: str) -> tuple[int, ...] | None:
    """None for a unit that mgsim does not know, as other people's datasets may have."""
    try:
        return parse_unit(unit).dims
    except MgsimError:
        return None


def label(says: str, unit: str) -> str:
    """'holding potential (mV)'; a plain number has no unit to name."""
    return f"{says} ({unit})" if unit not in ("", "1") else says


def readout(dataset: xr.Dataset, name: str) -> xr.DataArray:
    """One readout or trace. Raises ResultError, with the near miss, where there is none."""
    known = [
        str(n)
        for n, found in dataset.data_vars.items()
        if n not in _NO_READOUTS and np.issubdtype(found.dtype, np.number)
    ]
    if name not in known:
        fault = Fault("readout", f"'{name}'", one_of(known), near_miss(name, known))
        raise ResultError(fault)
    return dataset[name]


def axis(array: xr.DataArray, name: str, least: int = 2) -> Axis:
    """A numeric axis of a readout, by its name, by its config path or by the end of that path.

    Raises ResultError where there is none, where it holds names, or fewer than `least` values.
    """
    found = array.coords.get(_coordinate(array, name))
    if found is None:
        known = _axes(array)
        fault = Fault("axis", f"'{name}'", one_of(known), near_miss(name, known))
        raise ResultError(fault)
    if not np.issubdtype(found.dtype, np.number):
        raise ResultError(Fault(f"axis {name}", "names", "numbers along it"))
    values = np.asarray(found.values, float)
    if np.unique(values).size < least:
        what = f"{np.unique(values).size} different values"
        hint = "Sweep it over more values."
        raise ResultError(Fault(f"axis {name}", what, f"{least} or more", hint))
    attrs = found.attrs
    unit, says = str(attrs.get("units", "1")), str(attrs.get("long_name", ""))
    return Axis(str(found.name), str(found.dims[0]), values, unit, says)


def _axes(array: xr.DataArray) -> list[str]:
    return [str(n) for n, c in array.coords.items() if len(c.dims) == 1]


def _coordinate(array: xr.DataArray, name: str) -> str:
    if name in _axes(array):
        return name
    for one in _axes(array):
        path = str(array.coords[one].attrs.get("path", ""))
        if path == name or path.endswith(f".{name}"):
            return one
    return ""


def concentration(found: Axis) -> Axis:
    """The same axis; raises ResultError where it is below zero somewhere."""
    if (found.values < 0).any():
        what = f"{found.values.min():g} {found.unit}"
        hint = "Say --log where the axis holds logarithms."
        raise ResultError(
            Fault(f"axis {found.name}", what, "concentrations, none below zero", hint)
        )
    return found


def lanes(
    dataset: xr.Dataset, name: str, over: str, replicates: str | None = None, least: int = 2
) -> Lanes:
    """Lay a readout out with `over` along its columns and every other axis as lanes."""
    array = readout(dataset, name)
    return _lay(array, [axis(array, over, least)], replicates, name)


def planes(
    dataset: xr.Dataset, name: str, over: str, beside: str, replicates: str | None = None
) -> tuple[Lanes, Axis]:
    """The same over two axes: the columns run along `over`, then `beside`, then the replicates."""
    array = readout(dataset, name)
    first, second = axis(array, over), axis(array, beside)
    if first.dim == second.dim:
        raise ResultError(Fault("axis", f"'{beside}' along '{over}'", "two different axes"))
    return _lay(array, [first, second], replicates, name), second


def _lay(array: xr.DataArray, along: Sequence[Axis], replicates: str | None, name: str) -> Lanes:
    inner, count = [one.dim for one in along], 1
    if replicates is not None:
        dim = _dimension(array, replicates)
        if dim in inner:
            raise ResultError(Fault("replicates", f"'{replicates}'", "an axis of its own"))
        inner, count = [*inner, dim], array.sizes[dim]
    rest = [str(dim) for dim in array.dims if dim not in inner]
    laid = array.transpose(*rest, *inner)
    columns = int(np.prod([array.sizes[dim] for dim in inner]))
    y = np.asarray(laid.values, float).reshape(-1, columns)
    others = laid.isel({dim: 0 for dim in inner}, drop=True).coords.to_dataset()
    others = others.drop_vars([n for n in others.coords if others[n].dims == ()])
    for dim in rest:
        if dim not in others.coords:
            others = others.assign_coords({dim: np.arange(array.sizes[dim])})
    sizes = {dim: array.sizes[dim] for dim in rest}
    unit, says = str(array.attrs.get("units", "1")), str(array.attrs.get("long_name", name))
    return Lanes(y, along[0], count, sizes, others, _names(others, sizes), unit, says)


def _dimension(array: xr.DataArray, name: str) -> str:
    if name in array.dims:
        return name
    one = _coordinate(array, name)
    if not one:
        known = [str(dim) for dim in array.dims]
        raise ResultError(Fault("replicates", f"'{name}'", one_of(known), near_miss(name, known)))
    return str(array.coords[one].dims[0])


def _names(others: xr.Dataset, sizes: Mapping[str, int]) -> tuple[str, ...]:
    """'mg_o = 1 mM, block = jahr_stevens_1990' for each lane, in order."""
    if not sizes:
        return ("",)
    words = [[_place_on(others, dim, k) for k in range(size)] for dim, size in sizes.items()]
    grid = np.indices(tuple(sizes.values())).reshape(len(sizes), -1).T
    return tuple(", ".join(words[d][k] for d, k in enumerate(row)) for row in grid)


def _place_on(others: xr.Dataset, dim: str, number: int) -> str:
    """One value of an axis; of an axis of several quantities (a zip) what moves along it."""
    index = others[dim]
    if not str(index.attrs.get("long_name", "")).startswith("point of "):
        return place(index, number)
    moving = [c for n, c in others.coords.items() if c.dims == (dim,) and n != dim]
    texts = [place(c, number) for c in moving]
    return " ".join(text for text in texts if text != "none") or place(index, number)


def place(coordinate: xr.DataArray, number: int) -> str:
    """'mg_o = 1 mM' for one value of an axis."""
    value = coordinate.values[number]
    if not np.issubdtype(coordinate.dtype, np.number):
        return str(value)
    unit = coordinate.attrs.get("units", "")
    text = f"{coordinate.name} = {value:g} {unit}"
    return text.strip() if unit != "1" else f"{coordinate.name} = {value:g}"


def at(dataset: xr.Dataset, where: Mapping[str, str]) -> xr.Dataset:
    """The part of a dataset at one value of some axes, e.g. {'v_hold': '-60 mV'}.

    Raises ResultError where an axis lacks the value: nothing is interpolated.
    """
    for name, text in where.items():
        whole = dataset["status"] if "status" in dataset else next(iter(dataset.data_vars.values()))
        own = _coordinate(whole, name)
        if not own:
            known = _axes(whole)
            raise ResultError(Fault("axis", f"'{name}'", one_of(known), near_miss(name, known)))
        found = whole.coords[own]
        number = _index(found, str(text))
        dataset = dataset.isel({found.dims[0]: number})
    return dataset


def _index(coordinate: xr.DataArray, text: str) -> int:
    known = [place(coordinate, k).rpartition("= ")[2] for k in range(coordinate.size)]
    if not np.issubdtype(coordinate.dtype, np.number):
        if text in known:
            return known.index(text)
    else:
        wanted = in_unit(text, str(coordinate.attrs.get("units", "1")), f"axis {coordinate.name}")
        near = np.isclose(coordinate.values, wanted, rtol=1e-9, atol=1e-12)
        if near.any():
            return int(np.flatnonzero(near)[0])
    fault = Fault(f"axis {coordinate.name}", f"'{text}'", one_of(known), near_miss(text, known))
    raise ResultError(fault)


def in_unit(given: float | str, unit: str, where: str) -> float:
    """'50 uM' in mM is 0.05; a number, or text without a unit, is in `unit` already."""
    if not isinstance(given, str):
        return float(given)
    target = parse_unit(unit)
    try:
        number, own = quantity(given)
        if own.text == "1":
            return number
    except MgsimError:
        raise ResultError(
            Fault(where, f"'{given}'", f"a number and a unit, e.g. '1 {unit}'")
        ) from None
    if own.dims != target.dims:
        raise ResultError(Fault(where, f"'{given}'", f"a quantity in a unit like {unit}"))
    return number / target.factor


def factor(unit: str, wanted: str | None, where: str = "unit") -> tuple[float, str]:
    """What turns `unit` into `wanted`, and the unit then; nothing changes where none is asked."""
    if wanted is None:
        return 1.0, unit
    try:
        new: Unit = parse_unit(wanted)
    except MgsimError:
        raise ResultError(Fault(where, f"'{wanted}'", f"a unit like {unit}, e.g. 'uM'")) from None
    old = parse_unit(unit)
    if new.dims != old.dims:
        raise ResultError(Fault(where, f"'{wanted}'", f"a unit like {unit}"))
    return old.factor / new.factor, wanted


def provenance(dataset: xr.Dataset, analysis: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Where the numbers of an analysis come from: the run's own attributes and what was asked."""
    kept = {name: dataset.attrs[name] for name in _KEPT if name in dataset.attrs}
    asked = {word: value for word, value in options.items() if value is not None}
    return {
        **kept,
        "analysis": analysis,
        "analysis_options": json.dumps(asked, default=str),
        "analysis_version": metadata.version("mgsim"),
    }


def setting(dataset: xr.Dataset, path: str) -> str | None:
    """A value of the config that made a dataset, as text: 'bath.temperature' -> '25 degC'."""
    tree: Any = json.loads(dataset.attrs.get("resolved", "{}"))
    for word in path.split("."):
        if not isinstance(tree, dict) or word not in tree:
            return None
        tree = tree[word]
    return str(tree)


def bath(
    dataset: xr.Dataset, laid: Lanes, name: str, unit: str, given: str | float | None
) -> np.ndarray:
    """(lanes,) a quantity of the bath: as given, else its axis, else the value that was picked
    from its axis, else the config's; NaN where none of them says it."""
    count = len(laid.names)
    if given is not None:
        return np.full(count, in_unit(given, unit, name))
    if name in laid.others.coords:
        found = laid.others[name]
        times = factor(str(found.attrs.get("units", unit)), unit)[0]
        places = np.indices(laid.shape)[laid.dims.index(str(found.dims[0]))].ravel()
        return np.asarray(found.values, float)[places] * times
    if name in dataset.coords and dataset[name].ndim == 0:
        own = str(dataset[name].attrs.get("units", unit))
        return np.full(count, float(dataset[name]) * factor(own, unit)[0])
    text = setting(dataset, f"bath.{name}")
    return np.full(count, np.nan if text is None else in_unit(text, unit, name))


def statuses(names: Iterable[str]) -> dict[str, int]:
    """How often each status stands, the most frequent first."""
    words, counts = np.unique(np.asarray(list(names), dtype=str), return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return {str(words[k]): int(counts[k]) for k in order}
