"""A clamped patch whose block is fitted, and the conditions of its data."""

import numpy as np
import pytest
from made_up import FIT, PATCH


@pytest.fixture
def conditions():
    """27 conditions: voltage (mV) and magnesium (mM)."""
    v, mg = np.meshgrid(np.linspace(-100, 60, 9), [0.1, 1.0, 3.0])
    return v.ravel(), mg.ravel()


@pytest.fixture
def patch(experiment):
    return experiment(PATCH + FIT)


@pytest.fixture
def columns(conditions):
    """A function: values of `unblocked` -> a table under those conditions."""
    v, mg = conditions

    def make(y, **more):
        return {"v_hold (mV)": v, "mg_o (mM)": mg, "unblocked": y, **more}

    return make
