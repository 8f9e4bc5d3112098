"""What the figures of the sensitivity analyses show: `sobol`, `morris` and `tornado`."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import xarray as xr

from mgsim.analysis.lanes import OK, label, place
from mgsim.analysis.marks import SHOWN, Drawing, Panel, chosen, scale_of, tone
from mgsim.language.errors import Fault, ResultError

FIRST, TOTAL, LOW, HIGH = "1", "0", "grey", "0"
_ASIDE = 0.12


def mark_sobol(_: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """First and total indices of the first lane; beside them the pairs, or totals of all lanes."""
    one, where = first_lane(table)
    names = [str(name) for name in one["parameter"].values]
    along = _numeric(table)
    title = f"variance explained{where}, n = {int(one['n'])} base samples"
    panel = Panel(title, _of(table, "Sobol index"), "", y_words=names)
    drawing = Drawing((panel, _total_panel(table, along) if along else _pair_panel(table, one)))
    for word, text, shade, aside in (
        ("s1", "first order: alone", FIRST, -_ASIDE),
        ("st", "total: with all others", TOTAL, _ASIDE),
    ):
        _spans(drawing, 0, text, one[word].values, one[f"{word}_conf"].values, shade, aside)
    drawing.add(0, "", "dotted", np.zeros(2), np.array([-0.5, len(names) - 0.5]))
    if along:
        _totals(drawing, table, along)
    elif "s2" in one:
        _spans(drawing, 1, "second order: together", one["s2"].values, one["s2_conf"].values, "2")
        drawing.add(1, "", "dotted", np.zeros(2), np.array([-0.5, one.sizes["pair"] - 0.5]))
    return drawing.dataset(table.attrs)


def _spans(
    drawing: Drawing, panel: int, text: str, x: np.ndarray, half: np.ndarray, tone_: str,
    aside: float = 0.0,
) -> None:  # fmt: skip
    y = np.arange(x.size) + aside
    drawing.add(panel, text, "spans", x, y, low=x - half, high=x + half, tone=tone_)


def _of(table: xr.Dataset, what: str) -> str:
    return f"{what} of {json.loads(table.attrs['analysis_options'])['readout']}"


def first_lane(table: xr.Dataset) -> tuple[xr.Dataset, str]:
    """The first lane with a result, and where it lies."""
    status = table["status"]
    able = np.flatnonzero(status.values.ravel() == OK)
    if not able.size:
        raise ResultError(Fault("figure", "no lane with a result", "one that can be drawn"))
    index = np.unravel_index(able[0], status.shape or (1,))
    at = {str(dim): int(k) for dim, k in zip(status.dims, index, strict=False)}
    words = [place(table[dim], k) for dim, k in at.items() if table.sizes[dim] > 1]
    return table.isel(at), f" at {', '.join(words)}" if words else ""


def _numeric(table: xr.Dataset) -> str:
    """The longest numeric axis of the lanes; '' where there is one lane only."""
    dims = [str(d) for d in table["status"].dims if np.issubdtype(table[d].dtype, np.number)]
    longest = max(dims, key=lambda dim: table.sizes[dim], default="")
    return longest if longest and table.sizes[longest] > 1 else ""


def _pair_panel(table: xr.Dataset, one: xr.Dataset) -> Panel:
    if "s2" not in one:
        return Panel("second order was not sampled", "", "")
    names = [str(name) for name in one["pair"].values]
    return Panel("what pairs add", _of(table, "second order index"), "", y_words=names)


def _total_panel(table: xr.Dataset, along: str) -> Panel:
    attrs = table[along].attrs
    x = label(str(attrs.get("long_name", along)), str(attrs.get("units", "1")))
    mg = "x" if along == "mg_o" else ""
    return Panel("the total index along the axis", x, _of(table, "total index"), mg=mg)


def _totals(drawing: Drawing, table: xr.Dataset, along: str) -> None:
    rest = {str(d): 0 for d in table["status"].dims if d != along}
    lanes = table.isel(rest)
    x = np.asarray(table[along].values, float)
    for number, name in enumerate(table["parameter"].values):
        one = lanes.isel(parameter=number)
        y, half = one["st"].values, one["st_conf"].values
        drawing.add(1, str(name), "line", x, y, low=y - half, high=y + half, tone=str(number))


def mark_morris(_: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """Spread against mean size of the elementary effects of the first lane, and the mean sizes."""
    one, where = first_lane(table)
    unit = str(table["mu_star"].attrs.get("units", "1"))
    one = one.isel(parameter=np.argsort(-one["mu_star"].values, kind="stable"))
    names = [str(name) for name in one["parameter"].values]
    title = f"elementary effects{where}, n = {int(one['n'])} trajectories"
    readout = json.loads(table.attrs["analysis_options"])["readout"]
    size = label(f"mean effect on {readout}, mu*", unit)
    drawing = Drawing((
        Panel(title, label("mean effect, mu*", unit), label("its spread, sigma", unit)),
        Panel("of the whole range of each number", size, "", y_words=names),
    ))  # fmt: skip
    mu_star, sigma, half = (one[word].values for word in ("mu_star", "sigma", "mu_star_conf"))
    for number, name in enumerate(names[:SHOWN]):
        at = mu_star[number : number + 1], sigma[number : number + 1]
        drawing.add(0, name, "bars", *at, tone=str(number))
    rest = len(names) - SHOWN
    if rest > 0:
        drawing.add(0, f"{rest} others", "points", mu_star[SHOWN:], sigma[SHOWN:])
    most = float(np.nanmax(mu_star))
    drawing.add(0, "sigma = mu*", "dotted", np.array([0.0, most]), np.array([0.0, most]))
    _spans(drawing, 1, "", mu_star, half, "3")
    drawing.add(1, "", "dotted", np.zeros(2), np.array([-0.5, len(names) - 0.5]))
    return drawing.dataset(table.attrs)


def mark_tornado(_: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """A bar for each number of the first lane, from its low to its high end."""
    one, where = first_lane(table)
    one = one.isel(parameter=np.argsort(one["rank"].values, kind="stable"))
    name = json.loads(table.attrs["analysis_options"])["readout"]
    says = label(name, str(one["base"].attrs.get("units", "1")))
    words = [_range(one, k) for k in range(one.sizes["parameter"])]
    drawing = Drawing((Panel(f"one number at a time{where}", says, "", y_words=words),))
    base, places = float(one["base"]), np.arange(one.sizes["parameter"], dtype=float)
    for word, text, shade in (("at_low", "low end", LOW), ("at_high", "high end", HIGH)):
        ends = np.stack((one[word].values, np.full(places.size, base)))
        low, high = ends.min(axis=0), ends.max(axis=0)
        drawing.add(0, text, "beams", (low + high) / 2, places, low=low, high=high, tone=shade)
    span = np.array([-0.5, places.size - 0.5])
    drawing.add(0, f"base: {base:.4g}", "dotted", np.full(2, base), span, tone="3")
    return drawing.dataset(table.attrs)


def _range(one: xr.Dataset, number: int) -> str:
    """'k_0: 2 to 5 mM'."""
    row: dict[str, Any] = {w: one[f"parameter_{w}"].values[number] for w in ("low", "high", "unit")}
    unit = "" if row["unit"] == "1" else f" {row['unit']}"
    return f"{one['parameter'].values[number]}: {row['low']:.4g} to {row['high']:.4g}{unit}"


def mark_band(_: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """The median and its band along the chosen axis, a colour for each of a few other lanes."""
    asked = json.loads(table.attrs["analysis_options"])
    readout, along, level = asked["readout"], asked.get("along"), asked["level"]
    unit = str(table["median"].attrs.get("units", "1"))
    tail = 50 * (1 - level)
    title = f"median and {tail:.3g} to {100 - tail:.3g} % band"
    dim = str(table[along].dims[0]) if along else ""
    rest = [str(d) for d in table["status"].dims if d != dim]
    x_says = _axis_label(table, along) if along else ""
    mg = "x" if along == "mg_o" else ""
    scale = scale_of(np.asarray(table[along].values, float)) if along else "linear"
    drawing = Drawing((Panel(title, x_says, label(readout, unit), scale, mg=mg),))
    stacked = table.stack(lane=rest) if rest else table.expand_dims("lane")
    lanes = chosen(np.arange(stacked.sizes["lane"]))
    for number, lane in enumerate(lanes):
        one = stacked.isel(lane=int(lane))
        x = np.asarray(one[along].values, float) if along else np.zeros(1)
        y, low, high = (np.atleast_1d(one[word].values) for word in ("median", "low", "high"))
        where = np.unravel_index(int(lane), [table.sizes[d] for d in rest]) if rest else ()
        words = [place(table[d], int(k)) for d, k in zip(rest, where, strict=True)]
        n = np.atleast_1d(one["n"].values)
        text = f"{', '.join(words)}{': ' if words else ''}n = {n.min()}" + (
            f" to {n.max()}" if n.max() > n.min() else ""
        )
        kind = "line" if along else "bars"
        shade = tone({d: table.sizes[d] for d in rest}, int(lane), number)
        drawing.add(0, text, kind, x, y, low=low, high=high, tone=shade)
    return drawing.dataset(table.attrs)


def _axis_label(table: xr.Dataset, name: str) -> str:
    attrs = table[name].attrs
    return label(str(attrs.get("long_name", name)), str(attrs.get("units", "1")))
