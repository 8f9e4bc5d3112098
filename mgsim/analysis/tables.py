"""The numbers of an analysis as rows: for the terminal, for a CSV, for JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from mgsim.language.errors import Fault, ResultError


def rows(table: xr.Dataset, names: Sequence[str] = (), of: str = "status") -> list[dict[str, Any]]:
    """One row for each point of variable `of`: its coordinates, then the variables.

    names: which variables, in order; none: all whose axes are among those of `of`.
    """
    dims = table[of].dims
    names = names or [str(n) for n, v in table.data_vars.items() if set(v.dims) <= set(dims)]
    along = [str(n) for n, c in table.coords.items() if c.dims and set(c.dims) <= set(dims)]
    shape = xr.DataArray(np.zeros(table[of].shape), dims=dims)
    columns = {name: _column(table[name], shape) for name in [*along, *names] if name in table}
    count = int(np.prod(table[of].shape, dtype=int))
    return [{n: _plain(column[k]) for n, column in columns.items()} for k in range(count)]


def _column(found: xr.DataArray, shape: xr.DataArray) -> np.ndarray:
    plain = xr.DataArray(found.values, dims=found.dims)
    return plain.broadcast_like(shape).transpose(*shape.dims).values.ravel()


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def heading(table: xr.Dataset, name: str) -> str:
    """'ic50 (uM)'."""
    unit = str(table[name].attrs.get("units", "1"))
    return f"{name} ({unit})" if unit not in ("", "1") else name


def write_rows(found: Iterable[dict[str, Any]], table: xr.Dataset, path: Path) -> None:
    """Write rows as CSV, the units in the headings; seven digits, empty where there is no number.

    Raises ResultError where the folder is missing.
    """
    if not path.absolute().parent.is_dir():
        raise ResultError(Fault(str(path), "no such folder", "a folder that exists"))
    found = list(found)
    names = list(found[0]) if found else []
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(heading(table, name) for name in names)
        for row in found:
            out.writerow(_cell(row[name]) for name in names)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.7g}"
    return str(value)
