"""Presynaptic spikes: how many, how far apart, and within which window."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mgsim.language.mechanism import Train
from mgsim.study import trains
from mgsim.study.model import SpikeTrain
from mgsim.study.sample import seed_of, seeds_of
from mgsim.study.trains import Trains, instants, spike_times, train_seeds


def draw(kind, rate=0.05, start=0.0, stop=1e9, duration=1e5, seed=2024):
    numbers = {"rate": np.array([rate]), "start": np.array([start]), "stop": np.array([stop])}
    train = SpikeTrain(Train(kind), {})
    (times,) = spike_times(train, numbers, duration, np.array([seed], np.uint64))
    return times


def test_poisson_spikes_come_at_their_rate():
    """5000 are expected, give or take 71 (one standard deviation)."""
    times = draw("poisson")
    assert abs(len(times) - 5000) < 4 * 71
    assert (np.diff(times) > 0).all()


def test_poisson_intervals_are_exponential():
    intervals = np.diff(draw("poisson"))
    assert stats.kstest(intervals, "expon", args=(0, 20.0)).pvalue > 0.01
    assert np.std(intervals) / np.mean(intervals) == pytest.approx(1.0, abs=0.05)
    assert abs(np.corrcoef(intervals[:-1], intervals[1:])[0, 1]) < 0.05


def test_poisson_counts_vary_as_their_mean():
    counts = [len(draw("poisson", duration=400.0, seed=seed)) for seed in range(400)]
    assert np.mean(counts) == pytest.approx(20, abs=1.0)
    assert np.var(counts) == pytest.approx(20, abs=5.0)


def test_poisson_keeps_its_beginning_when_the_duration_grows():
    short, long = draw("poisson", duration=3e3), draw("poisson", duration=1e5)
    assert long[: len(short)].tolist() == short.tolist()
    assert len(short) > 100


@pytest.mark.parametrize("kind", ["poisson", "regular"])
@pytest.mark.parametrize(
    ("start", "stop", "low", "high"),
    [(10, 1e9, 10, 1000), (0, 300, 0, 300), (-500, 1e9, 0, 1000), (200, 250, 200, 250)],
)
def test_spikes_stay_within_their_window(kind, start, stop, low, high):
    times = draw(kind, rate=0.2, start=start, stop=stop, duration=1000.0)
    assert times.size
    assert times.min() >= low
    assert times.max() < high
    assert len(times) == pytest.approx(0.2 * (high - low), abs=5 * np.sqrt(0.2 * (high - low)))


@pytest.mark.parametrize("kind", ["poisson", "regular"])
@pytest.mark.parametrize(
    ("rate", "start", "stop"), [(0.0, 0, 1e9), (-1.0, 0, 1e9), (0.1, 50, 50), (0.1, 1e6, 1e9)]
)
def test_no_spikes(kind, rate, start, stop):
    assert draw(kind, rate, start, stop).size == 0


@pytest.mark.parametrize("kind", ["poisson", "regular"])
def test_a_train_that_began_before_the_run_has_spikes_from_its_first_moment(kind):
    times = draw(kind, rate=50.0, start=-3.005, duration=10.0)
    assert 0 <= times.min() < 0.5
    assert len(times) == pytest.approx(500, abs=100)


def test_regular_spikes_are_even_and_begin_at_the_start():
    times = draw("regular", rate=0.02, start=10.0, duration=210.0)
    assert times == pytest.approx([10, 60, 110, 160])
    assert draw("regular", rate=0.1, start=0.0, duration=30.0) == pytest.approx([0, 10, 20])


def test_listed_spikes_are_sorted_and_cut():
    train = SpikeTrain(Train("times"), {}, (7.0, -1.0, 3.0, 20.0, 0.0))
    found = spike_times(train, {}, 20.0, np.zeros(2, np.uint64))
    assert [times.tolist() for times in found] == [[0, 3, 7], [0, 3, 7]]


def test_what_each_kind_needs():
    assert Train("times").needs == ("times",)
    assert Train("poisson").needs == Train("regular").needs == ("rate", "start", "stop")


def test_seeds_are_the_same_on_every_machine():
    assert seed_of("a", 1) == 0x839E11A421D370BE  # printf 'a\x1f1' | sha256sum
    assert seed_of("a", "b") != seed_of("ab")
    assert seed_of("a", "b") != seed_of("b", "a")
    assert 0 <= seed_of(1) < 2**64


def test_seeds_of_many_are_the_seed_of_each():
    found = seeds_of(("a",), ["1", "2", ""])
    assert found.dtype == np.uint64
    assert found.tolist() == [seed_of("a", 1), seed_of("a", 2), seed_of("a", "")]
    assert seeds_of((7, "b"), iter(["c"])).tolist() == [seed_of(7, "b", "c")]


def test_a_train_seed_depends_on_all_but_the_point_where_it_is_shared():
    def seed(experiment_seed, drive, point, repeat, is_shared):
        points, repeats = np.array([point], np.uint64), np.array([repeat])
        return train_seeds(experiment_seed, drive, points, repeats, is_shared).item()

    own = seed(1, "input", 7, 0, False)
    others = [
        seed(2, "input", 7, 0, False),
        seed(1, "other", 7, 0, False),
        seed(1, "input", 8, 0, False),
        seed(1, "input", 7, 1, False),
        seed(1, "input", 7, 0, True),
    ]
    assert len({own, *others}) == 6
    assert seed(1, "input", 7, 3, True) == seed(1, "input", 8, 3, True)
    assert own == seed_of(1, "input", 0, 7)
    assert seed(1, "input", 7, 3, True) == seed_of(1, "input", 3, "shared")


def lanes_of(kind: str, **columns) -> Trains:
    """Eight lanes of one drive; numbers and seeds as given, else the same for all."""
    given = {"rate": 0.2, "start": 3.0, "stop": 1e9, **columns}
    seeds = np.asarray(given.pop("seeds", np.arange(8)), np.uint64)
    numbers = {word: np.asarray(number, float) for word, number in given.items()}
    return spike_times(SpikeTrain(Train(kind), {}), numbers, 100.0, seeds)


VARIED = {
    "nothing": {},
    "rate": {"rate": np.tile([0.1, 0.3], 4)},
    "every": {"rate": np.linspace(0.1, 0.4, 8), "start": np.arange(8.0), "stop": 50 + np.arange(8)},
    "none": {"rate": np.zeros(8)},
    "seeds": {
        "seeds": np.array([5, 5, 6, 7, 2**64 - 1, 6, 5, 5], np.uint64),
        "stop": np.tile([40.0, 60, 40, 40], 2),
    },
}


@pytest.mark.parametrize("varied", VARIED)
@pytest.mark.parametrize("kind", ["poisson", "regular"])
def test_lanes_together_have_the_spikes_that_each_has_alone(kind, varied):
    found = lanes_of(kind, **VARIED[varied])
    given = {"seeds": np.arange(8), **VARIED[varied]}
    alone = [
        lanes_of(kind, **{w: np.asarray(c)[lane : lane + 1] for w, c in given.items()})[0]
        for lane in range(8)
    ]
    assert len(found) == 8
    for way in (list(found), [found[lane] for lane in range(8)], list(reversed(found))[::-1]):
        assert [times.tolist() for times in way] == [times.tolist() for times in alone]


def test_a_slice_of_trains_is_the_trains_of_its_lanes():
    found = lanes_of("poisson")
    part = found[2:7][1:3]
    assert isinstance(part, Trains)
    assert [times.tolist() for times in part] == [found[3].tolist(), found[4].tolist()]
    assert found[-1].tolist() == found[7].tolist()
    assert [times.tolist() for times in found[::-3]] == [found[k].tolist() for k in (7, 4, 1)]
    with pytest.raises(IndexError):
        part[2]


def test_no_train_is_made_before_it_is_asked_for(monkeypatch):
    made = []
    monkeypatch.setattr(trains, "_poisson", lambda *row: made.append(row[3]) or np.empty(0))
    found = lanes_of("poisson", seeds=np.arange(8) + 10)[2:6]
    assert len(found) == 4
    assert made == []
    assert found[1].size == 0
    assert made == [13]


def test_lanes_that_share_a_train_share_the_array():
    for found in (lanes_of("regular"), lanes_of("poisson", seeds=[4] * 8)):
        assert all(times is found[0] for times in found)
        assert found[3:][0] is found[0]
        assert np.unique(found.which).size == 1
    two = lanes_of("regular", rate=np.tile([0.1, 0.3], 4))
    assert two[0] is two[2]
    assert two[1] is two[7]
    assert two[0].size < two[1].size
    listed = spike_times(SpikeTrain(Train("times"), {}, (3.0,)), {}, 9.0, np.zeros(8, np.uint64))
    assert all(times is listed[0] for times in listed)
    own = lanes_of("poisson")
    assert np.unique(own.which).size == 8


def test_shared_trains_that_outgrow_their_room_are_made_anew(monkeypatch):
    monkeypatch.setattr(trains, "_ROOM", 1)
    seeds = np.repeat([4, 5], 4)
    found = lanes_of("poisson", seeds=seeds)
    assert [times.tolist() for times in found] == [
        times.tolist() for times in lanes_of("poisson", seeds=seeds)
    ]
    assert found.kept is not None
    assert len(found.kept) == 1


def test_times_are_read_only():
    for found in (lanes_of("poisson"), lanes_of("regular"), instants(np.arange(8.0), 8)):
        with pytest.raises(ValueError, match="read-only"):
            found[0][:] = 0


def test_one_instant_a_lane():
    assert [t.tolist() for t in instants(np.array([2.0, 1.0, 2.0]), 3)] == [[2.0], [1.0], [2.0]]
    assert [t.tolist() for t in instants(np.array(4.5), 2)] == [[4.5], [4.5]]


def test_trains_can_be_sent_to_another_process():
    for found in (lanes_of("poisson"), lanes_of("regular"), instants(np.arange(8.0), 8)):
        copy = pickle.loads(pickle.dumps(found[2:4]))
        assert [times.tolist() for times in copy] == [times.tolist() for times in found[2:4]]


def windows_of(found, lane, begin, lengths):
    """The spikes of windows one after the other, on the run's clock."""
    times = []
    for length in lengths:
        part = found.within(lane, begin, length)
        assert ((part >= 0) & (part < length)).all()
        times += [begin + part]
        begin += length
    return np.concatenate(times)


LENGTHS = st.lists(st.floats(1e-3, 900.0), min_size=1, max_size=6)


@settings(deadline=None, max_examples=200)
@given(
    rate=st.floats(1e-4, 0.5), start=st.floats(-900, 900), stop=st.floats(-500, 4000),
    begin=st.floats(0, 3000), lengths=LENGTHS,
)  # fmt: skip
def test_regular_windows_are_the_whole_train_cut(rate, start, stop, begin, lengths):
    """The phase is kept from window to window, and no spike is lost or told twice at a seam."""
    found = regular(rate, start, stop, 10_000.0)
    whole = found[0]
    end = begin + sum(lengths)
    near = 1e-5  # ms: which side of an edge a spike at the edge is on is rounding
    sure = whole[(whole > begin + near) & (whole < end - near)]
    cut = windows_of(found, 0, begin, lengths)
    inner = cut[(cut > begin + near) & (cut < end - near)]
    np.testing.assert_allclose(inner, sure, atol=1e-6)
    assert cut.size - inner.size <= 2


def regular(rate, start, stop, duration):
    numbers = {"rate": np.array(rate), "start": np.array(start), "stop": np.array(stop)}
    return spike_times(SpikeTrain(Train("regular"), {}), numbers, duration, np.zeros(1, np.uint64))


@pytest.mark.parametrize("length", [0.3, 25.0, 50.0, 100.0, 333.3])
def test_spikes_on_the_seams_of_windows_come_once(length):
    """20 Hz from 3.3 s on, where windows may begin or end just at a spike; a day later too."""
    for begin in (3300.0, 0.3 * 11000, 86_400e3):
        found = regular(0.02, 3300.0, 1e9, 1e9)
        cut = windows_of(found, 0, begin, [length] * 40)
        first = np.ceil((begin - 3300.0) / 50 - 1e-9) * 50 + 3300.0
        expected = np.arange(first, begin + 40 * length - 1e-4, 50.0)
        np.testing.assert_allclose(cut, expected, atol=2e-6)


@settings(deadline=None, max_examples=100)
@given(
    times=st.lists(st.integers(0, 4000), max_size=20, unique=True),
    begin=st.integers(0, 2000), lengths=st.lists(st.integers(1, 900), min_size=1, max_size=5),
)  # fmt: skip
def test_listed_windows_are_the_whole_list_cut(times, begin, lengths):
    """Whole milliseconds, so that most seams of the windows meet a spike."""
    train = SpikeTrain(Train("times"), {}, tuple(map(float, times)))
    found = spike_times(train, {}, 1e4, np.zeros(2, np.uint64))
    expected = [t for t in sorted(times) if begin <= t < begin + sum(lengths)]
    assert windows_of(found, 1, float(begin), map(float, lengths)).tolist() == expected


def test_an_instant_is_in_the_window_that_holds_it():
    found = instants(np.array([3.0, 7.0]), 2)
    assert found.within(0, 3.0, 1.0).tolist() == [0.0]
    assert found.within(0, 2.0, 1.0).size == 0
    assert found.within(1, 2.0, 10.0).tolist() == [5.0]


def test_random_windows_keep_the_rate_within_start_and_stop():
    """400 windows of half a second at 200 Hz: 40000 spikes, give or take 200."""
    numbers = {"rate": np.array(0.2), "start": np.array(1e4), "stop": np.array(2.1e5)}
    found = spike_times(SpikeTrain(Train("poisson"), {}), numbers, 1e9, np.arange(8))
    begins = 1e4 + 500.0 * np.arange(400)
    parts = [found.within(0, begin, 500.0) for begin in begins]
    counts = np.array([part.size for part in parts])
    assert counts.sum() == pytest.approx(40_000, abs=4 * 200)
    assert counts.var() == pytest.approx(100, rel=0.25)
    assert abs(np.corrcoef(counts[:-1], counts[1:])[0, 1]) < 0.2
    assert stats.kstest(np.concatenate(parts), "uniform", args=(0, 500)).pvalue > 0.01
    assert found.within(0, 0.0, 9_999.0).size == 0
    assert found.within(0, 2.1e5, 500.0).size == 0
    edge = found.within(0, 9_800.0, 500.0)
    assert edge.min() >= 200
    assert edge.size == pytest.approx(60, abs=4 * 8)


def test_random_windows_are_drawn_again_alike_and_otherwise_apart():
    """By the lane's seed and the window's begin, by nothing else."""
    found = lanes_of("poisson", seeds=[5, 5, 6, 7, 8, 9, 10, 11])
    part = found.within(0, 1000.0, 500.0)
    assert part.size == 0  # the run ends at 100 ms, and its trains with it
    part = found.within(0, 10.0, 80.0)
    assert part.size > 5
    assert found.within(0, 10.0, 80.0).tolist() == part.tolist()
    assert found.within(1, 10.0, 80.0).tolist() == part.tolist()  # one seed: a shared train
    assert found[2:].within(0, 10.0, 80.0).tolist() == found.within(2, 10.0, 80.0).tolist()
    later = found.within(0, 10.5, 80.0)
    assert not np.intersect1d(np.round(later + 0.5, 9), np.round(part, 9)).size
    assert found.within(2, 10.0, 80.0).tolist() != part.tolist()
    longer = found.within(0, 10.0, 85.0)
    assert longer[: part.size].tolist() == part.tolist()


def test_no_train_is_made_for_a_window(monkeypatch):
    monkeypatch.setattr(trains, "_regular", lambda rate, start, stop: np.array([start, stop]))
    found = regular(0.02, 10.0, 1e9, 1e9)
    assert found.within(0, 400.0, 100.0).max() <= 100
    assert found.kept is None or not found.kept
