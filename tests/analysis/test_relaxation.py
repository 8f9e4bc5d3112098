"""Relaxations: known sums of exponentials come back; two are not claimed where one is enough."""

import numpy as np
import pytest

from mgsim import analysis
from mgsim.language.errors import ResultError

T = np.arange(0, 60, 0.05)
STEP = 10.0


def trace(t, taus=(0.4, 6.0), parts=(-0.6, -0.4), end=1.0):
    s = np.maximum(t - STEP, 0)
    relaxing = end + sum(a * np.exp(-s / tau) for a, tau in zip(parts, taus, strict=True))
    return np.where(t > STEP, relaxing, 0.0)


def many(made, count, seed, sd=0.02, **words):
    rng = np.random.default_rng(seed)

    def curve(k, t):
        return trace(t, **words) + sd * rng.standard_normal(t.shape)

    return made(curve, "open", "1", k=(range(count), "1"), time=(T, "ms"))


def fit(data, **words):
    return analysis.fit_relaxation(data, "open", after="10 ms", **words)


@pytest.mark.parametrize("parts", [(-0.6, -0.4), (0.6, 0.4), (-0.6, 0.4), (0.1, -0.9)])
@pytest.mark.parametrize("taus", [(0.4, 6.0), (0.06, 4.0), (3.0, 9.0)])
def test_two_exponentials_come_back(made, parts, taus):
    data = made(lambda t: trace(t, taus, parts), "open", "1", time=(T, "ms"))
    found = fit(data)
    assert found["terms"].item() == 2
    assert found["tau_1"].item() == pytest.approx(taus[0], rel=1e-5)
    assert found["tau_2"].item() == pytest.approx(taus[1], rel=1e-5)
    assert found["a_1"].item() == pytest.approx(parts[0], rel=1e-5)
    assert found["a_2"].item() == pytest.approx(parts[1], rel=1e-5)
    assert found["end"].item() == pytest.approx(1, rel=1e-6)
    assert found["fast_part"].item() == pytest.approx(abs(parts[0]) / np.abs(parts).sum(), rel=1e-5)


def test_one_exponential_is_enough_where_there_is_one(made):
    data = made(lambda t: trace(t, (6.0,), (-1.0,)), "open", "1", time=(T, "ms"))
    found = fit(data)
    assert found["terms"].item() == 1
    assert found["tau_1"].item() == pytest.approx(6, rel=1e-8)
    assert np.isnan(found["tau_2"].item())
    refused = fit(data, terms=2)
    assert refused["status"].item() == "one exponential is enough"
    assert np.isnan(refused["tau_1"].item())


def test_noise_is_not_taken_for_a_second_exponential(made):
    one = fit(many(made, 200, 1, taus=(6.0,), parts=(-1.0,)))
    assert (one["terms"] == 2).mean() < 0.02
    two = fit(many(made, 50, 2))
    assert (two["terms"] == 2).all()
    refused = fit(many(made, 20, 3, taus=(6.0,), parts=(-1.0,)), terms=2)
    assert (refused["status"] == "one exponential is enough").all()


def test_what_is_below_the_floor_is_no_second_exponential(made):
    """A trace without noise shows a part of 4e-5 clearly; it is integration error as often."""
    data = made(lambda t: trace(t, (0.5, 6.0), (-4e-4, -1.0)), "open", "1", time=(T, "ms"))
    assert fit(data, floor=1e-3)["terms"].item() == 1
    assert fit(data, floor=1e-3, terms=2)["status"].item() == "one exponential is enough"
    more = fit(data, floor=1e-7, terms=2)["status"].item()
    assert more == "two exponentials are not determined by the trace"


def test_one_asked_for_where_there_are_two_is_told(made):
    found = fit(made(trace, "open", "1", time=(T, "ms")), terms=1)
    assert found["status"].item() == "ok"
    assert found["note"].item() == "two exponentials fit better"


def test_three_phases_are_said_to_be_more_than_one(made):
    data = made(
        lambda t: trace(t, (0.3, 3.0, 500.0), (-0.5, -0.4, 5.0)), "open", "1", time=(T, "ms")
    )
    found = fit(data)
    assert found["left_over"].item() > 1e-5 or found["note"].item()


def test_the_intervals_cover_the_truth(made):
    found = fit(many(made, 300, 4))
    for name, truth in (("tau_1", 0.4), ("tau_2", 6.0)):
        is_in = (found[f"{name}_low"] <= truth) & (found[f"{name}_high"] >= truth)
        assert 0.88 <= float(is_in.mean()) <= 0.99, name


def test_the_bootstrap_is_as_wide_as_the_profile(made):
    data = many(made, 5, 4)
    widths = []
    for ci in ("profile", "bootstrap"):
        found = fit(data, ci=ci, resamples=200)
        widths.append((found["tau_2_high"] - found["tau_2_low"]).values)
    assert np.all(np.abs(np.log(widths[1] / widths[0])) < 0.4)


def test_a_known_end_is_kept_and_helps(made):
    data = many(made, 1, 5, taus=(30.0,), parts=(-1.0,))
    free, held = fit(data), fit(data, end=1.0)
    assert held["end"].item() == 1.0
    width = [f["tau_1_high"].item() - f["tau_1_low"].item() for f in (free, held)]
    assert width[1] < 0.5 * width[0]


def test_times_may_come_in_any_unit(made):
    data = made(trace, "open", "1", time=(T, "ms"))
    for after in ("0.01 s", "10 ms", 10.0):
        found = analysis.fit_relaxation(data, "open", after=after, until="0.05 s")
        assert found["tau_2"].item() == pytest.approx(6, rel=1e-5)
        assert found["n"].item() == 799
    seconds = made(lambda t: trace(1000 * t), "open", "1", time=(T / 1000, "s"))
    found = analysis.fit_relaxation(seconds, "open", after="10 ms")
    assert found["tau_2"].item() == pytest.approx(0.006, rel=1e-5)


def test_the_samples_at_the_steps_do_not_count(made):
    data = made(lambda t: np.where(t >= 50, -3.0, trace(t)), "open", "1", time=(T, "ms"))
    found = fit(data, until="50 ms")
    assert found["tau_2"].item() == pytest.approx(6, rel=1e-5)


def test_a_time_constant_beyond_the_trace_is_no_number(made):
    data = made(lambda t: trace(t, (900.0,), (-1.0,)), "open", "1", time=(T, "ms"))
    found = fit(data)
    assert found["status"].item().startswith("outside the trace")
    assert np.isnan(found["tau_1"].item())


def test_nan_lanes_and_flat_ones(made):
    data = many(made, 3, 6)
    data["open"][0] = np.nan
    data["open"][1] = 0.5
    found = fit(data)
    assert found["status"].values[0] == "too few points: 0"
    assert found["status"].values[1] == "flat: the trace does not change"
    assert found["status"].values[2] == "ok"
    assert found["dropped"].values[0] == 999


def test_mistakes(made):
    data = made(trace, "open", "1", time=(T, "ms"))
    with pytest.raises(ResultError, match=r"5 or more\. The trace runs from 0 to 59.95 ms"):
        analysis.fit_relaxation(data, "open", after="80 ms")
    with pytest.raises(ResultError, match="1, 2 or none"):
        fit(data, terms=3)
    with pytest.raises(ResultError, match="a quantity in a unit like ms"):
        analysis.fit_relaxation(data, "open", after="10 mV")
    with pytest.raises(ResultError, match="Did you mean 'time'"):
        fit(data, over="tine")
