"""Relaxations of a trace after a step: one exponential or two, and which the data can tell."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import xarray as xr
from scipy import stats

from mgsim.analysis import interval
from mgsim.analysis.concentration import Asked
from mgsim.analysis.exponentials import exponentials, fit_exponentials
from mgsim.analysis.interval import Interval, profile
from mgsim.analysis.lanes import OK, Lanes, in_unit, label, lanes, provenance
from mgsim.analysis.least_squares import Fit
from mgsim.analysis.marks import Drawing, Panel, chosen, extent
from mgsim.language.errors import Fault, ResultError

FLOOR = 1e-4  # rms left over, as a part of the relaxation, that is no second exponential
CHANCE = 0.001  # of an F test that calls for a second exponential
LEAST_PART, LEAST_RATIO = 0.005, 1.5  # of the amplitude, and of the two time constants
ONE_IS_ENOUGH = "one exponential is enough"
NOT_TOLD = "two exponentials are not determined by the trace"
_REACH = 7.0  # how far in ln tau a bound is looked for


@dataclass(frozen=True)
class _Choice:
    """Both fits of every lane and what was chosen.

    terms: (lanes,) 1 or 2. status, note: (lanes,). chance: p of the F test. gain: the
    fall of AICc. left: rms left over, relative.
    """

    fits: dict[int, Fit]
    terms: np.ndarray
    status: np.ndarray
    note: np.ndarray
    chance: np.ndarray
    gain: np.ndarray
    left: np.ndarray


def fit_relaxation(
    dataset: xr.Dataset,
    name: str,
    *,
    after: str | float,
    until: str | float | None = None,
    terms: int | None = None,
    end: float | None = None,
    over: str = "time",
    floor: float = FLOOR,
    ci: str = "profile",
    level: float = interval.LEVEL,
    resamples: int = interval.RESAMPLES,
    seed: int = 0,
) -> xr.Dataset:
    """Fit y = end + a_1 exp(-t/tau_1) [+ a_2 exp(-t/tau_2)] to a trace from `after` on.

    terms: 1, 2, or None for as many as the data can tell. Two are taken only where all of this
    holds: one leaves an rms above `floor` times the range of the trace; the F test of the extra sum
    of squares gives p < 0.001, and AICc (Hurvich & Tsai 1989) is lower; the smaller part has 0.5 %
    of the amplitude, the time constants differ by half. Asked for two where they do not hold, a
    lane is NaN and its status says 'one exponential is enough', or that two are not determined.
    ci: residuals of neighbouring samples are taken for independent, which those of a simulation are
    not. Raises ResultError for a wrong name.
    """
    asked = Asked(ci, level, resamples, seed)
    if terms not in (None, 1, 2):
        raise ResultError(Fault("terms", str(terms), "1, 2 or none for as many as there are"))
    laid, x, y = _cut(dataset, name, over, after, until)
    choice = _choose(x, y, terms, end, floor)
    out = _table(laid, x, y, choice, asked)
    options = {"readout": name, "over": over, "after": after, "until": until, "terms": terms}
    options |= {"end": end, "floor": floor, "ci": ci, "level": level}
    options |= {"resamples": resamples, "bootstrap_seed": seed} if ci == "bootstrap" else {}
    return out.assign_attrs(provenance(dataset, "relaxation", options))


def _cut(
    dataset: xr.Dataset,
    name: str,
    over: str,
    after: str | float,
    until: str | float | None,
) -> tuple[Lanes, np.ndarray, np.ndarray]:
    """The trace between the two steps (not at them), and the time since the first."""
    laid = lanes(dataset, name, over)
    t, unit = laid.axis.values, laid.axis.unit
    begin = in_unit(after, unit, "after")
    stop = np.inf if until is None else in_unit(until, unit, "until")
    own = (t > begin) & (t < stop)
    if own.sum() < 5:
        what = f"{own.sum()} samples between {begin:g} and {stop:g} {unit}"
        hint = f"The trace runs from {t.min():g} to {t.max():g} {unit}."
        raise ResultError(Fault("after, until", what, "5 or more", hint))
    return laid, t[own] - begin, laid.y[:, own]


@np.errstate(all="ignore")
def _choose(
    x: np.ndarray, y: np.ndarray, terms: int | None, end: float | None, floor: float
) -> _Choice:
    known = np.isfinite(y)
    one, two = (fit_exponentials(x, y, k, end) for k in (1, 2))
    n = known.sum(axis=1)
    size = np.where(n > 0, _range(y, known), np.nan)
    with np.errstate(all="ignore"):
        rms = np.sqrt(one.rss / n) / size
        chance = _f_test(one, two)
        gain = _aicc(one) - _aicc(two)
        parts = np.abs(two.theta[:, 2::2])
        part = parts.min(axis=1) / parts.sum(axis=1)
        apart = np.exp(two.theta[:, 3] - two.theta[:, 1]) >= LEAST_RATIO
    is_more = (rms > floor) & (chance < CHANCE) & (gain > 0)
    is_two = is_more & two.is_converged & (part >= LEAST_PART) & apart & _inside(x, two)
    took = np.where(is_two, 2, 1) if terms is None else np.full(len(y), terms)
    status, note = _words(x, y, (one, two), took, (is_more, is_two))
    with np.errstate(all="ignore"):
        left = np.sqrt(np.where(took == 2, two.rss, one.rss) / n) / size
    return _Choice({1: one, 2: two}, took, status, note, chance, gain, left)


def _range(y: np.ndarray, known: np.ndarray) -> np.ndarray:
    high, low = np.where(known, y, -np.inf).max(axis=1), np.where(known, y, np.inf).min(axis=1)
    return high - low


def _f_test(one: Fit, two: Fit) -> np.ndarray:
    """p of the extra sum of squares (Bates & Watts 1988, ch. 3)."""
    extra = one.freedom - two.freedom
    ratio = (one.rss - two.rss) / extra / (two.rss / np.maximum(two.freedom, 1))
    return np.where(two.freedom > 0, stats.f.sf(ratio, extra, np.maximum(two.freedom, 1)), 1.0)


def _aicc(fit: Fit) -> np.ndarray:
    n = fit.points
    k = n - fit.freedom + 1
    return n * np.log(fit.rss / n) + 2 * k + 2 * k * (k + 1) / np.maximum(n - k - 1, 1e-9)


def _inside(x: np.ndarray, fit: Fit) -> np.ndarray:
    """True where every time constant is one that the trace can tell."""
    taus = np.exp(fit.theta[:, 1::2])
    step, span = np.diff(np.sort(x)).min(), x.max()
    return ((taus > step / 3) & (taus < 3 * span)).all(axis=1)


def _words(
    x: np.ndarray,
    y: np.ndarray,
    fits: tuple[Fit, Fit],
    took: np.ndarray,
    better: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """Status and note of each lane. better: where one is not enough, and where two are good."""
    is_more, is_two = better
    status, note = (np.full(len(y), word, dtype=object) for word in (OK, ""))
    inside = {k: _inside(x, fit) for k, fit in enumerate(fits, 1)}
    for lane, k in enumerate(took):
        fit, known = fits[k - 1], np.isfinite(y[lane])
        if known.sum() < 5 or fit.freedom[lane] < 1:
            status[lane] = f"too few points: {known.sum()}"
        elif np.ptp(y[lane][known]) <= 1e-9 * np.abs(y[lane][known]).max():
            status[lane] = "flat: the trace does not change"
        elif k == 2 and not is_two[lane]:
            status[lane] = NOT_TOLD if is_more[lane] else ONE_IS_ENOUGH
        elif not fit.is_converged[lane]:
            status[lane] = "the fit did not converge"
        elif not inside[k][lane]:
            status[lane] = "outside the trace: a time constant below its step or above its length"
        elif k == 1 and is_two[lane]:
            note[lane] = "two exponentials fit better"
        elif k == 1 and is_more[lane]:
            note[lane] = "one leaves too much, but two are not determined: try another window"
    return status, note


@np.errstate(all="ignore")
def _table(laid: Lanes, x: np.ndarray, y: np.ndarray, choice: _Choice, asked: Asked) -> xr.Dataset:
    lanes_count = len(y)
    numbers = np.full((lanes_count, 5), np.nan)  # end, then ln tau and amplitude of each
    ends = {k: (np.full(lanes_count, np.nan), np.full(lanes_count, np.nan)) for k in (1, 3)}
    for terms, fit in choice.fits.items():
        able = np.flatnonzero((choice.status == OK) & (choice.terms == terms))
        numbers[able, : 1 + 2 * terms] = fit.theta[able]
        for index in (1, 3)[:terms]:
            found = _interval(x, y[able], fit.take(able), terms, index, able, laid, asked)
            ends[index][0][able], ends[index][1][able] = found.low, found.high
    unit, time = laid.unit, laid.axis.unit
    columns: dict[str, tuple] = {
        "terms": (np.where(choice.status == OK, choice.terms, 0), "1", "exponentials in the fit"),
        "end": (numbers[:, 0], unit, "level that it relaxes to"),
    }
    for k, (index, word) in enumerate(((1, "fast or only"), (3, "slow")), 1):
        tau, (low, high) = np.exp(numbers[:, index]), ends[index]
        columns[f"tau_{k}"] = (tau, time, f"{word} time constant")
        columns[f"tau_{k}_low"] = (np.exp(low), time, "lower end of its interval")
        columns[f"tau_{k}_high"] = (np.exp(high), time, "upper end of its interval")
        columns[f"a_{k}"] = (numbers[:, index + 1], unit, f"{word} amplitude at the step")
    size = np.abs(numbers[:, [2, 4]])
    share = np.where(
        np.isnan(size[:, 0]), np.nan, size[:, 0] / np.nansum(size, axis=1).clip(1e-300)
    )
    columns["fast_part"] = (share, "1", "part of the amplitude that is fast")
    columns |= {
        "p_two": (choice.chance, "1", "F test: chance that a second exponential is noise"),
        "aicc_gain": (choice.gain, "1", "fall of AICc by a second exponential"),
        "left_over": (choice.left, "1", "rms that the fit leaves, of the range of the trace"),
        "n": (np.isfinite(y).sum(axis=1), "1", "samples in the fit"),
        "dropped": ((~np.isfinite(y)).sum(axis=1), "1", "samples left out because they are NaN"),
        "status": (choice.status, "", "'ok', or why there is no result"),
        "note": (choice.note, "", "what else the data say"),
    }
    fields = {name: laid.variable(*column) for name, column in columns.items()}
    return xr.Dataset(fields, laid.others.coords)


def _interval(
    x: np.ndarray,
    y: np.ndarray,
    fit: Fit,
    terms: int,
    index: int,
    able: np.ndarray,
    laid: Lanes,
    asked: Asked,
) -> Interval:
    """The interval of one ln tau, lane by lane."""
    formula, nothing = exponentials(terms), np.full(len(y), np.nan)
    if asked.ci == "none" or not len(y):
        return Interval(nothing, nothing, np.full(len(y), "", dtype=object))
    if asked.ci == "profile":
        return profile(formula, x, y, fit, index, asked.level, _REACH)
    names = [laid.names[lane] for lane in able]
    samples = interval.bootstrap(formula, x, y, fit, names, asked.seed, asked.resamples)
    rows = [
        interval.percentiles(samples[k, :, index], fit.freedom[k], asked.level)
        for k in range(len(y))
    ]
    low, high, note = (np.array([row[n] for row in rows]) for n in range(3))
    return Interval(low, high, note)


def mark_relaxation(dataset: xr.Dataset, table: xr.Dataset) -> xr.Dataset:
    """What the figure of `fit_relaxation` shows: some traces with their fits, and what is left."""
    asked = json.loads(table.attrs["analysis_options"])
    laid, x, y = _cut(dataset, asked["readout"], asked["over"], asked["after"], asked.get("until"))
    flat = {str(n): np.ravel(v.transpose(*laid.dims).values) for n, v in table.data_vars.items()}
    shown = chosen(np.flatnonzero(flat["status"] == OK))
    time = label("time since the step", laid.axis.unit)
    value = label(asked["readout"], laid.unit)
    panels = (
        Panel(f"{shown.size} of {flat['status'].size} traces", time, value, "log"),
        Panel("left over by the fit", time, label("trace - fit", laid.unit), "log"),
    )
    drawing = Drawing(panels)
    places = np.unique(np.geomspace(1, x.size, 300).astype(int) - 1)
    for number, lane in enumerate(shown):
        t, shade = x[places], str(number)
        fit = flat["end"][lane] + sum(
            np.nan_to_num(flat[f"a_{k}"][lane]) * np.exp(-t / flat[f"tau_{k}"][lane])
            for k in range(1, int(flat["terms"][lane]) + 1)
        )
        bits = [_tau(flat, k, int(lane)) for k in range(1, int(flat["terms"][lane]) + 1)]
        text = f"{laid.names[lane]}: " if laid.names[lane] else ""
        text += f"{' and '.join(bits)} {laid.axis.unit}, n = {flat['n'][lane]}"
        drawing.add(0, text, "line", t, fit, tone=shade)
        drawing.add(0, "", "points", t[::6], y[lane][places][::6], tone=shade)
        drawing.add(1, "", "dots", t, y[lane][places] - fit, tone=shade)
    drawing.add(1, "", "dashed", x[places], np.zeros(places.size))
    return drawing.dataset(table.attrs)


def _tau(flat: dict[str, np.ndarray], k: int, lane: int) -> str:
    tau, low, high = (flat[f"tau_{k}{end}"][lane] for end in ("", "_low", "_high"))
    return f"tau {tau:.3g}{extent(low, high, tau)}"
