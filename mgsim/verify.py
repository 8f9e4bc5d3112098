"""One experiment on every engine, side by side: how far are they apart, and is it little enough?"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import xarray as xr

from mgsim.agreement import FAILED, SPIKE_TOLERANCE, TOLERANCE, Gap, compare, place
from mgsim.language.errors import ConfigError, EngineError, Fault, MgsimError
from mgsim.language.units import parse_unit, quantity
from mgsim.outline import outline
from mgsim.run import Progress, run_plan
from mgsim.study.batch import Plan, spread
from mgsim.study.experiment import Clock, Experiment, load
from mgsim.study.thin import thin

ORACLE, REFERENCE, TESTED = "scipy", "brian", "fused"
LANES = 8
HALVED = f"{TESTED} at half the step"
_NAMED = 3  # lanes that a row names
_SAMPLES = 4  # of a trace within the spike tolerance, where the step allows it

Options = Mapping[str, Mapping[str, Any]]
Part = Callable[[str], Progress]


@dataclass(frozen=True)
class Row:
    """One readout: how far each engine is from the oracle.

    reference is None where that engine was left out. halving: the tested engine against itself at
    half the step, which is reported and not judged. notes: which lanes disagree.
    """

    readout: str
    reference: Gap | None
    tested: Gap
    halving: Gap
    tolerance: float
    notes: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        judged = [gap for gap in (self.reference, self.tested) if gap]
        return all(gap.within(self.tolerance) for gap in judged)

    @property
    def verdict(self) -> str:
        return "agrees" if self.agrees else "disagrees"

    def cells(self) -> tuple[str, ...]:
        """The row as text: readout, unit, reference, tested, halving, tolerance, verdict, notes."""
        gaps = [
            str(gap) if gap is not None else "-"
            for gap in (self.reference, self.tested, self.halving)
        ]
        words = (f"{self.tolerance:g}", self.verdict, "; ".join(self.notes))
        return (self.readout, self.tested.unit, *gaps, *words)


@dataclass(frozen=True)
class Verdict:
    """What came out: a row for each readout and trace.

    points: how many of the sweep's `of` points were run. walls: seconds, by run. left_out: why the
    reference is missing, else ''. failed: a line for each reason why lanes have no numbers.
    """

    rows: tuple[Row, ...]
    points: int
    of: int
    walls: Mapping[str, float]
    left_out: str
    failed: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return all(row.agrees for row in self.rows)

    @property
    def seconds(self) -> str:
        """How long each run took, as one line."""
        return "time: " + ", ".join(f"{name} {wall:.1f} s" for name, wall in self.walls.items())


def verify(
    experiment: Experiment | str | Path,
    lanes: int = LANES,
    tolerance: float = TOLERANCE,
    spike_tolerance: float | str = SPIKE_TOLERANCE,
    options: Options | None = None,
    sets: Mapping[str, Any] | None = None,
    progress: Part | None = None,
) -> Verdict:
    """Run a few points of an experiment on every engine and compare all readouts with the oracle's.

    lanes: how many points, spread evenly over the sweep; every engine runs the same ones.
    tolerance: relative. spike_tolerance: ms, or text with a unit. options: each engine's own words,
    by engine. progress(part) gives the teller of one run. The reference is left out where it
    cannot run.
    Raises ConfigError or EngineError where the oracle or the tested engine cannot.
    """
    if not isinstance(experiment, Experiment):
        experiment = load(experiment, sets)
    late = _time(spike_tolerance)
    _need_sense(experiment, lanes, tolerance, late)
    experiment = _closely_recorded(experiment, late)
    whole = spread(experiment)
    plan = thin(whole, lanes)
    runs, left_out = _runs(experiment, plan, options or {}, progress)
    return Verdict(
        rows=tuple(_rows(runs, tolerance, late)),
        points=plan.points,
        of=whole.points,
        walls={name: float(run.attrs["wall_s"]) for name, run in runs.items()},
        left_out=left_out,
        failed=tuple(line for name, run in runs.items() for line in _failed(name, run)),
    )


def verify_outline(experiment: Experiment, lanes: int = LANES) -> str:
    """What `verify` will run, as text."""
    plan = outline(experiment)
    sizes = ", ".join(f"{axis} {size}" for axis, size in plan.sizes.items())
    clock = experiment.clock
    lines = [
        plan.title,
        f"points: {min(lanes, plan.points)} of {plan.points}" + (f" ({sizes})" if sizes else ""),
        f"duration: {clock.duration:g} ms in steps of {clock.dt:g} ms",
        f"engines: {TESTED}, {HALVED}, {REFERENCE} (reference), {ORACLE} (oracle)",
    ]
    return "\n".join(line for line in lines if line)


def _time(given: float | str) -> float:
    """A time in ms, from a number or from text with a unit."""
    if not isinstance(given, str):
        return float(given)
    try:
        number, unit = quantity(given)
    except MgsimError:
        number, unit = 0.0, parse_unit("1")
    if unit.dims != parse_unit("ms").dims:
        raise ConfigError(Fault("spike tolerance", f"'{given}'", "a time, e.g. '0.05 ms'"))
    return number


def _need_sense(experiment: Experiment, lanes: int, tolerance: float, late: float) -> None:
    if lanes < 1:
        raise ConfigError(Fault("lanes", str(lanes), "one point or more"))
    if not tolerance > 0:
        raise ConfigError(Fault("tolerance", str(tolerance), "a relative difference above zero"))
    if not late > 0:
        raise ConfigError(Fault("spike tolerance", f"{late:g} ms", "a time above zero"))
    if not experiment.watches and not experiment.recorded:
        hint = "Add a readout, or record a quantity."
        raise ConfigError(Fault(experiment.tree.name, "no readout", "something to compare", hint))


def _closely_recorded(experiment: Experiment, late: float) -> Experiment:
    """Traces sampled closely enough to tell a small shift in time from another voltage."""
    dt = experiment.clock.dt
    wanted = max(dt, late / _SAMPLES // dt * dt)
    return replace(experiment, every=min(experiment.every, wanted))


def halved(experiment: Experiment) -> Experiment:
    """The same experiment at half the step, its traces sampled at the same times."""
    dt = experiment.clock.dt
    steps = round(experiment.clock.duration / dt)
    every = max(1, round(experiment.every / dt)) * dt
    return replace(experiment, clock=Clock(steps * dt, dt / 2), every=every)


def _runs(
    experiment: Experiment, plan: Plan, options: Options, progress: Part | None
) -> tuple[dict[str, xr.Dataset], str]:
    """Every engine's dataset by its name; the slow ones last, so that a refusal comes at once."""

    def run(part: str, which: Experiment, engine: str) -> xr.Dataset:
        tell = progress(part) if progress else None
        return run_plan(which, plan, engine, options.get(engine), tell)

    runs = {TESTED: run("tested", experiment, TESTED)}
    runs[HALVED] = run("at half the step", halved(experiment), TESTED)
    left_out = ""
    try:
        runs[REFERENCE] = run("reference", experiment, REFERENCE)
    except ModuleNotFoundError as error:
        if str(error.name).startswith("mgsim"):
            raise
        left_out = f"no package '{error.name}'. Run: pip install 'mgsim[{REFERENCE}]'."
    except EngineError as error:
        left_out = str(error.faults[0])
    runs[ORACLE] = run("oracle", experiment, ORACLE)
    return runs, left_out


def _rows(runs: Mapping[str, xr.Dataset], tolerance: float, late: float) -> Iterator[Row]:
    oracle, tested = runs[ORACLE], runs[TESTED]
    gaps = compare(oracle, tested, late)
    halving = compare(runs[HALVED], tested, late)
    reference = compare(oracle, runs[REFERENCE], late) if REFERENCE in runs else {}
    for name, gap in gaps.items():
        limit = late if gap.kind == "times" else tolerance
        notes: dict[str, list[str]] = {}
        for engine, one in ((REFERENCE, reference.get(name)), (TESTED, gap)):
            for note in _notes(one, limit, oracle) if one else ():
                notes.setdefault(note, []).append(engine)
        said = tuple(f"{', '.join(engines)}: {note}" for note, engines in notes.items())
        yield Row(name, reference.get(name), gap, halving[name], limit, said)


def _notes(gap: Gap, limit: float, oracle: xr.Dataset) -> Iterator[str]:
    """Where an engine disagrees: the largest difference, and the lanes that cannot be compared."""
    if gap.largest > limit:
        yield f"largest {_at(oracle, gap.lane)}"
    failed = sum(why == FAILED for why in gap.odd.values())
    if failed:
        yield f"{failed} {'lanes' if failed > 1 else 'lane'} {FAILED}"
    apart = [lane for lane in sorted(gap.odd) if gap.odd[lane] != FAILED]
    for lane in apart[:_NAMED]:
        yield f"{gap.odd[lane]} {_at(oracle, lane)}"
    if len(apart) > _NAMED:
        yield f"and {len(apart) - _NAMED} lanes more"


def _at(dataset: xr.Dataset, lane: int) -> str:
    where = place(dataset, lane)
    return f"at {where}" if where else "at the only point"


def _failed(name: str, run: xr.Dataset) -> Iterator[str]:
    lanes: dict[str, list[int]] = {}
    for lane, status in enumerate(map(str, run["status"].values.ravel())):
        if status != "ok":
            lanes.setdefault(status, []).append(lane)
    for status, failed in lanes.items():
        more = f" and in {len(failed) - 1} more" if len(failed) > 1 else ""
        yield f"{name} {_at(run, failed[0])}{more}: {status}"


def step_halving(
    experiment: Experiment | str | Path,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
    sets: Mapping[str, Any] | None = None,
    dataset: xr.Dataset | None = None,
    progress: Part | None = None,
) -> dict[str, Gap]:
    """How far a run is from the same run at half the step, for every readout and trace.

    dataset: the run itself where it is at hand, else it is run too. For a method of order p the
    error of the step is this times 1/(1 - 2^-p). An adaptive engine shows only what the grid does.
    """
    if not isinstance(experiment, Experiment):
        experiment = load(experiment, sets)
    plan = spread(experiment)
    if dataset is None:
        tell = progress("the step") if progress else None
        dataset = run_plan(experiment, plan, engine, options, tell)
    tell = progress("half the step") if progress else None
    return compare(run_plan(halved(experiment), plan, engine, options, tell), dataset)


def with_step_halving(dataset: xr.Dataset, gaps: Mapping[str, Gap]) -> xr.Dataset:
    """The dataset with its step-halving errors as the attribute `step_halving` (JSON text)."""

    def said(gap: Gap) -> dict[str, Any]:
        numbers = {"largest": gap.largest, "unshifted": gap.unshifted}
        return {
            **{word: x for word, x in numbers.items() if not math.isnan(x)},
            "unit": gap.unit,
            "at": place(dataset, gap.lane) if gap.largest > 0 else "",
            "apart": {place(dataset, lane): why for lane, why in gap.odd.items()},
        }

    return dataset.assign_attrs(step_halving=json.dumps({n: said(g) for n, g in gaps.items()}))
