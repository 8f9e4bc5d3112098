"""Cressman et al. (2009): rest at 4 mM of bath potassium, bursts at 8 mM."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture(scope="module")
def both(ran):
    return ran("cressman_2009", {"clock.dt": "0.02 ms"})


def test_state_at_300_s(both):
    assert float(both["v_end"][0]) == pytest.approx(-68.166, abs=6e-4)
    assert float(both["k_e_end"][0]) == pytest.approx(3.8138, abs=6e-5)
    assert float(both["na_i_end"][0]) == pytest.approx(19.971, abs=6e-4)
    assert np.nanmax(both["spikes"].values[0]) < 1e3


def test_bursts(both, bursts):
    late = bursts(both["spikes"].values[1], 5e3)[2:-1]
    assert len(late) >= 4
    starts = np.array([burst[0] for burst in late]) / 1e3
    assert np.diff(starts) == pytest.approx(34.69, abs=6e-3)
    for burst in late:
        assert burst.size == 215
        assert np.ptp(burst) / 1e3 == pytest.approx(6.51, abs=6e-3)


def test_ranges_of_the_limit_cycle(both):
    late = both["time"].values > 150e3
    potassium, sodium = both["k_e"].values[1][late], both["na_i"].values[1][late]
    assert potassium.min() == pytest.approx(6.587, abs=1e-3)
    assert potassium.max() == pytest.approx(10.268, abs=3e-3)
    assert sodium.min() == pytest.approx(16.16, abs=6e-3)
    assert sodium.max() == pytest.approx(19.10, abs=6e-3)
