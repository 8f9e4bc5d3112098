"""Error against cost of the fused engine's methods; draws docs/figures/work_precision.png.

The judge is rk4 at an eighth of the finest step, without tables; that it agrees with the adaptive
oracle is what `mgsim verify` shows. The cost is wall time on one thread, without compilation.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

import mgsim
from mgsim.engines.contract import RawRun, load_engine
from mgsim.study.batch import spread

ROOT = Path(__file__).parents[2]
STEPS = (0.1, 0.05, 0.025, 0.0125, 0.00625)
JUDGE = STEPS[-1] / 8
MODELS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "bench neuron (20 Hz, 512 lanes)": (
        "configs/bench_neuron.yaml",
        {"sweep": {"mg_o": {"linspace": {"from": "0 mM", "to": "4 mM", "points": 512}}}},
    ),
    "main experiment (random input, 512 lanes)": (
        "configs/low_magnesium.yaml",
        {"sweep": {"mg_o": {"linspace": {"from": "0.1 mM", "to": "2 mM", "points": 512}}}},
    ),
    "regular-spiking cell (current step, 512 lanes)": (
        "mgsim/validation/configs/regular_spiking.yaml",
        {"sweep": {"amplitude": {"linspace": {"from": "0.7 nA", "to": "1.4 nA", "points": 512}}}},
    ),
}
METHODS: Mapping[str, tuple[Mapping[str, Any], str, str]] = {
    "rk4": ({"method": "rk4"}, "C0", "-o"),
    "rk4, no tables": ({"method": "rk4", "tables": False}, "C0", ":o"),
    "rk4, single": ({"method": "rk4", "precision": "single"}, "C0", "--s"),
    "staggered": ({"method": "staggered"}, "C1", "-o"),
    "staggered, no tables": ({"method": "staggered", "tables": False}, "C1", ":o"),
    "staggered, single": ({"method": "staggered", "precision": "single"}, "C1", "--s"),
}


def main() -> None:
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.8), sharey=True, constrained_layout=True)
    for panel, (title, (config, sets)) in zip(panels, MODELS.items(), strict=True):
        judge, _ = run(config, sets, JUDGE, {"method": "rk4", "tables": False})
        for says, (options, colour, line) in METHODS.items():
            points = [measured(config, sets, dt, options, judge) for dt in STEPS]
            panel.loglog(*zip(*points, strict=True), line, color=colour, label=says, markersize=4)
            print(title, says, *(f"{c:.4f} s {e:.5f} ms;" for c, e in points), flush=True)
        panel.axhline(0.05, color="0.6", linewidth=0.8)
        panel.set(title=title, xlabel="wall time on one thread (s)")
        panel.title.set_size(9)
    panels[0].set_ylabel("spike-time error, 95th percentile (ms)")
    panels[0].legend(fontsize=7)
    figure.savefig(ROOT / "docs" / "figures" / "work_precision.png", dpi=150)


def run(config: str, sets: Mapping[str, Any], dt: float, options: Mapping) -> tuple[RawRun, float]:
    """The first structure of a config at a step, and the least wall time of three."""
    experiment = mgsim.load(ROOT / config, {**sets, "clock.dt": f"{dt} ms"})
    (group, *_) = spread(experiment).groups
    engine = load_engine("fused")
    every = {"threads": 1, **options}
    program = engine.compile(group.model, experiment.clock, experiment.every, every)
    raw = program.run(group.batch, lambda fraction: None)
    walls = []
    for _ in range(3):
        began = time.perf_counter()
        raw = program.run(group.batch, lambda fraction: None)
        walls.append(time.perf_counter() - began)
    return raw, min(walls)


def measured(config: str, sets, dt: float, options, judge: RawRun) -> tuple[float, float]:
    """(cost, error); lanes whose number of spikes differs are left out."""
    raw, wall = run(config, sets, dt, options)
    pairs = zip(raw.crossings["spikes"], judge.crossings["spikes"], strict=True)
    late = [np.abs(a - b) for a, b in pairs if a.size == b.size]
    return wall, float(np.percentile(np.concatenate(late), 95))


if __name__ == "__main__":
    main()
