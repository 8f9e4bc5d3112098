"""Raw runs -> one labelled dataset with units, sources and provenance; save it, open it again."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from mgsim.engines.contract import RawRun
from mgsim.language.errors import Fault, ResultError
from mgsim.language.expression import evaluate
from mgsim.language.sources import GRADES
from mgsim.language.units import parse_unit
from mgsim.study.batch import Group, Plan, lane_constants
from mgsim.study.experiment import Experiment
from mgsim.study.model import Model, Watching

STORE = "results.zarr"


def tabulate(runs: Sequence[RawRun], plan: Plan, experiment: Experiment) -> xr.Dataset:
    """Lay raw runs out along the sweep's axes.

    One variable per readout with dims = the axes in the config's order; crossing times get a last
    dimension of their own, filled up with NaN; traces get `time`. A lane that failed is NaN and
    says why in `status`.
    """
    fields: dict[str, tuple] = {}
    dims = tuple(axis.name for axis in plan.axes)
    model = plan.groups[0].model
    sound = [np.asarray(run.reasons == "", bool) for run in runs]
    for watching in model.watchings:
        fields[watching.name] = _readout(watching, runs, sound, plan, dims, experiment)
    for name in model.recorded:
        fields[_trace_name(model, name, fields)] = _trace(name, runs, plan, dims)
    status = _status(runs, sound, plan).reshape(plan.shape)
    fields["status"] = (dims, status, {"long_name": "'ok', or why a lane failed"})
    seeds = _fill(plan, [g.batch.seeds for g in plan.groups], np.zeros(plan.points, np.uint64))
    fields["seed"] = (dims, seeds, {"long_name": "hash of the point's content, its random seed"})
    coordinates = _coordinates(plan)
    if model.recorded:
        coordinates["time"] = ("time", runs[0].samples, {"units": "ms", "long_name": "time"})
    return xr.Dataset(fields, coordinates, provenance(experiment, plan, runs))


def _status(runs: Sequence[RawRun], sound: Sequence[np.ndarray], plan: Plan) -> np.ndarray:
    """(point,) objects, not fixed-width text, which a long reason would widen for every lane."""
    status = np.full(plan.points, "ok", dtype=object)
    for run, is_sound, group in zip(runs, sound, plan.groups, strict=True):
        status[group.batch.points[~is_sound]] = run.reasons[~is_sound].astype(object)
    return status


def _fill(plan: Plan, parts: Sequence[np.ndarray], out: np.ndarray) -> np.ndarray:
    for part, group in zip(parts, plan.groups, strict=True):
        out[group.batch.points] = part
    return out.reshape(plan.shape + out.shape[1:])


def _readout(
    watching: Watching, runs, sound, plan: Plan, dims: tuple[str, ...], experiment: Experiment
) -> tuple:
    attrs = {"units": watching.unit, "long_name": watching.says}
    if watching.collects:
        longest = max((t.size for run in runs for t in run.crossings[watching.name]), default=0)
        parts = [_padded(run.crossings[watching.name], longest) for run in runs]
        values = _fill(plan, parts, np.full((plan.points, longest), np.nan))
        return ((*dims, f"{watching.name}_number"), values, attrs)
    parts = [
        np.where(is_sound, _result(watching, run, group, experiment), np.nan)
        for run, is_sound, group in zip(runs, sound, plan.groups, strict=True)
    ]
    return (dims, _fill(plan, parts, np.full(plan.points, np.nan)), attrs)


def _padded(lists: Sequence[np.ndarray], longest: int) -> np.ndarray:
    sizes = np.fromiter((times.size for times in lists), int, len(lists))
    padded = np.full((len(lists), longest), np.nan)
    padded[np.arange(longest) < sizes[:, None]] = np.concatenate(lists)
    return padded


def _result(watching: Watching, run: RawRun, group: Group, experiment: Experiment) -> np.ndarray:
    """A readout's value per lane, in its card's own unit; `t` in its text is the end of the run."""
    own = next(w for w in group.model.watchings if w.name == watching.name)
    constants = lane_constants(group.model, group.batch.columns)
    values = {**constants, **run.folds, "t": experiment.clock.duration}
    result = np.broadcast_to(np.asarray(evaluate(own.result, values), float), (group.batch.lanes,))
    return result / parse_unit(own.unit).factor


def _trace_name(model: Model, name: str, taken: Mapping) -> str:
    path = model.quantities[name].path
    short = path.rpartition(".")[2]
    others = [n for n in model.recorded if model.quantities[n].path.endswith(f".{short}")]
    return short if len(others) == 1 and short not in taken else path.replace(".", "_")


def _trace(name: str, runs, plan: Plan, dims: tuple[str, ...]) -> tuple:
    quantity = plan.groups[0].model.quantities[name]
    parts = [run.traces[name] for run in runs]
    values = _fill(plan, parts, np.full((plan.points, runs[0].samples.size), np.nan))
    return (
        (*dims, "time"),
        values,
        {"units": quantity.unit, "long_name": quantity.says, "path": quantity.path},
    )


def _coordinates(plan: Plan) -> dict[str, tuple]:
    out: dict[str, tuple] = {}
    for axis, values in zip(plan.axes, plan.values, strict=True):
        if not axis.columns:
            out[axis.name] = (axis.name, np.arange(axis.size), {"long_name": "repeat"})
        for column, numbers in zip(axis.columns, values, strict=True):
            name = axis.name if len(axis.columns) == 1 else column.path.rpartition(".")[2]
            name = name if name not in out else column.path.replace(".", "_")
            unit = {} if column.unit == "name" else {"units": column.unit}
            attrs = {"long_name": column.says, "path": column.path, **unit}
            out[name] = (axis.name, numbers, attrs)
        if axis.name not in out:
            out[axis.name] = (
                axis.name,
                np.arange(axis.size),
                {"long_name": f"point of {axis.kind}"},
            )
    return out


def weakest_grade(plan: Plan) -> str:
    """The worst evidence grade among the cards' numbers (settings of the protocol left out)."""
    grades = [
        constant.grade
        for group in plan.groups
        for constant in group.model.constants.values()
        if constant.source.key != "protocol"
    ]
    return max(grades, default="A")


def sources(plan: Plan) -> dict[str, str]:
    """Every publication that a number of the plan comes from, by citation key."""
    return {
        c.source.key: f"{c.source.title}{' doi:' + c.source.doi if c.source.doi else ''}"
        for group in plan.groups
        for c in group.model.constants.values()
    }


def provenance(experiment: Experiment, plan: Plan, runs: Sequence[RawRun]) -> dict[str, Any]:
    """What it takes to make these numbers again, as plain attributes."""
    facts = runs[0].facts
    grade = weakest_grade(plan)
    return {
        "title": experiment.title,
        "config_name": Path(experiment.tree.name).stem,
        "config_text": json.dumps(experiment.tree.texts),
        "resolved": json.dumps(experiment.tree.value),
        "figure": experiment.figure,
        "seed": experiment.seed,
        "method": str(facts.get("method", "")),
        "step_ms": float(facts.get("step_ms", np.nan)),
        "engine_facts": json.dumps(facts),
        "sources": json.dumps(sources(plan)),
        "weakest_grade": f"{grade}: {GRADES[grade]}",
    }


def save(dataset: xr.Dataset, folder: Path) -> Path:
    """Write a dataset into a new folder as zarr, with its config beside it.

    Written under a temporary name and renamed, so a folder is whole or absent. Raises ResultError
    where the folder exists: nothing is overwritten.
    """
    if folder.exists():
        hint = "Choose another --out, or remove it yourself."
        raise ResultError(Fault(str(folder), "a folder that exists", "a new one", hint))
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        dataset.to_zarr(part / STORE, mode="w", zarr_format=2, consolidated=True)
        (part / "config.json").write_text(dataset.attrs["resolved"], encoding="utf-8")
        flat = dataset[[n for n in dataset.data_vars if dataset[n].dims == dataset["status"].dims]]
        table = (
            flat.to_dataframe() if flat["status"].dims else flat.expand_dims("point").to_dataframe()
        )
        table.to_csv(part / "summary.csv")
        part.rename(folder)
    except OSError as error:
        hint = "Choose another --out."
        raise ResultError(
            Fault(str(folder), str(error), "a folder that can be written", hint)
        ) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def fresh_folder(base: Path, name: str) -> Path:
    """`base/name`, or `base/name-2`, `-3` ... where that is taken."""
    taken = {p.name for p in base.glob(f"{name}*")} if base.is_dir() else set()
    if name not in taken:
        return base / name
    numbers = [
        int(m.group(1)) for p in taken if (m := re.fullmatch(rf"{re.escape(name)}-(\d+)", p))
    ]
    return base / f"{name}-{max(numbers, default=1) + 1}"


def open_results(folder: str | Path) -> xr.Dataset:
    """Open a results folder; plain xarray does it too: `xr.open_zarr("folder/results.zarr")`."""
    path = Path(folder)
    path = path if path.name == STORE else path / STORE
    if not path.is_dir():
        raise ResultError(Fault(str(folder), f"no {STORE}", "a results folder"))
    return xr.open_zarr(path).load()
