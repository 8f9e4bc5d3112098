"""A model, what varies and a method -> the kernel that runs it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from mgsim.engines.fused.emit import Kernel, emit
from mgsim.engines.fused.graph import STEP, WHOLE_POWERS, Graph
from mgsim.engines.fused.lower import Steps
from mgsim.engines.fused.rk4 import rk4
from mgsim.engines.fused.staggered import staggered
from mgsim.engines.fused.tables import Grid, grid, plan
from mgsim.language.errors import ConfigError
from mgsim.study.initial import initial_values
from mgsim.study.model import Model, Occupancies
from mgsim.study.stiffness import FAST, fastest_rate

_MARGIN = 10.0  # times its usual value: how far a constant that varies may reach

SIZES = {"double": 8, "single": 4}
SCHEMES = ("auto", "explicit", "implicit")


@dataclass(frozen=True)
class How:
    """The choices of a user. schemes: how rk4 takes Markov schemes; auto goes by their rates."""

    method: str
    precision: str
    has_tables: bool
    schemes: str


@dataclass(frozen=True)
class Recipe:
    """What the structure of a kernel depends on.

    spans: the least and greatest value of each constant that varies, over all parts of the batch.
    """

    model: Model
    constants: Mapping[str, np.ndarray]
    varying: frozenset[str]
    how: How
    spans: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def kernel(self) -> tuple[Kernel, Grid]:
        """The kernel and its tables, which are left out where they do not pay or are too coarse."""
        size = SIZES[self.how.precision]
        if self.how.has_tables:
            steps = self._steps(True)
            voltages = [n for n in self.model.odes if self.model.unit(n) == "mV"]
            tables = plan(steps, frozenset(steps.graph.leaf("state", n) for n in voltages))
            if tables:
                kernel = emit(steps, self.model, tables, size)
                rows = grid(steps.graph, steps, tables, self.constants, size)
                if rows.is_fine:
                    return kernel, rows
        return emit(self._steps(False), self.model, [], size), Grid([], 1.0, 0.0)

    def _steps(self, has_tables: bool) -> Steps:
        """One step of the model as nodes; whole exponents are part of the structure."""
        wholes = {
            n: int(v)
            for n, v in self.constants.items()
            if n not in self.varying and float(v) in (1.0, *WHOLE_POWERS)
        }
        graph = Graph(self.varying, wholes)
        if self.how.method == "staggered":
            return staggered(self.model, graph, has_tables)
        return rk4(self.model, graph, has_tables, self._stiff())

    def _stiff(self) -> frozenset[str]:
        """Schemes too fast for an explicit step, in any part of the batch."""
        schemes = self.model.schemes
        if not schemes or self.how.schemes != "auto":
            is_implicit = self.how.schemes == "implicit"
            return frozenset(s.prefix for s in schemes if is_implicit)
        usual = {n: np.asarray(c.value) for n, c in self.model.constants.items()}
        usual |= {n: usual[n] * _MARGIN for n in self.varying}
        found: set[str] = set()
        for constants in (usual, self._extremes()):
            with suppress(ConfigError):  # what is usual need not have a start: no lane may be so
                start = initial_values(self.model, constants)
                found |= {s.prefix for s in schemes if self._is_stiff(s, start)}
        return frozenset(found)

    def _extremes(self) -> dict[str, np.ndarray]:
        """All that varies at its least, at its greatest, and one at its greatest at a time."""
        found = {n: np.asarray(x) for n, x in self.constants.items() if n not in self.varying}
        for k, name in enumerate(sorted(self.varying)):
            least, most = self.spans[name]
            found[name] = np.full(2 + len(self.varying), least)
            found[name][[1, 2 + k]] = most
        return found

    def _is_stiff(self, scheme: Occupancies, start: Mapping[str, np.ndarray]) -> bool:
        """True where a rate is too fast at some voltage, with pulses off or on."""
        return fastest_rate(self.model, scheme, start) * float(self.constants[STEP]) > FAST
