"""Isobolograms: additive is 1, independent is 0, and more or less than that has its sign."""

import numpy as np
import pytest

from mgsim import analysis
from mgsim.language.errors import ResultError

MG = np.concatenate(([0], np.geomspace(0.003, 3, 13)))
DRUG = np.concatenate(([0], np.geomspace(1e-4, 0.05, 12)))
K_MG, K_DRUG = 0.08, 0.0008


def competition(mg, drug, *_):
    return 1 / (1 + mg / K_MG + drug / K_DRUG)


def independent(mg, drug):
    return 1 / (1 + mg / K_MG) / (1 + drug / K_DRUG)


def stronger_together(mg, drug):
    return 1 / (1 + mg / K_MG + drug / K_DRUG + 3 * mg * drug / (K_MG * K_DRUG))


def weaker_together(mg, drug):
    return 1 / (1 + np.hypot(mg / K_MG, drug / K_DRUG))


@pytest.fixture
def grid(made):
    def make(formula, **axes):
        return made(formula, mg_o=(MG, "mM"), memantine=(DRUG, "mM"), **axes)

    return make


def combine(data, **words):
    words = {"effects": (0.3, 0.5, 0.8), **words}
    return analysis.find_isoboles(data, "unblocked", "mg_o", "memantine", **words)


@pytest.mark.parametrize(("method", "tolerance"), [("hill", 1e-6), ("grid", 1e-3)])
def test_competition_for_one_site_is_additive_and_below_bliss(grid, method, tolerance):
    found = combine(grid(competition), method=method)
    known = found["index"].values[np.isfinite(found["index"].values)]
    assert known.size >= 9
    np.testing.assert_allclose(known, 1, atol=tolerance)
    points = found["loewe"].values[1:, 1:]
    assert np.isfinite(points).mean() > 0.5  # a grid tells no dose beyond its largest
    np.testing.assert_allclose(points[np.isfinite(points)], 1, atol=tolerance)
    np.testing.assert_allclose(found["mean_index"], 1, atol=tolerance)
    assert (found["bliss"].values[1:, 1:] < 0).all()


def test_the_bliss_excess_of_competition_is_its_number(grid):
    found = combine(grid(competition))
    a, b = MG[1:, None] / K_MG, DRUG[None, 1:] / K_DRUG
    truth = 1 / (1 + a) / (1 + b) - 1 / (1 + a + b)
    np.testing.assert_allclose(found["bliss"].values[1:, 1:], truth, atol=1e-12)


def test_the_isobole_is_a_straight_line_between_the_doses_alone(grid):
    found = combine(grid(competition)).sel(effect_level=0.8)
    assert found["alone_a"].item() == pytest.approx(4 * K_MG)
    assert found["alone_b"].item() == pytest.approx(4 * K_DRUG)
    ok = found["status"] == "ok"
    line = 4 * K_MG * (1 - DRUG / (4 * K_DRUG))
    np.testing.assert_allclose(found["iso_a"].values[ok], line[ok], rtol=1e-6)
    assert set(found["status"].values[~ok]) == {"the other agent alone does more"}


def test_independent_agents_have_no_bliss_excess_but_loewe_synergy(grid):
    found = combine(grid(independent))
    np.testing.assert_allclose(found["bliss"].values[1:, 1:], 0, atol=1e-12)
    assert (found["mean_index"] < 0.95).all()


def test_synergy_and_antagonism_have_their_signs(grid):
    more, less = combine(grid(stronger_together)), combine(grid(weaker_together))
    assert (more["mean_index"] < 0.9).all()
    assert (more["loewe"].values[1:, 1:] < 1).all()
    assert (less["mean_index"] > 1.1).all()
    assert (less["loewe"].values[1:, 1:] > 1).all()


def test_the_agents_may_change_places(grid):
    data = grid(stronger_together)
    one = analysis.find_isoboles(data, "unblocked", "mg_o", "memantine")
    other = analysis.find_isoboles(data, "unblocked", "memantine", "mg_o")
    np.testing.assert_allclose(other["loewe"], one["loewe"].transpose(), rtol=1e-6)
    np.testing.assert_allclose(other["bliss"], one["bliss"].transpose(), atol=1e-12)


def test_a_readout_in_units_is_turned_into_an_effect(made, grid):
    """A current of -60 pA without block: the effect is the lost part of it."""
    current = grid(lambda m, d: -60 * competition(m, d))
    np.testing.assert_allclose(combine(current)["mean_index"], 1, atol=1e-6)
    risen = grid(lambda m, d: 20 - 15 * competition(m, d))
    np.testing.assert_allclose(combine(risen, full=20.0)["mean_index"], 1, atol=1e-6)


def test_other_axes_stay(grid):
    data = grid(lambda m, d, v: 1 / (1 + (m / K_MG + d / K_DRUG) * v), v=([1, 3], "1"))
    found = combine(data)
    np.testing.assert_allclose(found.sel(effect_level=0.5)["alone_a"], [K_MG, K_MG / 3], rtol=1e-6)
    np.testing.assert_allclose(found["mean_index"], 1, atol=1e-6)


def noisy(grid, formula, seed, count):
    rng = np.random.default_rng(seed)
    return grid(
        lambda m, d, k, _: formula(m, d) + 0.02 * rng.standard_normal(m.shape),
        k=(range(count), "1"), trial=(range(4), "1"),
    )  # fmt: skip


def test_the_interval_of_the_index_covers_the_truth(grid):
    found = combine(
        noisy(grid, competition, 1, 60), replicates="trial", effects=(0.5,), resamples=200
    )
    low, high = found["mean_index_low"].values, found["mean_index_high"].values
    assert 0.85 <= np.mean((low <= 1) & (high >= 1)) <= 1.0
    assert (high - low < 0.5).all()
    bliss = (found["bliss_low"] <= 0) & (found["bliss_high"] >= 0)
    assert bliss.mean() < 0.95


def test_the_interval_tells_synergy_from_none(grid):
    found = combine(noisy(grid, stronger_together, 2, 2), replicates="trial", resamples=200)
    assert (found["mean_index_high"] < 1).all()


def test_without_replicates_there_is_no_interval(grid):
    assert "index_low" not in combine(grid(competition))


def test_mistakes(made, grid):
    data = grid(competition)
    with pytest.raises(ResultError, match=r"axis mg_o: found no 0 mM.*add 0 to the axis"):
        combine(data.isel(mg_o=slice(1, None)))
    with pytest.raises(ResultError, match="two different axes"):
        analysis.find_isoboles(data, "unblocked", "mg_o", "mg_o")
    with pytest.raises(ResultError, match="levels between 0 and 1"):
        combine(data, effects=(50.0,))
    with pytest.raises(ResultError, match="Say another --full"):
        combine(data, full=1.0)
    with pytest.raises(ResultError, match="hill or grid"):
        combine(data, method="loess")


def test_an_effect_that_is_never_reached_is_no_number(grid):
    found = combine(grid(competition), effects=(0.999,))
    assert set(found["status"].values.ravel()) == {"no dose of one agent alone"}
    assert np.isnan(found["index"]).all()
