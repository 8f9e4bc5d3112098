"""What the figure of a current-voltage or block-voltage analysis shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import xarray as xr

from mgsim.analysis.lanes import OK, Lanes, factor, label, lanes
from mgsim.analysis.marks import SHOWN, Drawing, Panel, chosen, extent, grid_of, tone

_BESIDE_REVERSAL = 5.0  # mV: nearer to it the current says nothing of the block
_CLEAR = 0.002  # a block fuller or emptier than this says nothing of its constant


@dataclass(frozen=True)
class _Curve:
    """One curve of the figure: its data, its fit, and magnesium in mM (NaN where unknown)."""

    name: str
    text: str
    x: np.ndarray
    y: np.ndarray
    fit: dict[str, float]
    mg: float
    tone: str


def mark_iv(dataset: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """What the figure of `fit_iv` shows: some curves with their fits, and K(V) of their block."""
    asked = json.loads(table.attrs["analysis_options"])
    laid = lanes(dataset, asked["readout"], asked["over"], asked.get("replicates"))
    is_current = "conductance" in table
    says = "current" if is_current else "unblocked fraction"
    curves = list(_joint(laid, table) if asked.get("jointly") else _single(laid, table))
    count = int((table["status"] == OK).sum())
    panels = (
        Panel(f"{says} and fit, {count} of {table['status'].size} fits ok", laid.axis.label,
              label(asked["readout"], laid.unit)),
        Panel("half-blocking magnesium that it implies", laid.axis.label, "K(V) (mM)",
              y_scale="log", mg="y"),
    )  # fmt: skip
    drawing = Drawing(panels)
    for curve in curves:
        _draw(drawing, curve, laid, is_current)
    return drawing.dataset(table.attrs)


def _numbers(table: xr.Dataset, sizes: dict[str, int], lane: int) -> dict[str, float]:
    """The numbers of one lane by name."""
    index = dict(zip(sizes, np.unravel_index(lane, tuple(sizes.values()) or (1,)), strict=False))
    one = table.isel({dim: int(k) for dim, k in index.items() if dim in table.dims})
    return {str(n): v.item() for n, v in one.data_vars.items()} | {
        "_mg": float(one["mg_o"]) if "mg_o" in one.coords and one["mg_o"].ndim == 0 else np.nan
    }


def _single(laid: Lanes, table: xr.Dataset) -> Iterator[_Curve]:
    sizes = dict(laid.sizes)
    status = np.ravel(table["status"].transpose(*sizes).values)
    for number, lane in enumerate(chosen(np.flatnonzero(status == OK))):
        fit = _numbers(table, sizes, int(lane))
        mg = fit["k_0"] * np.exp(fit["v_half"] / fit["scale"])
        text = f"{laid.names[lane]}: " if laid.names[lane] else ""
        text += f"V1/2 {fit['v_half']:.3g} {laid.axis.unit}"
        yield _Curve(
            laid.names[lane], text, laid.x, laid.y[lane], fit, mg, tone(sizes, int(lane), number)
        )


def _joint(laid: Lanes, table: xr.Dataset) -> Iterator[_Curve]:
    """The first joint fit, a curve for each magnesium."""
    rest = {dim: size for dim, size in laid.sizes.items() if dim != "mg_o"}
    status = np.ravel(table["status"].transpose(*rest).values)
    able = np.flatnonzero(status == OK)
    if not able.size:
        return
    fit = _numbers(table, rest, int(able[0]))
    others = laid.others["mg_o"]
    amounts = np.asarray(others.values, float) * factor(str(others.attrs["units"]), "mM")[0]
    where = np.indices(laid.shape).reshape(len(laid.shape), -1)
    kept = [k for k, dim in enumerate(laid.dims) if dim != "mg_o"]
    flat = np.zeros(where.shape[1], int)
    for k in kept:
        flat = flat * laid.shape[k] + where[k]
    own = np.flatnonzero(flat == able[0])
    for lane in chosen(own, SHOWN):
        amount = amounts[where[laid.dims.index("mg_o"), lane]]
        shade = tone({"mg_o": amounts.size}, int(where[laid.dims.index("mg_o"), lane]), 0)
        text = laid.names[lane]
        yield _Curve(text, text, laid.x, laid.y[lane], fit, float(amount), shade)


def _draw(drawing: Drawing, curve: _Curve, laid: Lanes, is_current: bool) -> None:
    fit, mv = curve.fit, factor(laid.axis.unit, "mV")[0]
    smooth = grid_of(curve.x)
    with np.errstate(all="ignore"):
        odds = curve.mg / fit["k_0"] * np.exp(-smooth / fit["scale"])
        if not np.isfinite(fit["k_0"]):
            odds = np.exp((fit["v_half"] - smooth) / fit["scale"])
    size = fit["conductance"] if is_current else fit["top"]
    drive = smooth - fit["e_rev"] if is_current else 1.0
    drawing.add(0, "", "line", smooth, size * drive / (1 + odds), tone=curve.tone)
    few = curve.x.size <= 60
    step = 1 if few else max(1, curve.x.size // 40)
    bounds = f", n = {int(np.isfinite(curve.y).sum())}"
    drawing.add(0, curve.text + bounds, "points", curve.x[::step], curve.y[::step], tone=curve.tone)
    if np.isfinite(fit.get("v_peak", np.nan)) and fit["v_peak"] == fit["v_slope_to"]:
        at = np.array([fit["v_peak"]]), np.array([fit["i_peak"]])
        drawing.add(0, "", "bars", *at, tone=curve.tone)
    if not np.isfinite(fit["k_0"]) or not curve.mg > 0:
        return
    with np.errstate(all="ignore"):
        drive = curve.x - fit["e_rev"] if is_current else np.ones_like(curve.x)
        part = curve.y / (size * drive)
        is_clear = (part > _CLEAR) & (part < 1 - _CLEAR)
        if is_current:
            is_clear &= np.abs(drive) * mv > _BESIDE_REVERSAL
        k = np.where(is_clear, curve.mg * part / (1 - part), np.nan)
    text = f"K0 {fit['k_0']:.3g}{extent(fit['k_0_low'], fit['k_0_high'], fit['k_0'])} mM"
    text += f", delta {fit['delta']:.3g}" if np.isfinite(fit["delta"]) else ""
    said = {one.label for one in drawing.series if one.panel == 1}
    text = "" if text in said else text
    drawing.add(1, text, "points", curve.x[::step], k[::step], tone=curve.tone)
    line = fit["k_0"] * np.exp(smooth / fit["scale"])
    drawing.add(1, "", "line", smooth, line, tone=curve.tone)
