"""What an engine promises: compile a model, run a batch of lanes, hand back raw numbers."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from mgsim.language.errors import ConfigError, EngineError, Fault, near_miss, one_of
from mgsim.study.experiment import Clock, Experiment
from mgsim.study.model import Model

if TYPE_CHECKING:  # loads scipy, which naming the engines does not need
    from mgsim.study.batch import Batch

DEFAULT_ENGINE = "fused"
Tell = Callable[[float], None]


@dataclass(frozen=True)
class RawRun:
    """What comes out of a run, in house units.

    folds: (lane,) accumulators by flat name. crossings: for each collecting readout, one array of
    times per lane. samples: (sample,) times; traces: (lane, sample) by flat name.
    reasons: (lane,) '' for a sound lane, else why it has no numbers; objects, which are small for
    many lanes, or any dtype of text. facts: method, step and the like.
    """

    folds: Mapping[str, np.ndarray]
    crossings: Mapping[str, list[np.ndarray]]
    samples: np.ndarray
    traces: Mapping[str, np.ndarray]
    reasons: np.ndarray
    facts: Mapping[str, Any] = field(default_factory=dict)


def join_runs(parts: Sequence[RawRun]) -> RawRun:
    """Lanes of several runs of one program, one after the other."""
    first = parts[0]
    return RawRun(
        folds={n: np.concatenate([p.folds[n] for p in parts]) for n in first.folds},
        crossings={n: [t for p in parts for t in p.crossings[n]] for n in first.crossings},
        samples=first.samples,
        traces={n: np.concatenate([p.traces[n] for p in parts]) for n in first.traces},
        reasons=np.concatenate([p.reasons for p in parts]),
        facts=first.facts,
    )


def failed_run(
    model: Model, clock: Clock, every: float, reason: str, facts: Mapping[str, Any]
) -> RawRun:
    """The run of one lane that came to nothing: NaN everywhere, and why."""
    stride = max(1, round(every / clock.dt))
    samples = np.arange(round(clock.duration / clock.dt) + 1)[::stride] * clock.dt
    return RawRun(
        folds={n: np.array([np.nan]) for w in model.watchings for n in w.folds},
        crossings={w.name: [np.empty(0)] for w in model.watchings if w.collects},
        samples=samples if model.recorded else np.empty(0),
        traces={n: np.full((1, samples.size), np.nan) for n in model.recorded},
        reasons=np.array([reason[:160]]),
        facts=facts,
    )


class Program(Protocol):
    """A model made ready to run."""

    def run(self, batch: Batch, tell: Tell) -> RawRun: ...


class Engine(Protocol):
    """`options` are the engine's own words (method, codegen, rtol); an unknown one is an error."""

    def compile(
        self, model: Model, clock: Clock, every: float, options: Mapping[str, Any]
    ) -> Program: ...


def engine_names() -> list[str]:
    """Every engine there is: a file or folder of this package."""
    here = Path(__file__).parent
    names = {
        path.stem
        for path in here.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    return sorted(names - {"__init__", "contract"})


def resolving_engines() -> list[str]:
    """The engines that follow every spike; one that averages says so by `averages = True`."""
    return [n for n in engine_names() if not getattr(load_engine(n), "averages", False)]


def load_engine(name: str) -> Engine:
    """Find an engine by name; raises EngineError with the near miss."""
    known = engine_names()
    if name not in known:
        raise EngineError(Fault("engine", f"'{name}'", one_of(known), near_miss(name, known)))
    return importlib.import_module(f"mgsim.engines.{name}").ENGINE


def engine_of(experiment: Experiment, asked: str = "") -> str:
    """The engine asked for, else the config's own, else the default.

    Raises ConfigError, with its place, where the config asks for one that there is not.
    """
    own, known = experiment.engine, engine_names()
    if asked or own in ("", *known):
        return asked or own or DEFAULT_ENGINE
    where = experiment.tree.where(("engine",))
    raise ConfigError(Fault(where, f"'{own}'", one_of(known), near_miss(own, known)))


def take_options(engine: str, given: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Defaults overlaid with what was given; an option the engine does not have is an error."""
    for word in given:
        if word not in known:
            raise EngineError(
                Fault(f"engine {engine}", f"option '{word}'", one_of(known), near_miss(word, known))
            )
    return {**known, **{k: v for k, v in given.items() if v is not None}}
