"""The conductor: compose, spread, compile, run, tabulate."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import xarray as xr

from mgsim.engines.contract import engine_of, load_engine
from mgsim.provenance import made_with
from mgsim.results import tabulate
from mgsim.study.batch import Plan, spread
from mgsim.study.experiment import Experiment, load
from mgsim.study.thin import thin

Progress = Callable[[float, str], None]
_MEASURED = 128  # points on which a long run's time is measured, once its program is compiled
_SLOW = 5.0  # s of one point that tell enough


def run(
    experiment: Experiment | str | Path,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
    sets: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> xr.Dataset:
    """Run an experiment (or the config file of one) and return its labelled dataset.

    engine: a name; '' takes the config's own, or else fused. options: the engine's own words, e.g.
    {'method': 'rk4', 'threads': 2}. sets: `path: value` changes to a config file.
    progress(fraction, what) is called now and then.
    Raises ConfigError, CardError or EngineError; a lane that diverges is a value, not an error.
    """
    if not isinstance(experiment, Experiment):
        experiment = load(experiment, sets)
    return run_plan(experiment, spread(experiment), engine, options, progress)


def run_plan(
    experiment: Experiment,
    plan: Plan,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> xr.Dataset:
    """Run a sweep that is already laid out: the same lanes again, or a few of them.

    The clock and the recording are the experiment's, the lanes the plan's.
    """
    engine = engine_of(experiment, engine)
    maker = load_engine(engine)
    began = time.perf_counter()
    runs, done = [], 0
    for number, group in enumerate(plan.groups):
        program = maker.compile(group.model, experiment.clock, experiment.every, options or {})
        share = group.batch.lanes / plan.points
        what = f"{engine}, structure {number + 1} of {len(plan.groups)}, {group.batch.lanes} lanes"
        runs.append(program.run(group.batch, _told(progress, done / plan.points, share, what)))
        done += group.batch.lanes
    dataset = tabulate(runs, plan, experiment)
    return dataset.assign_attrs(
        engine=engine,
        wall_s=round(time.perf_counter() - began, 3),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        mgsim_version=version(),
        commit=commit(),
        **made_with(experiment, engine, options or {}),
    )


def reckon(
    experiment: Experiment, engine: str = "", options: Mapping[str, Any] | None = None
) -> float:
    """About how many seconds a run will take, measured on a few of its points."""
    plan, each = spread(experiment), 0.0
    for lanes in (1, _MEASURED):
        some = thin(plan, lanes)
        began = time.perf_counter()
        run_plan(experiment, some, engine, options)
        seconds = time.perf_counter() - began
        each = seconds / some.points
        if seconds > _SLOW:
            break
    return each * plan.points


def _told(
    progress: Progress | None, before: float, share: float, what: str
) -> Callable[[float], None]:
    def tell(fraction: float) -> None:
        if progress:
            progress(before + share * fraction, what)

    tell(0.0)
    return tell


def version() -> str:
    """The installed version of mgsim."""
    return metadata.version("mgsim")


def commit() -> str:
    """The commit of the source tree mgsim runs from, '' outside one; '+' marks local changes."""
    here = Path(__file__).parent
    if not (here.parent / ".git").exists():
        return ""
    try:
        said = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"],
            cwd=here, capture_output=True, text=True, timeout=5, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.strip()
