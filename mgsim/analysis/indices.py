"""Sensitivity indices of one set of model runs, by SALib; the one module that owns SALib.

First and total order: Saltelli et al. (2010) Comput Phys Commun 181:259, as SALib computes them;
second order: Saltelli (2002) Comput Phys Commun 145:280. Elementary effects: Morris (1991)
Technometrics 33:161; mu*: Campolongo et al. (2007) Environ Model Softw 22:1509.
"""

from __future__ import annotations

import numpy as np
from SALib.analyze import morris, sobol

from mgsim.study.sample import seed_of


def sobol_indices(
    y: np.ndarray, k: int, is_second: bool, level: float, resamples: int, seed: int, lane: str
) -> dict[str, np.ndarray]:
    """First, total and second order indices with half-widths of their bootstrap intervals.

    y: (base samples, rows of each), all numbers, not all the same. Returns s1, s1_conf, st, st_conf
    (k,), and s2, s2_conf (k, k), NaN off the upper triangle. The draws are the lane's own.
    """
    found = sobol.analyze(
        _problem(k), y.ravel(), calc_second_order=is_second, num_resamples=resamples,
        conf_level=level, seed=_seed(seed, lane),
    )  # fmt: skip
    words = ("S1", "S1_conf", "ST", "ST_conf", *(("S2", "S2_conf") if is_second else ()))
    return {word.lower(): np.asarray(found[word], float) for word in words}


def elementary_effects(
    x: np.ndarray, y: np.ndarray, levels: int, level: float, resamples: int, seed: int, lane: str
) -> dict[str, np.ndarray]:
    """mu, mu_star, sigma and mu_star_conf (k,) of trajectories, per whole range of each number.

    x: (trajectories, k + 1, k). y: (trajectories, k + 1), all numbers.
    """
    k = x.shape[2]
    found = morris.analyze(
        _problem(k), x.reshape(-1, k), y.ravel(), num_resamples=resamples, conf_level=level,
        num_levels=levels, seed=_seed(seed, lane),
    )  # fmt: skip
    words = ("mu", "mu_star", "sigma", "mu_star_conf")
    return {word: np.ma.filled(np.ma.asarray(found[word]), np.nan).astype(float) for word in words}


def _problem(k: int) -> dict[str, object]:
    return {"num_vars": k, "names": [str(j) for j in range(k)], "bounds": [[0.0, 1.0]] * k}


def _seed(seed: int, lane: str) -> int:
    """32 bits, which SALib's oldest can take; never 0, which it takes for no seed."""
    return seed_of("indices", seed, lane) % 2**32 | 1
