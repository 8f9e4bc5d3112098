"""Tables of voltage functions: how good they are, how good they say, and when there are none."""

import json
from dataclasses import replace

import numpy as np
import pytest
from numpy.polynomial.polynomial import polyval

import mgsim
from mgsim.engines.contract import load_engine
from mgsim.engines.fused import tables
from mgsim.engines.fused.graph import STEP
from mgsim.engines.fused.hoist import evaluated
from mgsim.engines.fused.recipe import SIZES, How, Recipe
from mgsim.study.batch import lane_constants, spread
from mgsim.validation.table import CONFIGS

CELL = CONFIGS / "regular_spiking.yaml"
SHIPPED = CONFIGS.parents[2] / "configs"
METHODS = pytest.mark.parametrize("method", ["rk4", "staggered"])
SHORT = {"duration": "40 ms", "step.start": "1 ms", "step.amplitude": "1.5 nA"}
CASES = {
    "regular_spiking": (CELL, {}),
    "bench_neuron": (
        SHIPPED / "bench_neuron.yaml",
        {
            "duration": "200 ms",
            "sweep": {"mg_o": {"linspace": {"from": "0.1 mM", "to": "2 mM", "points": 5}}},
        },
    ),
    "low_magnesium": (
        SHIPPED / "low_magnesium.yaml",
        {"duration": "150 ms", "sweep": {"mg_o": ["0.1 mM", "1 mM"], "input.rate": ["300 Hz"]}},
    ),
}
# of spikes (ms) and of other readouts (relative): what tables may add where the step adds little.
# Measured: 1e-5 ms and 2e-7 (rk4), 0.1 ms and 6e-4 (staggered, whose steps err by 1.4 ms there).
LEAST = {"rk4": (3e-5, 3e-7), "staggered": (0.12, 1e-3)}


def run(experiment, method, sets=None, **options):
    return mgsim.run(experiment, "fused", {"method": method, **options}, sets)


def facts(found):
    return json.loads(found.attrs["engine_facts"])


def gaps(one, other):
    """The largest difference of each readout: of times in ms, else relative."""
    found = {}
    for name in one.data_vars:
        if name in ("status", "seed"):
            continue
        x, y = one[name].values, other[name].values
        assert x.shape == y.shape
        is_time = one[name].attrs["units"] == "ms"
        found[name] = np.nanmax(np.abs(x - y) / (1 if is_time else np.abs(y))), is_time
    return found


@METHODS
@pytest.mark.parametrize("case", CASES)
def test_tables_move_less_than_a_tenth_of_what_the_step_does(case, method):
    path, sets = CASES[case]
    dt = mgsim.load(path).clock.dt
    with_tables, direct = (run(path, method, sets, tables=has) for has in (True, False))
    finer = run(path, method, sets | {"clock.dt": f"{dt / 2} ms"}, tables=False)
    assert "table_error" in facts(with_tables)
    assert "table_error" not in facts(direct)
    halving = gaps(direct, finer)
    for name, (gap, is_time) in gaps(with_tables, direct).items():
        assert gap < max(halving[name][0] / 10, LEAST[method][0 if is_time else 1]), name


def recipe(experiment, method, precision="double"):
    (group,) = spread(experiment).groups
    constants = lane_constants(group.model, group.batch.columns)
    constants[STEP] = np.asarray(experiment.clock.dt)
    how = How(method, precision, True, "auto")
    return Recipe(group.model, constants, frozenset(group.batch.columns), how)


def prepared(experiment, method, **options):
    """The kernel and the tables of the only structure of an experiment."""
    (group,) = spread(experiment).groups
    maker, options = load_engine("fused"), {"method": method, **options}
    return maker.compile(group.model, experiment.clock, 1.0, options).prepare(group.batch)


@METHODS
@pytest.mark.parametrize("precision", SIZES)
def test_the_error_that_a_table_states_is_its_error(method, precision):
    """Every column between -120 and 80 mV, at 16 places between rows, by its own numbers."""
    made = recipe(mgsim.load(*CASES["bench_neuron"]), method, precision)
    size, degree = SIZES[precision], tables.DEGREES[method]
    steps = made._steps(True)
    graph = steps.graph
    names = [n for n in made.model.odes if made.model.unit(n) == "mV"]
    (table,) = found = tables.plan(steps, frozenset(graph.leaf("state", n) for n in names))
    rows = tables.grid(graph, steps, found, made.constants, size)
    assert rows.error <= tables.TOLERANCES[method]
    first, last = (round((v + 200) / rows.spacing) for v in (-120, 80))
    places = np.arange(0.5, 16) / 16
    v = -200 + rows.spacing * (np.arange(first, last)[:, None] + places)
    at, worst = 0, 0.0
    for group, pairs in zip(table.groups, tables._columns(graph, steps, table, size), strict=True):
        columns = 1 if size == 8 and not group.states else 2
        width = columns * tables.SLOTS
        ours = rows.arrays[0][first:last, at : at + (degree + 1) * width].astype(float)
        at += (degree + 1) * width
        parts = ours.reshape(last - first, degree + 1, columns, tables.SLOTS)
        for slot, pair in enumerate(pairs):
            for column, node in enumerate(pair[:columns]):
                if graph.nodes[node][0] == "number":
                    continue
                (y,) = evaluated(graph, [node], {**made.constants, names[0]: v})
                guess = polyval(places, parts[:, :, column, slot].T[:, :, None], tensor=False)
                off = np.abs(guess - y) / np.maximum(np.abs(y), 1e-3 * np.abs(y).max())
                worst = max(worst, off.max())
    assert at == rows.arrays[0].shape[1]
    rounding = 0 if size == 8 else 2e-6
    assert 0.6 * rows.error < worst < 1.05 * rows.error + rounding


GATED = """
mechanism = Mechanism(
    role="m_current", says="a gate with rates of its own", reads=("v", "area"),
    writes=("i_membrane",),
    params={"g_bar": Param("0.5 mS/cm^2", "x", ASSUMED, "D"),
            "e_rev": Param("-95 mV", "x", ASSUMED, "D"),
            "a": Param("0.12 /ms", "x", ASSUMED, "D"), "k": Param("21 mV", "x", ASSUMED, "D"),
            "v_s": Param("-50 mV", "x", ASSUMED, "D"), "w": Param("7", "x", ASSUMED, "D")},
    algebra={"i_membrane": "g_bar*area*z*(v - e_rev)"},
    gates={"z": Gate("x", alpha="a*exp(v/k)*FACTOR", beta="a*exp(-v/k)")},
)
"""
TEXT = """
duration: "30 ms"
clock: {dt: "0.0125 ms"}
bath: {temperature: "36 degC"}
cell:
  soma:
    membrane: pospischil_2008
    sodium: pospischil_2008
    potassium: pospischil_2008
    leak: pospischil_2008
    m_current: gated
drives:
  step: {model: current_step, amplitude: "1.5 nA", start: "1 ms", duration: "1 s", to: soma}
readouts:
  spikes: {model: spike_times, of: soma.v, threshold: "0 mV"}
record: {quantities: [m_current.z], every: "0.25 ms"}
"""
# a factor of a rate; whether rows 0.25 mV apart can hold it; how well each method then follows it:
# where a rate jumps within a step, not even rk4 is of second order
FACTORS = {
    "where(v > v_s, w, 1)": (False, {"rk4": 4e-3, "staggered": 0.015}),
    # 0/0 at -50 mV, which is a row
    "((v - v_s)/k)/(1 - exp(-(v - v_s)/k))": (False, {"rk4": 2e-5, "staggered": 3e-3}),
    "1/exprel(-(v - v_s)/k)": (True, {"rk4": 2e-5, "staggered": 3e-3}),
}


@METHODS
@pytest.mark.parametrize("factor", FACTORS)
def test_what_rows_cannot_hold_is_not_tabulated(factor, method, with_cards):
    found = with_cards(TEXT, m_current__gated=GATED.replace("FACTOR", factor))
    ours, judge = run(found, method), mgsim.run(found, "scipy")
    is_held, atol = FACTORS[factor]
    assert ("table_error" in facts(ours)) == is_held
    assert ours["spikes"].shape == judge["spikes"].shape
    np.testing.assert_allclose(ours["z"], judge["z"], atol=atol[method])
    if not is_held:
        np.testing.assert_array_equal(ours["z"], run(found, method, tables=False)["z"])


@METHODS
def test_a_swept_number_in_a_rate_leaves_its_gates_out_of_the_tables(method):
    sweeps = {"sodium.v_t": ["-57 mV", "-54 mV"], "temperature": ["34 degC", "37 degC"]}
    for axis, values in sweeps.items():
        sets = SHORT | {"sweep": {axis: values}, "clock.dt": "0.0125 ms"}
        slots = prepared(mgsim.load(CELL, sets), method)[0].slots
        assert "soma_sodium_m" not in slots
        assert ("soma_potassium_n" in slots) == (axis == "sodium.v_t")
        ours, judge = run(CELL, method, sets), mgsim.run(CELL, "scipy", {}, sets)
        assert ours["spikes"].shape == judge["spikes"].shape
        assert len(np.unique(judge["spikes"][:, 0])) == 2
        late = {"rk4": 1e-3, "staggered": 0.1}[method]
        np.testing.assert_allclose(ours["spikes"], judge["spikes"], atol=late)


@METHODS
@pytest.mark.parametrize("precision", SIZES)
def test_a_voltage_that_leaves_the_tables_fails_its_lane_and_no_other(method, precision):
    amplitudes = ["0.7 nA", "900 nA", "0.8 nA", "-900 nA", "0.9 nA"]
    sound = {"sweep": {"step.amplitude": amplitudes[::2]}}
    found = run(
        CELL, method, SHORT | {"sweep": {"step.amplitude": amplitudes}}, precision=precision
    )
    alone = run(CELL, method, SHORT | sound, precision=precision)
    assert "table_error" in facts(found)
    words = [str(s) for s in found["status"].values]
    assert words[::2] == ["ok"] * 3
    for word in words[1::2]:
        assert word.startswith("diverged: soma.")
        assert word.endswith("is not finite (seen at 40 ms); try a smaller clock.dt")
    assert np.isnan(found["v_end"].values[1::2]).all()
    np.testing.assert_array_equal(found["v_end"].values[::2], alone["v_end"].values)
    spikes = found["spikes"].values[::2, : alone["spikes"].shape[1]]
    np.testing.assert_array_equal(spikes, alone["spikes"].values)


@METHODS
@pytest.mark.parametrize("precision", SIZES)
def test_a_number_that_is_none_in_one_lane_disturbs_no_other(method, precision):
    path, sets = CASES["bench_neuron"]
    sets = sets | {"sweep": {"mg_o": {"linspace": {"from": "0 mM", "to": "2 mM", "points": 21}}}}
    experiment = mgsim.load(path, sets | {"duration": "20 ms"})
    (group,) = spread(experiment).groups
    options = {"method": method, "precision": precision, "threads": 1}
    program = load_engine("fused").compile(group.model, experiment.clock, 1.0, options)
    whole = program.run(group.batch, lambda part: None)
    mg = group.batch.columns["mg_o"].copy()
    mg[[2, 13]] = np.nan
    spoilt = program.run(replace(group.batch, columns={"mg_o": mg}), lambda part: None)
    sound = np.isfinite(mg)
    assert [bool(reason) for reason in spoilt.reasons] == list(~sound)
    assert spoilt.reasons[2].startswith("diverged: soma.")
    for name, values in whole.folds.items():
        assert np.isfinite(values).all()
        np.testing.assert_array_equal(spoilt.folds[name][sound], values[sound])


PAIR = TEXT.replace("    m_current: gated\n", "").replace("[m_current.z]", "[soma.v, spine.v]")
PAIR = PAIR.replace(
    "drives:",
    """\
  spine:
    membrane: {model: pospischil_2008, diameter: "8 um", length: "8 um"}
    potassium: {model: pospischil_2008, v_t: "-51 mV"}
    sodium: {model: pospischil_2008, v_t: "-52 mV"}
    leak: {model: pospischil_2008, e_rev: "-62 mV"}
drives:""",
)
NECK = 'couplings: {neck: {model: ohmic, between: [soma, spine], g: "4 nS"}}\n'


@pytest.mark.parametrize(("method", "extra"), [("rk4", NECK), ("staggered", "")], ids=["rk4", "st"])
def test_each_voltage_of_two_compartments_has_a_table(method, extra, with_cards):
    experiment = with_cards(PAIR + extra)
    kernel, rows = prepared(experiment, method)
    assert len(kernel.tables) == len(rows.arrays) == 2
    judge = mgsim.run(experiment, "scipy")
    found = run(experiment, method)
    late = {"rk4": 1e-3, "staggered": 0.1}[method]
    np.testing.assert_allclose(found["spikes"], judge["spikes"], atol=late)
    end = {"rk4": 1e-3, "staggered": 0.1}[method]
    for name in ("soma_v", "spine_v"):
        before = judge["time"].values < float(judge["spikes"][0]) - 1
        apart = np.abs(found[name] - judge[name]).values[before]
        assert apart.max() < end
