"""V5 and V6: receptors without magnesium after one millisecond of glutamate."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from mgsim.validation.row import Row
from mgsim.validation.table import CONFIGS, run

TRACES = Path(__file__).parent / "gating5_pulse.csv"
SOURCE = "matrix exponential outside mgsim, cross-checked against NEURON 9.0.2 (V5)"
FIRST = "analytic, outside mgsim (V6)"
GRID = 0.26  # half of the reference's 0.5 ms grid (0.05 ms before 20 ms), in ms
# column of the reference: (parameter set, statistical factor)
SETS = {
    "DMS1996_nostat": ("destexhe_1998", 1),
    "DMS1996_stat2": ("destexhe_1998", 2),
    "LesterJahr1992_stat2": ("lester_jahr_1992", 2),
    "EdmondsColquhoun1992_stat2": ("edmonds_colquhoun_1992", 2),
    "ClementsWestbrook1991_stat2": ("clements_westbrook_1991", 2),
    "Clements1992_stat2": ("clements_1992", 2),
    "Chen2001_NR2A_stat2": ("chen_2001_nr2a", 2),
    "Chen2001_NR2B_stat2": ("chen_2001_nr2b", 2),
    "Chen2001_NR2A_tempfile_stat2": ("chen_2001_nr2a_temp", 2),
    "Chen2001_NR2B_tempfile_stat2": ("chen_2001_nr2b_temp", 2),
}
# column: peak, its time after onset (ms), half-decay (ms), open at 110 ms; None where not given
SHAPES = {
    "DMS1996_nostat": (0.272622, 21.0, 77.5, 0.13443),
    "DMS1996_stat2": (0.250404, 17.45, 49.0, 0.07529),
    "LesterJahr1992_stat2": (0.3737, 16.25, 80.0, None),
    "Chen2001_NR2A_stat2": (0.3763, 8.95, 32.4, None),
    "Chen2001_NR2B_stat2": (0.4548, 26.1, 240.0, None),
}


def rows() -> Iterator[Row]:
    times, columns = _reference()
    for column, (name, factor) in SETS.items():
        time, ours = _trace(name, factor)
        at = np.searchsorted(time, times - 1e-6)
        wanted = columns[column]
        differ = np.abs(ours[at] - wanted) / np.maximum(wanted, 1e-3)
        quantity = f"largest relative difference of the open probability, {name}, factor {factor}"
        yield Row("V5", quantity, 0.0, SOURCE, float(differ.max()), 1e-4)
        if column in SHAPES:
            yield from _shape(column, time, ours)
    yield from _first_order()


def _reference() -> tuple[np.ndarray, dict[str, np.ndarray]]:
    with TRACES.open(encoding="utf-8") as file:
        table = list(csv.reader(line for line in file if not line.startswith("#")))
    numbers = np.array(table[1:], float)
    keep = numbers[:, 0] <= 300.0
    return numbers[keep, 0], {n: numbers[keep, i] for i, n in enumerate(table[0]) if i}


def _trace(name: str, factor: int) -> tuple[np.ndarray, np.ndarray]:
    sets = {"kinetics": {"model": "five_state", "set": name, "statistical_factor": factor}}
    found = run(CONFIGS / "five_state.yaml", "scipy", sets=sets)["open"]
    return found["time"].values, found.values


def _shape(column: str, time: np.ndarray, ours: np.ndarray) -> Iterator[Row]:
    peak, when, half, late = SHAPES[column]
    top = int(ours.argmax())
    yield Row("V5", f"peak open probability, {column}", peak, SOURCE, float(ours[top]), 5e-5)
    yield Row(
        "V5",
        f"time of the peak after onset, {column} (ms)",
        when,
        SOURCE,
        float(time[top] - 10),
        GRID if when > 10 else 0.051,
    )
    below = top + int((ours[top:] < 0.5 * ours[top]).argmax())
    is_reached = ours[below] < 0.5 * ours[top]
    decay = time[below] - time[top] if is_reached else np.nan
    yield Row("V5", f"half-decay time, {column} (ms)", half, SOURCE, float(decay), GRID)
    if late is not None:
        ours_late = float(ours[np.searchsorted(time, 110 - 1e-6)])
        yield Row("V5", f"open probability at 110 ms, {column}", late, SOURCE, ours_late, 1e-5)


def _first_order() -> Iterator[Row]:
    for name, kinetics, peak, tau in (
        ("NMDA", {"model": "destexhe_1994"}, 0.069243, 151.5),
        ("AMPA", {"model": "destexhe_1994", "set": "ampa"}, 0.61799, 5.263),
        ("GABA-A", {"model": "destexhe_1994", "set": "gaba_a"}, 0.95982, 5.5556),
    ):
        found = run(CONFIGS / "first_order.yaml", "scipy", sets={"kinetics": kinetics})["open"]
        time, ours = found["time"].values, found.values
        yield Row(
            "V6", f"peak of the first-order {name} receptor", peak, FIRST, float(ours.max()), 1e-5
        )
        a, b = (int(np.searchsorted(time, t - 1e-6)) for t in (20.0, 40.0))
        ours_tau = float((time[b] - time[a]) / np.log(ours[a] / ours[b]))
        yield Row(
            "V6", f"decay of the first-order {name} receptor (ms)", tau, FIRST, ours_tau, 5e-4 * tau
        )
