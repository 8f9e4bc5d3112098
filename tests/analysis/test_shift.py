"""Shifts: Schild and Gaddum against a competitor, Woodhull against voltage."""

import numpy as np
import pytest

import mgsim
from mgsim import analysis
from mgsim.analysis import fit_hill
from mgsim.language.errors import ResultError
from mgsim.validation.table import CONFIGS

DRUG = np.concatenate(([0], np.geomspace(1e-5, 10, 21)))
MG = [0, 0.1, 0.3, 1, 2]
K_DRUG, K_MG = 0.0008, 0.065


def competition(drug, mg):
    return 1 / (1 + drug / K_DRUG + mg / K_MG)


@pytest.fixture
def competing(made):
    return made(competition, memantine=(DRUG, "mM"), mg_o=(MG, "mM"))


def test_competition_shifts_by_its_constant(competing):
    found = analysis.fit_shift(competing, "unblocked", "memantine", "mg_o", unit="uM")
    assert found["ic50_0"].item() == pytest.approx(0.8, rel=1e-9)
    assert found["k"].item() == pytest.approx(K_MG, rel=1e-8)
    assert found["schild_k"].item() == pytest.approx(K_MG, rel=1e-8)
    assert found["schild_slope"].item() == pytest.approx(1, rel=1e-8)
    np.testing.assert_allclose(found["dose_ratio"], 1 + np.array(MG) / K_MG, rtol=1e-8)
    np.testing.assert_allclose(found["prediction_error"], 0, atol=1e-8)
    assert found["k"].attrs["units"] == "mM"
    assert found["ic50_0"].attrs["units"] == "uM"


def test_a_known_constant_predicts_in_whatever_unit_it_comes(competing):
    words = (competing, "unblocked", "memantine", "mg_o")
    exact = analysis.fit_shift(*words, k="65 uM")
    np.testing.assert_allclose(exact["prediction_error"], 0, atol=1e-8)
    half = analysis.fit_shift(*words, k="0.0325 mM")
    truth = (1 + np.array(MG) / K_MG) / (1 + np.array(MG) / 0.0325) - 1
    np.testing.assert_allclose(half["prediction_error"], truth, atol=1e-8)
    assert (half["prediction_error"].values[1:] < 0).all()
    with pytest.raises(ResultError, match="a quantity in a unit like mM"):
        analysis.fit_shift(*words, k="65 mV")


def test_constants_may_come_from_another_analysis(made):
    def at_voltage(drug, mg, v):
        return 1 / (1 + drug / K_DRUG + mg / (3.57 * np.exp(0.062 * v)))

    axes = {"memantine": (DRUG, "mM"), "mg_o": (MG, "mM"), "v_hold": ([-66, -40], "mV")}
    data = made(at_voltage, **axes)
    fine = made(at_voltage, **{**axes, "mg_o": (np.geomspace(0.01, 5, 9), "mM")})
    k = fit_hill(fine.isel(memantine=0), "unblocked", "mg_o", unit="uM")["ic50"]
    found = analysis.fit_shift(data, "unblocked", "memantine", "mg_o", k=k)
    np.testing.assert_allclose(found["prediction_error"], 0, atol=1e-7)


def test_without_a_zero_the_line_is_extrapolated(made):
    data = made(competition, memantine=(DRUG, "mM"), mg_o=(MG[1:], "mM"))
    found = analysis.fit_shift(data, "unblocked", "memantine", "mg_o")
    assert found["ic50_0"].item() == pytest.approx(K_DRUG, rel=1e-5)
    assert found["k"].item() == pytest.approx(K_MG, rel=1e-5)


def test_independent_agents_do_not_shift(made):
    data = made(
        lambda d, m: 1 / (1 + d / K_DRUG) / (1 + m / K_MG), memantine=(DRUG, "mM"), mg_o=(MG, "mM")
    )
    found = analysis.fit_shift(data, "unblocked", "memantine", "mg_o")
    assert found["shift_status"].item() == "no shift to higher concentrations"
    assert np.isnan(found["k"].item())
    np.testing.assert_allclose(found["ic50"], K_DRUG, rtol=1e-8)


def test_a_shift_to_lower_concentrations_is_no_competition(made):
    data = made(
        lambda d, m: 1 / (1 + d * (1 + m) / K_DRUG), memantine=(DRUG, "mM"), mg_o=(MG, "mM")
    )
    found = analysis.fit_shift(data, "unblocked", "memantine", "mg_o")
    assert found["shift_status"].item() == "no shift to higher concentrations"
    assert (found["dose_ratio"].values[1:] < 1).all()


def test_the_interval_of_the_constant_covers_it(made):
    rng = np.random.default_rng(3)

    def noisy(k, drug, mg):
        return competition(drug, mg) * (1 + 0.05 * rng.standard_normal(k.shape))

    axes = {"k": (range(150), "1"), "memantine": (DRUG, "mM"), "mg_o": (MG, "mM")}
    found = analysis.fit_shift(
        made(noisy, **axes), "unblocked", "memantine", "mg_o", bottom=0.0, slope=1.0, ci="none"
    )
    assert (found["shift_status"] == "ok").all()
    is_in = (found["k_low"] <= K_MG) & (found["k_high"] >= K_MG)
    assert 0.88 <= float(is_in.mean()) <= 0.99
    slope = (found["schild_slope_low"] <= 1) & (found["schild_slope_high"] >= 1)
    assert 0.80 <= float(slope.mean()) <= 0.99


def test_against_voltage_the_published_numbers_come_back():
    sweep = {
        "v_hold": {"linspace": {"from": "-90 mV", "to": "-20 mV", "points": 15}},
        "mg_o": [f"{x:.5g} mM" for x in np.geomspace(0.002, 10, 12)],
        "nmda.block": ["jahr_stevens_1990", "woodhull_1973", "ascher_nowak_1988"],
    }
    data = mgsim.run(CONFIGS / "clamped_receptor.yaml", sets={"sweep": sweep})
    found = analysis.fit_shift(data, "unblocked", "mg_o", "v_hold")
    np.testing.assert_allclose(found["k_0"], [3.57, 4.1, 5.4 / 0.61], rtol=1e-5)
    np.testing.assert_allclose(
        found["e_fold"], [1 / 0.062, 16.05786, 1 / (1 / 17 + 1 / 47)], rtol=1e-5
    )
    np.testing.assert_allclose(found["delta"][:2], [0.79647, 0.8], rtol=1e-4)


def test_the_temperature_enters_the_distance(made):
    v = np.linspace(-80, 0, 9)
    data = made(
        lambda v, m: 1 / (1 + m / (4.1 * np.exp(v / 16.05786))),
        v_hold=(v, "mV"), mg_o=(np.geomspace(0.002, 20, 12), "mM"),
    )  # fmt: skip
    words = (data, "unblocked", "mg_o", "v_hold")
    assert analysis.fit_shift(*words)["delta"].item() == pytest.approx(0.8, rel=1e-5)
    warm = analysis.fit_shift(*words, temperature="36 degC")["delta"].item()
    assert warm == pytest.approx(0.8 * 309.15 / 298.15, rel=1e-5)
    single = analysis.fit_shift(*words, valence=1.0)["delta"].item()
    assert single == pytest.approx(1.6, rel=1e-5)


def test_a_shift_needs_an_axis_of_its_own(competing):
    with pytest.raises(ResultError, match="another axis than 'memantine'"):
        analysis.fit_shift(competing, "unblocked", "memantine", "memantine")
    with pytest.raises(ResultError, match="Did you mean 'mg_o'"):
        analysis.fit_shift(competing, "unblocked", "memantine", "mg_0")
    odd = competing.rename(mg_o="t").assign_coords(t=("t", MG, {"units": "ms"}))
    with pytest.raises(ResultError, match="a concentration or a voltage"):
        analysis.fit_shift(odd, "unblocked", "memantine", "t")
