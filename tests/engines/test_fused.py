"""The fused engine: its functions, order, vector code, and the same bits whatever the threads."""

import importlib.util
import re
import sys

import numba
import numpy as np
import pytest

import mgsim
from mgsim.catalogue.find import catalogue
from mgsim.engines.contract import load_engine
from mgsim.engines.fused import lanes as fused_lanes
from mgsim.engines.fused import maths, staggerable
from mgsim.engines.fused.graph import Graph
from mgsim.engines.fused.hoist import evaluated
from mgsim.engines.fused.program import compiled
from mgsim.engines.fused.slopes import slope
from mgsim.language.errors import EngineError
from mgsim.language.expression import evaluate
from mgsim.study.batch import Batch, spread
from mgsim.study.experiment import build
from mgsim.study.tree import parse
from mgsim.validation.table import CONFIGS

CELL = CONFIGS / "regular_spiking.yaml"
SHORT = {"duration": "12 ms", "step.start": "1 ms", "step.amplitude": "3 nA"}


def over(function, x):
    @numba.njit(error_model="numpy", fastmath={"contract"})
    def loop(x, y):
        for i in range(x.size):
            y[i] = function(x[i])

    y = np.empty_like(x)
    loop(x, y)
    return y


def test_exp_is_right_to_one_unit_of_the_last_place():
    x = np.random.default_rng(1).uniform(-700, 700, 200_000)
    exact = np.exp(x.astype(np.longdouble))
    error = np.abs(over(maths.exp, x) - exact) / np.spacing(exact.astype(float))
    assert error.max() <= 1.0
    ends = over(maths.exp, np.array([np.nan, 1e4, -1e4, 0.0]))
    assert np.isnan(ends[0])
    assert ends[1] > 1e307
    assert 0 < ends[2] < 1e-300
    assert ends[3] == 1.0


def test_exprel_is_right_near_zero_and_far_from_it():
    rng = np.random.default_rng(2)
    x = np.concatenate([rng.uniform(-30, 30, 50_000), rng.uniform(-1e-3, 1e-3, 50_000), [0.0]])
    wide = x.astype(np.longdouble)
    exact = np.where(wide == 0, 1, np.expm1(wide) / np.where(wide == 0, 1, wide))
    np.testing.assert_allclose(over(maths.exprel, x), exact.astype(float), rtol=4e-16)


@pytest.mark.parametrize(
    "text",
    [
        "exp(-x/k)*(x - k)**2",
        "k/exprel((x - k)/k) + x**3",
        "1/(1 + y/k*exp(-x))",
        "where(x > y, x*y, x/y)",
        "maximum(x*x, y) - minimum(x, k)*log(x)",
        "sqrt(x)*(y - x)/(x + y)",
        "-x**2 + int(x > k)*y",
    ],
)
def test_slopes_are_those_of_finite_differences(text):
    graph = Graph()
    node = graph.read(text, lambda name: graph.leaf("state", name), lambda a, b: a)
    found = slope(graph, node, graph.leaf("state", "x"))
    at = {"x": np.asarray(0.83), "y": np.asarray(1.7), "k": np.asarray(0.4)}
    step = 1e-6
    up, down = (evaluate(text, at | {"x": at["x"] + s}) for s in (step, -step))
    (value,) = evaluated(graph, [found], at)
    assert value == pytest.approx((up - down) / (2 * step), rel=1e-7)


def _end(dt, method):
    return float(mgsim.run(CELL, "fused", {"method": method}, SHORT | {"clock.dt": dt})["v_end"])


@pytest.mark.parametrize(("method", "order"), [("rk4", 4), ("staggered", 2)])
def test_the_error_falls_with_the_order_of_the_method(method, order):
    exact = float(mgsim.run(CELL, "scipy", {"rtol": 1e-11}, SHORT)["v_end"])
    coarse, fine = (abs(_end(dt, method) - exact) for dt in ("0.02 ms", "0.01 ms"))
    assert 0.7 * 2**order < coarse / fine < 1.6 * 2**order


def test_the_default_method_keeps_spikes_within_a_twentieth_of_a_millisecond():
    exact = mgsim.run(CELL, "scipy")["spikes"].values
    ours = mgsim.run(CELL, "fused")["spikes"].values
    assert np.abs(ours - exact).max() < 0.05


SWEEP = {
    "duration": "80 ms",
    "sweep": {"mg_o": {"linspace": {"from": "0.1 mM", "to": "2 mM", "points": 77}}},
}
MAIN = CONFIGS.parents[2] / "configs" / "low_magnesium.yaml"


@pytest.fixture(scope="module")
def program():
    experiment = mgsim.load(MAIN, SWEEP)
    (group,) = spread(experiment).groups
    return experiment, group


def kernel(experiment, group, method, **options):
    """The kernel that a batch of lanes is run with."""
    options = {"method": method, **options}
    made = load_engine("fused").compile(group.model, experiment.clock, 0.025, options)
    return made.prepare(group.batch)[0]


def numbers(run):
    lists = [t for name in sorted(run.crossings) for t in run.crossings[name]]
    return [run.folds[name] for name in sorted(run.folds)] + lists


@pytest.mark.parametrize("precision", ["double", "single"])
@pytest.mark.parametrize("method", ["rk4", "staggered"])
def test_the_same_bits_whatever_threads_spans_and_order_of_lanes(
    program, method, precision, monkeypatch
):
    """77 lanes fill neither the last vector nor the last pair of vectors, in either precision."""
    experiment, group = program
    batch = group.batch
    assert kernel(experiment, group, method, precision=precision).tables

    def go(batch, threads):
        options = {"method": method, "precision": precision, "threads": threads}
        made = load_engine("fused").compile(group.model, experiment.clock, 0.025, options)
        return made.run(batch, lambda fraction: None)

    one, two = go(batch, 1), go(batch, 2)
    assert all(np.array_equal(a, b) for a, b in zip(numbers(one), numbers(two), strict=True))
    order = np.random.default_rng(3).permutation(batch.lanes)
    shuffled = Batch(
        batch.lanes,
        {n: v[order] for n, v in batch.columns.items()},
        {n: v[order] if v.shape == (batch.lanes,) else v for n, v in batch.start.items()},
        {n: [lanes[i] for i in order] for n, lanes in batch.arrivals.items()},
        batch.points[order],
        batch.seeds[order],
    )
    mixed = go(shuffled, 2)
    for name, values in one.folds.items():
        assert np.array_equal(values[order], mixed.folds[name])
    for name, lists in one.crossings.items():
        assert all(np.array_equal(lists[i], mixed.crossings[name][k]) for k, i in enumerate(order))
    monkeypatch.setattr(fused_lanes, "_LEAST_SPAN", 37)
    monkeypatch.setattr(fused_lanes, "_LANE_STEPS", 1)
    spans = go(batch, 2)
    assert all(np.array_equal(a, b) for a, b in zip(numbers(one), numbers(spans), strict=True))
    part = go(batch.part(slice(5, 9)), 1)
    for name, values in one.folds.items():
        assert np.array_equal(values[5:9], part.folds[name])


def test_other_numbers_need_no_other_kernel(program):
    experiment, group = program
    other = mgsim.load(
        MAIN, SWEEP | {"nmda.permeation.g_max": "0.7 nS", "ampa.kinetics.tau_rise": "0.4 ms"}
    )
    (changed,) = spread(other).groups
    sources = {kernel(experiment, g, "rk4").source for g in (group, changed)}
    assert len(sources) == 1


_PACKED = re.compile(r"\b(?:v?(?:mul|add|sub)pd|vfn?m(?:add|sub)\w*pd|fm[lu]\w*\s+v\d+\.2d)")
_SCALAR = re.compile(r"\b(?:v?(?:mul|add|sub)sd|vfn?m(?:add|sub)\w*sd)")


@pytest.mark.parametrize("method", ["rk4", "staggered"])
def test_the_loop_over_lanes_is_vector_code(program, method, tmp_path):
    """Packed arithmetic must outweigh scalar arithmetic in the machine code of the kernel."""
    experiment, group = program
    source = kernel(experiment, group, method).source
    path = tmp_path / f"uncached_{method}.py"
    path.write_text(source.replace("cache=True, ", ""), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    signature = compiled(source).nopython_signatures
    if not signature:
        mgsim.run(MAIN, "fused", {"method": method}, SWEEP)
        signature = compiled(source).nopython_signatures
    module.kernel.compile(signature[0].args)
    code = "".join(module.kernel.inspect_asm().values())
    parts = re.split(r"(?m)^\S+:", code)  # the step is the longest stretch without a label
    packed, scalar = max((len(_PACKED.findall(part)), len(_SCALAR.findall(part))) for part in parts)
    assert packed > 60
    assert packed > 10 * scalar


RESET = """
duration: "20 ms"
clock: {dt: "0.025 ms"}
cell: {soma: {membrane: leaky}}
"""
COUPLED = """
duration: "20 ms"
clock: {dt: "0.025 ms"}
cell:
  soma: {membrane: pospischil_2008, leak: pospischil_2008}
  spine: {membrane: pospischil_2008, leak: pospischil_2008}
"""
NECK = 'couplings: {neck: {model: ohmic, between: [soma, spine], g: "3 nS"}}'


def test_staggering_is_refused_where_it_cannot_be(experiment):
    """Where voltages read one another, or a crossing changes the states within a step."""
    assert staggerable(mgsim.compose(experiment(COUPLED)))
    for text in (COUPLED + NECK, RESET):
        assert not staggerable(mgsim.compose(experiment(text)))
        with pytest.raises(EngineError, match="--method rk4"):
            mgsim.run(experiment(text), "fused", {"method": "staggered"})
        mgsim.run(experiment(text), "fused")
    with pytest.raises(EngineError, match="Did you mean 'threads'"):
        mgsim.run(CELL, "fused", {"thread": 2})
    with pytest.raises(EngineError, match="auto or staggered or rk4"):
        mgsim.run(CELL, "fused", {"method": "euler"})


def test_a_scheme_is_staggered_to_second_order():
    """At every whole ms but those at which the pulse of glutamate begins and ends, 10 and 11."""
    path, sets = CONFIGS / "five_state.yaml", {"duration": "60 ms", "record.every": "1 ms"}
    judge = mgsim.run(path, "scipy", {"rtol": 1e-11}, sets)["open"].values
    assert judge.max() > 0.2
    coarse, fine = (
        np.delete(
            mgsim.run(path, "fused", {"method": "staggered"}, sets | {"clock.dt": dt})["open"]
            - judge,
            [10, 11],
        )
        for dt in ("0.1 ms", "0.025 ms")
    )
    assert np.abs(coarse).max() < 1e-3
    assert 10 < np.abs(coarse).max() / np.abs(fine).max() < 20


def test_lists_of_spikes_that_outgrow_their_room_are_whole():
    """A threshold that is crossed at every other step: far more often than any neuron fires."""
    text = """
duration: "40 ms"
clock: {dt: "0.02 ms"}
bath: {mg_o: "1 mM"}
cell:
  patch:
    membrane: voltage_clamp
    nmda: {kinetics: {model: double_exponential, tau_rise: "0.03 ms", tau_decay: "0.04 ms"},
           permeation: ohmic}
drives: {input: {model: regular_train, rate: "5 kHz", start: "1 ms", to: patch.nmda}}
readouts: {ups: {model: spike_times, of: nmda.open, threshold: 0.5}}
"""
    found = mgsim.run(build(parse(text), catalogue()), "fused")
    judge = mgsim.run(build(parse(text), catalogue()), "scipy")
    assert found["ups"].size == judge["ups"].size
    assert found["ups"].size > 100


def test_staggered_agrees_with_the_oracle_on_the_main_experiment():
    sets = {
        "duration": "60 ms",
        "sweep": {"mg_o": ["0.1 mM", "1 mM"], "input.rate": ["300 Hz"]},
        "clock.dt": "0.005 ms",
    }
    judge, ours = (
        mgsim.run(MAIN, engine, options, sets)
        for engine, options in (("scipy", {}), ("fused", {"method": "staggered"}))
    )
    for name in ("ca_peak", "ca_mean", "nmda_charge", "ca_charge_nmda", "unblocked"):
        np.testing.assert_allclose(ours[name], judge[name], rtol=2e-3, err_msg=name)
    assert np.nanmax(np.abs(ours["spikes"] - judge["spikes"])) < 0.05
