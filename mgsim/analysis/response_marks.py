"""What the figure of `response` shows: the map, and beside it its cuts or its errors."""

from __future__ import annotations

import json

import numpy as np
import xarray as xr

from mgsim.analysis.lanes import label
from mgsim.analysis.marks import Drawing, Panel, chosen, scale_of
from mgsim.analysis.sensitivity_marks import first_lane

MANY = 300  # points that leave a map to be seen


def mark_response(dataset: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """The surface of the first lane as a map; beside it cuts of a grid, or errors of a fit."""
    one, where = first_lane(table)
    name = json.loads(table.attrs["analysis_options"])["readout"]
    says = label(name, str(table["surface"].attrs.get("units", "1")))
    x, y = np.asarray(one["x"].values, float), np.asarray(one["y"].values, float)
    x_says, y_says = (str(one[axis].attrs["long_name"]) for axis in ("x", "y"))
    mg = "".join(axis for axis in ("x", "y") if str(one[axis].attrs["of"]) == "mg_o")
    is_fit = "coefficient" in table
    scales = scale_of(x), scale_of(y)
    cuts = Panel("cuts", x_says, says, scales[0], mg=mg.replace("y", ""), legend=y_says)
    title = f"{'quadratic surface' if is_fit else 'as it was run'}{where}, n = {int(one['n'])}"
    surface = Panel(title, x_says, y_says, *scales, mg=mg)
    drawing = Drawing((surface, _errors_panel(one, says) if is_fit else cuts))
    values = np.asarray(one["surface"].values, float)
    cells = np.repeat(x, y.size), np.tile(y, x.size)
    drawing.add(0, says, "heat", *cells, low=values.ravel(), high=values.ravel())
    if is_fit:
        _points(drawing, dataset, one)
    else:
        _cuts(drawing, x, y, values, "y" in mg)
    return drawing.dataset(table.attrs)


def _errors_panel(one: xr.Dataset, says: str) -> Panel:
    title = f"R2 {float(one['r_squared']):.3f}, left out {float(one['loo_r_squared']):.3f}"
    return Panel(title, f"{says} as it was run", "predicted by a fit without the point")


def _points(drawing: Drawing, dataset: xr.Dataset, one: xr.Dataset) -> None:
    count = one.sizes["point"]
    few = chosen(np.arange(count), MANY)
    places = [np.asarray(dataset[str(one[axis].attrs["of"])].values, float)[few] for axis in "xy"]
    text = f"{few.size} of {count} points" if few.size < count else "points of the sample"
    drawing.add(0, text, "dots", *places, tone="0")
    run, left_out = one["values"].values[few], one["left_out"].values[few]
    drawing.add(1, f"rms error {float(one['loo_rmse']):.3g}", "points", run, left_out, tone="0")
    ends = np.array([np.nanmin(run), np.nanmax(run)])
    drawing.add(1, "equal", "dashed", ends, ends)


def _cuts(drawing: Drawing, x: np.ndarray, y: np.ndarray, values: np.ndarray, is_mg: bool) -> None:
    for number, k in enumerate(chosen(np.arange(y.size))):
        shade = f"mg {k / max(y.size - 1, 1):.3f}" if is_mg else str(number)
        drawing.add(1, f"{y[k]:.4g}", "line", x, values[:, k], tone=shade)
