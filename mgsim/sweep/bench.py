"""Where points are run: a job is unpacked once, then any of its points are asked for."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.engines.contract import Program, load_engine
from mgsim.results import Field, fields, harvest
from mgsim.study.batch import Group, Layout, Structure, layout
from mgsim.study.experiment import Experiment, build
from mgsim.study.structures import picks
from mgsim.study.tree import Tree
from mgsim.sweep.records import Records, records

_WITHOUT = ("threads",)  # of an engine's facts: how many share the work changes no number


@dataclass(frozen=True)
class Job:
    """A sweep as it travels to other processes and machines: plain text and names.

    config: JSON text. folders: of cards besides the shipped ones. options: (word, value) pairs.
    """

    config: str
    name: str
    folders: tuple[str, ...]
    engine: str
    options: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Unit:
    """Points of one structure that are run together; `tries`: how often a process died of it."""

    structure: int
    points: np.ndarray
    tries: int = 0


class Bench:
    """A job unpacked: its layout, and each structure's program once it is needed."""

    def __init__(self, job: Job):
        self.job = job
        self.lock = threading.Lock()
        self.programs: dict[int, tuple[Structure, Program]] = {}

    @cached_property
    def layout(self) -> Layout:
        return layout(unpacked(self.job))

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return fields(self.layout.base)

    def run(self, unit: Unit) -> Records:
        """Run the points of a unit, as lanes of one batch."""
        structure, program = self._program(unit.structure)
        group = Group(structure.model, structure.batch(unit.points))
        raw = program.run(group.batch, _silent)
        values = harvest(raw, group, self.layout.experiment, self.fields)
        facts = {word: fact for word, fact in raw.facts.items() if word not in _WITHOUT}
        keys, _ = structure.identify(unit.points)
        return records(keys, values, self.fields, raw.samples, facts)

    def _program(self, number: int) -> tuple[Structure, Program]:
        with self.lock:
            if number not in self.programs:
                picked = list(picks(self.layout.axes))[number]
                structure, whole = self.layout.structure(picked), self.layout.experiment
                program = load_engine(self.job.engine).compile(
                    structure.model, whole.clock, whole.every, dict(self.job.options)
                )
                self.programs[number] = (structure, program)
            return self.programs[number]


@cache
def bench_of(job: Job) -> Bench:
    """The bench of a job, made once a process."""
    return Bench(job)


def unpacked(job: Job) -> Experiment:
    """The experiment of a job."""
    cards = Catalogue((SHIPPED, *map(Path, job.folders)))
    return build(Tree(json.loads(job.config), name=job.name), cards)


def job_of(experiment: Experiment, engine: str, options: Mapping[str, Any]) -> Job:
    """Pack an experiment for other processes."""
    return Job(
        config=json.dumps(experiment.tree.value),
        name=experiment.tree.name,
        folders=tuple(str(f.absolute()) for f in experiment.catalogue.folders if f != SHIPPED),
        engine=engine,
        options=tuple(sorted(options.items())),
    )


def _silent(_fraction: float) -> None:
    pass
