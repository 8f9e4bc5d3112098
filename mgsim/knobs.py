"""A config with some numbers under the hand: composed and compiled once, run anew at each turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from mgsim.engines.contract import Program, engine_of, load_engine
from mgsim.language.errors import ConfigError, Fault, one_of
from mgsim.language.units import value
from mgsim.results import tabulate
from mgsim.study.batch import Batch, Group, Layout, Plan, Structure, layout
from mgsim.study.compose import compose
from mgsim.study.experiment import Experiment, load
from mgsim.study.free import Parameter, parameters
from mgsim.study.structures import swept

_WORDS = ("from", "to", "start")
Bounds = Sequence[Any] | Mapping[str, Any]


@dataclass(frozen=True)
class Knobs:
    """An experiment whose `numbers` can be turned; each is an axis of one point, the last ones.

    layout: of the sweep, those axes included. structures, programs: one for each set of cards.
    """

    experiment: Experiment
    numbers: tuple[Parameter, ...]
    layout: Layout
    structures: tuple[Structure, ...]
    programs: tuple[Program, ...]
    engine: str

    def run(self, turned: Mapping[str, float] | None = None) -> xr.Dataset:
        """The sweep with these numbers, as `mgsim.run` lays it out; others stay where they begin.

        turned: by the number's full path, in house units. Nothing is compiled anew: a number is a
        column of the lanes, within the bounds that the knobs were made with.
        """
        places = self._values(turned or {})
        moved = replace(self.layout, values=(*self.layout.values[: -len(self.numbers)], *places))
        groups, runs = [], []
        for structure, program in zip(self.structures, self.programs, strict=True):
            group = Group(structure.model, self._batch(replace(structure, layout=moved)))
            groups.append(group)
            runs.append(program.run(group.batch, lambda _: None))
        plan = Plan(moved.axes, moved.values, tuple(groups))
        return tabulate(runs, plan, self.experiment).assign_attrs(engine=self.engine)

    def _values(self, turned: Mapping[str, float]) -> list[list[np.ndarray]]:
        known = {number.path: number for number in self.numbers}
        for path in (path for path in turned if path not in known):
            raise ConfigError(Fault(f"knob {path}", "no such knob", one_of(known)))
        found = []
        for path, number in known.items():
            at = float(turned.get(path, number.start))
            if not number.low <= at <= number.high:
                bounds = f"{number.shown(number.low):g} to {number.shown(number.high):g}"
                fault = Fault(f"knob {path}", f"{number.shown(at):g}", f"{bounds} {number.unit}")
                raise ConfigError(fault)
            found.append([np.array([at])])
        return found

    def _batch(self, structure: Structure) -> Batch:
        """The lanes; the kernel is told of a knob's whole way, so that it serves every turn."""
        batch = structure.batch(structure.points)
        ways = {
            swept(structure.model, n.path, structure.experiment): (n.low, n.high)
            for n in self.numbers
        }
        return replace(batch, whole={**batch.spans, **ways})


def knobs(
    config: Experiment | str | Path,
    numbers: Mapping[str, Bounds],
    sets: Mapping[str, Any] | None = None,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
) -> Knobs:
    """Put numbers of a config under the hand: {'bath.mg_o': ('0 mM', '4 mM')}.

    numbers: for each path its bounds, as (from, to), (from, to, start) or with the words of the
    config's `fit: free` (`from`, `to`, `start`, `scale: log`). An axis of the sweep that moves the
    same number gives way. Raises ConfigError with every fault, EngineError.
    """
    experiment = config if isinstance(config, Experiment) else load(config, sets)
    free = {path: _words(path, given) for path, given in numbers.items()}
    if not free:
        raise ConfigError(Fault("knobs", "no number", "one path or more, each with its bounds"))
    found = parameters(experiment, compose(experiment), free, lambda path: f"knob {path}")
    experiment = replace(experiment, sweep=_sweep(experiment, found))
    laid = layout(experiment)
    structures = tuple(laid.structures())
    name = engine_of(experiment, engine)
    maker = load_engine(name)
    programs = tuple(
        maker.compile(s.model, experiment.clock, experiment.every, options or {})
        for s in structures
    )
    return Knobs(experiment, tuple(found.values()), laid, structures, programs, name)


def house(number: Parameter, shown: float) -> float:
    """A value in house units of one in the unit of the number's bounds, kept within them."""
    unit = "" if number.unit == "1" else number.unit
    return float(np.clip(value(f"{float(shown)!r} {unit}"), number.low, number.high))


def _words(path: str, given: Bounds) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if isinstance(given, Mapping):
        words |= given
    elif not isinstance(given, str):
        words |= zip(_WORDS, given, strict=False)
    is_whole = {"from", "to"} <= set(words) <= {*_WORDS, "scale"}
    if not is_whole or (not isinstance(given, Mapping) and len(given) > len(_WORDS)):
        hint = "For example ('0 mM', '4 mM')."
        raise ConfigError(
            Fault(f"knob {path}", f"{given!r}", "its bounds, a start if wanted", hint)
        )
    return words


def _sweep(experiment: Experiment, found: Mapping[str, Parameter]) -> dict[str, Any]:
    """The sweep without the axes of the turned numbers alone, then each of these at its start."""
    laid = layout(experiment)
    kept = {
        key: given
        for (key, given), axis in zip(experiment.sweep.items(), laid.axes, strict=True)
        if not (len(axis.columns) == 1 and axis.columns[0].path in found)
    }
    return kept | {path: [_text(number)] for path, number in found.items()}


def _text(number: Parameter) -> Any:
    at = float(number.shown(number.start))
    return at if number.unit == "1" else f"{at!r} {number.unit}"
