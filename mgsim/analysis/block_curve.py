"""Block against voltage: Boltzmann and Woodhull curves, and the current through them.

unblocked = top/(1 + Mg/K(V)), K(V) = K0 exp(V/s), s = R T/(z delta F): Woodhull (1973) J Gen
Physiol 61:687. In voltage alone it is a Boltzmann curve of the same s, half way at
V1/2 = s ln(Mg/K0). V is inside minus outside, so that external magnesium blocks at negative V.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import expit

from mgsim.analysis.least_squares import Fit, Formula, least_squares

MIDDLE, SCALE, TOP, REVERSAL = range(4)  # V1/2 or ln K0; ln s; top or conductance; e_rev
_STEEP = (4.0, 8.0, 12.0, 16.0, 22.0, 32.0)  # mV, where a fit starts
_MIDDLES = 17


def boltzmann(theta: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """top/(1 + exp(-(V - V1/2)/s)); theta: V1/2, ln s, top; x: V."""
    scale = np.exp(theta[:, 1:2])
    z = (x - theta[:, :1]) / scale
    f = expit(z)
    bend = theta[:, 2:3] * f * (1 - f)
    return theta[:, 2:3] * f, np.stack((-bend / scale, -bend * z, f), axis=-1)


def woodhull(theta: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """top/(1 + Mg/K0 exp(-V/s)); theta: ln K0, ln s, top; x: (..., 2) of V and ln Mg."""
    v, ln_mg = x[..., 0], x[..., 1]
    scale = np.exp(theta[:, 1:2])
    f = expit(theta[:, :1] + v / scale - ln_mg)
    bend = theta[:, 2:3] * f * (1 - f)
    return theta[:, 2:3] * f, np.stack((bend, -bend * v / scale, f), axis=-1)


def through(block: Formula) -> Formula:
    """The current g (V - e_rev) through a block curve; theta: ..., conductance, e_rev."""

    def current(theta: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        values, slopes = block(theta[:, :3], x)
        v = x[..., 0] if x.ndim > 1 and x.shape[-1] == 2 and block is woodhull else x
        drive = v - theta[:, 3:4]
        return values * drive, np.concatenate((slopes * drive[..., None], -values[..., None]), -1)

    return current


def fit_block(
    x: np.ndarray,
    y: np.ndarray,
    ln_mg: np.ndarray | None,
    top: float | None = None,
    is_current: bool = False,
    reversal: float | None = None,
) -> tuple[Fit, Formula, np.ndarray]:
    """Fit every lane of y, (lanes, n): Woodhull's curve where ln Mg is given, else Boltzmann's.

    x: (n,) voltages. ln_mg: (lanes, n). top: the unblocked value, or the conductance of a current,
    where it is known. Returns the fit, its formula and the formula's x.
    """
    if ln_mg is None:
        formula, places = boltzmann, x
    else:
        formula = woodhull
        places = np.stack((np.broadcast_to(x, ln_mg.shape), ln_mg), axis=-1)
    block, count = formula, 3
    if is_current:
        formula, count = through(formula), 4
    start = _start(block, x, places, y, ln_mg, top, (is_current, reversal))
    fixed = np.array([False, False, top is not None, reversal is not None])[:count]
    return least_squares(formula, places, y, start, np.tile(fixed, (len(y), 1))), formula, places


@np.errstate(all="ignore")
def _start(
    block: Formula,
    x: np.ndarray,
    places: np.ndarray,
    y: np.ndarray,
    ln_mg: np.ndarray | None,
    top: float | None,
    current: tuple[bool, float | None],
) -> np.ndarray:
    """The best of a grid of midpoints and steepnesses; size and reversal are linear in them."""
    known = np.isfinite(y)
    count = 4 if current[0] else 3
    best, start = np.full(len(y), np.inf), np.zeros((len(y), count))
    wide = x.max() - x.min()
    for scale in _STEEP:
        for middle in np.linspace(x.min() - 0.5 * wide, x.max() + 0.5 * wide, _MIDDLES):
            first = np.full(len(y), middle)
            if ln_mg is not None:
                is_there = np.isfinite(ln_mg)
                mean = np.where(is_there, ln_mg, 0.0).sum(1) / np.maximum(is_there.sum(1), 1)
                first = mean - middle / scale
            ones = np.ones(len(y))
            shape = np.stack((first, ones * np.log(scale), ones), axis=1)
            f, _ = block(shape, places)
            ends = _linear(np.where(known, f, 0.0), x, np.where(known, y, 0.0), top, current)
            curve = ends[:, :1] * f * ((x - ends[:, 1:2]) if current[0] else 1.0)
            rss = np.where(known, (y - curve) ** 2, 0.0).sum(axis=1)
            better = rss < best
            best[better] = rss[better]
            theta = np.concatenate((shape[:, :2], ends[:, : count - 2]), axis=1)
            start[better] = theta[better]
    return start


def _linear(
    f: np.ndarray, x: np.ndarray, y: np.ndarray, top: float | None, current: tuple[bool, Any]
) -> np.ndarray:
    """(lanes, 2): the size of the curve, and the reversal potential, by linear least squares."""
    is_current, reversal = current
    with np.errstate(all="ignore"):
        if not is_current or reversal is not None:
            base = f * (x - reversal) if is_current else f
            size = (base * y).sum(1) / (base * base).sum(1) if top is None else top
            zero = reversal if reversal is not None else 0.0
            return np.nan_to_num(np.stack(np.broadcast_arrays(size, zero, f[:, 0])[:2], axis=1))
        fv = f * x
        if top is not None:
            return np.nan_to_num(
                np.stack(
                    (np.full(len(f), top), ((top * fv - y) * f).sum(1) / (top * f * f).sum(1)), 1
                )
            )
        aa, ab, bb = (fv * fv).sum(1), (fv * f).sum(1), (f * f).sum(1)
        ay, by = (fv * y).sum(1), (f * y).sum(1)
        det = aa * bb - ab * ab
        size, offset = (bb * ay - ab * by) / det, (aa * by - ab * ay) / det
        return np.nan_to_num(np.stack((size, -offset / size), axis=1))
