"""Zandt et al. (2011): spikes of a stimulus, and the way into anoxia."""

from __future__ import annotations

import numpy as np
import pytest

IONS = {"na_i": "Nai", "k_i": "Ki", "cl_i": "Cli", "na_e": "Nao", "k_e": "Ko", "cl_e": "Clo"}


@pytest.fixture(scope="module")
def anoxia(ran, published):
    """Without oxygen from 0 on, from the state that the frozen run had at its onset."""
    frozen = published("zandt2011_anoxia")
    sets = {f"ions.{ours}_0": f"{frozen[theirs][0]} mM" for ours, theirs in IONS.items()}
    sets |= {"membrane.v_0": f"{frozen['V'][0]} mV", "anoxia.start": "-1 s"}
    sets |= {"stimulus.start": "1 h", "duration": "41 s", "record.every": "20 ms"}
    return ran("zandt_2011", sets)


def test_a_stimulus_of_one_second_gives_39_spikes(ran):
    sets = {"duration": "1.3 s", "stimulus.start": "200 ms", "anoxia.start": "1 h"}
    assert np.isfinite(ran("zandt_2011", sets)["spikes"]).sum() == 39


def test_rest_stays(ran):
    sets = {"duration": "10 s", "stimulus.start": "1 h", "anoxia.start": "1 h"}
    found = ran("zandt_2011", sets)
    assert found["k_e_end"] == pytest.approx(3.828, abs=2e-4)
    assert found["v_end"] == pytest.approx(-67.7966, abs=2e-3)


def test_every_ion_follows_the_frozen_run(anoxia, published):
    frozen = published("zandt2011_anoxia")
    at = frozen["t_s_after_anoxia"]
    quiet = (at <= 28) | (at >= 36) & (at <= 41)
    seconds = anoxia["time"].values / 1e3
    for ours, theirs in IONS.items():
        got = np.interp(at[quiet], seconds, anoxia[ours].values)
        assert np.abs(got / frozen[theirs][quiet] - 1).max() < 2.5e-4, ours
    v = np.interp(at[quiet], seconds, anoxia["v"].values)
    assert np.abs(v - frozen["V"][quiet]).max() < 5e-3


def test_potassium_at_the_printed_times(anoxia):
    seconds = anoxia["time"].values / 1e3
    got = np.interp([10, 20, 30, 40], seconds, anoxia["k_e"].values)
    assert got[:3] == pytest.approx([5.009, 6.106, 8.231], abs=4e-3)
    assert got[3] == pytest.approx(60.85, abs=0.02)
    assert np.interp(40, seconds, anoxia["v"].values) == pytest.approx(-12.58, abs=0.01)


def test_the_wave_of_spikes(anoxia):
    """The reference counted on samples of 1 ms: it missed the first spike and half of the rest."""
    spikes = anoxia["spikes"].values / 1e3
    assert spikes[0] == pytest.approx(28.60, abs=6e-3)
    assert spikes[1] == pytest.approx(28.72, abs=6e-3)
    assert spikes[-1] == pytest.approx(34.87, abs=0.02)
    assert spikes.size == 754
    before = anoxia["k_e"].values[anoxia["time"].values / 1e3 <= spikes[0]][-1]
    assert before == pytest.approx(7.10, abs=6e-3)
