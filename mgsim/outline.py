"""What a config comes to before anything is run: its axes, points, structures and steps."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from mgsim.study.axes import axes
from mgsim.study.compose import compose
from mgsim.study.experiment import Experiment
from mgsim.study.model import Model
from mgsim.study.structures import picks, restructured, swept

_BASE_GB = 0.25  # of a process without lanes, as measured
_LANE_BYTES = 300  # of a lane besides its results


@dataclass(frozen=True)
class Outline:
    """The size of an experiment; sizes are the axes' lengths by name, in the config's order.

    structures: composed models, one program each. steps: of one lane, at the config's own step
    (an engine of adaptive step takes others). numbers: that a point's results are, traces included.
    """

    title: str
    sizes: dict[str, int]
    points: int
    structures: int
    steps: int
    equations: int
    readouts: tuple[str, ...]
    numbers: int

    @property
    def memory_gb(self) -> float:
        """About what a run needs, the program included."""
        return _BASE_GB + self.points * (_LANE_BYTES + 16 * self.numbers) / 1e9

    @property
    def lane_steps(self) -> int:
        """The work, as far as it can be told without running: steps times lanes (one a point)."""
        return self.points * self.steps

    def __str__(self) -> str:
        sizes = ", ".join(f"{axis} {size}" for axis, size in self.sizes.items())
        each = self.points // self.structures
        lines = [
            self.title,
            f"points: {self.points}" + (f" ({sizes})" if sizes else ""),
            f"structures: {self.structures}, one program each, of {each} lanes",
            f"work: {self.points} lanes of {self.steps} steps, {self.lane_steps:,} lane-steps",
            f"memory: about {self.memory_gb:.1f} GB",
        ]
        return "\n".join(line for line in lines if line)


def outline(experiment: Experiment) -> Outline:
    """Count what a run of this experiment would do."""
    model = compose(experiment)
    found = axes(experiment, model)
    structural = [axis.size for axis in found if axis.is_structural]
    samples = int(experiment.clock.duration / max(experiment.every, experiment.clock.dt)) + 1
    return Outline(
        title=experiment.title,
        sizes={axis.name: axis.size for axis in found},
        points=math.prod(axis.size for axis in found),
        structures=math.prod(structural),
        steps=round(experiment.clock.duration / experiment.clock.dt),
        equations=len(model.odes) + len(model.algebra),
        readouts=tuple(watch.name for watch in experiment.watches),
        numbers=len(experiment.watches) + 2 + len(experiment.recorded) * samples,
    )


def structures(experiment: Experiment) -> Iterator[Model]:
    """The model of every structure of the sweep; ConfigError where one lacks a swept number."""
    base = compose(experiment)
    found = axes(experiment, base)
    paths = [c.path for axis in found for c in axis.columns if c.unit != "name"]
    for picked in picks(found):
        varied = restructured(experiment, found, picked)
        model = compose(varied) if picked else base
        for path in paths:
            swept(model, path, varied)
        yield model
