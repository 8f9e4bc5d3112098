"""A config held against everything that can be known without running it."""

from __future__ import annotations

from pathlib import Path

from mgsim.engines.contract import engine_of
from mgsim.outline import Outline, outline, structures
from mgsim.study.compose import compose
from mgsim.study.experiment import load
from mgsim.study.free import configured


def check(path: str | Path) -> Outline:
    """Load a config, compose every structure of its sweep, resolve its axes and fit; runs nothing.

    Raises ConfigError or CardError with the faults found: an engine that there is not, too.
    """
    experiment = load(path)
    engine_of(experiment)
    found = outline(experiment)
    if experiment.fit:
        configured(experiment, compose(experiment))
    for _ in structures(experiment):
        pass  # composing each is the check
    return found
