"""A config as a function: parameters and conditions in, the readout out; compiled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from mgsim.engines.contract import Program, engine_of, load_engine
from mgsim.language.errors import ConfigError, Fault
from mgsim.results import fields, harvest
from mgsim.study.batch import Group, lay_lanes
from mgsim.study.compose import compose
from mgsim.study.experiment import Experiment
from mgsim.study.free import fitted_watch
from mgsim.study.model import Model


@dataclass
class Machine:
    """One program; every call is one batch. lanes, failed: how many were run, and came to NaN.

    columns: flat names of the parameters, then of the conditions. spans: the least and greatest
    of each, so that one kernel serves all calls.
    """

    experiment: Experiment
    model: Model
    program: Program
    columns: tuple[str, ...]
    spans: Mapping[str, tuple[float, float]]
    lanes: int = 0
    failed: int = 0
    reasons: set[str] = field(default_factory=set)
    facts: dict[str, Any] = field(default_factory=dict)

    def values(self, thetas: np.ndarray, conditions: np.ndarray) -> np.ndarray:
        """The readout in its own unit, (vector, row); NaN where a lane failed.

        thetas: (vector, parameter), conditions: (row, condition), both in house units.
        """
        count, rows = len(thetas), len(conditions)
        lanes = np.hstack((np.repeat(thetas, rows, axis=0), np.tile(conditions, (count, 1))))
        columns = {name: lanes[:, k].copy() for k, name in enumerate(self.columns)}
        points = np.arange(count * rows)
        batch = lay_lanes(self.experiment, self.model, columns, points, np.zeros_like(points))
        batch = replace(batch, whole=self.spans)
        run = self.program.run(batch, lambda _: None)
        wanted = fields(self.model)
        found = harvest(run, Group(self.model, batch), self.experiment, wanted)
        values = np.asarray(found[wanted[0].name], float)
        self.lanes += values.size
        lost = ~np.isfinite(values)
        self.failed += int(lost.sum())
        self.reasons |= {str(r) for r in run.reasons[lost] if r}
        self.facts = dict(run.facts)
        return np.where(lost, np.nan, values).reshape(count, rows)


def stripped(experiment: Experiment) -> tuple[Experiment, Model]:
    """The experiment with the fitted readout alone, no traces and no sweep; and its model.

    Raises ConfigError where spikes are drawn anew for each lane: a fit cannot follow noise.
    """
    watch = fitted_watch(experiment)
    experiment = replace(experiment, watches=(watch,), recorded=())
    model = compose(experiment)
    for name, train in model.trains.items():
        drive = experiment.tree.value["drives"][name]
        if train.train.kind == "poisson" and not drive.get("shared", False):
            where = experiment.tree.where(("drives", name))
            found = "random spikes that differ from lane to lane"
            hint = "A fit would follow their noise."
            raise ConfigError(Fault(where, found, "'shared: true'", hint))
    return experiment, model


def machine(
    experiment: Experiment,
    model: Model,
    columns: Sequence[str],
    spans: Mapping[str, tuple[float, float]],
    engine: str = "",
    options: Mapping[str, Any] | None = None,
) -> Machine:
    """Compile the model once; what varies is `columns`, within `spans`."""
    maker = load_engine(engine_of(experiment, engine))
    program = maker.compile(model, experiment.clock, experiment.every, options or {})
    return Machine(experiment, model, program, tuple(columns), spans)
