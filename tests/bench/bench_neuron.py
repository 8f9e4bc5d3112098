"""The bench neuron in numbers: what every peer is given (configs/bench_neuron.yaml says the same).

Units: ms, mV, mS/cm2, uA/cm2, uM, 1 uF/cm2; magnesium in mM. `C v' = -sum(g (v - e))`.
"""

from __future__ import annotations

import hashlib
import math
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

V_0, CA_REST, THRESHOLD = -70.0, 0.1, -20.0
V_T = -56.2
G_NA, G_K, G_M, G_L, G_AHP, G_LEAK = 50.0, 5.0, 0.03, 0.1, 0.1, 0.1
E_NA, E_K, E_CA, E_LEAK = 50.0, -90.0, 120.0, -70.0
G_AMPA, G_NMDA = 0.4, 0.06
TAUS = (0.5, 3.0, 4.0, 80.0)  # AMPA rise and decay, NMDA rise and decay
K_MG, SLOPE = 3.57, 0.062
TAU_CA = 80.0
CA_PER_CURRENT = 10.0 / (2 * 96.48533212)  # uM/ms per uA/cm2 in a shell of 1 um
NMDA_CA = 0.1
EVENTS = (10.0, 50.0)  # first, and every


@dataclass(frozen=True)
class Measured:
    """What a peer hands back; times in ms, one array per lane; peak calcium in uM."""

    spikes: list[np.ndarray]
    peak_ca: np.ndarray
    wall_s: float
    compile_s: float
    facts: str = ""


class Missing(Exception):
    """A peer that cannot run here, and why."""


def magnesium(lanes: int) -> np.ndarray:
    """Extracellular magnesium of each lane (mM)."""
    return np.linspace(0.0, 4.0, lanes)


def arrivals(duration: float) -> np.ndarray:
    """Times of the presynaptic spikes (ms)."""
    return np.arange(EVENTS[0], duration, EVENTS[1])


def _norm(rise: float, decay: float) -> float:
    peak = rise * decay / (decay - rise) * math.log(decay / rise)
    return 1 / (math.exp(-peak / decay) - math.exp(-peak / rise))


KICK_AMPA = G_AMPA * _norm(*TAUS[:2])
KICK_NMDA = G_NMDA * _norm(*TAUS[2:])
KICKS = (KICK_AMPA, KICK_AMPA, KICK_NMDA, KICK_NMDA)


def _x_over_expm1(x):
    return np.where(np.abs(x) < 1e-7, 1 - x / 2, x / np.expm1(np.where(x == 0, 1.0, x)))


def gate_curves(v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(gate, ...) steady states and rates 1/tau (1/ms) of m, h, n, p, q, r at v."""
    u = v - V_T
    pairs = (
        (0.32 * 4 * _x_over_expm1((13 - u) / 4), 0.28 * 5 * _x_over_expm1((u - 40) / 5)),
        (0.128 * np.exp((17 - u) / 18), 4 / (1 + np.exp((40 - u) / 5))),
        (0.032 * 5 * _x_over_expm1((15 - u) / 5), 0.5 * np.exp((10 - u) / 40)),
        (0.055 * 3.8 * _x_over_expm1((-27 - v) / 3.8), 0.94 * np.exp((-75 - v) / 17)),
        (0.000457 * np.exp((-13 - v) / 50), 0.0065 / (1 + np.exp((-15 - v) / 28))),
    )
    inf = [a / (a + b) for a, b in pairs]
    rate = [a + b for a, b in pairs]
    inf.insert(3, 1 / (1 + np.exp(-(v + 35) / 10)))
    rate.insert(3, (3.3 * np.exp((v + 35) / 20) + np.exp(-(v + 35) / 20)) / 1000)
    return np.array(inf), np.array(rate)


GATES = ("m", "h", "n", "p", "q", "r")


def spike_error(found: list[np.ndarray], oracle: list[np.ndarray]) -> tuple[float, float, int]:
    """Median and 95th percentile of |time - oracle| (ms), and the lanes whose counts differ."""
    same = [(a, b) for a, b in zip(found, oracle, strict=True) if len(a) == len(b)]
    if not same:
        return math.nan, math.nan, len(oracle)
    late = np.abs(np.concatenate([a - b for a, b in same]))
    return float(np.median(late)), float(np.percentile(late, 95)), len(oracle) - len(same)


CACHE = Path(tempfile.gettempdir()) / "mgsim-bench"


def built_once(name: str, source: Path, build: Callable[[Path, Path], None]) -> tuple[Path, float]:
    """The folder in which `build(source, folder)` was run once, and the seconds that took."""
    texts = b"".join(path.read_bytes() for path in sorted(source.iterdir()))
    folder = CACHE / f"{name}-{hashlib.sha256(texts).hexdigest()[:12]}"
    done = folder / "seconds"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        build(source, folder)
        done.write_text(str(time.perf_counter() - began))
    return folder, float(done.read_text())
