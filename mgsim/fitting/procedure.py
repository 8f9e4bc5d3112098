"""One fit from beginning to end: config and data in, estimates with their errors and doubts out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from mgsim.engines.contract import engine_of
from mgsim.fitting.data import Data, measured
from mgsim.fitting.doubts import doubts
from mgsim.fitting.errors import Errors, errors, linear, profiled
from mgsim.fitting.machine import Machine, machine, stripped
from mgsim.fitting.problem import Problem
from mgsim.fitting.search import STARTS, Found, Tell, search
from mgsim.fitting.table import read_table
from mgsim.language.errors import ConfigError, Fault, MgsimError
from mgsim.study.experiment import Experiment, load
from mgsim.study.free import Parameter, configured, parameters
from mgsim.study.model import Model

LEVEL = 0.95


@dataclass(frozen=True)
class Fitted:
    """The result of a fit.

    numbers: (parameter,) estimates in house units. interval: (parameter, 2), linear; profile: the
    same by profile likelihood, None where it was not asked for. values: (row,) the model at the
    data, in the readout's unit. doubts: sentences. is_converged: False where the search gave up or
    a lane of the data has no number at the estimate.
    """

    experiment: Experiment
    problem: Problem
    found: Found
    errors: Errors
    numbers: np.ndarray
    interval: np.ndarray
    profile: np.ndarray | None
    values: np.ndarray
    level: float
    is_converged: bool
    doubts: tuple[str, ...]
    facts: Mapping[str, Any]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return self.problem.parameters

    @property
    def data(self) -> Data:
        return self.problem.data

    @property
    def machine(self) -> Machine:
        return self.problem.machine

    @property
    def r_squared(self) -> float:
        """The part of the data's weighted scatter about its mean that the model takes away."""
        weight = self.data.scale**2
        mean = float((weight * self.data.y).sum() / weight.sum())
        total = float((weight * (self.data.y - mean) ** 2).sum())
        return 1 - self.found.best.rss / total if total > 0 else float("nan")

    def estimates(self) -> dict[str, float]:
        """The estimates by path, in the units of their bounds."""
        return {
            p.path: p.shown(float(x)) for p, x in zip(self.parameters, self.numbers, strict=True)
        }


def fit(
    experiment: Experiment | str | Path,
    data: str | Path | Mapping[str, Sequence[float]],
    free: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    is_global: bool | None = None,
    starts: int = STARTS,
    profile: bool = False,
    level: float = LEVEL,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
    progress: Tell | None = None,
) -> Fitted:
    """Fit numbers of a config to measured points by least squares.

    data: a CSV file, or columns by heading. free: more parameters, or other bounds, than those of
    the config's `fit` section, as `path: {'from': '1 mM', 'to': '10 mM', 'scale': 'log'}`.
    is_global: differential evolution first; None takes the config's `method`. profile: intervals
    by profile likelihood as well. engine, options: as for `mgsim.run`.
    Raises ConfigError with every fault of the section and of the data.
    """
    if not isinstance(experiment, Experiment):
        experiment = load(experiment)
    tell = progress or (lambda _fraction, _what: None)
    began = time.perf_counter()
    _need(starts, level)
    problem = pose(experiment, data, free, engine, options)
    wide = experiment.fit.get("method") == "global" if is_global is None else is_global
    found = search(problem, starts, wide, experiment.seed, tell)
    best = found.best
    values = problem.machine.values(problem.numbers(best.u[None]), problem.data.x)[0]
    known = errors(problem, best)
    tell(0.9, "profiles" if profile else "errors")
    interval = linear(problem, best, known, level)
    profiles = profiled(problem, best, known, level) if profile else None
    facts = {
        "engine": engine_of(experiment, engine),
        "search": "global" if wide else "local",
        "seed": experiment.seed,
        "lanes": problem.machine.lanes,
        "failed_lanes": problem.machine.failed,
        "wall_s": round(time.perf_counter() - began, 3),
    }
    return Fitted(
        experiment=experiment, problem=problem, found=found, errors=known,
        numbers=problem.numbers(best.u), interval=interval, profile=profiles, values=values,
        level=level, is_converged=best.is_converged and bool(np.isfinite(values).all()),
        doubts=doubts(problem, found, known, interval, values), facts=facts,
    )  # fmt: skip


def _need(starts: int, level: float) -> None:
    if starts < 1:
        raise ConfigError(Fault("starts", str(starts), "at least 1"))
    if not 0.5 <= level < 1:
        raise ConfigError(Fault("level", f"{level:g}", "a coverage from 0.5 to below 1"))


def pose(
    experiment: Experiment,
    data: Any,
    free: Mapping[str, Mapping[str, Any]] | None = None,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
) -> Problem:
    """Read the section and the data, compose and compile; raises ConfigError with all faults."""
    whole = stripped(experiment)
    faults: list[Fault] = []
    known: dict[str, Parameter] = {}
    try:
        known = _free(*whole, free or {})
    except MgsimError as error:
        faults += error.faults
    found = None
    try:
        table = read_table(data)
        found = measured(table, *whole, whole[1].watchings[0], known)
    except MgsimError as error:
        faults += error.faults
    if faults or found is None:
        raise ConfigError(*faults)
    return posed(*whole, tuple(known.values()), found, engine, options)


def _free(
    experiment: Experiment, model: Model, more: Mapping[str, Mapping[str, Any]]
) -> dict[str, Parameter]:
    faults: list[Fault] = []
    found: dict[str, Parameter] = {}
    for read in (
        lambda: configured(experiment, model),
        lambda: parameters(experiment, model, more, lambda path: f"--free {path}"),
    ):
        try:
            found |= read()
        except MgsimError as error:
            faults += error.faults
    if not found and not faults:
        where = experiment.tree.where(("fit", "free"))
        hint = "Write 'fit: {free: {PATH: {from: ..., to: ...}}}', or --free 'PATH=FROM..TO'."
        faults.append(Fault(where, "no free parameter", "at least one", hint))
    if faults:
        raise ConfigError(*faults)
    return found


def posed(
    experiment: Experiment,
    model: Model,
    moving: tuple[Parameter, ...],
    data: Data,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
) -> Problem:
    """The problem of parameters and data that are already read."""
    spans = {p.name: (p.low, p.high) for p in moving}
    for k, one in enumerate(data.conditions):
        spans[one.name] = (float(data.x[:, k].min()), float(data.x[:, k].max()))
    made = machine(experiment, model, tuple(spans), spans, engine, options)
    return Problem(data, moving, made)


def with_data(problem: Problem, y: np.ndarray) -> Problem:
    """The same problem with other measured numbers under the same conditions; not compiled anew."""
    return replace(problem, data=replace(problem.data, y=np.asarray(y, float)))
