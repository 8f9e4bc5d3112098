"""Method and step by stated accuracy: what is picked keeps the bound, and costs what it must."""

import json

import numpy as np
import pytest

import mgsim
from mgsim.language.errors import EngineError

BENCH = "configs/bench_neuron.yaml"
SETS = {
    "duration": "150 ms",
    "sweep": {"mg_o": {"linspace": {"from": "0.2 mM", "to": "2 mM", "points": 12}}},
}


def run(accuracy, root, **options):
    return mgsim.run(root / BENCH, "fused", {"accuracy": accuracy, **options}, SETS)


@pytest.fixture(scope="module")
def root(request):
    return request.config.rootpath


@pytest.fixture(scope="module")
def judge(root):
    return mgsim.run(root / BENCH, "scipy", sets={**SETS, "clock.dt": "0.0025 ms"})


@pytest.mark.parametrize("bound", [0.05, 0.002])
def test_spikes_keep_the_bound(bound, root, judge):
    found = run(f"{bound} ms", root)
    assert np.nanmax(np.abs(found["spikes"] - judge["spikes"])) < 1.2 * bound
    facts = json.loads(found.attrs["engine_facts"])
    assert facts["accuracy_bound"] == bound
    assert 0 < facts["accuracy_found"] <= bound


def test_a_relative_bound_is_of_every_readout(root, judge):
    found = run(0.002, root)
    off = np.abs(found["ca_peak"] / judge["ca_peak"] - 1)
    assert 1e-6 < float(off.max()) < 0.002


def test_a_wide_bound_buys_a_cheap_step(root):
    wide, narrow = run("0.5 ms", root), run("0.0005 ms", root)
    assert wide.attrs["method"] == "staggered"
    assert wide.attrs["step_ms"] > narrow.attrs["step_ms"]
    assert wide.attrs["step_ms"] >= 0.1


def test_a_method_that_is_named_is_kept(root):
    assert run("0.5 ms", root, method="rk4").attrs["method"] == "rk4"


@pytest.mark.parametrize("text", ["0.05 mV", "soon", "-1 ms", "0"])
def test_what_is_no_accuracy_is_refused(text, root):
    with pytest.raises(EngineError, match=r"a time such as '0\.05 ms', or a number such as 0\.005"):
        run(text, root)


def test_what_cannot_be_kept_is_refused_before_the_run(root):
    with pytest.raises(EngineError, match="the best that was tried is"):
        run("1e-9 ms", root)


def test_a_bound_on_spikes_needs_spikes(root):
    sets = {"readouts": {"ca_peak": {"model": "peak", "of": "soma.ca_i"}}}
    with pytest.raises(EngineError, match="no readout that keeps spike times"):
        mgsim.run(root / BENCH, "fused", {"accuracy": "0.05 ms"}, SETS | sets)
