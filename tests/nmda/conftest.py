"""One receptor under a clamp, its scheme in equations and its occupancies at a point."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from mgsim.study.batch import lane_constants
from mgsim.study.compose import compose
from mgsim.study.initial import initial_values
from mgsim.study.model import Model

PATCH = """\
duration: "{duration}"
bath: {{mg_o: "1 mM", temperature: "25 degC"}}
cell:
  patch:
    membrane: {{model: voltage_clamp, v_hold: "-60 mV"}}
    nmda:
      kinetics: {kinetics}
      {block}permeation: ohmic
drives:
  glutamate: {{model: glutamate_pulse, start: "{start}", width: "{width}", to: patch.nmda}}
record: {{quantities: [{quantities}], every: "{every}"}}
"""
PREFIX = "patch_nmda_kinetics_"


@pytest.fixture(scope="session")
def patch() -> Callable[..., str]:
    """A function: kinetics (YAML, one line) and what differs -> config text."""

    def make(kinetics: str, block: str = "", **changes: str) -> str:
        usual = {"duration": "310 ms", "start": "10 ms", "width": "1 ms"}
        usual |= {"quantities": "nmda.open", "every": "0.05 ms"}
        beside = f"block: {block}\n      " if block else ""
        return PATCH.format(kinetics=kinetics, block=beside, **(usual | changes))

    return make


class Point:
    """A model whose start can be asked for at any voltage, magnesium and glutamate."""

    def __init__(self, model: Model):
        self.model = model
        (self.scheme,) = model.schemes

    def values(
        self, v: float, mg_o: float, glu: float, **numbers: float
    ) -> Mapping[str, np.ndarray]:
        constants = lane_constants(self.model, {})
        moved = {"patch_membrane_v_hold": v, "mg_o": mg_o, "glutamate_concentration": glu}
        moved |= {PREFIX + name: number for name, number in numbers.items()}
        assert moved.keys() <= constants.keys()
        return initial_values(self.model, constants | {n: np.asarray(x) for n, x in moved.items()})

    def shares(self, *at: float, **numbers: float) -> dict[str, float]:
        """Occupancies at the start, by the card's own names."""
        values = self.values(*at, **numbers)
        return {n.removeprefix(PREFIX): float(values[n]) for n in self.scheme.states}


@pytest.fixture
def point(experiment, patch) -> Callable[..., Point]:
    """A function: kinetics -> a Point, with glutamate there from the start."""

    def make(kinetics: str, **changes: str) -> Point:
        lasting = {"start": "0 ms", "width": "1 s"} | changes
        return Point(compose(experiment(patch(kinetics, **lasting))))

    return make
