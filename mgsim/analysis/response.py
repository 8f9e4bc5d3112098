"""A readout over two numbers: the grid as it was run, or a quadratic surface through a sample."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from mgsim.analysis.design import along_sample, moved
from mgsim.analysis.lanes import OK, Axis, Lanes, axis, planes, provenance, readout
from mgsim.analysis.quadratic import Quadratic, fit, terms_of
from mgsim.language.errors import Fault, ResultError

GRID = 41  # places of a surface along each axis


def find_response(
    dataset: xr.Dataset, name: str, x: str, y: str, *, replicates: str | None = None
) -> xr.Dataset:
    """A readout over two axes `x` and `y`, for every value of the others.

    Two axes of a grid: the values themselves (`surface`), repeats averaged, with their least and
    greatest. Two numbers of one sampled axis (sobol, latin_hypercube, ...): a quadratic in every
    number that it moves, by least squares on numbers scaled to -1 .. 1 over their range; `surface`
    is its slice with the others half-way. r_squared says how well it fits, loo_rmse and
    loo_r_squared how well it predicts a point that was left out. Values that are no numbers are
    left out and counted.
    """
    array = readout(dataset, name)
    first, second = axis(array, x), axis(array, y)
    if first.name == second.name:
        raise ResultError(Fault("axis", f"'{y}' twice", "two different axes"))
    if first.dim == second.dim:
        table = _scattered(dataset, name, first, second, replicates)
    else:
        table = _gridded(dataset, name, first, second, replicates)
    told = {"readout": name, "x": first.name, "y": second.name, "replicates": replicates}
    return table.assign_attrs(provenance(dataset, "response", told))


def _numbers(one: Axis, values: np.ndarray, word: str) -> dict[str, tuple]:
    attrs = {"units": one.unit, "long_name": one.label, "of": one.name}
    return {word: (word, values, attrs)}


def _gridded(
    dataset: xr.Dataset, name: str, first: Axis, second: Axis, replicates: str | None
) -> xr.Dataset:
    laid, second = planes(dataset, name, first.name, second.name, replicates)
    shape = (len(laid.y), first.values.size, second.values.size, laid.replicates)
    values = laid.y.reshape(shape).mean(axis=3)
    known = np.isfinite(values)
    n = known.sum(axis=(1, 2))
    flat = np.where(known, values, np.nan).reshape(len(values), -1)
    has = n > 0
    least, most = (np.full(len(n), np.nan) for _ in range(2))
    least[has], most[has] = np.nanmin(flat[has], axis=1), np.nanmax(flat[has], axis=1)
    coords = {**laid.others.coords, **_numbers(first, first.values, "x")}
    coords |= _numbers(second, second.values, "y")
    fields = {
        "surface": laid.variable(values, laid.unit, laid.says, ("x", "y")),
        "least": laid.variable(least, laid.unit, "least value"),
        "greatest": laid.variable(most, laid.unit, "greatest value"),
        "n": laid.variable(n, "1", "places of the grid with a number"),
        "dropped": laid.variable(known[0].size - n, "1", "places without a number"),
        "status": laid.variable(
            np.where(has, OK, "no data").astype(object), "", "'ok', or why there is no result"
        ),
    }
    return xr.Dataset(fields, coords)


def _scattered(
    dataset: xr.Dataset, name: str, first: Axis, second: Axis, replicates: str | None
) -> xr.Dataset:
    array = readout(dataset, name)
    numbers = moved(array, first.dim)
    x = np.column_stack([one.values for one in numbers])
    laid = along_sample(dataset, name, first.dim, replicates)
    y = laid.y.reshape(len(laid.y), len(x), laid.replicates).mean(axis=2)
    middle, half = (x.max(axis=0) + x.min(axis=0)) / 2, np.ptp(x, axis=0) / 2
    u = (x - middle) / np.where(half > 0, half, 1.0)
    places = [one.name for one in numbers]
    picked = (places.index(first.name), places.index(second.name))
    found = [_lane(u, values, picked) for values in y]
    coords: dict[Any, Any] = {**laid.others.coords}
    for word, one, k in (("x", first, picked[0]), ("y", second, picked[1])):
        coords |= _numbers(one, middle[k] + half[k] * np.linspace(-1, 1, GRID), word)
    coords["term"] = ("term", np.array(_term_names(places), dtype=object))
    point = {"point": ("point", np.arange(len(x)))}
    return xr.Dataset(_fields(laid, found), coords | point)


def _lane(u: np.ndarray, y: np.ndarray, picked: tuple[int, int]) -> dict[str, Any]:
    known = np.isfinite(y)
    n, count = int(known.sum()), len(terms_of(u.shape[1]))
    out = {
        "surface": np.full((GRID, GRID), np.nan), "coefficient": np.full(count, np.nan),
        "coefficient_se": np.full(count, np.nan), "left_out": np.full(len(y), np.nan),
        "r_squared": np.nan, "loo_rmse": np.nan, "loo_r_squared": np.nan,
        "n": n, "dropped": len(y) - n, "values": y,
    }  # fmt: skip
    made = fit(u[known], y[known]) if n > count else None
    if made is None:
        few = f"{n} numbers for the {count} terms of a quadratic"
        return {
            **out,
            "status": few if 0 < n <= count else "the points cannot tell the terms apart",
        }
    out["surface"] = _slice(made, u.shape[1], picked)
    out["left_out"][known] = made.left_out
    words = {"coefficient": made.coefficients, "coefficient_se": made.errors}
    words |= {"r_squared": made.r_squared, "loo_rmse": made.loo_rmse}
    return {**out, **words, "loo_r_squared": made.loo_r_squared, "status": OK}


def _slice(made: Quadratic, k: int, picked: tuple[int, int]) -> np.ndarray:
    """(x, y) the surface, every other number half-way."""
    line = np.linspace(-1, 1, GRID)
    u = np.zeros((GRID * GRID, k))
    u[:, picked[0]], u[:, picked[1]] = np.repeat(line, GRID), np.tile(line, GRID)
    return made.at(u).reshape(GRID, GRID)


def _term_names(names: list[str]) -> list[str]:
    wide = [*names, ""]
    out = []
    for i, j in terms_of(len(names)):
        square = f"{wide[i]}^2" if i == j else f"{wide[i]} x {wide[j]}"
        out.append("1" if j < 0 else wide[j] if i < 0 else square)
    return out


def _fields(laid: Lanes, found: list[dict[str, Any]]) -> dict[str, xr.Variable]:
    unit = laid.unit
    columns: dict[str, tuple] = {
        "surface": (unit, f"quadratic surface of {laid.says}", ("x", "y")),
        "coefficient": (unit, "of the term, numbers scaled to -1 .. 1", ("term",)),
        "coefficient_se": (unit, "its standard error", ("term",)),
        "left_out": (unit, "prediction of a point by a fit without it", ("point",)),
        "values": (unit, laid.says, ("point",)),
        "r_squared": ("1", "part of the variance that the surface explains", ()),
        "loo_rmse": (unit, "root mean square error of points left out", ()),
        "loo_r_squared": ("1", "part of the variance that points left out are predicted to", ()),
        "n": ("1", "points in the fit", ()),
        "dropped": ("1", "points left out because they are no numbers", ()),
        "status": ("", "'ok', or why there is no result", ()),
    }
    out = {}
    for word, (own, says, dims) in columns.items():
        dtype = object if word == "status" else float
        values = np.array([one[word] for one in found], dtype=dtype)
        values = values.astype(int) if word in ("n", "dropped") else values
        out[word] = laid.variable(values, own, says, dims)
    return out
