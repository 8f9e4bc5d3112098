"""Isobologram of any two agents of a sweep: is their combination more than their sum, or less?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from mgsim.analysis import interval
from mgsim.analysis.lanes import (
    OK,
    Axis,
    Lanes,
    concentration,
    label,
    planes,
    provenance,
)
from mgsim.analysis.marks import Drawing, Panel
from mgsim.analysis.surface import Found, Grid, combine
from mgsim.language.errors import Fault, ResultError

EFFECTS, RESAMPLES = (0.5,), 499
_WITH_INTERVAL = ("index", "loewe", "bliss", "mean_index")


def find_isoboles(
    dataset: xr.Dataset,
    name: str,
    a: str,
    b: str,
    *,
    effects: Sequence[float] = EFFECTS,
    control: float | None = None,
    full: float = 0.0,
    ceiling: float | None = 1.0,
    method: str = "hill",
    replicates: str | None = None,
    level: float = interval.LEVEL,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> xr.Dataset:
    """Isoboles, Loewe combination index and Bliss excess of two agents, for all other axes.

    The effect is (control - y)/(control - full): control is the readout without both (that of the
    grid unless given), full its value at full effect. ceiling: the effect at saturation of either
    agent, None to fit it. method: doses are read off Hill curves, or off a monotone cubic of the
    grid in log dose. Each agent's axis needs a 0. Below 1 the index says synergy, above it
    antagonism (Loewe); a Bliss excess above 0 says more effect than of independent agents.
    replicates: an axis of repeats; only then there are intervals, by bootstrap of the repeats.
    """
    laid, beside = planes(dataset, name, a, b, replicates)
    grid = _grid(laid.axis, beside, effects, method, ceiling)
    shape = (len(laid.y), grid.a.size, grid.b.size, laid.replicates)
    data = laid.y.reshape(shape)
    effect = _effect(_mean(data), grid, control, full)
    found = combine(effect, grid)
    ends = {}
    if laid.replicates > 1:
        ends = _intervals(data, laid, grid, control, full, (level, resamples, seed))
    out = _table(laid, beside, grid, effect, found, ends)
    options = {"readout": name, "a": laid.axis.name, "b": beside.name, "control": control}
    options |= {"effects": list(effects), "full": full, "ceiling": ceiling, "method": method}
    options |= {"replicates": replicates, "level": level} if ends else {}
    options |= {"resamples": resamples, "bootstrap_seed": seed} if ends else {}
    return out.assign_attrs(provenance(dataset, "isobologram", options))


def _grid(a: Axis, b: Axis, effects: Sequence[float], method: str, ceiling: Any) -> Grid:
    for one in (concentration(a), concentration(b)):
        if not (one.values == 0).any():
            what = f"no 0 {one.unit} (least {one.values.min():g})"
            hint = "Each agent must have been alone: add 0 to the axis."
            raise ResultError(Fault(f"axis {one.name}", what, "0 among its values", hint))
    levels = np.asarray(effects, float)
    if not levels.size or not ((levels > 0) & (levels < 1)).all():
        what = ", ".join(f"{e:g}" for e in levels) or "none"
        raise ResultError(Fault("effects", what, "levels between 0 and 1, e.g. 0.5"))
    if method not in ("hill", "grid"):
        raise ResultError(Fault("method", f"'{method}'", "hill or grid"))
    return Grid(a.values, b.values, levels, method, ceiling)


def _mean(data: np.ndarray) -> np.ndarray:
    """Over the last axis, NaN left out."""
    known = np.isfinite(data)
    with np.errstate(invalid="ignore"):
        return np.where(known, data, 0.0).sum(-1) / known.sum(-1)


def _effect(y: np.ndarray, grid: Grid, control: float | None, full: float) -> np.ndarray:
    none = y[:, np.flatnonzero(grid.a == 0)[0], np.flatnonzero(grid.b == 0)[0]]
    base = none if control is None else np.full_like(none, control)
    if np.isclose(base, full).any():
        what = f"a readout of {full:g} without the agents"
        hint = "Say another --full."
        raise ResultError(Fault("full", what, "another value at full effect", hint))
    return (base[:, None, None] - y) / (base[:, None, None] - full)


def _summary(found: Found) -> dict[str, np.ndarray]:
    """What gets an interval, the geometric mean of the index along each isobole among it."""
    known = np.isfinite(found.index)
    with np.errstate(all="ignore"):
        logs = np.where(known, np.log(np.where(known, found.index, 1.0)), 0.0)
        mean = np.exp(logs.sum(-1) / np.where(known.any(-1), known.sum(-1), np.nan))
    return {"index": found.index, "loewe": found.loewe, "bliss": found.bliss, "mean_index": mean}


def _intervals(
    data: np.ndarray,
    laid: Lanes,
    grid: Grid,
    control: float | None,
    full: float,
    asked: tuple[float, int, int],
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Ends of the intervals by name, from grids whose repeats were drawn again."""
    level, resamples, seed = asked
    rows: dict[str, list[np.ndarray]] = {name: [] for name in _WITH_INTERVAL}
    for lane, values in enumerate(data):
        flat = values.reshape(-1, laid.replicates)
        random = interval.draws(seed, laid.names[lane], resamples, flat.size)
        again = _mean(interval.resampled_replicates(flat, random))
        again = again.reshape(resamples, *values.shape[:2])
        drawn = _summary(combine(_effect(again, grid, control, full), grid))
        freedom = int(np.isfinite(flat).sum()) - flat.shape[0]
        for name, samples in drawn.items():
            rows[name].append(_ends(samples, freedom, level))
    stacked = {name: np.stack(some) for name, some in rows.items()}
    return {name: (both[:, 0], both[:, 1]) for name, both in stacked.items()}


def _ends(samples: np.ndarray, freedom: int, level: float) -> np.ndarray:
    """(2, ...) ends of the intervals of (resamples, ...) numbers."""
    flat = samples.reshape(len(samples), -1).T
    ends = [interval.percentiles(row, freedom, level)[:2] for row in flat]
    return np.array(ends).T.reshape(2, *samples.shape[1:])


def _table(
    laid: Lanes,
    beside: Axis,
    grid: Grid,
    effect: np.ndarray,
    found: Found,
    ends: dict[str, tuple[np.ndarray, np.ndarray]],
) -> xr.Dataset:
    a, b = laid.axis, beside
    on_a, on_b, on_grid = ("effect_level", b.dim), ("effect_level", a.dim), (a.dim, b.dim)
    numbers = _summary(found)
    index = f"Loewe index {a.name}/alone + {b.name}/alone"
    columns: dict[str, tuple] = {
        "alone_a": (found.alone_a, a.unit, f"{a.name} alone for the effect", ("effect_level",)),
        "alone_b": (found.alone_b, b.unit, f"{b.name} alone for the effect", ("effect_level",)),
        "iso_a": (found.iso_a, a.unit, f"{a.name} for the effect beside {b.name}", on_a),
        "iso_b": (found.iso_b, b.unit, f"{b.name} for the effect beside {a.name}", on_b),
        "index": (numbers["index"], "1", f"{index} along the isobole", on_a),
        "mean_index": (numbers["mean_index"], "1", "its geometric mean", ("effect_level",)),
        "loewe": (numbers["loewe"], "1", f"{index} at the effect of each point", on_grid),
        "bliss": (numbers["bliss"], "1", "effect above that of independent agents", on_grid),
        "effect": (effect, "1", "effect, 0 without the agents", on_grid),
        "status": (found.status, "", "'ok', or why the isobole has no point there", on_a),
    }
    for name, pair in ends.items():
        dims = columns[name][3]
        for end, values in zip(("low", "high"), pair, strict=True):
            says = f"{name}, {end}er end of its interval" if end == "low" else f"{name}, upper end"
            columns[f"{name}_{end}"] = (values, "1", says, dims)
    fields = {
        name: laid.variable(values, unit, says, dims)
        for name, (values, unit, says, dims) in columns.items()
    }
    coords = {
        **laid.others.coords,
        "effect_level": ("effect_level", grid.levels, {"long_name": "effect", "units": "1"}),
        a.dim: (a.dim, a.values, {"units": a.unit, "long_name": a.says}),
        b.dim: (b.dim, b.values, {"units": b.unit, "long_name": b.says}),
    }
    return xr.Dataset(fields, coords)


def mark_isoboles(dataset: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """What the figure of an isobologram shows, of the first lane: isoboles, index, Bliss excess."""
    asked = json.loads(table.attrs["analysis_options"])
    laid, b = planes(dataset, asked["readout"], asked["a"], asked["b"], asked.get("replicates"))
    a = laid.axis
    one = table.isel({dim: 0 for dim in laid.dims})
    lanes = f" ({laid.names[0]})" if laid.names[0] else ""
    mg = ("x" if b.is_magnesium else "") + ("y" if a.is_magnesium else "")
    b_says = label(b.name, b.unit)
    panels = (
        Panel(f"isoboles{lanes}", b_says, label(a.name, a.unit), mg=mg),
        Panel("combination index along them", f"{b.name}/{b.name} alone", "index"),
        Panel("excess over Bliss", b_says, "effect - independent effect", "symlog",
              mg=mg.replace("y", ""), legend=label(a.name, a.unit)),
    )  # fmt: skip
    drawing = Drawing(panels)
    for number, effect in enumerate(one["effect_level"].values):
        _isobole(drawing, one.isel(effect_level=number), a, b, float(effect), str(number))
    drawing.add(1, "additive (Loewe)", "dashed", np.array([0.0, 1.0]), np.ones(2))
    _excess(drawing, one, a, b)
    return drawing.dataset(table.attrs)


def _isobole(
    drawing: Drawing, one: xr.Dataset, a: Axis, b: Axis, effect: float, shade: str
) -> None:
    alone_a, alone_b = float(one["alone_a"]), float(one["alone_b"])
    drawing.add(0, "", "dashed", np.array([0, alone_b]), np.array([alone_a, 0]), tone=shade)
    mean, is_ok = float(one["mean_index"]), one["status"].values == OK
    text = f"effect {effect:g}: mean index {mean:.3g}"
    if "mean_index_low" in one:
        text += f" [{float(one['mean_index_low']):.3g}, {float(one['mean_index_high']):.3g}]"
    x, y = b.values[is_ok], one["iso_a"].values[is_ok]
    more = one["iso_b"].values
    has = np.isfinite(more) & (a.values > 0)
    x, y = np.concatenate((x, more[has])), np.concatenate((y, a.values[has]))
    drawing.add(0, f"{text}, n = {x.size}", "points", x, y, tone=shade)
    part = b.values / alone_b
    ends = {end: one[f"index_{end}"].values for end in ("low", "high") if f"index_{end}" in one}
    drawing.add(1, f"effect {effect:g}", "line", part, one["index"].values, **ends, tone=shade)
    drawing.add(1, "", "points", part, one["index"].values, tone=shade)


def _excess(drawing: Drawing, one: xr.Dataset, a: Axis, b: Axis) -> None:
    """Bliss excess against b, a line for a few doses of a: magnesium's shades where it is a."""
    doses = np.flatnonzero(a.values > 0)
    picked = doses[np.unique(np.linspace(0, doses.size - 1, 4).round().astype(int))]
    order = np.argsort(b.values)
    for number, k in enumerate(picked):
        shade = f"mg {number / max(picked.size - 1, 1):.2f}" if a.is_magnesium else str(number)
        ends = {
            end: one[f"bliss_{end}"].values[k, order]
            for end in ("low", "high")
            if f"bliss_{end}" in one
        }
        y = one["bliss"].values[k, order]
        drawing.add(2, f"{a.values[k]:.3g}", "line", b.values[order], y, **ends, tone=shade)
    drawing.add(2, "", "dashed", b.values[order], np.zeros(b.values.size))
