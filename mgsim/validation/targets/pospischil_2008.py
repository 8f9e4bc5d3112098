"""The regular-spiking and bursting cells of Pospischil et al. (2008): spikes, rest, f-I."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mgsim.validation.row import Row
from mgsim.validation.table import CONFIGS, run

SOURCE = "ModelDB 123623 re-implemented outside mgsim, LSODA at rtol 1e-9"
RS = (320.5527, 348.5248, 387.9665, 456.816, 592.4175)
IB = (617.724, 624.632, 631.103, 637.790, 644.916, 652.684, 661.443, 672.135)
RATES = {"0.5 nA": 0.0, "0.7 nA": 4.5, "1.0 nA": 27.5, "1.5 nA": 68.5}  # over 2 s, in Hz
REST, INPUT_RESISTANCE = -70.5712, 32.174  # mV, MOhm


def rows() -> Iterator[Row]:
    for engine, tolerance in (("scipy", 0.02), ("brian", 0.05)):
        found = run(CONFIGS / "regular_spiking.yaml", engine)["spikes"].values
        yield from _spikes("RS", RS, found, engine, tolerance)
    found = run(CONFIGS / "intrinsically_bursting.yaml", "scipy")["spikes"].values
    yield from _spikes("IB", IB, found, "scipy", 0.02)
    yield from _rest()
    yield from _rates()


def _spikes(cell: str, wanted, found: np.ndarray, engine: str, tolerance: float) -> Iterator[Row]:
    padded = np.concatenate([found, np.full(len(wanted), np.nan)])
    yield Row(
        "P1", f"{cell} number of spikes ({engine})", len(wanted), SOURCE, float(found.size), 0.0
    )
    for number, (time, ours) in enumerate(zip(wanted, padded, strict=False), start=1):
        quantity = f"{cell} spike {number} ({engine}, ms)"
        yield Row("P1", quantity, time, SOURCE, float(ours), tolerance)


def _rest() -> Iterator[Row]:
    """Rest after 20 s, and the input resistance from -10 pA held for 4 s."""
    sets = {"duration": "20 s", "clock.dt": "1 ms", "step.amplitude": "0 nA"}
    rest = float(run(CONFIGS / "regular_spiking.yaml", "scipy", sets=sets)["v_end"])
    yield Row("P2", "RS resting potential (mV)", REST, SOURCE, rest, 0.01)
    sets = {
        "duration": "24 s", "clock.dt": "1 ms",
        "step.amplitude": "-10 pA", "step.start": "20 s", "step.duration": "4 s",
    }  # fmt: skip
    below = float(run(CONFIGS / "regular_spiking.yaml", "scipy", sets=sets)["v_end"])
    ours = (rest - below) / 10.0 * 1e3  # mV over pA is GOhm
    yield Row("P2", "RS input resistance (MOhm)", INPUT_RESISTANCE, SOURCE, ours, 0.02)


def _rates() -> Iterator[Row]:
    """Two-second steps from rest, on the engine that users run."""
    sets = {
        "duration": "2.02 s",
        "membrane.v_0": f"{REST} mV",
        "step.start": "20 ms", "step.duration": "2 s",
        "sweep": {"amplitude": list(RATES)},
    }  # fmt: skip
    found = run(CONFIGS / "regular_spiking.yaml", "brian", sets=sets)["count"]
    for (current, wanted), ours in zip(RATES.items(), found.values, strict=True):
        quantity = f"RS firing rate at {current} (brian, Hz)"
        yield Row("P3", quantity, wanted, SOURCE, float(ours) / 2.0, 0.05)
