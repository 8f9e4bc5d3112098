"""Choose a kernel for a batch, compile it, keep it on disk by its structure, run it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite
import numba
import numpy as np

from mgsim.engines.contract import RawRun, Tell, join_runs
from mgsim.engines.fused.emit import Kernel
from mgsim.engines.fused.graph import STEP
from mgsim.engines.fused.lanes import Lanes
from mgsim.engines.fused.recipe import How, Recipe
from mgsim.engines.fused.tables import Grid
from mgsim.study.batch import Batch, lane_constants
from mgsim.study.experiment import Clock
from mgsim.study.model import Model

_Kernels = dict[tuple, tuple[Kernel, Grid]]
_WRITTEN_IN = ("machine.py", "maths.py", "stages.py", "vectors.py", "weave.py")
_PART = 2**16  # lanes that are in memory at once
_USUAL_RATE = 0.4  # crossings per ms that a lane has room for at first
_ROOM = 2**28  # bytes that the lists of all lanes may take at first


@dataclass(frozen=True)
class FusedProgram:
    """A model with its method chosen; kernels are made when it is known which constants vary."""

    model: Model
    clock: Clock
    every: float
    how: How
    threads: int
    kernels: _Kernels = field(default_factory=dict, init=False, compare=False)

    def run(self, batch: Batch, tell: Tell) -> RawRun:
        """Run every lane, a part of them at a time."""
        kernel, rows = self.prepare(batch)
        function = compiled(kernel.source)
        parts = []
        for first in range(0, batch.lanes, _PART):
            part = batch.part(slice(first, first + _PART)) if batch.lanes > _PART else batch
            at, share = first / batch.lanes, part.lanes / batch.lanes
            parts.append(
                self._part(kernel, rows, function, part, lambda f, a=at, s=share: tell(a + s * f))
            )
        return parts[0] if len(parts) == 1 else join_runs(parts)

    def prepare(self, batch: Batch) -> tuple[Kernel, Grid]:
        """The kernel for lanes that differ as these do, and its tables; made once for such lanes.

        Which schemes are too fast for explicit steps depends on the lanes' numbers.
        """
        spans = batch.spans
        by_numbers = self.model.schemes and self.how.schemes == "auto"
        key = (frozenset(spans), *(sorted(spans.items()) if by_numbers else ()))
        if key not in self.kernels:
            constants = lane_constants(self.model, batch.columns)
            constants[STEP] = np.asarray(self.clock.dt)
            recipe = Recipe(self.model, constants, frozenset(batch.columns), self.how, spans)
            self.kernels[key] = recipe.kernel()
        return self.kernels[key]

    def _part(
        self, kernel: Kernel, rows: Grid, function: Callable, batch: Batch, tell: Tell
    ) -> RawRun:
        """Crossing lists that outgrow their room are counted again with more."""
        collecting = len(kernel.collecting)
        lists = max(1, collecting * batch.lanes)
        capacity = int(min(_USUAL_RATE * self.clock.duration + 8, _ROOM / (8 * lists) + 8))
        while True:
            lanes = Lanes(self.model, self.clock, self.every, batch, kernel, rows, capacity)
            lanes.go(function, self.threads, tell)
            most = int(lanes.counts.max(initial=0))
            if most <= capacity:
                return lanes.harvest(self._facts(kernel, rows))
            capacity = most

    def _facts(self, kernel: Kernel, rows: Grid) -> dict[str, Any]:
        facts = {"method": kernel.method, "step_ms": self.clock.dt, "threads": self.threads,
                 "precision": self.how.precision, "numba": numba.__version__}  # fmt: skip
        if kernel.tables:
            facts |= {"table_spacing_mv": rows.spacing, "table_error": rows.error}
        return facts


def folder() -> Path:
    """Where kernels are kept: MGSIM_CACHE, else the user's cache folder."""
    named = os.environ.get("MGSIM_CACHE") or os.environ.get("XDG_CACHE_HOME")
    base = Path(named) if named else Path.home() / ".cache"
    return base / "mgsim" / "kernels"


@cache
def _tools() -> str:
    """What a kernel's machine code depends on besides its own text."""
    here = Path(__file__).parent
    texts = [(here / name).read_text("utf-8") for name in _WRITTEN_IN]
    return "\n".join([numba.__version__, llvmlite.__version__, *texts])


@cache
def compiled(source: str) -> Callable:
    """The kernel of a source; its file's name is the hash of the source and of its tools."""
    key = hashlib.sha256(f"{_tools()}\n{source}".encode()).hexdigest()[:24]
    path = folder() / f"kernel_{key}.py"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(source, encoding="utf-8")
        part.replace(path)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # numba looks it up by name when it loads what it kept
    spec.loader.exec_module(module)
    return module.kernel
