"""The fused engine: a generated kernel that keeps a block of lanes in the cache for a whole run."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from mgsim.engines.contract import take_options
from mgsim.engines.fused.choose import ChosenProgram, accuracy
from mgsim.engines.fused.program import FusedProgram
from mgsim.engines.fused.recipe import SCHEMES, SIZES, How
from mgsim.engines.fused.staggered import staggerable
from mgsim.language.errors import EngineError, Fault, near_miss
from mgsim.study.experiment import Clock
from mgsim.study.model import Model

OPTIONS = {
    "method": "auto",
    "accuracy": None,
    "precision": "double",
    "tables": True,
    "schemes": "auto",
    "threads": None,
}
THREADS = "MGSIM_THREADS"  # how many where the options do not say: of a process that has company
METHODS = ("auto", "staggered", "rk4")


@dataclass(frozen=True)
class Fused:
    """The engine. Options:

    method: auto, staggered or rk4; auto is rk4, and with an accuracy whatever keeps it at least
    cost. accuracy: '0.05 ms' of spike times, or a relative error of the readouts such as 0.005.
    precision: double or single. tables: whether functions of one voltage are tabulated. schemes:
    how rk4 takes Markov schemes (auto, explicit, implicit). threads: how many.
    """

    def compile(
        self, model: Model, clock: Clock, every: float, options: Mapping[str, Any]
    ) -> FusedProgram | ChosenProgram:
        chosen = take_options("fused", options, OPTIONS)
        for word, known in (("method", METHODS), ("precision", SIZES), ("schemes", SCHEMES)):
            _need(word, chosen[word], known)
        method = chosen["method"]
        if method == "staggered" and not staggerable(model):
            hint = "Say --method rk4."
            found = (
                "a model that cannot be staggered (its voltages or other states need one another)"
            )
            raise EngineError(Fault("engine fused", found, "one that can", hint))
        if method == "staggered" and chosen["schemes"] == "explicit":
            hint = "Leave it out, or say --method rk4."
            found = "'explicit' with the staggered method"
            raise EngineError(Fault("engine fused schemes", found, "auto or implicit", hint))
        how = How(method, chosen["precision"], bool(chosen["tables"]), chosen["schemes"])
        program = FusedProgram(model, clock, every, how, _threads(chosen["threads"]))
        if chosen["accuracy"] is not None:
            return ChosenProgram(program, accuracy(chosen["accuracy"]))
        return program


def _threads(asked: int | None) -> int:
    """As many as asked for, else as MGSIM_THREADS says, else one a core."""
    said = os.environ.get(THREADS, "")
    if asked is None and said and not (said.isdigit() and int(said) > 0):
        raise EngineError(Fault(THREADS, f"'{said}'", "a whole number above zero"))
    return int(asked or said or os.cpu_count() or 1)


def _need(word: str, value: Any, known: Collection[str]) -> None:
    if value not in known:
        hint = near_miss(str(value), known)
        raise EngineError(Fault(f"engine fused {word}", f"'{value}'", " or ".join(known), hint))


ENGINE = Fused()
