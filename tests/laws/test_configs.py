"""Every shipped config loads, and both engines say the same of it (shortened, a few lanes)."""

from pathlib import Path

import numpy as np
import pytest

import mgsim
from mgsim.engines.contract import resolving_engines
from mgsim.study.axes import axes
from mgsim.study.compose import compose
from mgsim.validation.table import CONFIGS as TARGET_CONFIGS

ROOT = Path(__file__).parents[2]
CONFIGS = sorted([*(ROOT / "configs").glob("*.yaml"), *TARGET_CONFIGS.glob("*.yaml")])
SHORT, EARLY = 60.0, 5.0  # ms
LARGE = 100  # equations
LONG, EXPLICIT = 600e3, "0.0125 ms"  # minutes: a step that explicit engines can take


def _shortened(path):
    """The config for 60 ms at most, with at most two values on each axis."""
    experiment = mgsim.load(path)
    found = axes(experiment, compose(experiment))
    sweep = {}
    for key, axis in zip(experiment.sweep, found, strict=True):
        if axis.kind == "zip":
            some = experiment.sweep[key]["zip"].items()
            sweep[key] = {"zip": {path: [values[0], values[-1]] for path, values in some}}
        elif axis.columns and axis.columns[0].values:
            values = axis.columns[0].values
            unit = "" if axis.is_structural else f" {axis.columns[0].unit}"
            some = [values[0], values[-1]]
            sweep[key] = some if axis.is_structural else [f"{v}{unit}" for v in some]
        elif axis.kind in ("linspace", "logspace"):
            spec = dict(experiment.sweep[key][axis.kind])
            sweep[key] = {axis.kind: {**spec, "points": 2}}
    drives = dict(experiment.tree.value.get("drives", {}))
    early = {n: {**d, "start": "5 ms"} for n, d in drives.items() if "start" in d}
    if experiment.clock.duration < EARLY:
        early = {}
    sets = {"duration": f"{min(SHORT, experiment.clock.duration)} ms", "sweep": sweep}
    if experiment.clock.duration > LONG:
        sets["clock.dt"] = EXPLICIT
    return sets | {f"drives.{n}": d for n, d in early.items()}


def _is_large(path):
    return len(compose(mgsim.load(path)).algebra) > LARGE


@pytest.mark.parametrize("path", CONFIGS, ids=lambda p: p.stem)
def test_engines_agree_on_every_config(path):
    sets = _shortened(path)
    judge = mgsim.run(path, "scipy", sets=sets)
    for engine in resolving_engines():
        # Brian2 writes every substitution out: minutes for a large cell; each card it has had
        if engine == "scipy" or (engine == "brian" and _is_large(path)):
            continue
        options = {"codegen": "numpy"} if engine == "brian" else {}
        other = mgsim.run(path, engine, options, sets)
        assert (judge["status"] == "ok").all()
        assert (other["status"] == "ok").all()
        for name, ours in other.data_vars.items():
            if name in ("status", "seed"):
                assert (ours == judge[name]).all()
            elif name == "spikes":
                assert ours.shape == judge[name].shape
                late = np.abs(ours - judge[name]).values
                assert not (late > 0.05).any()
                assert (np.isnan(ours) == np.isnan(judge[name])).all()
            else:
                size = float(np.abs(judge[name]).max())
                assert (np.isnan(ours) == np.isnan(judge[name])).all()
                off = np.nan_to_num(np.abs(ours - judge[name]).values)
                size = np.nan_to_num(size)
                # a step at which a rate jumps shows an average of before and after
                assert off.max() <= 1e-2 * size, name
                assert (off > 2e-3 * size).mean() < 1e-3, name


@pytest.mark.parametrize("path", CONFIGS, ids=lambda p: p.stem)
def test_every_number_of_a_config_has_a_home(path):
    model = compose(mgsim.load(path))
    for name, constant in model.constants.items():
        assert model.quantities[name].unit
        assert model.quantities[name].says
        assert constant.source.title
        assert constant.grade in "ABCD"
