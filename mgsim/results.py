"""Raw runs -> one labelled dataset with units, sources and provenance; save it, open it again."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from mgsim.engines.contract import RawRun
from mgsim.language.errors import Fault, ResultError
from mgsim.language.expression import evaluate
from mgsim.language.sources import GRADES
from mgsim.language.units import parse_unit
from mgsim.study.axes import Axis
from mgsim.study.batch import Group, Plan, lane_constants
from mgsim.study.experiment import Experiment
from mgsim.study.model import Model

STORE = "results.zarr"
SUMMARY = "summary.csv"
_ROWS = 50_000  # of the summary that are in memory as a table at once
Values = np.ndarray | Sequence[np.ndarray]


@dataclass(frozen=True)
class Field:
    """One variable of the results: a 'number' for each point, a list of 'times' or a 'trace'."""

    name: str
    kind: str
    of: str
    attrs: Mapping[str, str]

    def dims(self, along: tuple[str, ...]) -> tuple[str, ...]:
        """Its dimensions: the sweep's axes, then its own."""
        own = {"times": (f"{self.name}_number",), "trace": ("time",)}
        return (*along, *own.get(self.kind, ()))


STATUS = Field("status", "text", "", {"long_name": "'ok', or why a lane failed"})
SEED = Field("seed", "seed", "", {"long_name": "hash of the point's content, its random seed"})


def fields(model: Model) -> tuple[Field, ...]:
    """Every variable that a run of this model gives, in the order of the results."""
    found = [
        Field(
            watching.name,
            "times" if watching.collects else "number",
            watching.name,
            {"units": watching.unit, "long_name": watching.says},
        )
        for watching in model.watchings
    ]
    taken = {field.name for field in found}
    for name in model.recorded:
        quantity = model.quantities[name]
        attrs = {"units": quantity.unit, "long_name": quantity.says, "path": quantity.path}
        found.append(Field(_trace_name(model, name, taken), "trace", name, attrs))
    return tuple(found)


def harvest(
    run: RawRun, group: Group, experiment: Experiment, wanted: Sequence[Field]
) -> dict[str, Values]:
    """One run's variables by name, lane by lane; NaN, and no times, where a lane failed.

    wanted: the fields, of any structure of the sweep. A trace is (lane, sample).
    """
    is_sound = np.asarray(run.reasons == "", bool)
    status = np.full(is_sound.size, "ok", dtype=object)  # text of fixed width is wide for all
    status[~is_sound] = run.reasons[~is_sound].astype(object)
    found: dict[str, Values] = {STATUS.name: status, SEED.name: group.batch.seeds}
    for field in wanted:
        if field.kind == "times":
            found[field.name] = run.crossings[field.of]
        elif field.kind == "trace":
            found[field.name] = run.traces[field.of]
        else:
            result = _result(field.of, run, group, experiment)
            found[field.name] = np.where(is_sound, result, np.nan)
    return found


def tabulate(runs: Sequence[RawRun], plan: Plan, experiment: Experiment) -> xr.Dataset:
    """Lay raw runs out along the sweep's axes.

    One variable per readout with dims = the axes in the config's order; crossing times get a last
    dimension of their own, filled up with NaN; traces get `time`. A lane that failed is NaN and
    says why in `status`.
    """
    along = tuple(axis.name for axis in plan.axes)
    model = plan.groups[0].model
    wanted = fields(model)
    parts = [
        harvest(run, group, experiment, wanted)
        for run, group in zip(runs, plan.groups, strict=True)
    ]
    variables: dict[str, tuple] = {}
    for field in (*wanted, STATUS, SEED):
        columns = [part[field.name] for part in parts]
        variables[field.name] = (field.dims(along), _laid(field, columns, plan), dict(field.attrs))
    laid = coordinates(plan.axes, plan.values)
    if model.recorded:
        laid["time"] = time_coordinate(runs[0].samples)
    models = [group.model for group in plan.groups]
    return xr.Dataset(variables, laid, provenance(experiment, models, runs[0].facts))


def _laid(field: Field, columns: Sequence[Values], plan: Plan) -> np.ndarray:
    """The values of every group in one array, (*axes, ...)."""
    longest = 0
    if field.kind == "times":
        longest = max((times.size for column in columns for times in column), default=0)
    laid = [padded(c, longest) if field.kind == "times" else np.asarray(c) for c in columns]
    out = np.empty((plan.points, *laid[0].shape[1:]), laid[0].dtype)
    for column, group in zip(laid, plan.groups, strict=True):
        out[group.batch.points] = column
    return out.reshape(plan.shape + out.shape[1:])


def padded(lists: Values, longest: int) -> np.ndarray:
    """Lists of times as one array, (lists, longest), filled up with NaN."""
    sizes = np.fromiter((times.size for times in lists), int, len(lists))
    found = np.full((len(lists), longest), np.nan)
    if len(lists):
        found[np.arange(longest) < sizes[:, None]] = np.concatenate(lists)
    return found


def _result(name: str, run: RawRun, group: Group, experiment: Experiment) -> np.ndarray:
    """A readout's value per lane, in its card's own unit; `t` in its text is the end of the run."""
    own = next(w for w in group.model.watchings if w.name == name)
    constants = lane_constants(group.model, group.batch.columns)
    values = {**constants, **run.folds, "t": experiment.clock.duration}
    result = np.broadcast_to(np.asarray(evaluate(own.result, values), float), (group.batch.lanes,))
    return result / parse_unit(own.unit).factor


def _trace_name(model: Model, name: str, taken: Collection[str]) -> str:
    path = model.quantities[name].path
    short = path.rpartition(".")[2]
    others = [n for n in model.recorded if model.quantities[n].path.endswith(f".{short}")]
    return short if len(others) == 1 and short not in taken else path.replace(".", "_")


def time_coordinate(samples: np.ndarray) -> tuple:
    """The times of the traces, as xarray takes a coordinate."""
    return ("time", samples, {"units": "ms", "long_name": "time"})


def coordinates(
    axes: Sequence[Axis], values_of: Sequence[Sequence[np.ndarray]]
) -> dict[str, tuple]:
    """The coordinates of the sweep's axes, each as xarray takes it."""
    out: dict[str, tuple] = {}
    for axis, values in zip(axes, values_of, strict=True):
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


def weakest_grade(models: Iterable[Model]) -> str:
    """The worst evidence grade among the cards' numbers (settings of the protocol left out)."""
    grades = [
        constant.grade
        for model in models
        for constant in model.constants.values()
        if constant.source.key != "protocol"
    ]
    return max(grades, default="A")


def sources(models: Iterable[Model]) -> dict[str, str]:
    """Every publication that a number of the models comes from, by citation key."""
    return {
        c.source.key: f"{c.source.title}{' doi:' + c.source.doi if c.source.doi else ''}"
        for model in models
        for c in model.constants.values()
    }


def provenance(
    experiment: Experiment, models: Sequence[Model], facts: Mapping[str, Any]
) -> dict[str, Any]:
    """What it takes to make these numbers again, as plain attributes; `facts` are an engine's."""
    grade = weakest_grade(models)
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
        "sources": json.dumps(sources(models)),
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
        write_summary(dataset, part / SUMMARY)
        part.rename(folder)
    except OSError as error:
        hint = "Choose another --out."
        raise ResultError(
            Fault(str(folder), str(error), "a folder that can be written", hint)
        ) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def write_summary(dataset: xr.Dataset, path: Path) -> None:
    """One row a point, with every number that is one for each point; a block of rows at a time."""
    dims = dataset["status"].dims
    flat = dataset[[name for name in dataset.data_vars if dataset[name].dims == dims]]
    if not dims:
        flat.expand_dims("point").to_dataframe().to_csv(path)
        return
    rows_each = max(1, flat["status"].size // flat.sizes[dims[0]])
    step = max(1, _ROWS // rows_each)
    with path.open("w", encoding="utf-8", newline="") as file:
        for first in range(0, flat.sizes[dims[0]], step):
            some = flat.isel({dims[0]: slice(first, first + step)})
            some.to_dataframe(dim_order=list(dims)).to_csv(file, header=not first)


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
