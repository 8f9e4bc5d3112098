"""Wei, Ullah & Schiff (2014): rest, bursts in high potassium, anoxia, and what is conserved."""

from __future__ import annotations

import numpy as np
import pytest

IONS = {"na_i": "Nai", "k_i": "Ki", "cl_i": "Cli", "na_e": "Nao", "k_e": "Ko", "cl_e": "Clo"}
INSIDE = {"na_i": "NNai", "k_i": "NKi", "cl_i": "NCli"}
OUTSIDE = {"na_e": "NNao", "k_e": "NKo", "cl_e": "NClo"}
WHOLE = 1436.8 * 8 / 7  # um3, cell and space


@pytest.fixture(scope="module")
def rest(published):
    """The frozen state at rest, as settings; it holds amounts in mol, volumes in m3, O2 in mg/L."""
    state = published("wei2014_rest_K4_state")
    volume = 1e18 * float(state["voli"])
    sets = {"membrane.v_0": f"{state['V']} mV", "ions.volume_start": f"{volume} um^3"}
    sets["oxygen.o2_0"] = f"{state['O'] / 32} mM"
    for names, size in ((INSIDE, volume), (OUTSIDE, WHOLE - volume)):
        for ours, theirs in names.items():
            sets[f"ions.{ours}_0"] = f"{1e18 * state[theirs] / size:.13g} mM"
    return sets


@pytest.fixture(scope="module")
def anoxia(ran, rest):
    sets = {"duration": "60 s", "anoxia.start": "-1 s"}
    return ran("wei_2014", rest | sets)


@pytest.fixture(scope="module")
def with_oxygen(ran):
    """From the code's own start: 4, 8 and 8.5 mM of potassium in the bath."""
    sets = {"duration": "300 s", "anoxia.start": "1 h"}
    return ran("wei_2014", sets | {"sweep": {"k_o": ["4 mM", "8 mM", "8.5 mM"]}})


def test_state_at_300_s(with_oxygen, published):
    """Sodium still rises then: a point on the way, which every state has to hit."""
    frozen = published("wei2014_rest_K4_state")
    assert float(with_oxygen["v_end"][0]) == pytest.approx(float(frozen["V"]), abs=2e-6)
    assert float(with_oxygen["k_e_end"][0]) == pytest.approx(3.83955, abs=6e-6)
    assert float(with_oxygen["na_i"][0, -1]) == pytest.approx(18.599355, abs=2e-6)
    assert 32 * float(with_oxygen["o2"][0, -1]) == pytest.approx(float(frozen["O"]), abs=1e-6)
    volume = 1e18 * float(frozen["voli"])
    assert float(with_oxygen["volume"][0, -1]) == pytest.approx(volume, abs=1e-5)


def test_bursts_in_high_potassium(with_oxygen, published, bursts):
    found = with_oxygen["spikes"].values[1:] / 1e3
    frozen = bursts(published("wei2014_K8.0_spikes")["spike_time_s"], 5.0)[0]
    at_8 = bursts(found[0], 5.0)[0]
    assert at_8.size == frozen.size
    assert at_8 == pytest.approx(frozen, abs=3e-4)
    at_85 = bursts(found[1], 5.0)
    assert at_85[0][0] == pytest.approx(66.32, abs=6e-3)
    assert np.ptp(at_85[0]) == pytest.approx(6, abs=0.5)
    assert at_85[1][0] - at_85[0][0] == pytest.approx(33.3, abs=0.1)


def test_spikes_of_anoxia(anoxia, published):
    """222 crossings; the frozen run saw 221 of them between its samples of 0.1 ms."""
    frozen = published("wei2014_anoxia_K4_spikes")["spike_time_s"]
    found = anoxia["spikes"].values / 1e3
    assert found.size == 222
    assert frozen.size == 221
    assert found[:100] == pytest.approx(frozen[:100], abs=5e-5)
    assert found[-1] == pytest.approx(21.64500, abs=5e-5)


def test_the_oracle_sees_the_frozen_spikes_on_the_frozen_grid(ran, rest, published):
    sets = {"duration": "22 s", "anoxia.start": "-1 s", "clock.dt": "0.1 ms"}
    found = ran("wei_2014", rest | sets, "scipy")["spikes"].values / 1e3
    frozen = published("wei2014_anoxia_K4_spikes")["spike_time_s"]
    assert found.size == frozen.size
    assert found == pytest.approx(frozen, abs=5e-5)


def test_ions_of_anoxia_follow_the_frozen_run(anoxia, published):
    frozen = published("wei2014_anoxia_K4")
    at, seconds = frozen["t_s"], anoxia["time"].values / 1e3
    quiet = (at < 18) | (at > 23)
    for ours, theirs in IONS.items():
        got = np.interp(at[quiet], seconds, anoxia[ours].values)
        assert np.abs(got / frozen[theirs][quiet] - 1).max() < 2e-4, ours
    volume = np.interp(at, seconds, anoxia["volume"].values) / 1436.8
    assert np.abs(volume - frozen["vol_i_rel"]).max() < 1e-5
    positive = at < 30
    oxygen = np.interp(at[positive], seconds, 32 * anoxia["o2"].values)
    assert np.abs(oxygen - frozen["O2_mg_per_L"][positive]).max() < 0.01


def test_plateau_and_swelling(anoxia):
    assert anoxia["v_end"] == pytest.approx(-23.96, abs=6e-3)
    assert anoxia["k_e_end"] == pytest.approx(50.37, abs=6e-3)
    assert float(anoxia["na_i"][-1]) == pytest.approx(34.5, abs=0.05)
    assert float(anoxia["volume"][-1]) / 1436.8 == pytest.approx(1.103, abs=5e-4)


def test_chloride_is_conserved(anoxia):
    outside = WHOLE - anoxia["volume"]
    total = anoxia["cl_i"] * anoxia["volume"] + anoxia["cl_e"] * outside
    assert np.ptp(total.values) < 1e-9 * float(total[0])
    sodium = anoxia["na_i"] * anoxia["volume"] + anoxia["na_e"] * outside
    assert np.ptp(sodium.values) < 1e-9 * float(sodium[0])
