"""Sweeps that scale and survive: every point of a config in a folder that can be gone on with."""

from mgsim.sweep.conduct import Report, Wishes, look_ahead, part_of, sweep
from mgsim.sweep.forecast import Forecast
from mgsim.sweep.standing import Standing, status
from mgsim.sweep.store import Part

__all__ = [
    "Forecast", "Part", "Report", "Standing", "Wishes", "look_ahead", "part_of", "status",
    "sweep",
]  # fmt: skip
