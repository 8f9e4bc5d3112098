"""From an entry to what it shows: run its config, analyse it, draw it, read the drawing off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xarray as xr

from mgsim import analysis
from mgsim.atlas import curves
from mgsim.atlas.compare import Row, compare
from mgsim.atlas.curves import Curve
from mgsim.atlas.entries import Entry
from mgsim.draw import canvas, draw
from mgsim.language.errors import ConfigError, Fault, one_of
from mgsim.run import Progress, run
from mgsim.study.experiment import Experiment, load


@dataclass(frozen=True)
class Made:
    """A figure of the atlas, made: the run, what is drawn of it, and that as curves."""

    entry: Entry
    experiment: Experiment
    dataset: xr.Dataset
    shown: xr.Dataset
    curves: list[Curve]


def make(entry: Entry, progress: Progress | None = None) -> Made:
    """Run an entry's config and read off what its figure shows."""
    experiment = load(entry.config, entry.sets)
    dataset = run(experiment, entry.engine, entry.options, progress=progress)
    return made_of(entry, experiment, dataset)


def made_of(entry: Entry, experiment: Experiment, dataset: xr.Dataset) -> Made:
    """The figure of an entry over a dataset that was run already."""
    shown = _shown(entry, dataset)
    drawn = canvas(shown, entry.figure, experiment.catalogue)
    return Made(entry, experiment, dataset, shown, curves.curves(drawn, dataset))


def _shown(entry: Entry, dataset: xr.Dataset) -> xr.Dataset:
    """What the figure card gets: the run itself, or the marks of the entry's analysis."""
    asked: Mapping[str, Any] = entry.analysis
    if not asked:
        return dataset
    for word, begin in (("find", ("find_", "fit_")), ("mark", ("mark_",))):
        known = [name for name in analysis.names() if name.startswith(begin)]
        if asked.get(word) not in known:
            found = f"'{asked.get(word)}'"
            raise ConfigError(Fault(f"{entry.name} analysis.{word}", found, one_of(known)))
    some = analysis.at(dataset, asked.get("at", {}))
    table = getattr(analysis, asked["find"])(some, **asked.get("with", {}))
    return getattr(analysis, asked["mark"])(some, table)


def write(made: Made, folder: Path) -> list[Path]:
    """Write PNG, SVG and the CSV of what is drawn into a folder; older ones are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    name = made.entry.name
    paths = draw(made.shown, made.entry.figure, folder, made.experiment.catalogue, name)
    curves.write(made.curves, folder / f"{name}.csv")
    return [*paths, folder / f"{name}.csv"]


def check(made: Made, folder: Path) -> list[Row]:
    """Compare what was made with the CSV in a folder; raises ConfigError where there is none."""
    path = folder / f"{made.entry.name}.csv"
    if not path.is_file():
        hint = f"Make it: mgsim figure {made.entry.name}."
        raise ConfigError(Fault(str(path), "no file", "the CSV of the figure", hint))
    return compare(made.entry, made.curves, curves.read(path))
