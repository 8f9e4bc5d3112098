"""The measures: what counts as how far apart, on datasets made by hand."""

import math

import numpy as np
import pytest
import xarray as xr

from mgsim.agreement import FAILED, LEAST, band, compare, place

STEP = 0.0125  # ms
TIME = np.arange(0, 20, STEP)
OFFSET = np.array([[0.0], [1.0]])  # of the second lane


def dataset(status=None, **fields):
    """Two lanes along mg_o; a field is (lane,) numbers, (lane, time) traces or 'spikes'."""
    dims = {"spikes": ("mg_o", "spikes_number"), "v": ("mg_o", "time")}
    variables = {n: (dims.get(n, ("mg_o",)), np.array(x, float)) for n, x in fields.items()}
    variables["status"] = (("mg_o",), np.array(status or ["ok", "ok"]))
    coordinates = {"mg_o": ("mg_o", [0.5, 1.0], {"units": "mM"}), "time": TIME}
    return xr.Dataset(variables, coordinates)


def gap(name, judge, other):
    return compare(dataset(**{name: judge}), dataset(**{name: other}))[name]


def spike(at, time=TIME):
    """A voltage with one action potential: 100 mV in a tenth of a millisecond."""
    rise = 0.5 + 0.5 * np.tanh((time - at) / 0.05)
    return -70 + 100 * rise * np.exp(-np.maximum(time - at, 0) / 0.4)


# spike times


def test_a_shifted_spike_is_its_shift_in_ms():
    found = gap("spikes", [[3.0, 9.0], [4.0, np.nan]], [[3.0, 9.0], [4.03, np.nan]])
    assert found.kind == "times" and found.unit == "ms"
    assert found.largest == pytest.approx(0.03)
    assert found.lane == 1
    assert found.within(0.031) and not found.within(0.029)


def test_a_missing_spike_is_never_within_a_tolerance():
    found = gap("spikes", [[3.0, 9.0], [4.0, np.nan]], [[3.0, np.nan], [4.01, np.nan]])
    assert found.odd == {0: "1 of 2 spikes"}
    assert found.largest == pytest.approx(0.01)  # of the lane that can be compared
    assert not found.within(1e9)
    assert str(found) == "0.01, 1 lane apart"


def test_the_longest_list_of_a_run_does_not_count():
    """Lists are filled up to the longest of their own run."""
    found = gap("spikes", [[3.0], [4.0]], [[3.0, np.nan, np.nan], [4.0, np.nan, np.nan]])
    assert not found.odd and found.largest == 0.0
    assert gap("spikes", np.empty((2, 0)), np.empty((2, 0))).within(1e-9)


# numbers


def test_a_scaled_number_is_off_by_its_scale():
    found = gap("charge", [3.0, -8.0], [3.0, -8.08])
    assert found.kind == "number" and found.unit == "relative"
    assert found.largest == pytest.approx(0.01)
    assert found.lane == 1


def test_a_number_near_zero_is_judged_by_the_largest_one():
    assert gap("charge", [50.0, 1e-9], [50.0, 2e-9]).largest < 1e-8
    assert gap("charge", [50.0, 0.0], [50.0, 0.01]).largest == pytest.approx(0.02)


def test_numbers_that_are_all_but_zero_everywhere_do_not_blow_up():
    assert gap("cv", [1e-9, 0.0], [3e-9, 0.0]).largest == pytest.approx(2e-9 / LEAST)


@pytest.mark.parametrize("nothing", [np.nan, np.inf])
def test_a_number_on_one_side_only_is_apart(nothing):
    for judge, other in (([1.0, 2.0], [1.0, nothing]), ([1.0, nothing], [1.0, 2.0])):
        found = gap("latency", judge, other)
        assert found.odd == {1: "a number on one side only"}
        assert found.largest == 0.0 and not found.within(1e9)
    both = gap("latency", [1.0, nothing], [1.0, nothing])
    assert not both.odd and both.largest == 0.0


def test_infinities_of_two_signs_are_apart():
    assert gap("charge", [1.0, np.inf], [1.0, -np.inf]).odd


def test_where_no_lane_can_be_compared_there_is_no_largest():
    found = gap("latency", [np.nan, np.nan], [1.0, 2.0])
    assert math.isnan(found.largest) and str(found) == "2 lanes apart"
    assert not found.within(1e9)


# traces


@pytest.mark.parametrize("shift", [0.001, -0.02, 0.045, -0.045])
def test_a_trace_may_be_late_by_the_spike_tolerance(shift):
    judge, other = np.array([spike(9), spike(9)]), np.array([spike(9), spike(9 + shift)])
    assert np.abs(judge - other).max() > abs(shift) * 500  # mV: as much as 25 in 0.045 ms
    for found in (gap("v", judge, other), gap("v", other, judge)):
        assert found.largest < 1e-3
        assert found.unshifted > abs(shift) * 5


@pytest.mark.parametrize("shift", [0.1, -0.1])
def test_a_trace_later_than_that_differs(shift):
    found = gap("v", [spike(9), spike(9)], [spike(9), spike(9 + shift)])
    assert found.largest > 0.1 and found.lane == 1


def test_a_trace_may_be_late_at_its_ends_too():
    for at in (0.1, TIME[-1] - 0.05):
        for shift in (0.03, -0.03):
            one, two = (np.array([spike(a), spike(a)]) for a in (at, at + shift))
            assert gap("v", one, two).largest < 1e-3


def test_a_spike_of_one_trace_only_is_seen():
    found = gap("v", [spike(9), np.full(TIME.size, -70.0)], [spike(9), spike(9)])
    assert found.largest > 0.5
    assert gap("v", [spike(9), spike(9)], [spike(9), np.full(TIME.size, -70.0)]).largest > 0.5


def test_an_offset_of_a_trace_is_relative_to_the_range_of_its_lane():
    slow = np.array([-70 + 10 * np.sin(TIME / 3), -70 + 10 * np.sin(TIME / 3)])
    assert gap("v", slow, slow + OFFSET * 0.4).largest == pytest.approx(0.02, rel=0.05)
    flat = np.full_like(slow, -70.0)
    assert gap("v", flat, flat + OFFSET * 0.07).largest == pytest.approx(0.1)


def test_what_the_shift_hides_is_told_beside_it():
    slow, late = (np.array([np.sin(t / 3), np.cos(t / 3)]) for t in (TIME, TIME - 0.03))
    found = gap("v", slow, late)
    assert found.largest < 1e-5
    assert found.unshifted == pytest.approx(0.005, rel=0.01)  # 0.03 ms of a slope of 1/3, over 2
    assert str(found).endswith("(0.005 unshifted)")
    assert "unshifted" not in str(gap("charge", [1.0, 2.0], [1.0, 2.1]))
    found = gap("v", slow, np.where([[True], [False]], slow, np.nan))
    assert found.odd and found.unshifted == 0.0


def test_a_trace_without_numbers_is_apart():
    one, two = (np.array([spike(9), spike(9)]) for _ in range(2))
    two[1, 700:] = np.nan
    assert gap("v", one, two).odd and gap("v", two, one).odd
    assert gap("v", two, two.copy()).within(1e-9)
    two[1, :] = np.nan
    one[1, 5] = np.nan
    assert gap("v", one, two).odd == {1: "a number on one side only"}


def test_the_band_is_that_of_straight_lines_between_samples():
    low, high = band(np.array([[0.0, 1.0, 4.0, 2.0]]), 0.5)
    np.testing.assert_allclose(low, [[0.0, 0.5, 2.5, 2.0]])
    np.testing.assert_allclose(high, [[0.5, 2.5, 4.0, 3.0]])
    low, high = band(np.array([[0.0, 1.0, 4.0, 2.0]]), 1.25)
    np.testing.assert_allclose(low, [[0.0, 0.0, 0.75, 2.0]])
    np.testing.assert_allclose(high, [[1.75, 4.0, 4.0, 4.0]])
    low, high = band(np.array([[0.0, 1.0, 4.0, 2.0]]), 9.0)
    assert (low == 0).all() and (high == 4).all()


# lanes


def test_a_lane_that_failed_on_one_side_is_apart_whatever_it_holds():
    one = dataset(spikes=[[1.0], [np.nan]], charge=[1.0, 2.0])
    two = dataset(["ok", "diverged"], spikes=[[1.0], [np.nan]], charge=[1.0, 2.0])
    for judge, other in ((one, two), (two, one)):
        for found in compare(judge, other).values():
            assert found.odd == {1: FAILED} and found.largest == 0.0


def test_a_lane_that_failed_on_both_sides_is_not_compared():
    one = dataset(["ok", "diverged"], spikes=[[1.0], [7.0]], charge=[1.0, 2.0])
    two = dataset(["ok", "not finite"], spikes=[[1.0], [np.nan]], charge=[1.0, np.nan])
    assert all(found.largest == 0 and found.within(1e-9) for found in compare(one, two).values())
    none = dataset(["diverged", "diverged"], charge=[1.0, 2.0])
    nothing = compare(none, none)["charge"]
    assert math.isnan(nothing.largest) and nothing.within(1e-9) and str(nothing) == "-"


def test_a_lane_is_named_by_its_coordinates():
    assert place(dataset(), 1) == "mg_o=1 mM"
    two = {
        "mg_o": ("point", [0.25, 1.0], {"units": "mM"}),
        "block": ("point", ["jahr_stevens_1990", "woodhull_1973"], {}),
        "point": ("point", [0, 1], {"long_name": "point of zip"}),
    }
    named = xr.Dataset({"status": ("point", ["ok", "ok"])}, two)
    assert place(named, 0) == "mg_o=0.25 mM, block=jahr_stevens_1990"
    assert place(xr.Dataset({"status": ((), "ok")}), 0) == ""
    status = xr.Dataset({"status": (("a", "b"), [["ok"] * 3] * 2)}, {"a": [1, 2], "b": [4, 5, 6]})
    assert place(status, 5) == "a=2, b=6"
