"""A sweep laid out: what every point is, by its key; what is left to run; what the sweep is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from typing import Any

import numpy as np

from mgsim.engines.contract import engine_of, load_engine
from mgsim.language.errors import EngineError, Fault
from mgsim.provenance import code_hash, made_with
from mgsim.results import Field, fields, provenance
from mgsim.study.batch import Layout, Structure, layout
from mgsim.study.experiment import Experiment
from mgsim.sweep.bench import Job, job_of
from mgsim.sweep.execute import Work

_ASIDE = ("sweep", "title", "question", "figure", "fit")  # no number hangs on these
_BY_LANES = ("accuracy",)  # options that choose by the lanes that run together
_LIST_RATE = 0.05  # times a ms that a list of times is reckoned to hold


@dataclass(frozen=True)
class Sweep:
    """A sweep laid out.

    keys, seeds: (point,). owner: (point,) the number of each point's structure.
    """

    experiment: Experiment
    engine: str
    options: Mapping[str, Any]
    layout: Layout
    structures: tuple[Structure, ...]
    keys: np.ndarray
    seeds: np.ndarray
    owner: np.ndarray

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The variables of every point."""
        return fields(self.layout.base)

    @property
    def job(self) -> Job:
        """The sweep as it travels to other processes."""
        return job_of(self.experiment, self.engine, self.options)

    @property
    def samples(self) -> np.ndarray:
        """(sample,) times of a trace (ms)."""
        clock = self.experiment.clock
        stride = max(1, round(self.experiment.every / clock.dt))
        return np.arange(round(clock.duration / clock.dt) + 1)[::stride] * clock.dt

    @property
    def bytes_each(self) -> tuple[int, int]:
        """Of a point's single numbers, and about those of its traces and lists."""
        kinds = [field.kind for field in self.fields]
        listed = int(self.experiment.clock.duration * _LIST_RATE) + 1
        wide = kinds.count("trace") * self.samples.size + kinds.count("times") * listed
        return 8 * (kinds.count("number") + 2), 8 * wide

    def work(self, finished: np.ndarray) -> Work:
        """What is left once the points with these keys are there; equal points are run once."""
        _, first = np.unique(self.keys, return_index=True)
        left = np.sort(first[~np.isin(self.keys[first], finished)])
        pending = {n: left[self.owner[left] == n] for n in np.unique(self.owner[left]).tolist()}
        return Work(pending, self.keys, self.fields, self.samples, sum(self.bytes_each))

    @property
    def manifest(self) -> dict[str, Any]:
        """What the sweep is, for its folder; `recipe` is all that its points' numbers hang on."""
        tree = self.experiment.tree
        made = made_with(self.experiment, self.engine, self.options)
        recipe = {
            "config": {word: part for word, part in tree.value.items() if word not in _ASIDE},
            "engine": self.engine,
            "options": dict(self.options),
            "cards": json.loads(made["cards"]),
            "mgsim": f"{metadata.version('mgsim')} ({code_hash()})",
        }
        return {
            "title": self.experiment.title,
            "name": tree.name,
            "points": self.layout.points,
            "recipe": recipe,
            "resolved": dict(tree.value),
            "folders": list(self.job.folders),
        }

    def attributes(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Of the finished dataset: nothing in them depends on when it was run, or by how many."""
        models = [structure.model for structure in self.structures]
        return {
            **provenance(self.experiment, models, facts),
            **made_with(self.experiment, self.engine, self.options),
            "engine": self.engine,
            "mgsim_version": metadata.version("mgsim"),
        }


def prepare(
    experiment: Experiment, engine: str = "", options: Mapping[str, Any] | None = None
) -> Sweep:
    """Lay a sweep out: compose its structures, hash its points.

    Raises ConfigError for a fault of the config, EngineError for an option that no sweep can have.
    """
    engine = engine_of(experiment, engine)
    load_engine(engine)
    given = {word: value for word, value in (options or {}).items() if value is not None}
    for word in set(given) & set(_BY_LANES):
        hint = "Find the method and step on a few lanes with `mgsim run`, and write them."
        raise EngineError(Fault("sweep", f"'{word}'", "a method and a step", hint))
    whole = layout(experiment)
    structures = tuple(whole.structures())
    keys = np.empty(whole.points, np.uint64)
    seeds = np.empty(whole.points, np.uint64)
    owner = np.empty(whole.points, np.int32)
    for number, structure in enumerate(structures):
        points = structure.points
        keys[points], seeds[points] = structure.identify(points)
        owner[points] = number
    return Sweep(experiment, engine, given, whole, structures, keys, seeds, owner)


def packed_by(manifest: Mapping[str, Any]) -> Job:
    """The job of a sweep that a folder's manifest tells of."""
    return Job(
        config=json.dumps(manifest["resolved"]),
        name=manifest["name"],
        folders=tuple(manifest["folders"]),
        engine=manifest["recipe"]["engine"],
        options=tuple(sorted(manifest["recipe"]["options"].items())),
    )
