"""The bench neuron in mgsim itself: configs/bench_neuron.yaml on one of its engines."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from bench_neuron import Measured, Missing

import mgsim
from mgsim.engines.contract import engine_names, load_engine
from mgsim.language.errors import EngineError
from mgsim.study.batch import Plan, spread

CONFIG = Path(__file__).parents[2] / "configs" / "bench_neuron.yaml"
SHORT = 1.0  # ms


def run(
    mg_o: np.ndarray, dt: float, duration: float, threads: int = 1,
    engine: str = "fused", **options: Any,
) -> Measured:  # fmt: skip
    """The sweep as a user has it; a first short run pays for what is compiled when it starts."""
    if engine not in engine_names():
        raise Missing(f"no engine '{engine}'")
    plan, experiment = _plan(mg_o, dt, duration)
    short, brief = _plan(mg_o[:1], dt, SHORT)
    if engine == "fused":
        options = {"threads": threads, **options}
    began = time.perf_counter()
    try:
        program = load_engine(engine).compile(
            plan.groups[0].model, experiment.clock, experiment.every, options
        )
        load_engine(engine).compile(
            short.groups[0].model, brief.clock, brief.every, options
        ).run(short.groups[0].batch, _silent)  # fmt: skip
    except EngineError as error:
        raise Missing(str(error)) from error
    compiled = time.perf_counter()
    raw = program.run(plan.groups[0].batch, _silent)
    wall = time.perf_counter() - compiled
    facts = ", ".join(f"{k} {v}" for k, v in raw.facts.items() if isinstance(v, (str, int, float)))
    (peak,) = (w for w in plan.groups[0].model.watchings if w.name == "ca_peak")
    peaks = np.concatenate([raw.folds[name] for name in peak.folds]) * 1e3
    return Measured(list(raw.crossings["spikes"]), peaks, wall, compiled - began, facts)


def oracle(mg_o: np.ndarray, duration: float) -> Measured:
    """The adaptive judge: engine scipy, spikes interpolated on a grid ten times as fine."""
    return run(mg_o, 0.0025, duration, 1, engine="scipy")


def _plan(mg_o: np.ndarray, dt: float, duration: float) -> tuple[Plan, Any]:
    sets: Mapping[str, Any] = {
        "duration": f"{duration} ms",
        "clock": {"dt": f"{dt} ms"},
        "sweep": {"mg_o": _axis(mg_o)},
    }
    experiment = mgsim.load(CONFIG, sets)
    return spread(experiment), experiment


def _axis(mg_o: np.ndarray) -> Any:
    ends = [f"{float(mg_o[k])!r} mM" for k in (0, -1)]
    if mg_o.size > 1 and (mg_o == np.linspace(mg_o[0], mg_o[-1], mg_o.size)).all():
        return {"linspace": {"from": ends[0], "to": ends[1], "points": mg_o.size}}
    return [f"{float(value)!r} mM" for value in mg_o]


def _silent(fraction: float) -> None:
    """Progress is not asked for."""
