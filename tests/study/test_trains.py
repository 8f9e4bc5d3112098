"""Presynaptic spikes: how many, how far apart, and within which window."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from mgsim.language.mechanism import Train
from mgsim.study.model import SpikeTrain
from mgsim.study.sample import seed_of
from mgsim.study.trains import spike_times, train_seed


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


def test_a_train_seed_depends_on_all_but_the_point_where_it_is_shared():
    own = train_seed(1, "input", 7, 0, False)
    others = [
        train_seed(2, "input", 7, 0, False),
        train_seed(1, "other", 7, 0, False),
        train_seed(1, "input", 8, 0, False),
        train_seed(1, "input", 7, 1, False),
        train_seed(1, "input", 7, 0, True),
    ]
    assert len({own, *others}) == 6
    assert train_seed(1, "input", 7, 3, True) == train_seed(1, "input", 8, 3, True)
