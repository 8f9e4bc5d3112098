"""What the figure of a fit shows: data and fitted curves with their band, and the residuals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray as xr
from scipy import stats

from mgsim.analysis.marks import GREY, SHOWN, Drawing, Panel, chosen, grid_of
from mgsim.fitting.data import Condition, Data
from mgsim.fitting.procedure import Fitted
from mgsim.language.sources import GRADES
from mgsim.results import weakest_grade

_DECADES = 1.5  # a concentration over more of them is drawn along its logarithm
_FINE = 121


@dataclass(frozen=True)
class _Group:
    """Rows that share all conditions but the one along the axis."""

    rows: np.ndarray
    text: str
    tone: str


def mark_fit(fitted: Fitted) -> xr.Dataset:
    """What the figure card `fit` paints."""
    data = fitted.data
    along = _along(data)
    groups = _groups(data, along)
    axis = data.conditions[along] if along is not None else None
    x = axis.shown(data.x[:, along]) if axis else np.arange(1.0, data.y.size + 1)
    scale = _scale(axis, x)
    says = f"{axis.says} ({axis.unit})" if axis else "row of the data"
    unit = "" if data.unit in ("", "1") else f" ({data.unit})"
    mg = "x" if axis and axis.path.endswith("mg_o") else ""
    words = {"x_scale": scale, "mg": mg}
    band = f"{fitted.level:.0%} band" if np.isfinite(fitted.errors.error).all() else "no band"
    top = f"data (n = {data.y.size}) and fit, {band}"
    has_r = np.isfinite(fitted.r_squared)
    residuals = f"residuals, R2 = {fitted.r_squared:.4g}" if has_r else "residuals"
    drawing = Drawing(
        (
            Panel(top, says, f"{data.readout}{unit}", **words),
            Panel(residuals, says, f"data - model{unit}", **words),
        )
    )
    sd = 1 / data.scale if data.spread == "sd" else None
    for group in groups:
        rows = group.rows
        ends = {} if sd is None else {"low": -sd[rows], "high": sd[rows]}
        shifted = {name: data.y[rows] + e for name, e in ends.items()}
        text = f"{group.text}, n = {rows.size}" if group.text else f"n = {rows.size}"
        drawing.add(0, text, "points", x[rows], data.y[rows], tone=group.tone, **shifted)
        if axis is not None and along is not None:
            _curve(drawing, fitted, group, along, scale)
        residual = data.y[rows] - fitted.values[rows]
        shifted = {name: residual + e for name, e in ends.items()}
        drawing.add(1, "", "points", x[rows], residual, tone=group.tone, **shifted)
    ends_of_x = np.array([x.min(), x.max()])
    drawing.add(1, "", "dashed", ends_of_x, np.zeros(2), tone=GREY)
    return drawing.dataset(_attrs(fitted))


def _attrs(fitted: Fitted) -> dict[str, str]:
    grade = weakest_grade([fitted.machine.model])
    return {
        "config_name": Path(fitted.experiment.tree.name).stem,
        "engine": str(fitted.facts["engine"]),
        "weakest_grade": f"{grade}: {GRADES[grade]}",
    }


def _along(data: Data) -> int | None:
    """The condition with the most different values; None where there is no condition."""
    sizes = [np.unique(column).size for column in data.x.T]
    return int(np.argmax(sizes)) if sizes else None


def _scale(axis: Condition | None, x: np.ndarray) -> str:
    """'log' for a concentration over decades, 'symlog' where a zero is among it."""
    above = x[x > 0]
    if axis is None or above.size < 2 or (x < 0).any() or axis.path.endswith("temperature"):
        return "linear"
    if np.log10(above.max() / above.min()) < _DECADES:
        return "linear"
    return "symlog" if (x == 0).any() else "log"


def _groups(data: Data, along: int | None) -> list[_Group]:
    """At most SHOWN groups, evenly spread; shades of magnesium's colour where only it differs."""
    others = [k for k in range(len(data.conditions)) if k != along]
    if not others:
        return [_Group(np.arange(data.y.size), "", "mg")]
    keys, which = np.unique(data.x[:, others], axis=0, return_inverse=True)
    is_magnesium = len(others) == 1 and data.conditions[others[0]].path.endswith("mg_o")
    found = []
    for order, key in enumerate(chosen(np.arange(len(keys)), SHOWN)):
        part = key / max(len(keys) - 1, 1)
        tone = f"mg {part:.3f}" if is_magnesium else str(order)
        text = ", ".join(
            _said(data.conditions[k], keys[key, place]) for place, k in enumerate(others)
        )
        found.append(_Group(np.flatnonzero(which.ravel() == key), text, tone))
    return found


def _said(one: Condition, house: float) -> str:
    unit = "" if one.unit == "1" else f" {one.unit}"
    return f"{one.path.rpartition('.')[2]} {float(one.shown(np.array(house))):.4g}{unit}"


def _curve(drawing: Drawing, fitted: Fitted, group: _Group, along: int, scale: str) -> None:
    """The fitted curve of a group on a fine grid, with the band of the mean (delta method)."""
    data, problem = fitted.data, fitted.problem
    axis = data.conditions[along]
    x = grid_of(axis.shown(data.x[:, along]), scale, _FINE)
    conditions = np.repeat(data.x[group.rows[:1]], x.size, axis=0)
    low, high = data.x[:, along].min(), data.x[:, along].max()
    conditions[:, along] = np.clip(axis.house(x), low, high)
    u = fitted.found.best.u
    y = problem.machine.values(problem.numbers(u[None]), conditions)[0]
    bounds = {}
    if np.isfinite(fitted.errors.error).all():
        slopes = problem.slopes(u, conditions) / problem.spans
        variance = np.einsum("rp,pq,rq->r", slopes, fitted.errors.covariance, slopes)
        reach = stats.t.ppf((1 + fitted.level) / 2, fitted.errors.freedom) * np.sqrt(variance)
        bounds = {"low": y - reach, "high": y + reach}
    drawing.add(0, "", "line", x, y, tone=group.tone, **bounds)
