"""Concentration-response: half-effect concentration and Hill slope of any readout, lane by lane."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import xarray as xr

from mgsim.analysis import interval
from mgsim.analysis.hill_curve import FULL, ZERO, C, H, Say, Shape, fit_lanes, hill_curve, judge
from mgsim.analysis.interval import Interval
from mgsim.analysis.lanes import (
    OK,
    Lanes,
    concentration,
    factor,
    label,
    lanes,
    provenance,
)
from mgsim.analysis.least_squares import Fit
from mgsim.analysis.marks import Drawing, Panel, chosen, extent, grid_of, tone
from mgsim.language.errors import Fault, ResultError

METHODS = ("profile", "bootstrap", "none")
_REACH = {C: 14.0, H: 4.0}  # how far in ln c and ln h a bound is looked for


@dataclass(frozen=True)
class Asked:
    """How the interval of a fit is made."""

    ci: str = "profile"
    level: float = interval.LEVEL
    resamples: int = interval.RESAMPLES
    seed: int = 0

    def __post_init__(self) -> None:
        if self.ci not in METHODS:
            raise ResultError(Fault("ci", f"'{self.ci}'", "profile, bootstrap or none"))
        if not 0 < self.level < 1:
            raise ResultError(Fault("level", f"{self.level:g}", "a number between 0 and 1"))
        if self.resamples < 1:
            raise ResultError(Fault("resamples", str(self.resamples), "1 or more"))


@dataclass(frozen=True)
class Curves:
    """Every lane of one readout with its Hill curve; x is ln of the concentration."""

    laid: Lanes
    x: np.ndarray
    fit: Fit
    status: np.ndarray
    unit: str
    factor: float

    @property
    def is_ok(self) -> np.ndarray:
        return self.status == OK


def fit_hill(
    dataset: xr.Dataset,
    readout: str,
    over: str,
    *,
    top: float | None = None,
    bottom: float | None = None,
    slope: float | None = None,
    log_unit: str | None = None,
    unit: str | None = None,
    replicates: str | None = None,
    ci: str = "profile",
    level: float = interval.LEVEL,
    resamples: int = interval.RESAMPLES,
    seed: int = 0,
) -> xr.Dataset:
    """Fit a Hill curve (Hill 1910) to a readout along one concentration axis, for all other axes.

    y = y(0) + (y(inf) - y(0)) x^h/(x^h + IC50^h), h > 0, falling or rising as the data do.
    top, bottom, slope: levels of the readout and Hill slope that are known; else fitted.
    log_unit: the axis holds log10 of a concentration in this unit. unit: of the result, e.g. 'uM'.
    replicates: an axis of repeats that one fit takes together. ci: see `interval.py`.
    A lane without a result is NaN and says why in `status`. Raises ResultError for a wrong name.
    """
    asked = Asked(ci, level, resamples, seed)
    shape = _shape(top, bottom, slope)
    curves = fit_curves(dataset, readout, over, shape, log_unit, unit, replicates)
    out = _table(curves, asked)
    options = {"readout": readout, "over": over, "top": top, "bottom": bottom, "slope": slope}
    options |= {"replicates": replicates, "log_unit": log_unit, "ci": ci, "level": level}
    if ci == "bootstrap":
        options |= {"resamples": resamples, "bootstrap_seed": seed}
    return out.assign_attrs(provenance(dataset, "hill", options))


def _shape(top: float | None, bottom: float | None, slope: float | None) -> Shape:
    if top is not None and bottom is not None and not top > bottom:
        raise ResultError(Fault("top", f"{top:g}", f"a number above bottom ({bottom:g})"))
    if slope is not None and not slope > 0:
        hint = "A fall or a rise is read off the data."
        raise ResultError(Fault("Hill slope", f"{slope:g}", "a number above zero", hint))
    return Shape(top, bottom, slope)


def fit_curves(
    dataset: xr.Dataset,
    readout: str,
    over: str,
    shape: Shape,
    log_unit: str | None = None,
    unit: str | None = None,
    replicates: str | None = None,
) -> Curves:
    """Lay out and fit, without intervals; the other analyses build on it."""
    laid = lanes(dataset, readout, over, replicates)
    if log_unit is None:
        with np.errstate(divide="ignore"):
            x = np.log(np.where(concentration(laid.axis).values >= 0, laid.axis.values, np.nan))
        own = laid.axis.unit
    else:
        x, own = laid.axis.values * np.log(10), log_unit
    if np.isfinite(x).sum() < 2:
        what = f"{np.isfinite(x).sum()} value above zero"
        raise ResultError(Fault(f"axis {over}", what, "two or more"))
    times, shown = factor(own, unit)
    columns = np.repeat(x, laid.replicates)
    fit = fit_lanes(columns, laid.y, shape)
    say = Say(laid.axis.name, "" if shown == "1" else shown, times)
    return Curves(laid, columns, fit, judge(columns, laid.y, fit, shape, say), shown, times)


@np.errstate(all="ignore")
def _table(curves: Curves, asked: Asked) -> xr.Dataset:
    laid, fit, is_ok = curves.laid, curves.fit, curves.is_ok
    ends = intervals(curves, asked)
    theta = np.where(is_ok[:, None], fit.theta, np.nan)
    known = np.isfinite(laid.y)
    rises = theta[:, FULL] > theta[:, ZERO]
    middle = np.where(known.any(1), np.nanmean(np.where(known, laid.y, 0.0), axis=1), np.nan)
    total = np.where(known, (laid.y - middle[:, None]) ** 2, 0.0).sum(axis=1)
    with np.errstate(all="ignore"):
        r_squared = np.where(is_ok, 1 - fit.rss / total, np.nan)
    words = np.where(is_ok, np.where(rises, "rises", "falls"), "").astype(object)
    amount = curves.unit
    percent = f"{100 * asked.level:g} % interval"
    half = f"half-effect concentration of {laid.axis.name} (IC50 of a fall, EC50 of a rise)"
    columns = {
        "ic50": (np.exp(theta[:, C]) * curves.factor, amount, half),
        "ci_low": (np.exp(ends[C].low) * curves.factor, amount, f"lower end of the {percent}"),
        "ci_high": (np.exp(ends[C].high) * curves.factor, amount, f"upper end of the {percent}"),
        "hill": (np.exp(theta[:, H]), "1", "Hill slope"),
        "hill_ci_low": (np.exp(ends[H].low), "1", f"Hill slope, lower end of the {percent}"),
        "hill_ci_high": (np.exp(ends[H].high), "1", f"Hill slope, upper end of the {percent}"),
        "top": (np.fmax(theta[:, ZERO], theta[:, FULL]), laid.unit, "higher end of the curve"),
        "bottom": (np.fmin(theta[:, ZERO], theta[:, FULL]), laid.unit, "lower end of the curve"),
        "r_squared": (r_squared, "1", "part of the variance that the curve explains"),
        "n": (known.sum(axis=1), "1", "data in the fit"),
        "dropped": ((~known).sum(axis=1), "1", "data left out because they are NaN"),
        "direction": (words, "", "'falls' or 'rises' with the concentration"),
        "status": (curves.status, "", "'ok', or why there is no result"),
        "ci_note": (ends[C].note, "", "why an end of the interval of ic50 is missing, else ''"),
    }
    fields = {name: laid.variable(*column) for name, column in columns.items()}
    return xr.Dataset(fields, laid.others.coords)


def intervals(curves: Curves, asked: Asked) -> dict[int, Interval]:
    """The intervals of ln c and ln h, lane by lane; NaN where the lane is not ok."""
    y, fit, count = curves.laid.y, curves.fit, len(curves.status)
    empty = Interval(np.full(count, np.nan), np.full(count, np.nan), np.full(count, "", object))
    if asked.ci == "none":
        return {C: empty, H: empty}
    able = np.flatnonzero(curves.is_ok)
    some = fit.take(able)
    if asked.ci == "profile":
        found = {
            k: interval.profile(hill_curve, curves.x, y[able], some, k, asked.level, _REACH[k])
            for k in (C, H)
        }
    else:
        found = _resampled(curves, able, asked)
    return {k: _spread(one, able, count) for k, one in found.items()}


def _resampled(curves: Curves, able: np.ndarray, asked: Asked) -> dict[int, Interval]:
    laid, some = curves.laid, curves.fit.take(able)
    names = [laid.names[lane] for lane in able]
    samples = interval.bootstrap(
        hill_curve, curves.x, laid.y[able], some, names, asked.seed, asked.resamples,
        laid.replicates,
    )  # fmt: skip
    out = {}
    for k in (C, H):
        places = laid.axis.values.size if laid.replicates > 1 else 0
        freedom = some.points - places if places else some.freedom
        rows = [
            interval.percentiles(samples[lane, :, k], freedom[lane], asked.level)
            for lane in range(able.size)
        ]
        low, high, note = ([row[n] for row in rows] for n in range(3))
        out[k] = Interval(np.array(low), np.array(high), np.array(note, dtype=object))
    return out


def _spread(some: Interval, able: np.ndarray, count: int) -> Interval:
    """An interval of some lanes, laid out for all of them."""
    low, high = np.full(count, np.nan), np.full(count, np.nan)
    note = np.full(count, "", dtype=object)
    low[able], high[able], note[able] = some.low, some.high, some.note
    return Interval(low, high, note)


def mark_hill(dataset: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """What the figure of `hill` shows: some lanes with their curves, and every half-effect."""
    asked = json.loads(table.attrs["analysis_options"])
    laid = lanes(dataset, asked["readout"], asked["over"], asked.get("replicates"))
    flat = {str(name): np.ravel(found.values) for name, found in table.data_vars.items()}
    able = np.flatnonzero(flat["status"] == OK)
    shown = chosen(able)
    is_log_axis = asked.get("log_unit") is not None
    has_zero = bool((laid.axis.values <= 0).any()) and not is_log_axis
    scale = "linear" if is_log_axis else "symlog" if has_zero else "log"
    unit = table["ic50"].attrs["units"]
    title = f"{shown.size} of {flat['status'].size} fits"
    mg = "x" if laid.axis.is_magnesium else ""
    many = f"half-effect of {laid.axis.name} ({unit})"
    drawing = Drawing(
        (
            Panel(title, laid.axis.label, label(asked["readout"], laid.unit), scale, mg=mg),
            Panel(f"{able.size} half-effects", _along(laid), many, y_scale="log", mg=mg and "y"),
        )
    )
    times = 1.0 if is_log_axis else factor(unit, laid.axis.unit)[0]
    for number, lane in enumerate(shown):
        _curve(drawing, laid, flat, int(lane), number, times, scale, unit)
    _half_effects(drawing, laid, flat, able, shown)
    return drawing.dataset(table.attrs)


def _along(laid: Lanes) -> str:
    """The label of the axis that the half-effects are drawn against: the longest numeric one."""
    dim = _main_axis(laid)
    if dim is None:
        return "lane"
    attrs = laid.others[dim].attrs
    return label(str(attrs.get("long_name", dim)), str(attrs.get("units", "1")))


def _main_axis(laid: Lanes) -> str | None:
    numeric = [
        (size, str(dim))
        for dim, size in laid.sizes.items()
        if np.issubdtype(laid.others[dim].dtype, np.number) and size > 1
    ]
    return max(numeric)[1] if numeric else None


def _curve(
    drawing: Drawing,
    laid: Lanes,
    flat: dict[str, np.ndarray],
    lane: int,
    number: int,
    times: float,
    scale: str,
    unit: str,
) -> None:
    shade = tone(laid.sizes, lane, number)
    zero, full = flat["top"][lane], flat["bottom"][lane]
    if flat["direction"][lane] == "rises":
        zero, full = full, zero
    x = grid_of(laid.axis.values, scale)
    half = flat["ic50"][lane] * times
    ratio = np.power(10.0, x) / half if scale == "linear" else x / half
    with np.errstate(divide="ignore"):
        power = ratio ** flat["hill"][lane]
    drawing.add(0, "", "line", x, zero + (full - zero) * power / (1 + power), tone=shade)
    ends = extent(flat["ci_low"][lane], flat["ci_high"][lane], flat["ic50"][lane])
    name = f"{laid.names[lane]}: " if laid.names[lane] else ""
    text = f"{name}{flat['ic50'][lane]:.3g}{ends} {unit}, h {flat['hill'][lane]:.3g}"
    text += f", n = {flat['n'][lane]}"
    drawing.add(0, text, "points", laid.x, laid.y[lane], tone=shade)


def _half_effects(
    drawing: Drawing,
    laid: Lanes,
    flat: dict[str, np.ndarray],
    able: np.ndarray,
    shown: np.ndarray,
) -> None:
    dim = _main_axis(laid)
    index = np.array(np.unravel_index(able, laid.shape or (1,)))
    x = able.astype(float)
    groups = np.zeros(able.size, int)
    if dim is not None:
        at = laid.dims.index(dim)
        x = np.asarray(laid.others[dim].values, float)[index[at]]
        rest = [k for k in range(len(laid.dims)) if k != at]
        if rest:
            sizes = [laid.shape[k] for k in rest]
            groups = np.ravel_multi_index(tuple(index[rest]), sizes)
    kinds = chosen(np.unique(groups))
    for number, group in enumerate(kinds):
        own = groups == group
        lane = able[own]
        words = [w for w in laid.names[lane[0]].split(", ") if not w.startswith(f"{dim} = ")]
        ends = {end: flat[f"ci_{end}"][lane] for end in ("low", "high")}
        shade = tone(laid.sizes, int(lane[0]), number) if dim != "mg_o" else str(number)
        drawing.add(1, ", ".join(words), "bars", x[own], flat["ic50"][lane], **ends, tone=shade)
