"""A plain picture of results: readouts or a trace along one axis, one line a point of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from mgsim.catalogue.painting import GREY, MAGNESIUM, TONES, magnesium
from mgsim.language.errors import Fault, ResultError, near_miss, one_of
from mgsim.language.figure import Figure

_MOST = 8  # lines that are told apart; more are drawn as a cloud
_DASHES = ("-", (0, (4, 1.5)))
_DOTTED = 13  # points on a line up to which each is marked
Limits = tuple[float, float]


def lines(
    dataset: xr.Dataset,
    show: Sequence[str],
    over: str,
    limits: Limits | None = None,
    began: xr.Dataset | None = None,
    is_log: bool = False,
) -> Figure:
    """A card that draws `show` (readouts or traces of one unit) against the axis `over`.

    limits: of the vertical axis. began: drawn in grey underneath, to see what has moved. Axes of
    one point are left out. Raises ResultError for a name that the dataset has not.
    """
    for name in show:
        _need(name, [n for n in dataset.data_vars if n not in ("status", "seed")], "readout")
    _need(over, dataset.dims, "axis")
    units = sorted({str(dataset[name].attrs.get("units", "")) for name in show})
    if len(units) > 1:
        raise ResultError(Fault("figure", f"units {', '.join(units)}", "readouts of one unit"))

    def draw(now: xr.Dataset, axes: list[Any]) -> None:
        (ax,) = axes
        if began is not None:
            grey = np.stack([values for _, values in _split(began, show, over)], axis=1)
            fine = {"lw": 0.4, "alpha": 0.6} if grey.shape[1] > _MOST else {"lw": 0.9}
            ax.plot(began[over], grey, "-", color=GREY, zorder=1, **fine)
        _paint(ax, now, show, over)
        ax.set_xscale("log" if is_log else "linear")
        if is_log:
            ax.xaxis.set_minor_formatter("")  # their labels take as long as the rest of the picture
        ax.set_xlabel(_axis_label(now[over]), color=MAGNESIUM if over == "mg_o" else "black")
        ax.set_ylabel(_label(now[show[0]]) if len(show) == 1 else f"in {units[0]}")
        if limits:
            ax.set_ylim(*limits)

    return Figure(f"{', '.join(show)} against {over}", (1, 1), (6.0, 3.1), tuple(show), draw)


def reach(datasets: Sequence[xr.Dataset], show: Sequence[str]) -> Limits | None:
    """The vertical limits that hold all of these, with a little room; None where nothing is."""
    values = np.concatenate([np.ravel(d[name].values) for d in datasets for name in show])
    values = values[np.isfinite(values)]
    if not values.size:
        return None
    low, high = float(values.min()), float(values.max())
    room = 0.04 * (high - low) or 0.1 * abs(high) or 0.1
    return low - room, high + room


def _paint(ax: Any, now: xr.Dataset, show: Sequence[str], over: str) -> None:
    found = _split(now, show, over)
    mark = "o" if now.sizes[over] <= _DOTTED else ""
    if len(found) > _MOST:
        cloud = np.stack([values for _, values in found], axis=1)
        ax.plot(now[over], cloud, "-", color=TONES[0], lw=0.6, alpha=0.35)
        ax.set_title(f"{len(found)} lines")
        return
    for number, (label, values) in enumerate(found):
        tone, dash = TONES[number % len(TONES)], _DASHES[number // len(TONES) % 2]
        if label.startswith("mg_o"):
            tone, dash = magnesium(number / max(len(found) - 1, 1)), "-"
        tone = MAGNESIUM if len(found) == 1 else tone
        ax.plot(now[over], values, ls=dash, marker=mark, ms=3, color=tone, label=label or "_")
    if len(found) > 1:
        ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))


def _split(dataset: xr.Dataset, show: Sequence[str], over: str) -> list[tuple[str, np.ndarray]]:
    """Every line: what tells it from the others, and its (over,) values."""
    found = []
    for name in show:
        one = dataset[name].squeeze(
            [d for d in dataset[name].dims if dataset.sizes[d] == 1 and d != over]
        )
        others = [dim for dim in one.dims if dim != over]
        flat = one.stack(line=others) if others else one.expand_dims("line")
        flat = flat.transpose("line", over)
        for row in range(flat.sizes["line"]):
            tags = [_tag(dataset, str(d), flat[d].values[row]) for d in others]
            tags = [name, *tags] if len(show) > 1 else tags
            found.append((", ".join(tags), flat.values[row]))
    return found


def _tag(dataset: xr.Dataset, dim: str, value: Any) -> str:
    unit = dataset[dim].attrs.get("units", "")
    if isinstance(value, str):
        return value
    return f"{dim} {value:g} {unit}".rstrip() if unit != "1" else f"{dim} {value:g}"


def _label(values: xr.DataArray) -> str:
    unit = str(values.attrs.get("units", ""))
    says = str(values.attrs.get("long_name", values.name))
    says = says if len(says) <= 48 and "." not in says else str(values.name)
    return f"{says} ({unit})" if unit not in ("", "1") else says


def _axis_label(values: xr.DataArray) -> str:
    """The name that a config gives the axis, then what it is."""
    label = _label(values)
    return label if label.startswith(str(values.name)) else f"{values.name}: {label}"


def _need(name: str, known: Any, what: str) -> None:
    if name not in known:
        words = [str(k) for k in known]
        fault = Fault(
            f"{what} {name}", "not in these results", one_of(words), near_miss(name, words)
        )
        raise ResultError(fault)
