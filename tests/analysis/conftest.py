"""Made-up results whose truth is known: what an analysis must find again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import xarray as xr


def results(
    formula: Callable[..., np.ndarray], name: str = "unblocked", unit: str = "1", **axes
) -> xr.Dataset:
    """A dataset of one readout: formula(axis, axis ...); axes: name=(values, unit)."""
    grids = np.meshgrid(*(np.asarray(v, float) for v, _ in axes.values()), indexing="ij")
    coords = {
        axis: (axis, np.asarray(v, float), {"units": u, "long_name": axis})
        for axis, (v, u) in axes.items()
    }
    y = formula(*grids)
    status = np.full(y.shape, "ok", dtype=object)
    attrs = {"config_name": "made_up", "seed": 7, "mgsim_version": "0", "engine": "none"}
    attrs |= {"weakest_grade": "D", "resolved": '{"bath": {"temperature": "25 degC"}}'}
    fields = {name: (tuple(axes), y, {"units": unit, "long_name": name})}
    return xr.Dataset({**fields, "status": (tuple(axes), status)}, coords, attrs)


@pytest.fixture
def made():
    """The function that makes results up."""
    return results
