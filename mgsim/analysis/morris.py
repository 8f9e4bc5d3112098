"""Which numbers matter at all: Morris's elementary effects over a design of trajectories."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import xarray as xr

from mgsim.analysis.design import Design, levels, not_so, open_design
from mgsim.analysis.lanes import OK, provenance
from mgsim.analysis.sobol import RESAMPLES, check_interval

LEAST = 4  # complete trajectories
_SAYS = "elementary effect, per whole range of the number"
_FIELDS = {
    "mu_star": f"mean size of the {_SAYS}",
    "mu_star_conf": "half-width of its interval",
    "mu": f"mean {_SAYS}",
    "sigma": f"spread of the {_SAYS}: curvature, or other numbers at work",
}


def find_morris(
    dataset: xr.Dataset,
    readout: str,
    over: str | None = None,
    *,
    replicates: str | None = None,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> xr.Dataset:
    """Elementary effects (mu, mu*, sigma) of a readout, for every value of the other axes.

    over: the axis made by `morris`; the only one where it is left out. replicates: an axis of
    repeats, averaged first. A trajectory of which one run has no number is dropped whole and
    counted; where fewer than 4, or than half of them, are left, the lane has no result.
    """
    check_interval(level, resamples)
    design = open_design(dataset, readout, "morris", over, replicates)
    _check(design)
    laid, k = design.laid, len(design.parameters)
    x = design.x.reshape(-1, k + 1, k)
    groups = design.y.reshape(len(design.y), -1, k + 1)
    asked = (levels(design), level, resamples, seed)
    found = [_lane(x, y, name, *asked) for y, name in zip(groups, laid.names, strict=True)]
    fields = {
        word: laid.variable(np.array([f[word] for f in found]), laid.unit, says, ("parameter",))
        for word, says in _FIELDS.items()
    }
    for word, says in (
        ("n", "trajectories"),
        ("dropped", "trajectories without a number, left out"),
    ):
        fields[word] = laid.variable(np.array([one[word] for one in found]), "1", says)
    status = np.array([one["status"] for one in found], dtype=object)
    fields["status"] = laid.variable(status, "", "'ok', or why there is no result")
    told = {"readout": readout, "over": design.dim, "replicates": replicates, "level": level}
    told |= {"resamples": resamples, "bootstrap_seed": seed, "levels": levels(design)}
    table = xr.Dataset(fields, {**laid.others.coords, **design.coordinates()})
    return table.assign_attrs(provenance(dataset, "morris", told))


def _check(design: Design) -> None:
    """Raise ResultError unless each trajectory moves each number once, always by one step."""
    x, k = design.x, len(design.parameters)
    if len(x) % (k + 1):
        raise not_so(design, "morris")
    steps = np.diff(x.reshape(-1, k + 1, k), axis=1)
    has_moved = steps != 0
    sizes = np.where(has_moved, np.abs(steps), 0).sum(axis=1)
    is_once = (has_moved.sum(axis=1) == 1).all() and (has_moved.sum(axis=2) == 1).all()
    if not is_once or not np.allclose(sizes, sizes[0], rtol=1e-9):
        raise not_so(design, "morris")


def _lane(
    x: np.ndarray, y: np.ndarray, name: str, count: int, level: float, resamples: int, seed: int
) -> dict[str, Any]:
    """One lane: (trajectories, points of each)."""
    whole = np.isfinite(y).all(axis=1)
    n, dropped = int(whole.sum()), int((~whole).sum())
    out: dict[str, Any] = {word: np.full(x.shape[2], np.nan) for word in _FIELDS}
    out |= {"n": n, "dropped": dropped}
    if n < LEAST or n < dropped:
        few = f"{n} complete trajectories of {n + dropped}; at least {LEAST} and half are needed"
        return {**out, "status": few if n else "no data"}
    indices = importlib.import_module("mgsim.analysis.indices")  # SALib: an extra
    found = indices.elementary_effects(x[whole], y[whole], count, level, resamples, seed, name)
    return {**out, **found, "status": OK}
