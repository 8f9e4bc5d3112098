"""What a sweep of very many lanes takes besides its integration: memory, lane by lane."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from mgsim.engines.contract import RawRun
from mgsim.results import tabulate
from mgsim.study.batch import Group, spread

TEXT = """\
duration: "1000 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM"}
cell:
  patch:
    membrane: voltage_clamp
    nmda: {kinetics: double_exponential, block: jahr_stevens_1990, permeation: ohmic}
drives:
  input: {model: poisson_train, rate: "300 Hz", to: patch.nmda}
readouts:
  charge: {model: charge, of: nmda.i_membrane}
sweep:
  mg_o: {linspace: {from: "0 mM", to: "4 mM", points: 200}}
  input.rate: {linspace: {from: "200 Hz", to: "400 Hz", points: 20}}
  trial: {repeats: 50}
"""
REASON = (
    "diverged: patch.nmda.open is not finite (seen at 12.5 ms), " + "as it is said at length " * 4
)


def scalar_run(group: Group) -> RawRun:
    """What an engine hands back where nothing but scalar readouts is asked for."""
    lanes = group.batch.lanes
    folds = {name: np.zeros(lanes) for w in group.model.watchings for name in w.folds}
    reasons = np.full(lanes, "", object)
    reasons[lanes // 3] = REASON
    return RawRun(folds, {}, np.empty(0), {}, reasons)


@pytest.fixture
def traced():
    tracemalloc.start()
    yield
    tracemalloc.stop()


def test_a_lane_takes_few_bytes(experiment, traced):
    """Spikes of its own take a lane 2400 bytes here, and a reason in fixed-width text 640."""
    found = experiment(TEXT)
    plan = spread(found)
    lanes = plan.points
    assert lanes == 200_000
    assert tracemalloc.get_traced_memory()[1] < 300 * lanes
    runs = [scalar_run(group) for group in plan.groups]
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    dataset = tabulate(runs, plan, found)
    assert tracemalloc.get_traced_memory()[1] - before < 200 * lanes
    assert (dataset["status"].values != "ok").sum() == 1
    assert str(dataset["status"].values.ravel()[lanes // 3]) == REASON


def test_a_part_holds_no_more_than_its_own_spikes(experiment, traced):
    (group,) = spread(experiment(TEXT)).groups
    for begin in range(0, 4096, 256):
        spikes = list(group.batch.part(slice(begin, begin + 256)).arrivals["input"])
        assert 150 * 256 < sum(times.size for times in spikes) < 450 * 256
        del spikes
    assert tracemalloc.get_traced_memory()[1] < 300 * group.batch.lanes
