"""Current-voltage and block-voltage relations: their landmarks, and the block that they imply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from mgsim.analysis import interval
from mgsim.analysis.block_curve import (
    MIDDLE,
    REVERSAL,
    SCALE,
    TOP,
    fit_block,
    through,
    woodhull,
)
from mgsim.analysis.interval import Interval, profile
from mgsim.analysis.landmarks import LANDMARKS, landmarks
from mgsim.analysis.lanes import (
    OK,
    Lanes,
    bath,
    factor,
    in_unit,
    lanes,
    planes,
    provenance,
)
from mgsim.analysis.least_squares import Fit, Formula
from mgsim.analysis.shift import RT_OVER_F
from mgsim.language.errors import Fault, ResultError
from mgsim.language.units import parse_unit

_REACH = {MIDDLE: 400.0, SCALE: 3.0, TOP: np.inf, REVERSAL: 200.0}
_REACH_K = 14.0
_FLAT = 1e-9
VALENCE = 2.0


@dataclass(frozen=True)
class _Setup:
    """What is known beside the data, lane by lane."""

    laid: Lanes
    v: np.ndarray  # mV, one for each column
    ln_mg: np.ndarray  # (lanes, columns), in mM; NaN where unknown, -inf for none
    thermal: np.ndarray  # (lanes,) R T/(z F), mV
    is_current: bool
    is_joint: bool
    volts: float  # what turns mV into the axis's unit


def fit_iv(
    dataset: xr.Dataset,
    name: str,
    over: str = "v_hold",
    *,
    mg: str | float | None = None,
    jointly: bool = False,
    top: float | None = None,
    reversal: str | float | None = None,
    valence: float = VALENCE,
    temperature: str | float | None = None,
    replicates: str | None = None,
    level: float = interval.LEVEL,
) -> xr.Dataset:
    """Fit a Boltzmann / Woodhull block to a current or a block curve along a voltage axis.

    A readout in a unit of current is g (V - e_rev) B(V), and its landmarks come too; any other is
    top B(V). B = 1/(1 + exp(-(V - V1/2)/s)); with [Mg] known K0 = Mg exp(-V1/2/s), and with the
    temperature delta = R T/(z F s) (Woodhull 1973). mg: the magnesium, where it is no axis and not
    the config's. jointly: one K0 and delta for all of the axis mg_o. top: the unblocked value (or
    the conductance), reversal: the reversal potential, where they are known.
    Intervals are of the profile likelihood. Raises ResultError for a wrong name or unit.
    """
    setup = _setup(dataset, name, over, mg, jointly, (valence, temperature), replicates)
    zero = None if reversal is None else in_unit(reversal, "mV", "reversal")
    y = setup.laid.y
    ln_mg = setup.ln_mg if jointly else None
    fit, formula, places = fit_block(setup.v, y, ln_mg, top, setup.is_current, zero)
    status = _judge(setup, fit)
    ends = _ends(setup, (fit, formula, places), status, level)
    out = _table(setup, fit, status, ends, level)
    if setup.is_current and not jointly:
        out = out.assign(_landmarks(setup))
    options = {"readout": name, "over": setup.laid.axis.name, "mg": mg, "jointly": jointly or None}
    options |= {"top": top, "reversal": zero, "valence": valence, "temperature": temperature}
    options |= {"replicates": replicates, "level": level}
    return out.assign_attrs(provenance(dataset, "iv", options))


def _setup(
    dataset: xr.Dataset,
    name: str,
    over: str,
    mg: str | float | None,
    jointly: bool,
    thermal: tuple[float, str | float | None],
    replicates: str | None,
) -> _Setup:
    if jointly:
        laid, beside = planes(dataset, name, over, "mg_o", replicates)
        v = np.repeat(laid.axis.values, beside.values.size * laid.replicates)
        amount = np.tile(np.repeat(beside.values, laid.replicates), laid.axis.values.size)
        amount = amount * factor(beside.unit, "mM")[0] * np.ones((len(laid.names), 1))
    else:
        laid = lanes(dataset, name, over, replicates)
        v = laid.x
        amount = bath(dataset, laid, "mg_o", "mM", mg)[:, None] * np.ones(v.size)
    if not laid.axis.is_voltage:
        what = f"'{over}' in {laid.axis.unit}"
        raise ResultError(Fault("over", what, "an axis of voltages"))
    millivolts = factor(laid.axis.unit, "mV")[0]
    with np.errstate(divide="ignore"):
        ln_mg = np.log(amount)
    is_current = parse_unit(laid.unit).dims == parse_unit("pA").dims
    kelvins = bath(dataset, laid, "temperature", "K", thermal[1])
    rt = RT_OVER_F * kelvins / thermal[0]
    return _Setup(laid, v * millivolts, ln_mg, rt, is_current, jointly, 1 / millivolts)


def _judge(setup: _Setup, fit: Fit) -> np.ndarray:
    """(lanes,) 'ok', or why there is no block to report."""
    status = np.full(len(setup.laid.y), OK, dtype=object)
    for lane, y in enumerate(setup.laid.y):
        known = np.isfinite(y)
        least = int((~fit.fixed[lane]).sum()) + 1
        if known.sum() < least or np.unique(setup.v[known]).size < min(least, 3):
            status[lane] = f"too few points: {known.sum()} of {y.size}, {least} needed"
        elif np.isneginf(setup.ln_mg[lane][known]).all():
            status[lane] = "no magnesium, no block"
        elif np.ptp(y[known]) <= _FLAT * np.abs(y[known]).max():
            status[lane] = "flat: the readout does not change with voltage"
        elif not setup.is_current and np.polyfit(setup.v[known], y[known], 1)[0] * y.sum() < 0:
            status[lane] = "falls with voltage: not the block by an external cation"
        elif not fit.is_converged[lane]:
            status[lane] = "the fit did not converge"
        elif fit.theta[lane, TOP] <= 0:
            word = "conductance" if setup.is_current else "unblocked value"
            status[lane] = f"the {word} is below zero: the readout has another sign"
    return status


Fitted = tuple[Fit, Formula, np.ndarray]


def _ends(setup: _Setup, fitted: Fitted, status: np.ndarray, level: float) -> dict[str, Interval]:
    """Intervals of the free parameters, and of ln K0, in the fit's own units."""
    fit, formula, places = fitted
    lanes_ok = np.flatnonzero(status == OK)
    y = setup.laid.y
    names = {"first": MIDDLE, "scale": SCALE, "top": TOP}
    if setup.is_current:
        names["reversal"] = REVERSAL
    found = {}
    for name, index in names.items():
        reach = _REACH_K if name == "first" and setup.is_joint else _REACH[index]
        if not np.isfinite(reach):
            reach = 1e3 * float(np.nanmax(np.abs(fit.theta[lanes_ok, TOP]), initial=1.0))
        found[name] = _some(formula, places, y, fit, index, (lanes_ok, level, reach))
    if not setup.is_joint:
        has = np.flatnonzero((status == OK) & np.isfinite(setup.ln_mg).all(axis=1))
        found["k_0"] = _of_k(setup, fit, has, level)
    return found


def _some(
    formula: Formula,
    places: np.ndarray,
    y: np.ndarray,
    fit: Fit,
    index: int,
    how: tuple[np.ndarray, float, float],
) -> Interval:
    able, level, reach = how
    own = places if places.ndim == 1 else places[able]
    one = profile(formula, own, y[able], fit.take(able), index, level, reach)
    out = Interval(np.full(len(y), np.nan), np.full(len(y), np.nan), np.full(len(y), "", object))
    out.low[able], out.high[able], out.note[able] = one.low, one.high, one.note
    return out


@np.errstate(all="ignore")
def _of_k(setup: _Setup, fit: Fit, able: np.ndarray, level: float) -> Interval:
    """The interval of ln K0 from the same lanes, written as Woodhull's curve."""
    y, theta = setup.laid.y, fit.theta.copy()
    theta[:, MIDDLE] = setup.ln_mg[:, 0] - theta[:, MIDDLE] / np.exp(theta[:, SCALE])
    places = np.stack((np.broadcast_to(setup.v, y.shape), setup.ln_mg), axis=-1)
    same = Fit(theta, fit.rss, fit.is_converged, fit.fixed, fit.points)
    formula = through(woodhull) if setup.is_current else woodhull
    return _some(formula, places, y, same, MIDDLE, (able, level, _REACH_K))


@np.errstate(all="ignore")
def _table(
    setup: _Setup, fit: Fit, status: np.ndarray, ends: dict[str, Interval], level: float
) -> xr.Dataset:
    laid = setup.laid
    theta = np.where((status == OK)[:, None], fit.theta, np.nan)
    scale = np.exp(theta[:, SCALE])
    amount, mv = "mM", laid.axis.unit
    columns: dict[str, tuple[np.ndarray, str, str]] = {}

    def add(name: str, value: np.ndarray, end: Interval, unit: str, says: str, to: Any) -> None:
        columns[name] = (to(value), unit, says)
        pair = (to(end.low), to(end.high))
        low, high = np.fmin(*pair), np.fmax(*pair)
        columns[f"{name}_low"] = (low, unit, f"lower end of its {100 * level:g} % interval")
        columns[f"{name}_high"] = (high, unit, "upper end of the same")

    volts = setup.volts
    if setup.is_joint:
        add("k_0", theta[:, MIDDLE], ends["first"], amount, "Mg that blocks half at 0 mV", np.exp)
    else:
        half = theta[:, MIDDLE]
        add("v_half", half, ends["first"], mv, "half blocked", lambda x: x * volts)
        ln_k = setup.ln_mg[:, 0] - half / scale
        ln_k = np.where(np.isfinite(ln_k), ln_k, np.nan)
        add("k_0", ln_k, ends["k_0"], amount, "Mg that blocks half at 0 mV", np.exp)
    add("scale", theta[:, SCALE], ends["scale"], mv, "voltage for an e-fold block",
        lambda x: np.exp(x) * volts)  # fmt: skip
    add("delta", theta[:, SCALE], ends["scale"], "1", "electrical distance of the site",
        lambda x: setup.thermal * np.exp(-x))  # fmt: skip
    if setup.is_current:
        siemens = "nS" if (laid.unit, mv) == ("pA", "mV") else f"{laid.unit}/mV"
        add("conductance", theta[:, TOP], ends["top"], siemens, "without block", np.array)
        zero = theta[:, REVERSAL]
        add("e_rev", zero, ends["reversal"], mv, "reversal potential", lambda x: x * volts)
    else:
        add("top", theta[:, TOP], ends["top"], laid.unit, "unblocked value", np.array)
    columns |= _quality(laid, fit, status)
    return xr.Dataset(
        {name: laid.variable(*column) for name, column in columns.items()}, laid.others.coords
    )


def _quality(laid: Lanes, fit: Fit, status: np.ndarray) -> dict[str, tuple]:
    known = np.isfinite(laid.y)
    filled = np.where(known, laid.y, 0.0)
    with np.errstate(all="ignore"):
        total = (filled**2).sum(1) - filled.sum(1) ** 2 / known.sum(1)
        r_squared = np.where(status == OK, 1 - fit.rss / total, np.nan)
    return {
        "r_squared": (r_squared, "1", "part of the variance that the curve explains"),
        "n": (known.sum(1), "1", "data in the fit"),
        "dropped": ((~known).sum(1), "1", "data left out because they are NaN"),
        "status": (status, "", "'ok', or why there is no fit"),
    }


def _landmarks(setup: _Setup) -> dict[str, xr.Variable]:
    laid = setup.laid
    mean = laid.y.reshape(len(laid.y), -1, laid.replicates)
    known = np.isfinite(mean)
    with np.errstate(invalid="ignore"):
        mean = np.where(known, mean, 0).sum(-1) / known.sum(-1)
    found = np.array([landmarks(laid.axis.values, row) for row in mean])
    units = {"V": laid.axis.unit, "I": laid.unit, "G": f"{laid.unit}/{laid.axis.unit}"}
    return {
        name: laid.variable(found[:, k], units[kind], says)
        for k, (name, kind, says) in enumerate(LANDMARKS)
    }
