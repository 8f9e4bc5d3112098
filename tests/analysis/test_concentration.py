"""Hill fits: the truth comes back, the interval covers it, and what cannot be said is not said."""

import json

import numpy as np
import pytest

import mgsim
from mgsim import analysis
from mgsim.analysis.interval import draws
from mgsim.language.errors import ResultError
from mgsim.validation.table import CONFIGS

DOSES = np.array([0, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100])
RT_OVER_F = 8.31446261815324 / 96.48533212


def fall(x, c=1.7, h=1.4, top=0.95, bottom=0.08):
    return bottom + (top - bottom) / (1 + (x / c) ** h)


def rise(x, c=1.7, h=1.4, top=0.95, bottom=0.08):
    return top + bottom - fall(x, c, h, top, bottom)


@pytest.mark.parametrize(("curve", "direction"), [(fall, "falls"), (rise, "rises")])
def test_the_truth_comes_back_and_its_direction(made, curve, direction):
    found = analysis.fit_hill(made(curve, drug=(DOSES, "uM")), "unblocked", "drug")
    assert found["status"].item() == "ok"
    assert found["ic50"].item() == pytest.approx(1.7, rel=1e-9)
    assert found["hill"].item() == pytest.approx(1.4, rel=1e-9)
    assert found["top"].item() == pytest.approx(0.95, rel=1e-9)
    assert found["bottom"].item() == pytest.approx(0.08, rel=1e-8)
    assert found["direction"].item() == direction
    assert found["ci_low"].item() <= found["ic50"].item() <= found["ci_high"].item()


@pytest.mark.parametrize("curve", [fall, rise])
@pytest.mark.parametrize("held", [{"top": 0.95}, {"bottom": 0.08}, {"top": 0.95, "bottom": 0.08}])
def test_levels_that_are_held_belong_to_the_right_end(made, curve, held):
    found = analysis.fit_hill(made(curve, drug=(DOSES, "uM")), "unblocked", "drug", **held)
    assert found["ic50"].item() == pytest.approx(1.7, rel=1e-8)
    for name, value in held.items():
        assert found[name].item() == value


def test_a_wrong_level_shows(made):
    data = made(fall, drug=(DOSES, "uM"))
    wrong = analysis.fit_hill(data, "unblocked", "drug", top=1.0, bottom=0.0)
    assert abs(wrong["ic50"].item() / 1.7 - 1) > 0.02
    assert wrong["r_squared"].item() < 0.999


def test_a_slope_that_is_held_is_kept(made):
    found = analysis.fit_hill(made(fall, drug=(DOSES, "uM")), "unblocked", "drug", slope=1.0)
    assert found["hill"].item() == pytest.approx(1)
    assert np.isnan(found["hill_ci_low"].item())


def test_units_are_converted_and_not_only_renamed(made):
    millimolar = made(lambda x: fall(x, c=1.7e-3), drug=(DOSES / 1000, "mM"))
    found = analysis.fit_hill(millimolar, "unblocked", "drug", unit="uM")
    assert found["ic50"].item() == pytest.approx(1.7, rel=1e-9)
    assert found["ci_high"].item() == pytest.approx(1.7, rel=1e-6)
    assert found["ic50"].attrs["units"] == "uM"
    with pytest.raises(ResultError, match="a unit like mM"):
        analysis.fit_hill(millimolar, "unblocked", "drug", unit="mV")


def test_an_axis_of_logarithms_gives_concentrations(made):
    data = made(lambda x: fall(10**x), log_dose=(np.log10(DOSES[1:]), "1"))
    found = analysis.fit_hill(data, "unblocked", "log_dose", log_unit="uM")
    assert found["ic50"].item() == pytest.approx(1.7, rel=1e-9)
    assert found["hill"].item() == pytest.approx(1.4, rel=1e-9)
    with pytest.raises(ResultError, match="Say --log"):
        analysis.fit_hill(data, "unblocked", "log_dose")


def test_every_other_axis_keeps_its_place(made):
    """Axes in no alphabetical order, each moving another number."""

    def curve(v, x, g):
        return fall(x, c=0.5 * np.exp(v / 50), h=g)

    data = made(curve, v_hold=([-60, -20, 10], "mV"), drug=(DOSES, "uM"), g=([0.8, 1.5], "1"))
    found = analysis.fit_hill(data, "unblocked", "drug")
    assert found["ic50"].dims == ("v_hold", "g")
    for v in (-60, -20, 10):
        for g in (0.8, 1.5):
            one = found.sel(v_hold=v, g=g)
            assert one["ic50"].item() == pytest.approx(0.5 * np.exp(v / 50), rel=1e-7)
            assert one["hill"].item() == pytest.approx(g, rel=1e-7)


@pytest.mark.parametrize("name", ["jahr_stevens_1990", "woodhull_1973", "ascher_nowak_1988"])
def test_the_ic50_of_a_published_block_is_its_constant(name):
    sweep = {
        "v_hold": ["-60 mV", "-40 mV"],
        "mg_o": [f"{x:.5g} mM" for x in np.geomspace(0.002, 8, 12)],
    }
    sets = {"nmda.block": name, "sweep": sweep}
    data = mgsim.run(CONFIGS / "clamped_receptor.yaml", sets=sets)
    found = analysis.fit_hill(data, "unblocked", "mg_o", unit="uM")
    v = np.array([-60.0, -40.0])
    truth = {
        "jahr_stevens_1990": 3570 * np.exp(0.062 * v),
        "woodhull_1973": 4100 * np.exp(1.6 * v / (RT_OVER_F * 298.15)),
        "ascher_nowak_1988": 5400 / 0.61 * np.exp(v / 47 + v / 17),
    }[name]
    np.testing.assert_allclose(found["ic50"], truth, rtol=1e-6)
    np.testing.assert_allclose(found["hill"], 1, rtol=1e-6)


# what cannot be said


def test_an_ic50_outside_the_axis_is_no_number_and_says_on_which_side(made):
    data = made(lambda c, x: fall(x, c=c), c=([0.001, 1, 900], "1"), drug=(DOSES, "uM"))
    found = analysis.fit_hill(data, "unblocked", "drug", top=0.95, bottom=0.08)
    low, middle, high = found["status"].values
    assert low.startswith("outside drug: below its smallest value 0.03 uM")
    assert middle == "ok"
    assert high.startswith("outside drug: above its largest value 100 uM")
    assert np.isnan(found["ic50"].values[[0, 2]]).all()
    assert np.isnan(found["ci_low"].values[[0, 2]]).all()


def test_nan_lanes_and_nan_points_are_left_out_and_counted(made):
    data = made(lambda k, x: fall(x) + 0 * k, k=([0, 1, 2], "1"), drug=(DOSES, "uM"))
    data["unblocked"][1] = np.nan
    data["unblocked"][2, [0, 4]] = np.nan
    found = analysis.fit_hill(data, "unblocked", "drug")
    assert list(found["n"].values) == [9, 0, 7]
    assert list(found["dropped"].values) == [0, 9, 2]
    assert found["status"].values[1] == "too few points: 0 of 9, 5 needed"
    assert found["ic50"].values[2] == pytest.approx(1.7, rel=1e-6)


def test_a_flat_readout_says_so(made):
    found = analysis.fit_hill(made(lambda x: 0 * x + 0.4, drug=(DOSES, "uM")), "unblocked", "drug")
    assert found["status"].item() == "flat: the readout does not change with drug"


def test_pure_noise_leaves_an_open_interval(made):
    rng = np.random.default_rng(5)
    data = made(lambda x: 0.5 + 0.1 * rng.standard_normal(x.shape), drug=(DOSES, "uM"))
    found = analysis.fit_hill(data, "unblocked", "drug")
    assert found["status"].item() != "ok" or "open" in found["ci_note"].item()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"readout": "unbloked"}, "readout: found 'unbloked'.*Did you mean 'unblocked'"),
        ({"over": "drugs"}, "axis: found 'drugs'.*Did you mean 'drug'"),
        ({"top": 0.1, "bottom": 0.5}, "above bottom"),
        ({"slope": -1.0}, "above zero"),
        ({"ci": "magic"}, "profile, bootstrap or none"),
        ({"level": 95}, "between 0 and 1"),
        ({"replicates": "drug"}, "an axis of its own"),
    ],
)
def test_a_mistake_is_one_sentence(made, words, message):
    data = made(fall, drug=(DOSES, "uM"))
    words = {"readout": "unblocked", "over": "drug", **words}
    with pytest.raises(ResultError, match=message):
        analysis.fit_hill(data, words.pop("readout"), words.pop("over"), **words)


def test_provenance_goes_along(made):
    found = analysis.fit_hill(made(fall, drug=(DOSES, "uM")), "unblocked", "drug", top=1.0)
    assert found.attrs["config_name"] == "made_up"
    assert found.attrs["seed"] == 7
    assert found.attrs["analysis"] == "hill"
    assert json.loads(found.attrs["analysis_options"])["top"] == 1.0


# intervals


def covered(found, truth=1.7):
    low, high = found["ci_low"].values, found["ci_high"].values
    return float(np.mean((low <= truth) & (truth <= high)))


def noisy(made, count, seed, sd=0.03, **axes):
    rng = np.random.default_rng(seed)

    def curve(k, x, *_):
        return fall(x) + sd * rng.standard_normal(x.shape)

    return made(curve, k=(range(count), "1"), drug=(DOSES, "uM"), **axes)


def test_the_profile_interval_covers_the_truth_as_often_as_it_says(made):
    data = noisy(made, 400, seed=11)
    wide = analysis.fit_hill(data, "unblocked", "drug")
    assert 0.92 <= covered(wide) <= 0.98
    narrow = analysis.fit_hill(data, "unblocked", "drug", level=0.5)
    assert 0.43 <= covered(narrow) <= 0.57


def test_the_bootstrap_interval_covers_the_truth(made):
    data = noisy(made, 200, seed=12)
    found = analysis.fit_hill(data, "unblocked", "drug", ci="bootstrap", resamples=400)
    assert 0.88 <= covered(found) <= 0.99


def test_the_bootstrap_of_replicates_covers_the_truth(made):
    data = noisy(made, 200, seed=13, sd=0.05, trial=(range(4), "1"))
    found = analysis.fit_hill(
        data, "unblocked", "drug", ci="bootstrap", resamples=400, replicates="trial"
    )
    assert found["ic50"].dims == ("k",)
    assert (found["n"] == 36).all()
    assert 0.88 <= covered(found) <= 0.99


def test_the_hill_slopes_interval_covers_too(made):
    found = analysis.fit_hill(noisy(made, 300, seed=14), "unblocked", "drug")
    low, high = found["hill_ci_low"].values, found["hill_ci_high"].values
    assert 0.91 <= np.mean((low <= 1.4) & (high >= 1.4)) <= 0.98


def test_a_resample_belongs_to_its_lane(made):
    """Other lanes, and more resamples, move no number of the first ones."""
    data = noisy(made, 3, seed=15)
    words = {"ci": "bootstrap", "resamples": 50}
    all_three = analysis.fit_hill(data, "unblocked", "drug", **words)
    alone = analysis.fit_hill(data.isel(k=[2]), "unblocked", "drug", **words)
    assert alone["ci_low"].values[0] == all_three["ci_low"].values[2]
    other = analysis.fit_hill(data, "unblocked", "drug", seed=1, **words)
    assert (other["ci_low"] != all_three["ci_low"]).all()
    np.testing.assert_array_equal(draws(0, "a", 50, 9), draws(0, "a", 80, 9)[:50])
    assert (draws(0, "a", 50, 9) != draws(0, "b", 50, 9)).all()
