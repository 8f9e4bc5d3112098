"""What every engine must do the same: decay, events, pulses off the grid, failing lanes."""

import numpy as np
import pytest

import mgsim
from mgsim.engines.contract import resolving_engines

OPTIONS = {"brian": {"codegen": "numpy"}}
ENGINES = resolving_engines()


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param


def run(experiment, engine):
    return mgsim.run(experiment, engine, OPTIONS.get(engine, {}))


def trace(experiment, engine, name):
    found = run(experiment, engine)
    return found["time"].values, found[name].values


TIMED = """
duration: "8 ms"
clock: {dt: "0.025 ms"}
cell:
  soma:
    membrane: voltage_clamp
    calcium: timed
record: {quantities: [soma.ca_i], every: "0.5 ms"}
"""


def test_a_kick_off_the_grid_comes_at_its_own_time(experiment, engine):
    t, ca = trace(experiment(TIMED), engine, "ca_i")
    exact = 3 * np.exp(-t / 4) + np.where(t >= 2.3137, 3 * np.exp(-(t - 2.3137) / 4), 0)
    np.testing.assert_allclose(ca, exact, rtol=2e-7)


LEAKY = """
duration: "100 ms"
clock: {dt: "0.025 ms"}
cell: {soma: {membrane: leaky}}
drives:
  step: {model: current_step, amplitude: "2.1 pA", start: "7.013 ms", duration: "61.3 ms", to: soma}
readouts:
  spikes: {model: spike_times, of: soma.v, threshold: "-50.5 mV"}
  charge: {model: integral, of: soma.i_injected}
record: {quantities: [soma.v]}
"""


def test_threshold_and_reset_follow_the_closed_form(experiment, engine):
    """A leaky membrane under a step fires every tau*log(drive/(drive - 15 mV))."""
    found = run(experiment(LEAKY), engine)
    drive = 10 * 2.1
    to_mark, period = (11 * np.log(drive / (drive - x)) for x in (14.5, 15.0))
    expected = 7.013 + to_mark + period * np.arange(5)
    expected = expected[expected < 68.313]
    assert found["spikes"].size == expected.size
    np.testing.assert_allclose(found["spikes"], expected, atol=0.05 if engine != "scipy" else 5e-3)
    assert float(found["soma_v" if "soma_v" in found else "v"].max()) < -49.5


def test_a_pulse_off_the_grid_delivers_its_whole_charge(experiment, engine):
    text = LEAKY.replace('"2.1 pA"', '"1.1 pA"')
    found = run(experiment(text), engine)
    v = found["v"].values
    t = found["time"].values
    on, off = 7.013, 7.013 + 61.3
    rise = 11 * (1 - np.exp(-(np.clip(t, on, off) - on) / 11))
    exact = -65 + rise * np.exp(-(np.maximum(t, off) - off) / 11)
    np.testing.assert_allclose(v, exact, atol=2e-5)


FRAGILE = """
duration: "2 ms"
clock: {dt: "0.05 ms"}
cell:
  soma:
    membrane: voltage_clamp
    calcium: fragile
readouts:
  end: {model: last, of: soma.ca_i}
sweep:
  tau: ["4 ms", "0 ms", "5 ms", "-0.0001 ms", "6 ms"]
"""


def test_a_failing_lane_is_a_value_and_harms_no_other(experiment, engine):
    found = run(experiment(FRAGILE), engine)
    status = [str(s) for s in found["status"].values]
    assert [s == "ok" for s in status] == [True, False, True, False, True]
    assert all(s.startswith("diverged") for s in status if s != "ok")
    exact = 3 * np.exp(-2 / np.array([4.0, 5.0, 6.0]))
    np.testing.assert_allclose(found["end"].values[[0, 2, 4]], exact, rtol=1e-6)
    assert np.isnan(found["end"].values[[1, 3]]).all()


CROWDED = """
duration: "6 ms"
clock: {dt: "0.05 ms"}
bath: {mg_o: "1 mM"}
cell:
  patch:
    membrane: voltage_clamp
    nmda:
      kinetics: {model: double_exponential, tau_rise: "0.7 ms", tau_decay: "9 ms"}
      permeation: {model: ohmic}
drives:
  input:
    model: listed_train
    times: ["1.011 ms", "1.012 ms", "1.049 ms", "3.7 ms"]
    to: patch.nmda
record: {quantities: [nmda.open], every: "0.05 ms"}
"""


def test_spikes_that_share_a_step_all_arrive(experiment, engine):
    t, opened = trace(experiment(CROWDED), engine, "open")
    peak = 0.7 * 9 / (9 - 0.7) * np.log(9 / 0.7)
    norm = 1 / (np.exp(-peak / 9) - np.exp(-peak / 0.7))
    since = t[:, None] - np.array([1.011, 1.012, 1.049, 3.7])
    after = np.maximum(since, 0)
    exact = (norm * (np.exp(-after / 9) - np.exp(-after / 0.7)) * (since > 0)).sum(1)
    late = t > 1.3
    np.testing.assert_allclose(opened[late], exact[late], atol=2e-6)


TWO = """
duration: "30 ms"
clock: {dt: "0.025 ms"}
cell:
  soma:
    membrane: {model: pospischil_2008, diameter: "20 um", length: "20 um"}
    leak: pospischil_2008
  spine: {membrane: {model: pospischil_2008, diameter: "5 um", length: "5 um"}}
couplings:
  neck: {model: ohmic, between: [soma, spine], g: "3 nS"}
drives:
  step: {model: current_step, amplitude: "8 pA", start: "0 ms", duration: "30 ms", to: spine}
record: {quantities: [soma.v, spine.v], every: "1 ms"}
"""


def test_two_compartments_follow_the_matrix_exponential(experiment, engine):
    from scipy.linalg import expm

    found = run(experiment(TWO), engine)
    areas = np.pi * np.array([400.0, 25.0])
    c, leak = areas * 0.01, np.array([areas[0] * 0.001, 0.0])
    g = 3.0
    matrix = np.array([[-(g + leak[0]), g], [g, -g]]) / c[:, None]
    force = np.array([leak[0] * -70.0, 8.0]) / c
    steady = -np.linalg.solve(matrix, force)
    exact = np.array([steady + expm(matrix * t) @ (-70.0 - steady) for t in found["time"].values])
    np.testing.assert_allclose(found["soma_v"], exact[:, 0], atol=2e-6)
    np.testing.assert_allclose(found["spine_v"], exact[:, 1], atol=2e-6)


def test_perfusion_changes_the_bath_in_time(experiment, engine):
    text = """
duration: "20 ms"
clock: {dt: "0.05 ms"}
bath: {mg_o: "2 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-40 mV"}
    nmda:
      kinetics: steady_open
      block: jahr_stevens_1990
      permeation: ohmic
drives:
  wash:
    model: perfusion
    level: "0.1 mM"
    start: "5 ms"
    exchange: "4 ms"
    duration: "8 ms"
    to: bath.mg_o
record: {quantities: [bath.mg_o, nmda.unblocked], every: "1 ms"}
"""
    found = run(experiment(text), engine)
    t = found["time"].values
    part = np.clip((t - 5) / 4, 0, 1) - np.clip((t - 13) / 4, 0, 1)
    mg = 2 - 1.9 * part
    np.testing.assert_allclose(found["mg_o"], mg, atol=1e-9)
    np.testing.assert_allclose(
        found["unblocked"], 1 / (1 + mg / 3.57 * np.exp(0.062 * 40)), rtol=1e-9
    )


def test_readouts_on_a_known_trace(experiment, engine):
    text = (
        TIMED.replace("record: {quantities: [soma.ca_i]", "record: {quantities: [soma.ca_i]")
        + """
readouts:
  top: {model: peak, of: soma.ca_i, after: "1 ms"}
  bottom: {model: trough, of: soma.ca_i}
  average: {model: mean, of: soma.ca_i, after: "4 ms"}
  area: {model: integral, of: soma.ca_i, after: "4 ms"}
  above: {model: time_above, of: soma.ca_i, threshold: "3 mM"}
  first: {model: first_latency, of: soma.ca_i, threshold: "2 mM"}
  none: {model: first_latency, of: soma.ca_i, threshold: "50 mM"}
  rises: {model: spike_count, of: soma.ca_i, threshold: "2 mM"}
  rate: {model: rate, of: soma.ca_i, threshold: "2 mM"}
  end: {model: last, of: soma.ca_i}
"""
    )
    found = run(experiment(text), engine)
    before = 3 * np.exp(-2.3137 / 4)
    after = before + 3
    assert float(found["top"]) == pytest.approx(after, rel=5e-3)
    at_end = after * np.exp(-(8 - 2.3137) / 4)
    assert float(found["bottom"]) == pytest.approx(at_end, rel=1e-5)
    at_4 = after * np.exp(-(4 - 2.3137) / 4)
    assert float(found["area"]) == pytest.approx(4 * (at_4 - at_end), rel=1e-4)
    assert float(found["average"]) == pytest.approx(at_4 - at_end, rel=1e-4)
    assert float(found["above"]) == pytest.approx(4 * np.log(after / 3), abs=0.05)
    assert float(found["first"]) == pytest.approx(2.3137, abs=0.026)
    assert np.isnan(float(found["none"]))
    assert float(found["rises"]) == 1
    assert float(found["rate"]) == pytest.approx(1000 / 8)
    assert found["area"].attrs["units"] == "ms mM"


def test_interval_variation_against_the_spike_list(experiment, engine):
    text = LEAKY.replace(
        "  charge:", '  cv: {model: isi_cv, of: soma.v, threshold: "-50.5 mV"}\n  charge:'
    ).replace('"2.1 pA"', '"2.1 pA"')
    text = text.replace(
        "readouts:",
        '  more: {model: current_ramp, amplitude: "2 pA", start: "10 ms", duration: "80 ms",'
        " to: soma}\nreadouts:",
    )
    found = run(experiment(text), engine)
    gaps = np.diff(found["spikes"].values)
    assert gaps.size > 5
    assert float(found["cv"]) == pytest.approx(gaps.std() / gaps.mean(), rel=1e-6)


WITHIN = """
duration: "6 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM"}
cell:
  soma:
    membrane: {model: pospischil_2008, diameter: "20 um", length: "20 um"}
    leak: pospischil_2008
    ampa:
      kinetics: {model: double_exponential, tau_rise: "0.5 ms", tau_decay: "3 ms"}
      permeation: {model: ohmic, g_max: "5 nS"}
drives:
  input: {model: listed_train, times: ["1.083 ms", "3.021 ms"], to: soma.ampa}
record: {quantities: [soma.v, ampa.kinetics.decay], every: "0.1 ms"}
"""


def test_a_spike_within_a_step_moves_the_voltage_from_its_own_time(experiment, engine):
    """Without taking back what the jump does too early, v would be 0.25 mV off at this step."""
    judge, ours = run(experiment(WITHIN), "scipy"), run(experiment(WITHIN), engine)
    assert float(np.abs(ours["v"] - judge["v"]).max()) < 5e-4


def test_the_staggered_method_delivers_spikes_at_their_own_time_too(experiment):
    """One spike lies before the whole step nearest to it, the other behind: both are seen."""
    ours = mgsim.run(experiment(WITHIN), "fused", {"method": "staggered"})
    t, decay = ours["time"].values, ours["decay"].values
    since = t[:, None] - np.array([1.083, 3.021])
    peak = 0.5 * 3 / 2.5 * np.log(6)
    norm = 1 / (np.exp(-peak / 3) - np.exp(-peak / 0.5))
    exact = (norm * np.exp(-np.maximum(since, 0) / 3) * (since > 0)).sum(1)
    np.testing.assert_allclose(decay, exact, atol=5e-3)
    judge = run(experiment(WITHIN), "scipy")
    assert float(np.abs(ours["v"] - judge["v"]).max()) < 0.1
