"""A sampled axis of a dataset: which numbers it moves, and how its points are arranged.

The arrangement is read off the points themselves, so what was cut, sorted or made elsewhere is
recognised or refused, never misread.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import xarray as xr

from mgsim.analysis.lanes import Axis, Lanes, lanes, readout
from mgsim.language.errors import Fault, ResultError, near_miss, one_of
from mgsim.study.designs import LEVELS

_SAMPLED = ("sobol", "latin_hypercube", "normal", "uncertain", "saltelli", "repeats")


@dataclass(frozen=True)
class Design:
    """A readout along one sampled axis.

    laid: its lanes; y: (lanes, points), repeats averaged, NaN where one of them failed.
    parameters: what the axis moves, in the order of the arrangement. options: the config's words.
    """

    dim: str
    laid: Lanes
    y: np.ndarray
    parameters: tuple[Axis, ...]
    options: Mapping[str, Any]

    @property
    def x(self) -> np.ndarray:
        """(points, parameters)."""
        return np.column_stack([one.values for one in self.parameters])

    def coordinates(self) -> dict[str, tuple]:
        """The parameters as coordinates of a table: name, path in the config, unit, range."""
        low = [one.values.min() for one in self.parameters]
        high = [one.values.max() for one in self.parameters]
        says = "of the number over the sample"
        return {
            "parameter": ("parameter", _words([one.name for one in self.parameters])),
            "parameter_unit": ("parameter", _words([one.unit for one in self.parameters])),
            "parameter_low": ("parameter", np.array(low), {"long_name": f"least {says}"}),
            "parameter_high": ("parameter", np.array(high), {"long_name": f"greatest {says}"}),
        }


def _words(words: Sequence[str]) -> np.ndarray:
    return np.array(list(words), dtype=object)


def open_design(
    dataset: xr.Dataset, name: str, kind: str, over: str | None, replicates: str | None
) -> Design:
    """The design of a kind ('saltelli', 'morris', ...) along axis `over`, or the only one.

    Raises ResultError where there is none, or its points are not so arranged.
    """
    array = readout(dataset, name)
    dim = sampled_axis(dataset, array, over, (kind,))
    laid = along_sample(dataset, name, dim, replicates)
    y = laid.y.reshape(len(laid.y), array.sizes[dim], laid.replicates).mean(axis=2)
    found = moved(array, dim)
    paths = [str(array.coords[one.name].attrs.get("path", one.name)) for one in found]
    named = zip(found, short_names(paths), strict=True)
    parameters = tuple(replace(one, name=name) for one, name in named)
    return Design(dim, laid, y, parameters, options(dataset, dim))


def short_names(paths: Sequence[str]) -> list[str]:
    """The last word of each path; where two share it, the path without where all of these are."""
    last = [path.rpartition(".")[2] for path in paths]
    out = []
    for path, word in zip(paths, last, strict=True):
        alike = [p.split(".") for p, w in zip(paths, last, strict=True) if w == word]
        is_one_place = len({parts[0] for parts in alike}) == 1 and len(alike) > 1
        whole = path.partition(".")[2] if is_one_place else path
        out.append(word if len(alike) == 1 else whole)
    return out


def along_sample(dataset: xr.Dataset, name: str, dim: str, replicates: str | None = None) -> Lanes:
    """A readout laid out with the points of a sampled axis as columns."""
    index = {_INDEX: (dim, np.arange(dataset.sizes[dim]))}
    return lanes(dataset.assign_coords(index), name, _INDEX, replicates, least=1)


_INDEX = "point of the sample"


def sampled_axis(
    dataset: xr.Dataset, array: xr.DataArray, over: str | None, kinds: Sequence[str] = _SAMPLED
) -> str:
    """The dimension of a readout that a sampled axis of some kinds makes.

    Raises ResultError where none or several answer, or the named one is of another kind.
    """
    of_kind = {str(dim): kind_of(dataset, str(dim)) for dim in array.dims}
    found = [dim for dim, kind in of_kind.items() if kind in kinds]
    if over is not None and over not in of_kind:
        known = list(of_kind)
        raise ResultError(Fault("axis", f"'{over}'", one_of(known), near_miss(over, known)))
    if over is not None and over in found:
        return over
    wanted = kinds[0] if len(kinds) == 1 else f"sampled ({', '.join(kinds)})"
    if over is not None:
        what = f"'{over}', which is {of_kind[over] or 'an axis like another'}"
        raise ResultError(Fault("axis", what, f"an axis that is {wanted}"))
    if len(found) != 1:
        what = f"{len(found)} axes that are {wanted}" if found else f"no axis that is {wanted}"
        hint = (
            f"Say which: {', '.join(found)}." if found else "Sweep with one: docs/sensitivity.md."
        )
        raise ResultError(Fault(f"readout {array.name}", what, "one", hint))
    return found[0]


def kind_of(dataset: xr.Dataset, dim: str) -> str:
    """The keyword in the config by which an axis was made; '' where nobody knows."""
    kinds = _entry(dataset, dim)
    if kinds:
        return next(iter(kinds))
    says = str(dataset[dim].attrs.get("long_name", "")) if dim in dataset.coords else ""
    return "repeats" if says == "repeat" else says.removeprefix("point of ").partition(" ")[0]


def options(dataset: xr.Dataset, dim: str) -> Mapping[str, Any]:
    """What the config says of an axis, e.g. {'points': 64, 'over': ...}."""
    spec = next(iter(_entry(dataset, dim).values()), {})
    return spec if isinstance(spec, dict) else {}


def _entry(dataset: xr.Dataset, dim: str) -> Mapping[str, Any]:
    sweep = json.loads(dataset.attrs.get("resolved", "{}")).get("sweep", {})
    for key, spec in sweep.items():
        if dim in (key, key.replace(".", "_"), key.rpartition(".")[2]) and isinstance(spec, dict):
            return spec
    return {}


def moved(array: xr.DataArray, dim: str) -> tuple[Axis, ...]:
    """The numbers that move along a dimension, as axes."""
    found = []
    for name, one in array.coords.items():
        is_number = one.dims == (dim,) and np.issubdtype(one.dtype, np.number)
        if is_number and (name != dim or "path" in one.attrs):
            attrs = one.attrs
            unit, says = str(attrs.get("units", "1")), str(attrs.get("long_name", ""))
            found.append(Axis(str(name), dim, np.asarray(one.values, float), unit, says))
    if not found:
        raise ResultError(Fault(f"axis {dim}", "no numbers that move along it", "some"))
    return tuple(found)


def levels(design: Design) -> int:
    """Of a Morris grid."""
    return int(design.options.get("levels", LEVELS))


def not_so(design: Design, kind: str) -> ResultError:
    """The complaint about points that are not arranged as their design says."""
    found = f"{design.y.shape[1]} points of {len(design.parameters)} numbers in another order"
    return ResultError(
        Fault(f"axis {design.dim}", found, f"the whole {kind} design, as it was run")
    )
