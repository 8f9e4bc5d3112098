"""A results folder run again from what it holds: do the same numbers come out, and if not, why?"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mgsim.catalogue.find import Catalogue, catalogue
from mgsim.difference import IDENTICAL, MOVED, WITHIN, Difference, Statuses, Tally, as_array
from mgsim.difference import statuses as compare_statuses
from mgsim.engines.contract import Program, RawRun, load_engine
from mgsim.language.errors import ConfigError, Fault, ResultError
from mgsim.points import Points
from mgsim.provenance import Change, changes, made_with, put_cards
from mgsim.results import SEED, STATUS, Field, fields, harvest
from mgsim.run import Progress, commit, version
from mgsim.study.batch import Group, Layout, Structure, layout
from mgsim.study.experiment import Experiment, build
from mgsim.study.thin import even_points
from mgsim.study.tree import Tree

TOLERANCE = 1e-9
_LANES = 2**16  # that are run at once
_NUMBERS = 2**23  # of traces that are in memory at once
_BY_LANES = "accuracy"  # the option that chooses by the lanes that run together


@dataclass(frozen=True)
class Replay:
    """What came out: a row for each readout and trace, over the points that failed neither time.

    points: how many of the sweep's `of` points were run again. made: what is not as it was then.
    seeds: how many points have another seed, which is a hash of their content. wall_s: seconds.
    """

    title: str
    engine: str
    points: int
    of: int
    rows: tuple[Difference, ...]
    status: Statuses
    seeds: int
    made: tuple[Change, ...]
    tolerance: float
    wall_s: float

    @property
    def verdict(self) -> str:
        """'identical' to the bit, 'within tolerance' or 'moved'."""
        found = {row.verdict(self.tolerance) for row in self.rows}
        if MOVED in found or not self.status.is_same or self.seeds:
            return MOVED
        return WITHIN if WITHIN in found else IDENTICAL

    @property
    def only_lost(self) -> bool:
        """True where points fail now that did not, and nothing else has moved."""
        has_moved = any(row.verdict(self.tolerance) == MOVED for row in self.rows)
        status = self.status
        return bool(status.lost and not (has_moved or self.seeds or status.won or status.other))


def replay(
    folder: str | Path,
    points: int | None = None,
    tolerance: float = TOLERANCE,
    cards: Sequence[str | Path] = (),
    progress: Progress | None = None,
) -> Replay:
    """Run a results folder again from what it holds, and compare every number with the kept one.

    Nothing but the folder is read: it keeps the config, the options and the cards that do not ship.
    points: how many, spread evenly over the sweep; None for all. tolerance: relative. cards: card
    folders whose cards take the place of kept ones. progress(fraction, what) tells how far it is.
    Raises ResultError for a folder without results, ConfigError or EngineError where it cannot run.
    """
    if points is not None and points < 1:
        raise ConfigError(Fault("points", str(points), "one point or more"))
    if not tolerance >= 0:
        raise ConfigError(Fault("tolerance", str(tolerance), "a relative difference, 0 or more"))
    stored = Points(folder)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as kept:
        put_cards(stored.attributes, Path(kept))
        experiment = _experiment(stored, catalogue([*cards, kept]))
        again = _Again(stored, experiment, points)
        again.run(progress)
        made = made_with(experiment, again.engine, again.options)
    now = {**again.facts, **made, "mgsim_version": version(), "commit": commit()}
    now["engine"] = again.engine
    return Replay(
        title=experiment.title,
        engine=again.engine,
        points=again.chosen.size,
        of=stored.size,
        rows=tuple(tally.end(stored.place) for tally in again.tallies.values()),
        status=again.status,
        seeds=again.seeds,
        made=changes(stored.attributes, now),
        tolerance=tolerance,
        wall_s=round(time.perf_counter() - began, 3),
    )


def _experiment(stored: Points, cards: Catalogue) -> Experiment:
    kept = stored.attributes
    missing = [word for word in ("resolved", "engine") if word not in kept]
    if missing:
        found = f"results without {' and '.join(missing)}"
        raise ResultError(Fault(str(stored.folder), found, "results that `mgsim` has made"))
    name = f"{kept.get('config_name', 'config')}.yaml"
    return build(Tree(json.loads(kept["resolved"]), {}, {}, name), cards)


class _Again:
    """The points run again, and what is found on the way."""

    def __init__(self, stored: Points, experiment: Experiment, points: int | None):
        self.stored, self.experiment = stored, experiment
        self.engine = str(stored.attributes["engine"])
        self.options: dict[str, Any] = json.loads(stored.attributes.get("engine_options", "{}"))
        self.layout: Layout = layout(experiment)
        if (self.layout.shape, tuple(a.name for a in self.layout.axes)) != (
            stored.shape, stored.dims,
        ):  # fmt: skip
            found = f"{stored.shape} points along {stored.dims}"
            expected = f"those of its own config, {self.layout.shape}"
            raise ResultError(Fault(str(stored.folder), found, expected))
        self.structures: tuple[Structure, ...] = tuple(self.layout.structures())
        self.owner = np.zeros(stored.size, np.int32)
        for number, structure in enumerate(self.structures):
            self.owner[structure.points] = number
        every = points is None or points >= stored.size
        self.chosen = np.arange(stored.size) if every else even_points(self.owner, points or 1)
        self.fields = tuple(f for f in fields(self.layout.base) if f.name in stored.variables)
        self.tallies = {
            f.name: Tally(f.name, stored.kind(f.name), stored.unit(f.name)) for f in self.fields
        }
        self.now_status = np.empty(self.chosen.size, object)
        self.seeds = 0
        self.facts: dict[str, Any] = {}

    def run(self, progress: Progress | None) -> None:
        """Every structure's points, a block at a time."""
        maker = load_engine(self.engine)
        done = 0
        for number, structure in enumerate(self.structures):
            mine = self.chosen[self.owner[self.chosen] == number]
            if not mine.size:
                continue
            clock, every = self.experiment.clock, self.experiment.every
            program = maker.compile(structure.model, clock, every, self.options)
            for first in range(0, mine.size, self._step(mine.size)):
                some = mine[first : first + self._step(mine.size)]
                what = f"{self.engine}, structure {number + 1} of {len(self.structures)}"
                self._block(program, structure, some, _part(progress, done, self.chosen.size, what))
                done += some.size

    def _step(self, points: int) -> int:
        """How many points are run at once."""
        if _BY_LANES in self.options:
            return max(1, points)
        wide = sum(self.stored.width(field.name) for field in self.fields)
        return max(1, min(_LANES, _NUMBERS // max(1, wide)))

    def _block(self, program: Program, structure: Structure, points: np.ndarray, tell: Any) -> None:
        batch = structure.batch(points)
        raw: RawRun = program.run(batch, tell)
        if not self.facts:
            words = ("method", "step_ms")
            self.facts = {word: raw.facts.get(word, "") for word in words if word in raw.facts}
        found = harvest(raw, Group(structure.model, batch), self.experiment, self.fields)
        status = np.asarray(found[STATUS.name], object)
        self.now_status[np.searchsorted(self.chosen, points)] = status
        self.seeds += int((np.asarray(found[SEED.name]) != self.stored.seeds[points]).sum())
        is_sound = (status == "ok") & (self.stored.status[points] == "ok")
        for field in self.fields:
            was = self.stored.read(field.name, points)
            now = as_array(found[field.name])
            self._need_same_samples(field, was, now)
            self.tallies[field.name].take(points[is_sound], was[is_sound], now[is_sound])

    def _need_same_samples(self, field: Field, was: np.ndarray, now: np.ndarray) -> None:
        if field.kind == "trace" and was.shape != now.shape:
            found = f"{was.shape[1]} samples of '{field.name}'"
            raise ResultError(Fault(str(self.stored.folder), found, f"{now.shape[1]}, as it runs"))

    @property
    def status(self) -> Statuses:
        was = self.stored.status[self.chosen]
        return compare_statuses(was, self.now_status, self.chosen, self.stored.place)


def _part(progress: Progress | None, done: int, points: int, what: str) -> Any:
    def tell(fraction: float) -> None:
        if progress:
            progress((done + fraction) / points, what)

    return tell
