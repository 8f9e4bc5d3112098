"""Runs as a whole: lanes that fail, many lanes, kernels that are kept, what is in a kernel."""

import ast
import os
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import mgsim
from mgsim.engines.contract import load_engine
from mgsim.engines.fused import program
from mgsim.study.batch import spread
from mgsim.validation.table import CONFIGS

METHODS = pytest.mark.parametrize("method", ["rk4", "staggered"])
CELL = CONFIGS / "regular_spiking.yaml"
BENCH = CONFIGS.parents[2] / "configs" / "bench_neuron.yaml"
WIDTHS = {"double": 8, "single": 16}  # lanes of a vector
MAIN = BENCH.with_name("low_magnesium.yaml")


def compiled(experiment, method, **options):
    (group,) = spread(experiment).groups
    options = {"method": method, **options}
    return load_engine("fused").compile(group.model, experiment.clock, 1.0, options), group.batch


def silent(fraction):
    """Nothing to tell."""


BURNING = """
mechanism = Mechanism(
    role="calcium", says="grows or decays", writes=("ca_i",),
    params={"k": Param("1 /ms", "x", ASSUMED, "D"), "start": Param("1 mM", "x", ASSUMED, "D")},
    states={"ca_i": State("k*ca_i", "start", "x")},
)
"""
PATCH = """
duration: "60 ms"
clock: {dt: "0.05 ms"}
cell: {patch: {membrane: voltage_clamp, calcium: burning}}
readouts: {end: {model: last, of: patch.ca_i}}
sweep: {k: ["0.01 /ms", "30 /ms", "0.02 /ms", "20 /ms", "-0.03 /ms"]}
"""
GROWTH = {  # in one step, of a state whose rate is z/h times itself
    "rk4": lambda z: 1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24,
    "staggered": lambda z: (1 + z / 2) / (1 - z / 2),
}


@METHODS
def test_a_lane_that_fails_says_in_what_and_by_when(method, with_cards, monkeypatch):
    """It is looked for every 5 ms here; that numbers end at 1.8e308 is known."""
    monkeypatch.setattr("mgsim.engines.fused.lanes._LEAST_SPAN", 100)
    monkeypatch.setattr("mgsim.engines.fused.lanes._LANE_STEPS", 1)
    experiment = with_cards(PATCH, calcium__burning=BURNING)
    found = mgsim.run(experiment, "fused", {"method": method})
    words = [str(word) for word in found["status"].values]
    for k, word in ((30, words[1]), (20, words[3])):
        infinite = 0.05 * np.log(np.finfo(float).max) / np.log(GROWTH[method](0.05 * k))
        seen = 5 * np.ceil(infinite / 5)
        told = f"diverged: patch.ca_i is not finite (seen at {seen:g} ms); try a smaller clock.dt"
        assert word == told
    assert words[::2] == ["ok"] * 3
    exact = np.exp(60 * np.array([0.01, 0.02, -0.03]))
    np.testing.assert_allclose(found["end"].values[::2], exact, rtol=2e-6)
    assert np.isnan(found["end"].values[1::2]).all()


MANY = {
    "duration": "4 ms",
    "input.start": "0.1 ms",
    "readouts": {"v_end": {"model": "last", "of": "soma.v"},
                 "ca_peak": {"model": "peak", "of": "soma.ca_i"}},
    "sweep": {"mg_o": {"linspace": {"from": "0 mM", "to": "4 mM", "points": 200_000}}},
}  # fmt: skip


@pytest.mark.parametrize(("method", "most"), [("rk4", 150), ("staggered", 165)])
def test_many_lanes_take_few_bytes_each(method, most):
    """Measured: 122 and 136. An object a lane takes 64 more, a number for every step 1288."""
    made, batch = compiled(mgsim.load(BENCH, MANY), method)
    made.run(batch.part(slice(0, 64)), silent)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        found = made.run(batch, silent)
        peak = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    assert peak < most * batch.lanes
    assert all(np.isfinite(values).all() for values in found.folds.values())


@METHODS
def test_lanes_run_in_parts_are_the_same_to_the_bit(method, monkeypatch):
    sets = {"duration": "30 ms", "sweep": {"mg_o": {"linspace": {
        "from": "0 mM", "to": "4 mM", "points": 201}}}}  # fmt: skip
    made, batch = compiled(mgsim.load(BENCH, sets), method)
    whole, told = made.run(batch, silent), []
    monkeypatch.setattr(program, "_PART", 64)
    parts = made.run(batch, told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    for name, values in whole.folds.items():
        np.testing.assert_array_equal(parts.folds[name], values)
    for name, lists in whole.crossings.items():
        assert sum(times.size for times in lists) > 201
        for one, other in zip(lists, parts.crossings[name], strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("precision", ["double", "single"])
@pytest.mark.parametrize("block", ["ascher_nowak_1988", "jahr_stevens_1990"])
def test_a_lane_has_the_same_bits_in_every_place(block, precision):
    """Two vectors are woven into one text; each must round as the other does.

    With `contract` LLVM fused the terms of Ascher and Nowak in one of them, not in the other.
    """
    levels = [f"{0.1 * k} mM" for k in range(WIDTHS[precision])]
    sets = {"duration": "400 ms", "nmda.block": block, "input.rate": "200 Hz"}
    experiment = mgsim.load(MAIN, {**sets, "sweep": {"mg_o": 2 * levels}})
    options = {"threads": 1, "method": "rk4", "precision": precision}
    (group,) = spread(experiment).groups
    made = load_engine("fused").compile(group.model, experiment.clock, experiment.every, options)
    found = made.run(group.batch, silent)
    for name, values in found.folds.items():
        first, second = values.reshape(2, -1)
        np.testing.assert_array_equal(first, second, err_msg=name)
    assert found.crossings["spikes"][0].size > 10


RUN = """
import sys, time
began = time.perf_counter()
import mgsim
sets = {"duration": "2 ms", "step.start": "0 ms"}
found = mgsim.run(sys.argv[1], "fused", {"method": "staggered"}, sets)
print(float(found["v_end"]), time.perf_counter() - began)
"""


def test_a_second_process_compiles_nothing(tmp_path):
    def run():
        command = [sys.executable, "-c", RUN, str(CELL)]
        env = {**os.environ, "MGSIM_CACHE": str(tmp_path)}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        stamps = {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in tmp_path.rglob("*.*")}
        return *map(float, done.stdout.split()), stamps

    (first, slow, files), (second, quick, again) = run(), run()
    print(f"first {slow:.2f} s, second {quick:.2f} s")
    assert first == second
    assert {path.suffix for path in files} >= {".py", ".nbi", ".nbc"}
    assert again == files


def imported(text):
    """The engine's own modules that a text of Python imports."""
    names = [n.module for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom)]
    start = "mgsim.engines.fused."
    return {name.removeprefix(start) for name in names if name and name.startswith(start)}


def test_a_kernel_is_made_anew_when_what_it_is_written_in_changes(monkeypatch, tmp_path):
    monkeypatch.setenv("MGSIM_CACHE", str(tmp_path))
    made, batch = compiled(mgsim.load(CELL), "rk4")
    source = made.prepare(batch)[0].source
    program.compiled.cache_clear()
    program.compiled(source)
    tools = program._tools()
    folder, seen, left = Path(program.__file__).parent, set(), imported(source)
    while left:
        name = left.pop()
        text = (folder / f"{name}.py").read_text("utf-8")
        assert text in tools, f"{name}.py is no part of a kernel's key"
        seen.add(name)
        left |= imported(text) - seen
    assert "vectors" in seen
    monkeypatch.setattr(program, "_tools", lambda: tools.replace("_DEGREE", "_DEGREES"))
    program.compiled.cache_clear()
    program.compiled(source)
    assert len(list(program.folder().glob("kernel_*.py"))) == 2
    program.compiled.cache_clear()


AHP = {
    "duration": "80 ms",
    "clock.dt": "0.0125 ms",
    "sweep": {"mg_o": ["0.3 mM"]},
    "ahp.g_bar": "0.3 mS/cm^2",
    "ahp.k_d": "2 uM",
    "readouts": {"spikes": {"model": "spike_times", "of": "soma.v", "threshold": "-20 mV"},
                 "charge": {"model": "charge", "of": "ahp.i_membrane"}},
}  # fmt: skip
EXPONENTS = [2, 2.5, 3]


@pytest.fixture(scope="module")
def judges():
    return {n: mgsim.run(BENCH, "scipy", {}, AHP | {"ahp.n": n}) for n in EXPONENTS}


@METHODS
def test_whole_exponents_are_products_and_others_powers(method, judges):
    late, rtol = {"rk4": (2e-3, 1e-4), "staggered": (0.05, 5e-3)}[method]
    alone = {"rk4": EXPONENTS, "staggered": [2.5]}[method]
    made = {n: AHP | {"ahp.n": n} for n in alone}
    charges = [float(judge["charge"].item()) for judge in judges.values()]
    assert np.abs(np.diff(charges) / charges[0]).min() > 0.02
    for n, sets in made.items():
        one, batch = compiled(mgsim.load(BENCH, sets), method)
        assert ("m.pow(" in one.prepare(batch)[0].source) == (n == 2.5)
        ours = mgsim.run(BENCH, "fused", {"method": method}, sets)
        np.testing.assert_allclose(ours["spikes"], judges[n]["spikes"], atol=late)
        np.testing.assert_allclose(ours["charge"], judges[n]["charge"], rtol=rtol)
    sets = AHP | {"sweep": {"mg_o": ["0.3 mM"], "ahp.n": EXPONENTS}}
    swept = mgsim.run(BENCH, "fused", {"method": method}, sets)
    np.testing.assert_allclose(swept["charge"].values.ravel(), charges, rtol=rtol)


def test_a_batch_of_no_events_or_of_one_lane_runs():
    """Nothing arrives before 10 ms; the padding of a single lane is never seen."""
    made, batch = compiled(
        mgsim.load(BENCH, {"duration": "5 ms", "sweep": {"mg_o": ["1 mM"]}}), "rk4"
    )
    one = made.run(batch, silent)
    none = made.run(replace(batch, arrivals={}), silent)
    assert batch.lanes == 1
    for name, values in one.folds.items():
        assert values.shape == (1,)
        np.testing.assert_array_equal(values, none.folds[name])
