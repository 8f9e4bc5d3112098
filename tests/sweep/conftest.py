"""What every test of sweeps may use."""

from __future__ import annotations

import pytest
from small_sweep import TEXT

from mgsim.study.experiment import Experiment


@pytest.fixture
def small(experiment) -> Experiment:
    """48 points of two structures: numbers, lists of times and traces."""
    return experiment(TEXT)
