"""The shipped configs and the frozen numbers that the reference neurons are held against."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr

import mgsim

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def published() -> Callable[[str], np.ndarray]:
    """A function: name of a file of tests/reference -> its columns."""

    def columns(name: str) -> np.ndarray:
        path = ROOT / "tests" / "reference" / f"{name}.csv"
        names = path.read_text(encoding="utf-8").splitlines()[0].split(" ")[0].split(",")
        return np.genfromtxt(path, delimiter=",", skip_header=1, names=names)

    return columns


@pytest.fixture(scope="session")
def ran() -> Callable[..., xr.Dataset]:
    """A function: config, what is set, engine and its options -> results, every lane sound."""

    def make(name: str, sets: dict[str, Any], engine: str = "fused", **options: Any) -> xr.Dataset:
        found = mgsim.run(ROOT / "configs" / f"{name}.yaml", engine, options, sets)
        assert (found["status"] == "ok").all()
        return found

    return make


@pytest.fixture(scope="session")
def bursts() -> Callable[[np.ndarray, float], list[np.ndarray]]:
    """A function: spike times in groups that a pause longer than `gap` parts."""

    def parted(times: np.ndarray, gap: float) -> list[np.ndarray]:
        times = times[np.isfinite(times)]
        return np.split(times, np.flatnonzero(np.diff(times) > gap) + 1)

    return parted
