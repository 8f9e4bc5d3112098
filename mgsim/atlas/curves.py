"""What a figure shows, read off its axes: every line, point, bar, band and map as numbers.

The committed CSV of an atlas's figure holds these and the readouts behind them, thinned evenly.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

DRAWN, BEHIND, LEAST = 480, 160, 5  # rows: of what is drawn, of readouts, of any one curve
READOUT = "readout"
_HEADING = ("variable", "panel", "series", "kind", "x", "y", "value")


@dataclass(frozen=True)
class Curve:
    """Numbers of one artist. variable: label of the y axis, or a readout's name.

    series: the place among the panel's artists and the legend's text. x, y: (point,); value:
    (point,) of a map, else empty.
    """

    variable: str
    panel: int
    series: str
    kind: str
    x: np.ndarray
    y: np.ndarray
    value: np.ndarray

    @property
    def key(self) -> tuple[str, int, str, str]:
        return self.variable, self.panel, self.series, self.kind

    def thin(self, most: int) -> Curve:
        """At most so many of its points, evenly spread by their number."""
        if self.x.size <= most:
            return self
        keep = np.unique(np.linspace(0, self.x.size - 1, most).round().astype(int))
        return replace(self, x=self.x[keep], y=self.y[keep], value=self.value[keep])


def curves(canvas: Any, dataset: xr.Dataset) -> list[Curve]:
    """Everything on a figure's axes, then every readout of the dataset behind it."""
    drawn = _on_axes(canvas)
    each = max(LEAST, DRAWN // max(len(drawn), 1))
    return [curve.thin(each) for curve in drawn] + list(_readouts(dataset))


def _on_axes(canvas: Any) -> list[Curve]:
    found: list[Curve] = []
    before = ""
    for number, ax in enumerate(a for a in canvas.axes if a.get_label() != "<colorbar>"):
        variable = ax.get_ylabel() or before or ax.get_xlabel()
        before = variable if ax.get_ylabel() else before
        for place, (kind, label, *numbers) in enumerate(_artists(ax)):
            shown = "" if str(label).startswith("_") else " ".join(str(label).split())
            x, y, value = (np.asarray(n, float).ravel() for n in numbers)
            value = value if value.size else np.full(x.size, np.nan)
            series = f"{place} {shown}".strip()
            found.append(Curve(variable, number, series, kind, x, y, value))
    return found


def _artists(ax: Any) -> Iterator[tuple[Any, ...]]:
    """Kind, label, x, y and value of each artist, in the order in which they were added."""
    for line in ax.lines:
        yield "line", line.get_label(), line.get_xdata(), line.get_ydata(), ()
    for one in ax.collections:
        kinds = {kind.__name__ for kind in type(one).__mro__}
        label = one.get_label()
        if "QuadMesh" in kinds:
            corners = np.asarray(one.get_coordinates())
            shape = np.asarray(one.get_array()).shape
            place = corners[: shape[0], : shape[1]] if len(shape) == 2 else corners[:-1, :-1]
            yield "map", label, place[..., 0], place[..., 1], one.get_array()
        elif "LineCollection" in kinds:
            ends = np.concatenate([*one.get_segments(), np.empty((0, 2))])
            yield "segments", label, ends[:, 0], ends[:, 1], ()
        elif "PathCollection" in kinds:
            places = np.asarray(one.get_offsets())
            yield "points", label, places[:, 0], places[:, 1], ()
        elif "PolyCollection" in kinds:
            edge = np.concatenate([*(p.vertices for p in one.get_paths()), np.empty((0, 2))])
            yield "band", label, edge[:, 0], edge[:, 1], ()
    for bar in ax.patches:
        box = bar.get_path().get_extents(bar.get_patch_transform())
        yield "bar", bar.get_label(), (box.x0, box.x1), (box.y0, box.y1), ()
    for image in ax.images:
        data = np.asarray(image.get_array(), float)
        up, across = np.indices(data.shape[:2])
        yield "map", image.get_label(), across, up, data


def _readouts(dataset: xr.Dataset) -> Iterator[Curve]:
    """One curve a readout: its values over the points of the sweep, numbered."""
    if "status" not in dataset:
        return
    dims = dataset["status"].dims
    names = [
        str(n) for n, v in dataset.data_vars.items()
        if v.dims == dims and n not in ("status", "seed") and np.issubdtype(v.dtype, np.number)
    ]  # fmt: skip
    for name in names:
        y = np.asarray(dataset[name].values, float).ravel()
        over = f"points of {' x '.join(map(str, dims))}" if dims else "the one point"
        curve = Curve(name, -1, over, READOUT, np.arange(y.size), y, np.full(y.size, np.nan))
        yield curve.thin(max(LEAST, BEHIND // len(names)))


def write(found: Iterable[Curve], path: Path) -> None:
    """Write curves as CSV, one row a point, seven digits."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(_HEADING)
        for one in found:
            words = (one.variable, "" if one.panel < 0 else one.panel, one.series, one.kind)
            if not one.x.size:
                out.writerow((*words, "", "", ""))
            for x, y, value in zip(one.x, one.y, one.value, strict=True):
                numbers = (f"{x:.7g}", f"{y:.7g}", "" if np.isnan(value) else f"{value:.7g}")
                out.writerow((*words, *numbers))


def read(path: Path) -> list[Curve]:
    """The curves of a CSV, in its order."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    groups: dict[tuple[str, ...], list[Sequence[str]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[:4]), []).append(row[4:])
    return [_read_one(words, numbers) for words, numbers in groups.items()]


def _read_one(words: tuple[str, ...], numbers: list[Sequence[str]]) -> Curve:
    variable, panel, series, kind = words
    table = np.array([[float(n or "nan") for n in row] for row in numbers if row[0]])
    table = table.reshape(-1, 3)
    at = int(panel) if panel else -1
    return Curve(variable, at, series, kind, table[:, 0], table[:, 1], table[:, 2])
