"""From a config to a finished table, through whatever happens on the way."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from mgsim.language.errors import Fault, ResultError
from mgsim.results import STORE
from mgsim.study.experiment import Experiment, load
from mgsim.sweep.crew import Crew, LocalCrew
from mgsim.sweep.execute import Tally, execute, ramp
from mgsim.sweep.forecast import Forecast, duration, forecast
from mgsim.sweep.plan import Sweep, prepare
from mgsim.sweep.store import Finished, Part, Store, open_store, peek, refuse_other, table_lock
from mgsim.sweep.table import write_table

_MEASURED = 3  # structures on which the rate is measured
_ROUNDS = 3  # how often broken files may send a sweep back to work

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Report:
    """How a sweep ended.

    ran: points of this command; failed: of the whole sweep, by reason; missing: points that have
    no result yet. has_table: results.zarr and summary.csv are there and whole. broken: files whose
    checksum was wrong; they were set aside and their points run again.
    """

    folder: Path
    points: int
    ran: int
    seconds: float
    failed: Mapping[str, int]
    missing: int
    has_table: bool
    is_interrupted: bool = False
    broken: tuple[str, ...] = ()


@dataclass
class Wishes:
    """How a sweep is to be run.

    workers: processes; 0: one a core. scheduler: the address of a Dask scheduler instead. part:
    which share of the points. retries_failed: run failed points again.
    """

    workers: int = 0
    scheduler: str = ""
    part: Part = field(default_factory=Part)
    retries_failed: bool = False


def sweep(
    experiment: Experiment | str | Path,
    folder: str | Path,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
    wishes: Wishes | None = None,
    progress: Progress | None = None,
    announce: Callable[[Forecast], None] | None = None,
) -> Report:
    """Run every point of an experiment (or config file) that `folder` does not hold yet.

    Whatever ends it, finished points stay, and the same call goes on from them. announce gets the
    forecast once the first points have told the rate. In a script, call it under
    `if __name__ == "__main__":`, as its processes import the script.
    Raises ConfigError or EngineError for what cannot be run, ResultError for a folder that holds
    something else or cannot be written; a point that fails is a value, not an error.
    """
    if not isinstance(experiment, Experiment):
        experiment = load(experiment)
    found, wishes = prepare(experiment, engine, options), wishes or Wishes()
    folder = Path(folder)
    with open_store(folder, found.manifest, wishes.part) as store:
        tally = Tally(0)
        try:
            for _ in range(_ROUNDS):
                _run(found, store, wishes, tally, progress, announce)
                if _table(found, store) or not store.broken:
                    break
                announce, wishes = None, replace(wishes, retries_failed=False)
        except KeyboardInterrupt:
            return _report(found, store, tally, is_interrupted=True)
        return _report(found, store, tally)


def look_ahead(
    experiment: Experiment,
    folder: str | Path,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
    wishes: Wishes | None = None,
) -> Forecast:
    """What `sweep` would do, measured on a few points; keeps nothing and writes nothing."""
    found, wishes = prepare(experiment, engine, options), wishes or Wishes()
    folder = Path(folder)
    known = peek(folder)
    if known is not None:
        refuse_other(folder, known, found.manifest)
    there = Store(folder, is_read_only=True).finished()
    work, tally = found.work(_counted(there, found, wishes)), Tally(0)
    to_run = work.points
    crew = _crew(found, wishes)
    try:
        ramp(work, crew, tally, _nowhere, _nowhere, _MEASURED)
        return forecast(found, *_standing(found, there), to_run, tally, crew.size)
    finally:
        crew.close()


def _run(
    found: Sweep,
    store: Store,
    wishes: Wishes,
    tally: Tally,
    progress: Progress | None,
    announce: Callable[[Forecast], None] | None,
) -> None:
    there = store.finished()
    work = found.work(_counted(there, found, wishes))
    tally.points = tally.done + work.points
    if not work.points:
        return
    crew = _crew(found, wishes)
    try:
        tell = _teller(progress, crew)
        ramp(work, crew, tally, store.add, tell, _MEASURED)
        if announce:
            size, standing = crew.size, _standing(found, there)
            announce(forecast(found, *standing, work.points, tally, size))
        execute(work, crew, tally, store.add, tell)
    finally:
        crew.close()


def _counted(there: Finished, found: Sweep, wishes: Wishes) -> np.ndarray:
    """The keys that need no run: finished ones, and those of another part."""
    kept = there.sound if wishes.retries_failed else there.keys
    return np.concatenate([kept, found.keys[~wishes.part.of(found.keys)]])


def _standing(found: Sweep, there: Finished) -> tuple[int, int]:
    """How many points of the sweep are finished, and how many of those failed."""
    finished = int(np.isin(found.keys, there.keys).sum())
    return finished, sum(there.reasons(found.keys).values())


def _nowhere(_: object) -> None:
    pass


def _crew(found: Sweep, wishes: Wishes) -> Crew:
    if wishes.scheduler:
        cluster = importlib.import_module("mgsim.sweep.cluster")  # Dask is an extra
        return cluster.DaskCrew(found.job, wishes.scheduler)
    return LocalCrew(found.job, wishes.workers or os.cpu_count() or 1)


def _teller(progress: Progress | None, crew: Crew) -> Callable[[Tally], None]:
    def tell(tally: Tally) -> None:
        if progress:
            speed = tally.speed
            left = (tally.points - tally.done) / speed if speed else 0.0
            bad = sum(tally.failed.values())
            what = f"{tally.done:,} of {tally.points:,} points"
            what += f", {speed:,.4g} points/s" if speed else ""
            what += f", {duration(left)} left" if left else ""
            what += f", {bad:,} failed" if bad else ""
            progress(tally.done / max(tally.points, 1), what + crew.note)

    return tell


def _table(found: Sweep, store: Store) -> bool:
    """Write the table if every point is there and no other process is at it."""
    if not np.isin(found.keys, store.finished().keys).all():
        return False
    with table_lock(store.folder) as is_ours:
        return is_ours and write_table(
            store, found.layout, found.keys, found.seeds, found.fields, found.attributes
        )


def _report(found: Sweep, store: Store, tally: Tally, is_interrupted: bool = False) -> Report:
    there = store.finished()
    missing = int((~np.isin(found.keys, there.keys)).sum())
    return Report(
        folder=store.folder,
        points=found.layout.points,
        ran=tally.done,
        seconds=tally.elapsed,
        failed=there.reasons(found.keys),
        missing=missing,
        has_table=not missing and not is_interrupted and (store.folder / STORE).is_dir(),
        is_interrupted=is_interrupted,
        broken=tuple(store.broken),
    )


def part_of(text: str) -> Part:
    """Read 'K/N'. Raises ResultError for anything else."""
    k, slash, n = text.partition("/")
    if slash and k.isdigit() and n.isdigit() and 1 <= int(k) <= int(n):
        return Part(int(k), int(n))
    raise ResultError(Fault("--shard", f"'{text}'", "K/N with K from 1 to N, such as 2/8"))
