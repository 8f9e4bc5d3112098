"""Which numbers make a readout vary: variance-based (Sobol) indices over a Saltelli design."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

import numpy as np
import xarray as xr

from mgsim.analysis.design import Design, not_so, open_design
from mgsim.analysis.lanes import OK, provenance
from mgsim.language.errors import Fault, ResultError

LEAST = 16  # complete base samples, below which an index is noise
RESAMPLES = 199
_FIELDS = {
    "s1": "first order index: part of the variance that this number alone makes",
    "s1_conf": "half-width of its interval",
    "st": "total index: part of the variance that would go if this number were known, at most",
    "st_conf": "half-width of its interval",
}


def find_sobol(
    dataset: xr.Dataset,
    readout: str,
    over: str | None = None,
    *,
    replicates: str | None = None,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> xr.Dataset:
    """First, total and second order Sobol indices of a readout, for every value of the other axes.

    over: the axis made by `saltelli`; the only one where it is left out. replicates: an axis of
    repeats, averaged first. A base sample of which one run has no number is dropped whole and
    counted; where fewer than 16, or than half of them, are left, the lane has no result. Intervals
    are symmetric, from a bootstrap of the base samples. Raises ResultError for another design.
    """
    check_interval(level, resamples)
    design, is_second = _arranged(open_design(dataset, readout, "saltelli", over, replicates))
    k, laid = len(design.parameters), design.laid
    groups = design.y.reshape(len(design.y), -1, (2 * k + 2) if is_second else (k + 2))
    asked = (is_second, level, resamples, seed)
    found = [_lane(lane, k, name, *asked) for lane, name in zip(groups, laid.names, strict=True)]
    fields = {
        word: laid.variable(np.array([one[word] for one in found]), "1", says, ("parameter",))
        for word, says in _FIELDS.items()
    }
    if is_second:
        fields |= _pairs(design, found)
    for word, says in (
        ("n", "base samples"),
        ("dropped", "base samples left out, without a number"),
    ):
        fields[word] = laid.variable(np.array([one[word] for one in found]), "1", says)
    variance = np.array([one["variance"] for one in found])
    fields["variance"] = laid.variable(variance, _square(laid.unit), "of the readout")
    status = np.array([one["status"] for one in found], dtype=object)
    fields["status"] = laid.variable(status, "", "'ok', or why there is no result")
    table = xr.Dataset(fields, {**laid.others.coords, **design.coordinates()})
    if is_second:
        table = table.assign_coords(_pair_names(design))
    told = {"readout": readout, "over": design.dim, "replicates": replicates, "level": level}
    told |= {"resamples": resamples, "bootstrap_seed": seed}
    return table.assign_attrs(provenance(dataset, "sobol", told))


def check_interval(level: float, resamples: int) -> None:
    """Raise ResultError for an interval that cannot be."""
    if not 0 < level < 1:
        raise ResultError(Fault("level", f"{level:g}", "a number between 0 and 1"))
    if resamples < 2:
        raise ResultError(Fault("resamples", str(resamples), "2 or more"))


def _square(unit: str) -> str:
    return "1" if unit == "1" else f"({unit})^2"


def _arranged(design: Design) -> tuple[Design, bool]:
    """The design with its parameters in order, and whether it has the rows for pairs."""
    x, k = design.x, len(design.parameters)
    for is_second, step in ((True, 2 * k + 2), (False, k + 2)):
        if len(x) % step:
            continue
        rows = x.reshape(-1, step, k)
        a, b = rows[:, 0], rows[:, -1]
        order = [int(np.any(rows[:, j + 1] != a, axis=0).argmax()) for j in range(k)]
        if sorted(order) != list(range(k)):
            continue
        places = np.argsort(order)
        expected = [np.where(places == j, b, a) for j in range(k)]
        expected += [np.where(places == j, a, b) for j in range(k)] if is_second else []
        if all((rows[:, 1 + j] == one).all() for j, one in enumerate(expected)):
            ordered = tuple(design.parameters[j] for j in order)
            return replace(design, parameters=ordered), is_second
    raise not_so(design, "saltelli")


def _lane(
    groups: np.ndarray, k: int, name: str, is_second: bool, level: float, resamples: int, seed: int
) -> dict[str, Any]:
    """One lane: (base samples, rows of each)."""
    whole = np.isfinite(groups).all(axis=1)
    n, dropped = int(whole.sum()), int((~whole).sum())
    empty = {word: np.full(k, np.nan) for word in _FIELDS}
    empty |= {word: np.full((k, k), np.nan) for word in ("s2", "s2_conf")}
    out = {**empty, "n": n, "dropped": dropped, "variance": np.nan}
    if n < LEAST or n < dropped:
        few = f"{n} complete base samples of {n + dropped}; at least {LEAST} and half are needed"
        return {**out, "status": few if n else "no data"}
    kept = groups[whole]
    out["variance"] = float(np.var(kept[:, [0, -1]]))
    if np.ptp(kept) <= 1e-12 * np.abs(kept).max():
        return {**out, "status": "the readout is the same everywhere"}
    indices = importlib.import_module("mgsim.analysis.indices")  # SALib: an extra
    found = indices.sobol_indices(kept, k, is_second, level, resamples, seed, name)
    return {**out, **found, "status": OK}


def _pairs(design: Design, found: list[dict[str, Any]]) -> dict[str, xr.Variable]:
    one, other = np.triu_indices(len(design.parameters), 1)
    says = {
        "s2": "second order index: part of the variance that the two make together, beyond each",
        "s2_conf": "half-width of its interval",
    }
    return {
        word: design.laid.variable(
            np.array([f[word][one, other] for f in found]), "1", text, ("pair",)
        )
        for word, text in says.items()
    }


def _pair_names(design: Design) -> dict[str, tuple]:
    names = [one.name for one in design.parameters]
    pairs = [
        f"{names[i]} x {names[j]}" for i, j in zip(*np.triu_indices(len(names), 1), strict=True)
    ]
    return {"pair": ("pair", np.array(pairs, dtype=object))}
