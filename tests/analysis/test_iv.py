"""Block and current-voltage curves: the published constants come back, with their signs."""

import numpy as np
import pytest

import mgsim
from mgsim import analysis
from mgsim.language.errors import ResultError
from mgsim.validation.table import CONFIGS

RT_OVER_F = 8.31446261815324 / 96.48533212
V = np.linspace(-100, 60, 41)
SCALE = RT_OVER_F * 298.15 / (2 * 0.8)
# K0 (mM), mV for an e-fold, delta at 25 C
PUBLISHED = {
    "jahr_stevens_1990": (3.57, 1 / 0.062, RT_OVER_F * 298.15 / 2 * 0.062),
    "woodhull_1973": (4.1, SCALE, 0.8),
    "ascher_nowak_1988": (5.4 / 0.61, 1 / (1 / 17 + 1 / 47), None),
}


def block(v, mg, k0=4.1, scale=SCALE):
    return 1 / (1 + mg / k0 * np.exp(-v / scale))


@pytest.fixture(scope="module")
def simulated():
    sweep = {
        "v_hold": {"linspace": {"from": "-100 mV", "to": "60 mV", "points": 81}},
        "mg_o": ["0 mM", "0.1 mM", "1 mM", "2 mM"],
        "nmda.block": list(PUBLISHED),
    }
    return mgsim.run(CONFIGS / "clamped_receptor.yaml", sets={"sweep": sweep})


@pytest.mark.parametrize("name", PUBLISHED)
@pytest.mark.parametrize("readout", ["unblocked", "i_nmda"])
@pytest.mark.parametrize("jointly", [False, True])
def test_published_constants_come_back(simulated, name, readout, jointly):
    found = analysis.fit_iv(simulated.sel(block=name), readout, jointly=jointly)
    if not jointly:
        assert found["status"].values[0] == "no magnesium, no block"
        found = found.isel(mg_o=slice(1, None))
    k0, scale, delta = PUBLISHED[name]
    np.testing.assert_allclose(found["k_0"], k0, rtol=1e-5)
    np.testing.assert_allclose(found["scale"], scale, rtol=1e-5)
    if delta:
        np.testing.assert_allclose(found["delta"], delta, rtol=1e-5)
    if not jointly:
        half = scale * np.log(found["mg_o"].values / k0)
        np.testing.assert_allclose(found["v_half"], half, rtol=1e-5)
        assert (np.diff(found["v_half"]) > 0).all()


def test_the_landmarks_are_those_of_the_dossier(simulated):
    """Table V12: largest inward current of Jahr & Stevens at 0.1, 1 and 2 mM."""
    one = analysis.fit_iv(simulated.sel(block="jahr_stevens_1990"), "i_nmda")
    np.testing.assert_allclose(one["v_peak"][1:], [-47.1, -27.0, -23.0], atol=0.06)
    np.testing.assert_allclose(one["i_peak"][1:], [-31.00, -10.83, -6.90], atol=0.006)
    np.testing.assert_allclose(one["reversal"], 0, atol=1e-9)
    assert np.isnan(one["v_peak"].values[0])
    assert (one["slope_min"][1:] < 0).all()
    assert (one["v_slope_to"][1:] == one["v_peak"][1:]).all()


def test_the_region_of_negative_slope_begins_where_the_slope_turns(made):
    """A block that is full at -100 mV: the current bends down only beyond -60 mV."""
    v = np.linspace(-100, 40, 561)
    data = made(lambda v: v * block(v, 1, scale=5.0), "i", "pA", v_hold=(v, "mV"))
    leaky = data.assign(i=data["i"] + 0.05 * data["v_hold"])
    leaky["i"].attrs.update(data["i"].attrs)
    found = analysis.fit_iv(leaky, "i", mg="1 mM")
    slope = np.gradient(leaky["i"].values, v)
    inside = (v > found["v_slope_from"].item()) & (v < found["v_slope_to"].item())
    assert -70 < found["v_slope_from"].item() < -15
    assert (slope[inside][1:-1] < 0).all()
    assert (slope[(v < found["v_slope_from"].item() - 0.5)] > 0).all()


def test_a_reversal_potential_and_a_conductance_come_back(made):
    data = made(
        lambda v, mg: 2.5 * (v + 3.0) * block(v, mg), "i", "pA", v_hold=(V, "mV"),
        mg_o=([0.1, 1], "mM"),
    )  # fmt: skip
    found = analysis.fit_iv(data, "i", jointly=True)
    assert found["e_rev"].item() == pytest.approx(-3.0, rel=1e-6)
    assert found["conductance"].item() == pytest.approx(2.5, rel=1e-6)
    assert found["conductance"].attrs["units"] == "nS"
    assert found["k_0"].item() == pytest.approx(4.1, rel=1e-6)
    held = analysis.fit_iv(data, "i", jointly=True, reversal="-0.003 V", top=2.5)
    assert held["k_0"].item() == pytest.approx(4.1, rel=1e-6)
    wrong = analysis.fit_iv(data, "i", jointly=True, reversal="3 mV")
    assert abs(wrong["k_0"].item() / 4.1 - 1) > 0.01


def test_units_of_the_axes(made):
    data = made(
        lambda v, mg: block(1000 * v, mg / 1000), v_hold=(V / 1000, "V"), mg_o=([100, 1000], "uM")
    )
    found = analysis.fit_iv(data, "unblocked")
    np.testing.assert_allclose(found["k_0"], 4.1, rtol=1e-6)
    np.testing.assert_allclose(found["delta"], 0.8, rtol=1e-6)
    np.testing.assert_allclose(found["scale"], SCALE / 1000, rtol=1e-6)
    assert found["v_half"].values[1] == pytest.approx(SCALE * np.log(1 / 4.1) / 1000, rel=1e-6)


def test_temperature_and_valence_enter_delta_alone(made):
    data = made(lambda v: block(v, 1.0), v_hold=(V, "mV"))
    words = {"mg": "1 mM"}
    cold = analysis.fit_iv(data, "unblocked", temperature="15 degC", **words)
    assert cold["delta"].item() == pytest.approx(0.8 * 288.15 / 298.15, rel=1e-6)
    assert cold["k_0"].item() == pytest.approx(4.1, rel=1e-6)
    single = analysis.fit_iv(data, "unblocked", valence=1.0, **words)
    assert single["delta"].item() == pytest.approx(1.6, rel=1e-6)


def test_without_a_known_magnesium_there_is_v_half_and_no_k(made):
    found = analysis.fit_iv(made(lambda v: block(v, 1.0), v_hold=(V, "mV")), "unblocked")
    assert found["v_half"].item() == pytest.approx(SCALE * np.log(1 / 4.1), rel=1e-6)
    assert np.isnan(found["k_0"].item())


def test_a_block_of_the_wrong_sign_is_refused(made):
    data = made(lambda v: block(-v, 1.0), v_hold=(V, "mV"))
    found = analysis.fit_iv(data, "unblocked", mg="1 mM")
    assert found["status"].item().startswith("falls with voltage")
    assert np.isnan(found["v_half"].item())


def test_a_current_of_the_wrong_sign_is_refused(made):
    data = made(lambda v: -v * block(v, 1.0), "i", "pA", v_hold=(V, "mV"))
    found = analysis.fit_iv(data, "i", mg="1 mM")
    assert "below zero" in found["status"].item()
    assert np.isnan(found["k_0"].item())


@pytest.mark.parametrize("kind", ["block", "current"])
def test_the_intervals_cover_the_truth(made, kind):
    rng = np.random.default_rng(8)
    v = np.linspace(-100, 40, 15)

    def curve(k, v):
        size = (v - 5) if kind == "current" else 1.0
        noise = 1.0 if kind == "current" else 0.03
        return size * block(v, 1.0) + noise * rng.standard_normal(v.shape)

    unit = "pA" if kind == "current" else "1"
    data = made(curve, "y", unit, k=(range(200), "1"), v_hold=(v, "mV"))
    found = analysis.fit_iv(data, "y", mg="1 mM")
    truths = {"k_0": 4.1, "delta": 0.8, "v_half": SCALE * np.log(1 / 4.1)}
    if kind == "current":
        truths |= {"e_rev": 5.0, "conductance": 1.0}
    for name, truth in truths.items():
        is_in = (found[f"{name}_low"] <= truth) & (found[f"{name}_high"] >= truth)
        assert 0.88 <= float(is_in.mean()) <= 0.99, name


def test_mistakes(made):
    data = made(lambda x: 1 / (1 + x), mg_o=(np.linspace(0, 1, 9), "mM"))
    with pytest.raises(ResultError, match="an axis of voltages"):
        analysis.fit_iv(data, "unblocked", "mg_o")
    with pytest.raises(ResultError, match="axis: found 'v_hold'"):
        analysis.fit_iv(data, "unblocked")


def test_magnesium_and_temperature_come_from_where_the_data_were_picked(made):
    """An axis, a value picked from it, or the config: never another one in silence."""
    axes = {"mg_o": ([200, 2000], "uM"), "temperature": ([283.15, 308.15], "K")}

    def curve(v, mg, kelvins):
        return block(v, mg / 1000, scale=RT_OVER_F * kelvins / 1.6)

    data = made(curve, v_hold=(V, "mV"), **axes)
    whole = analysis.fit_iv(data, "unblocked")
    np.testing.assert_allclose(whole["k_0"], 4.1, rtol=1e-6)
    np.testing.assert_allclose(whole["delta"], 0.8, rtol=1e-6)
    picked = analysis.at(data, {"mg_o": "2 mM", "temperature": "35 degC"})
    one = analysis.fit_iv(picked, "unblocked")
    assert one["k_0"].item() == pytest.approx(4.1, rel=1e-6)
    assert one["delta"].item() == pytest.approx(0.8, rel=1e-6)
    joint = analysis.fit_iv(data, "unblocked", jointly=True)
    np.testing.assert_allclose(joint["delta"], 0.8, rtol=1e-6)
    said = analysis.fit_iv(picked, "unblocked", mg="1 mM", temperature="25 degC")
    assert said["k_0"].item() == pytest.approx(2.05, rel=1e-6)
