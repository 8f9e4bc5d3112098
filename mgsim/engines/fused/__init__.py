"""The fused engine: a generated kernel that keeps a block of lanes in the cache for a whole run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mgsim.engines.contract import take_options
from mgsim.engines.fused.program import FusedProgram
from mgsim.engines.fused.recipe import SCHEMES, SIZES, How
from mgsim.engines.fused.staggered import staggerable
from mgsim.language.errors import EngineError, Fault
from mgsim.study.experiment import Clock
from mgsim.study.model import Model

OPTIONS = {
    "method": "auto",
    "precision": "double",
    "tables": True,
    "schemes": "auto",
    "threads": os.cpu_count() or 1,
}
METHODS = ("auto", "staggered", "rk4")


@dataclass(frozen=True)
class Fused:
    """The engine; options: `method` (auto, staggered, rk4) and `threads`."""

    def compile(
        self, model: Model, clock: Clock, every: float, options: Mapping[str, Any]
    ) -> FusedProgram:
        chosen = take_options("fused", options, OPTIONS)
        method = chosen["method"]
        if method not in METHODS:
            raise EngineError(Fault("engine fused method", f"'{method}'", " or ".join(METHODS)))
        if method == "auto":
            method = "rk4"
        elif method == "staggered" and not staggerable(model):
            hint = "Say --method rk4."
            found = "a model that cannot be staggered (its voltages or schemes need one another)"
            raise EngineError(Fault("engine fused", found, "one that can", hint))
        precision = chosen["precision"]
        if precision not in SIZES:
            raise EngineError(Fault("engine fused precision", f"'{precision}'", " or ".join(SIZES)))
        if chosen["schemes"] not in SCHEMES:
            found = f"'{chosen['schemes']}'"
            raise EngineError(Fault("engine fused schemes", found, " or ".join(SCHEMES)))
        how = How(method, precision, bool(chosen["tables"]), chosen["schemes"])
        return FusedProgram(model, clock, every, how, int(chosen["threads"]))


ENGINE = Fused()
