"""What a figure of an analysis shows, as data: each series with its panel, label and colour.

The figure cards `analysis_*` paint such a dataset; the small CSV beside a figure is the same.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import xarray as xr

SHOWN = 6  # curves in one panel that an eye can tell apart
GREY = "grey"

Kind = Literal["points", "line", "dashed", "dotted", "bars", "dots", "spans", "beams", "heat"]


@dataclass(frozen=True)
class Series:
    """Some points or a line. tone: 'mg 0.3' (a shade of magnesium's colour), '2', or 'grey'.

    low, high: ends of an interval of y, drawn as bars at points and as a band along a line; of
    'spans' and 'beams' ends of x, at points and as a bar; of 'heat' (a grid) both are the value.
    """

    panel: int
    label: str
    kind: Kind
    x: np.ndarray
    y: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    tone: str = GREY


@dataclass(frozen=True)
class Panel:
    """Title, axis labels and scales of one panel. mg: which axis ('x', 'y', 'xy') is magnesium.

    y_words: what stands at 0, 1, 2 ... of an axis of names, from the top.
    """

    title: str
    x: str
    y: str
    x_scale: str = "linear"
    y_scale: str = "linear"
    mg: str = ""
    legend: str = ""
    y_words: Sequence[str] = ()


@dataclass
class Drawing:
    """Series collected for one figure."""

    panels: Sequence[Panel]
    series: list[Series] = field(default_factory=list)

    def add(self, *args: Any, **words: Any) -> None:
        """Add one series; the arguments are those of Series."""
        self.series.append(Series(*args, **words))

    def dataset(self, attrs: Mapping[str, Any]) -> xr.Dataset:
        """(series, sample) x, y, low, high, filled up with NaN."""
        longest = max((np.size(one.x) for one in self.series), default=0)
        shape = (len(self.series), longest)
        columns = {name: np.full(shape, np.nan) for name in ("x", "y", "low", "high")}
        for row, one in enumerate(self.series):
            for name, out in columns.items():
                values = getattr(one, name)
                if values is not None:
                    out[row, : np.size(values)] = values
        words = {
            name: ("series", np.array([getattr(one, name) for one in self.series], dtype=object))
            for name in ("panel", "label", "kind", "tone")
        }
        fields = {name: (("series", "sample"), values) for name, values in columns.items()}
        panels = json.dumps([asdict(panel) for panel in self.panels])
        return xr.Dataset({**fields, **words}, attrs={**attrs, "panels": panels})


def chosen(lanes: np.ndarray, most: int = SHOWN) -> np.ndarray:
    """At most `most` of some lanes, evenly spread, the first and the last among them."""
    if lanes.size <= most:
        return lanes
    return lanes[np.unique(np.linspace(0, lanes.size - 1, most).round().astype(int))]


def tone(sizes: Mapping[str, int], lane: int, number: int) -> str:
    """The colour of a lane: a shade of magnesium's where lanes differ in it only, else a number."""
    if [dim for dim, size in sizes.items() if size > 1] == ["mg_o"]:
        index = np.unravel_index(lane, tuple(sizes.values()))[list(sizes).index("mg_o")]
        return f"mg {index / (sizes['mg_o'] - 1):.3f}"
    return str(number)


def grid_of(x: np.ndarray, scale: str = "linear", count: int = 201) -> np.ndarray:
    """Places for a smooth curve across an axis; 'symlog': from 0, 'log': from its least above 0."""
    x = np.unique(x[np.isfinite(x)])
    if scale == "linear":
        return np.linspace(x[0], x[-1], count)
    x = x[x > 0]
    places = np.geomspace(x[0], x[-1], count)
    return places if scale == "log" else np.concatenate((np.linspace(0, x[0], 41)[:-1], places))


def scale_of(values: np.ndarray) -> str:
    """'log' for an axis that was swept evenly in the logarithm, else 'linear'."""
    if values.size < 3 or values.min() <= 0:
        return "linear"
    ratios, steps = np.diff(np.log(values)), np.diff(values)
    is_even = np.allclose(ratios, ratios[0], rtol=1e-6)
    return "log" if is_even and not np.allclose(steps, steps[0]) else "linear"


def extent(low: float, high: float, value: float) -> str:
    """' [low, high]' of an interval that has a width one can see, else nothing."""
    if not (np.isfinite(low) or np.isfinite(high)) or abs(high - low) <= 1e-6 * abs(value):
        return ""
    return f" [{low:.3g}, {high:.3g}]"


def write_csv(marks: xr.Dataset, path: Path) -> None:
    """Write what is drawn: one row a point, seven digits."""
    panels = json.loads(marks.attrs["panels"])
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("panel", "x is", "y is", "series", "kind", "x", "y", "low", "high"))
        for row in range(marks.sizes["series"]):
            one = marks.isel(series=row)
            panel = panels[int(one["panel"].item())]
            words = (
                panel["title"],
                panel["x"],
                panel["y"],
                one["label"].item(),
                one["kind"].item(),
            )
            for sample in range(marks.sizes["sample"]):
                numbers = [float(one[n][sample]) for n in ("x", "y", "low", "high")]
                if np.isfinite(numbers[0]) and np.isfinite(numbers[1]):
                    cells = [f"{value:.7g}" if np.isfinite(value) else "" for value in numbers]
                    out.writerow((*words, *cells))
