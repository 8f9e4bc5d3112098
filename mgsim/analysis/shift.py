"""How a half-effect concentration moves: with a competitor (Schild), or with voltage (Woodhull)."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import xarray as xr
from scipy import stats

from mgsim.analysis import interval
from mgsim.analysis.concentration import fit_hill
from mgsim.analysis.interval import profile
from mgsim.analysis.lanes import (
    OK,
    Axis,
    Lanes,
    axis,
    bath,
    factor,
    in_unit,
    label,
    lanes,
    provenance,
    readout,
)
from mgsim.analysis.least_squares import least_squares
from mgsim.analysis.marks import Drawing, Panel, chosen, extent, grid_of
from mgsim.language.errors import Fault, ResultError
from mgsim.language.ports import CONSTANTS

RT_OVER_F = float(CONSTANTS["R"][0]) / float(CONSTANTS["F"][0])  # mV/K
DIVALENT = ("mg_o", "ca_o", "zinc")
_REACH = 14.0  # how far in ln K a bound is looked for


def fit_shift(
    dataset: xr.Dataset,
    name: str,
    over: str,
    against: str,
    *,
    k: float | str | xr.DataArray | None = None,
    valence: float | None = None,
    temperature: str | float | None = None,
    level: float = interval.LEVEL,
    ci: str = "profile",
    **hill_options: Any,
) -> xr.Dataset:
    """Hill-fit `name` along `over` at every value of `against`, and say how the IC50 moves.

    Against a concentration B: dose ratio, log10(dose ratio - 1), the Schild line, and the fit of
    IC50 = IC50(0) (1 + B/K) (Gaddum 1937; Arunlakshana & Schild 1959), beside its prediction from
    `k`, a known constant of B (text with a unit, or an array over the other axes).
    Against a voltage: IC50 = K0 exp(V/s) and, where valence z and temperature are known, the
    electrical distance delta = R T/(z F s) (Woodhull 1973). valence is 2 for magnesium, calcium and
    zinc; temperature is the run's own. The other options are those of `fit_hill`.
    """
    array = readout(dataset, name)
    along = axis(array, against)
    if along.dim == axis(array, over).dim:
        raise ResultError(Fault("against", f"'{against}'", f"another axis than '{over}'"))
    table = fit_hill(dataset, name, over, ci=ci, level=level, **hill_options)
    laid = lanes(table, "ic50", along.name, least=1)
    if along.is_concentration:
        found = _schild(table, laid, along, k, level)
    elif along.is_voltage:
        charge = valence if valence is not None else 2.0 if over in DIVALENT else np.nan
        found = _voltage(laid, bath(dataset, laid, "temperature", "K", temperature), charge, level)
    else:
        what = f"'{against}' in {along.unit}"
        raise ResultError(Fault("against", what, "a concentration or a voltage"))
    options = {"against": along.name, "valence": valence, "temperature": temperature}
    options |= {"k": None if isinstance(k, xr.DataArray) else k}
    options |= json.loads(table.attrs["analysis_options"])
    return table.assign(found).assign_attrs(provenance(dataset, "shift", options))


@np.errstate(all="ignore")
def _schild(
    table: xr.Dataset, laid: Lanes, along: Axis, k: float | str | xr.DataArray | None, level: float
) -> dict[str, Any]:
    dose = _not_negative(along)
    fit, ends, shift_status = _gaddum(dose, laid.y, level)
    zero, ln_k = fit.theta[:, 0], fit.theta[:, 1]
    at_zero = np.flatnonzero(dose == 0)
    own = laid.y[:, at_zero[0]] if at_zero.size else np.exp(zero)
    own = np.where(np.isfinite(own), own, np.nan)
    ratio = laid.y / own[:, None]
    with np.errstate(all="ignore"):
        log_ratio = np.where((ratio > 1) & (dose > 0), np.log10(ratio - 1), np.nan)
        log_dose = np.where(dose > 0, np.log10(dose), np.nan)
    line = _lines(log_dose, log_ratio, level)
    is_ok = shift_status == OK
    unit, amount = along.unit, laid.unit
    words = f"apparent constant of {along.name}"
    columns = {
        "ic50_0": (own, amount, f"half-effect concentration without {along.name}"),
        "schild_slope": (line["slope"], "1", "slope of log10(dose ratio - 1) against log10(dose)"),
        "schild_slope_low": (line["slope_low"], "1", "lower end of the slope's interval"),
        "schild_slope_high": (line["slope_high"], "1", "upper end of the slope's interval"),
        "schild_k": (10 ** (-line["intercept"] / line["slope"]), unit, f"{words}, Schild line"),
        "k": (np.where(is_ok, np.exp(ln_k), np.nan), unit, f"{words}, slope 1"),
        "k_low": (np.where(is_ok, np.exp(ends.low), np.nan), unit, "lower end of its interval"),
        "k_high": (np.where(is_ok, np.exp(ends.high), np.nan), unit, "upper end of its interval"),
        "shift_n": (np.isfinite(laid.y).sum(axis=1), "1", "half-effects in the fit of the shift"),
        "shift_status": (shift_status, "", "'ok', or why there is no constant"),
    }
    found = {name: laid.variable(*column) for name, column in columns.items()}
    named = {
        "dose_ratio": (ratio, "1", f"ic50 over ic50 without {along.name}"),
        "log_dose_ratio": (log_ratio, "1", "log10(dose ratio - 1)"),
    }
    found |= {name: laid.variable(*column, dims=(along.dim,)) for name, column in named.items()}
    return found | _predicted(table, found, along, k)


@np.errstate(all="ignore")
def _predicted(
    table: xr.Dataset,
    found: dict[str, Any],
    along: Axis,
    k: float | str | xr.DataArray | None,
) -> dict[str, Any]:
    """IC50(0) (1 + B/K) and how far the fitted half-effects are from it, relative."""
    whole = table.assign(found)
    if k is None:
        constant, whence = whole["k"], "the fitted constant"
    elif isinstance(k, xr.DataArray):
        constant = k * factor(str(k.attrs.get("units", along.unit)), along.unit, "k")[0]
        whence = "the given constants"
    else:
        number = in_unit(k, along.unit, "k")
        if not number > 0:
            raise ResultError(Fault("k", f"'{k}'", "a concentration above zero"))
        constant, whence = xr.DataArray(number), f"{number:g} {along.unit}"
    dose = xr.DataArray(along.values, dims=(along.dim,))
    predicted = (whole["ic50_0"] * (1 + dose / constant)).transpose(*whole["ic50"].dims)
    says = f"ic50_0*(1 + {along.name}/K) with {whence}"
    attrs = {"units": whole["ic50"].attrs.get("units", ""), "long_name": says}
    gap = whole["ic50"] / predicted - 1
    said = {"units": "1", "long_name": "ic50/predicted - 1"}
    dims = predicted.dims
    return {
        "predicted": (dims, predicted.values, attrs),
        "prediction_error": (dims, gap.transpose(*dims).values, said),
    }


def _not_negative(along: Axis) -> np.ndarray:
    if (along.values < 0).any():
        raise ResultError(
            Fault(f"axis {along.name}", f"{along.values.min():g}", "no value below zero")
        )
    return along.values


def _gaddum_line(theta: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """ln IC50 = ln IC50(0) + ln(1 + B/K); theta: ln IC50(0), ln K."""
    part = x / np.exp(theta[:, 1:2])
    slopes = np.stack((np.ones_like(part), -part / (1 + part)), axis=-1)
    return theta[:, :1] + np.log1p(part), slopes


def _gaddum(dose: np.ndarray, ic50: np.ndarray, level: float) -> tuple[Any, Any, np.ndarray]:
    with np.errstate(all="ignore"):
        y = np.log(ic50)
    known = np.isfinite(y)
    first = np.where(known.any(1), np.nanmin(np.where(known, y, np.inf), axis=1), 0.0)
    best, start = np.full(len(y), np.inf), np.zeros((len(y), 2))
    for ln_k in np.log(dose[dose > 0].max()) + np.linspace(-12, 7, 39):
        theta = np.stack((first, np.full(len(y), ln_k)), axis=1)
        gap = np.where(known, y - _gaddum_line(theta, dose)[0], 0.0)
        mean = gap.sum(1) / np.maximum(known.sum(1), 1)
        rss = np.where(known, (gap - mean[:, None]) ** 2, 0.0).sum(1)
        better = rss < best
        best[better] = rss[better]
        start[better] = np.stack((first + mean, theta[:, 1]), axis=1)[better]
    fit = least_squares(_gaddum_line, dose, y, start, np.zeros((len(y), 2), bool))
    ends = profile(_gaddum_line, dose, y, fit, 1, level, _REACH)
    status = np.full(len(y), OK, dtype=object)
    moved = np.array([_moves(dose[row], one[row]) for row, one in zip(known, y, strict=True)])
    status[~fit.is_converged] = "the fit of the shift did not converge"
    status[~moved] = "no shift to higher concentrations"
    status[known.sum(1) < 2] = "fewer than two half-effects"
    return fit, ends, status


def _moves(dose: np.ndarray, ln_ic50: np.ndarray) -> bool:
    """True where the half-effect rises with the competitor."""
    return dose.size > 1 and ln_ic50[dose.argmax()] > ln_ic50[dose.argmin()] + 1e-9


def _lines(x: np.ndarray, y: np.ndarray, level: float) -> dict[str, np.ndarray]:
    """Straight lines, lane by lane: slope, intercept and their intervals (Student's t)."""
    known = np.isfinite(y) & np.isfinite(x)
    n = known.sum(axis=1)
    x, y = np.where(known, x, 0.0), np.where(known, y, 0.0)
    with np.errstate(all="ignore"):
        mean_x, mean_y = x.sum(1) / n, y.sum(1) / n
        dx = np.where(known, x - mean_x[:, None], 0.0)
        dy = np.where(known, y - mean_y[:, None], 0.0)
        sxx = (dx * dx).sum(1)
        slope = np.where(n > 1, (dx * dy).sum(1) / sxx, np.nan)
        intercept = mean_y - slope * mean_x
        rss = ((dy - slope[:, None] * dx) ** 2).sum(1)
        sd = np.sqrt(rss / np.where(n > 2, n - 2, np.nan))
        width = stats.t.ppf((1 + level) / 2, np.maximum(n - 2, 1))
        wide, high = width * sd / np.sqrt(sxx), width * sd * np.sqrt(1 / n + mean_x**2 / sxx)
    return {
        "slope": slope,
        "intercept": intercept,
        "slope_low": slope - wide,
        "slope_high": slope + wide,
        "intercept_low": intercept - high,
        "intercept_high": intercept + high,
        "n": n,
    }


@np.errstate(all="ignore")
def _voltage(laid: Lanes, kelvins: np.ndarray, charge: float, level: float) -> dict[str, Any]:
    with np.errstate(all="ignore"):
        line = _lines(laid.x[None, :] + 0 * laid.y, np.log(laid.y), level)
        thermal = RT_OVER_F * kelvins / charge
    unit, amount = laid.axis.unit, laid.unit
    mv = factor("mV", unit)[0]  # the axis may be in V
    status = np.where(line["n"] > 1, OK, "fewer than two half-effects").astype(object)
    columns = {
        "k_0": (np.exp(line["intercept"]), amount, "half-effect concentration at 0 mV"),
        "k_0_low": (np.exp(line["intercept_low"]), amount, "lower end of its interval"),
        "k_0_high": (np.exp(line["intercept_high"]), amount, "upper end of its interval"),
        "e_fold": (1 / line["slope"], unit, "voltage for an e-fold half-effect concentration"),
        "delta": (thermal * mv * line["slope"], "1", "electrical distance of the site"),
        "delta_low": (thermal * mv * line["slope_low"], "1", "lower end of its interval"),
        "delta_high": (thermal * mv * line["slope_high"], "1", "upper end of its interval"),
        "shift_n": (line["n"], "1", "half-effects in the line"),
        "shift_status": (status, "", "'ok', or why there is no line"),
    }
    return {name: laid.variable(*column) for name, column in columns.items()}


def mark_shift(dataset: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """What the figure of `shift` shows: half-effects with their line, and the Schild plot."""
    asked = json.loads(table.attrs["analysis_options"])
    laid = lanes(table, "ic50", asked["against"], least=1)
    along = laid.axis
    y_says = label(f"half-effect of {asked['over']}", laid.unit)
    is_schild = along.is_concentration
    mg = ("x" if along.is_magnesium else "") + ("y" if asked["over"] == "mg_o" else "")
    if is_schild:
        scale = "symlog" if (along.values == 0).any() else "log"
        panels = (
            Panel("half-effect against the competitor", along.label, y_says, scale, "log", mg),
            Panel(
                "Schild plot", label(f"{along.name}", along.unit), "log10(dose ratio - 1)", "log",
                mg=mg.replace("y", ""),
            ),
        )  # fmt: skip
    else:
        panels = (
            Panel("half-effect against voltage", along.label, y_says, y_scale="log", mg=mg),
            Panel("distance from the line", along.label, "ic50/line - 1", mg=mg.replace("y", "")),
        )
    drawing = Drawing(panels)
    flat = {
        name: np.ravel(table[name].transpose(*laid.dims).values)
        for name in table.data_vars
        if set(table[name].dims) == set(laid.dims)
    }
    for number, lane in enumerate(chosen(np.flatnonzero(flat["shift_status"] == OK))):
        draw = _schild_series if is_schild else _voltage_series
        draw(drawing, table, laid, flat, int(lane), str(number))
    return drawing.dataset(table.attrs)


def _row(table: xr.Dataset, name: str, laid: Lanes, lane: int) -> np.ndarray:
    """One lane of a variable that runs along the axis too."""
    return table[name].transpose(*laid.dims, laid.axis.dim).values.reshape(-1, laid.x.size)[lane]


def _named(laid: Lanes, lane: int) -> str:
    return f"{laid.names[lane]}: " if laid.names[lane] else ""


def _schild_series(drawing, table, laid, flat, lane, shade) -> None:
    dose = laid.axis.values
    ends = {end: _row(table, f"ci_{end}", laid, lane) for end in ("low", "high")}
    bounds = extent(flat["k_low"][lane], flat["k_high"][lane], flat["k"][lane])
    text = f"{_named(laid, lane)}K {flat['k'][lane]:.3g}{bounds} {laid.axis.unit}".strip()
    text += f", n = {flat['shift_n'][lane]}"
    drawing.add(0, text, "points", dose, laid.y[lane], **ends, tone=shade)
    smooth = grid_of(dose, "symlog" if (dose == 0).any() else "log")
    curve = flat["ic50_0"][lane] * (1 + smooth / flat["k"][lane])
    drawing.add(0, "", "line", smooth, curve, tone=shade)
    at, predicted = dose.argmax(), _row(table, "predicted", laid, lane)
    slope = (predicted[at] / flat["ic50_0"][lane] - 1) / dose[at]
    drawing.add(0, "", "dotted", smooth, flat["ic50_0"][lane] * (1 + slope * smooth), tone=shade)
    logs = _row(table, "log_dose_ratio", laid, lane)
    slope, log_k = flat["schild_slope"][lane], np.log10(flat["schild_k"][lane])
    bounds = extent(flat["schild_slope_low"][lane], flat["schild_slope_high"][lane], slope)
    text = f"slope {slope:.3g}{bounds}, " if np.isfinite(slope) else ""
    text += f"n = {np.isfinite(logs).sum()}"
    drawing.add(1, text, "points", dose, logs, tone=shade)
    smooth = grid_of(dose, "log")
    drawing.add(1, "", "line", smooth, slope * (np.log10(smooth) - log_k), tone=shade)


def _voltage_series(drawing, table, laid, flat, lane, shade) -> None:
    v, delta = laid.axis.values, flat["delta"][lane]
    ends = {end: _row(table, f"ci_{end}", laid, lane) for end in ("low", "high")}
    text = f"{_named(laid, lane)}K0 {flat['k_0'][lane]:.3g} {laid.unit}".strip()
    text += f", {flat['e_fold'][lane]:.3g} {laid.axis.unit} per e-fold"
    text += f", delta {delta:.2f}" if np.isfinite(delta) else ""
    text += f", n = {flat['shift_n'][lane]}"
    drawing.add(0, text, "points", v, laid.y[lane], **ends, tone=shade)
    line = flat["k_0"][lane] * np.exp(v / flat["e_fold"][lane])
    drawing.add(0, "", "line", v, line, tone=shade)
    drawing.add(1, "", "points", v, laid.y[lane] / line - 1, tone=shade)
