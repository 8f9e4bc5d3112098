"""What a fit cannot know it says, in a sentence that names the parameters."""

import numpy as np
import pytest
from made_up import DELTA, FIT, K_0, PATCH, SYNAPSE, noisy, synapse_data, woodhull

import mgsim
from mgsim.language.errors import ConfigError


def free(text):
    return PATCH + "fit: {readout: unblocked, free: {" + text + "}}"


def test_a_quotient_cannot_be_told_apart(experiment, conditions):
    v, _ = conditions
    text = free(
        'bath.mg_o: {from: "0.1 mM", to: "9 mM"}, nmda.block.k_0: {from: "1 mM", to: "9 mM"}'
    )
    y = noisy(woodhull(v, 1.0, 2.7, 0.8), 0.01)
    fitted = mgsim.fit(experiment(text), {"v_hold (mV)": v, "unblocked": y})
    (doubt,) = [d for d in fitted.doubts if "told apart" in d]
    assert f"'bath.mg_o' and '{K_0}' cannot be told apart" in doubt
    assert np.isinf(fitted.errors.error).all()
    found = fitted.estimates()
    assert found[K_0] / found["bath.mg_o"] == pytest.approx(2.7, rel=0.1)  # what the data know


def test_a_parameter_that_no_datum_moves(experiment, conditions, columns):
    text = free(
        'nmda.block.k_0: {from: "1 mM", to: "9 mM"}, permeation.g_max: {from: "1 nS", to: "9 nS"}'
    )
    fitted = mgsim.fit(experiment(text), columns(noisy(woodhull(*conditions, 2.7, 0.8), 0.01)))
    assert "No datum moves with 'patch.nmda.permeation.g_max'" in " ".join(fitted.doubts)
    assert np.isinf(fitted.errors.error[1]) and np.isfinite(fitted.errors.error[0])
    assert np.isinf(fitted.interval[1]).all()
    alone = mgsim.fit(
        experiment(free('nmda.block.k_0: {from: "1 mM", to: "9 mM"}')),
        columns(noisy(woodhull(*conditions, 2.7, 0.8), 0.01)),
    )
    ratio = np.sqrt(26 / 25)  # one degree of freedom is spent on the number that moves nothing
    assert fitted.errors.error[0] == pytest.approx(alone.errors.error[0] * ratio, rel=1e-4)


@pytest.mark.parametrize(
    ("bounds", "end", "side"), [((0.1, 0.7), 0.7, "higher"), ((1.2, 1.5), 1.2, "lower")]
)
def test_a_parameter_at_its_bound(experiment, conditions, columns, bounds, end, side):
    text = PATCH + FIT.replace("0.1, to: 1.5", f"{bounds[0]}, to: {bounds[1]}")
    y = noisy(woodhull(*conditions, 2.7, 0.93), 0.01)
    fitted = mgsim.fit(experiment(text), columns(y), profile=True)
    assert fitted.estimates()[DELTA] == end
    assert f"'{DELTA}' ended at its {side} bound, {end}" in " ".join(fitted.doubts)
    assert np.isnan(fitted.errors.error[1]) and np.isfinite(fitted.errors.error[0])
    assert fitted.errors.freedom == 26
    assert np.isinf(fitted.profile[1]).any()
    assert fitted.is_converged


def test_two_that_are_correlated(experiment):
    v = np.array([-62.0, -61.0, -60.0, -59.0, -58.0])
    y = noisy(woodhull(v, 1.0, 4.0, 0.8), 1e-4)
    fitted = mgsim.fit(experiment(PATCH + FIT), {"v_hold (mV)": v, "unblocked": y})
    assert fitted.errors.correlation[0, 1] > 0.98
    assert f"'{K_0}' and '{DELTA}' are correlated by 1.000" in " ".join(fitted.doubts)


def test_an_interval_that_is_wider_than_its_bounds(experiment):
    v = np.array([-61.0, -60.0, -59.0, -58.0])
    y = woodhull(v, 1.0, 4.0, 0.8) + 0.01 * np.array([1, -1, -1, 1])
    text = PATCH + FIT.replace('"0.1 mM", to: "100 mM"', '"2 mM", to: "6 mM"')
    fitted = mgsim.fit(experiment(text), {"v_hold (mV)": v, "unblocked": y}, profile=True)
    assert fitted.profile[0].tolist() == [0.0, np.inf]  # open: the bounds are nearer than the ends
    told = " ".join(fitted.doubts)
    assert f"The interval of '{K_0}'" in told and "is wider than its bounds" in told
    assert "Only 2 degrees of freedom" in told


def test_another_minimum_is_told(experiment):
    """The two time constants of a difference of exponentials may change places."""
    old = 'permeation.g_max: {from: "0.1 nS", to: "20 nS", scale: log}'
    text = SYNAPSE.replace(old, 'kinetics.tau_rise: {from: "1 ms", to: "90 ms", start: "3 ms"}')
    data = synapse_data(1.0, 12.0, 43.0)
    data["charge (pC)"] = noisy(data["charge (pC)"], 0.01)
    fitted = mgsim.fit(experiment(text), data, starts=12)
    (doubt,) = [d for d in fitted.doubts if "Another minimum" in d]
    assert "tau_rise = 4" in doubt or "tau_rise = 1" in doubt
    assert fitted.found.agreeing < fitted.found.starts


TAU = """
duration: "20 ms"
clock: {dt: "0.1 ms"}
bath: {temperature: "36 degC"}
cell:
  soma: {membrane: pospischil_2008, leak: {model: pospischil_2008, g_bar: "0.2 mS/cm^2"}}
drives:
  step: {model: current_step, amplitude: "0 nA", start: "0 ms", duration: "1 s", to: soma}
readouts:
  v_end: {model: last, of: soma.v}
fit:
  free: {membrane.c_m: {from: "0.00001 uF/cm^2", to: "200 uF/cm^2"}}
"""


def test_lanes_that_fail_are_counted_and_said(experiment):
    text = TAU.replace("200 uF", "0.02 uF")
    amplitude = np.array([0.01, 0.02, 0.03])
    data = {"amplitude (nA)": amplitude, "v_end (mV)": -70 + 100 * amplitude}
    fitted = mgsim.fit(experiment(text), data, starts=2)
    assert fitted.facts["failed_lanes"] > 0
    assert f"{fitted.facts['failed_lanes']} of" in " ".join(fitted.doubts)
    assert "lanes of the search failed" in " ".join(fitted.doubts)


def test_an_estimate_whose_lanes_fail_did_not_converge(experiment):
    text = TAU.replace('"200 uF', '"0.00002 uF')
    data = {"amplitude (nA)": [0.01, 0.02, 0.03], "v_end (mV)": [-69, -68, -67]}
    fitted = mgsim.fit(experiment(text), data, starts=1)
    assert not fitted.is_converged
    assert "3 of 3 data have no model value at the estimate" in fitted.doubts[0]


NOISE = """
duration: "20 ms"
cell:
  soma:
    membrane: {model: voltage_clamp, v_hold: "-60 mV"}
    nmda: {kinetics: double_exponential, block: none, permeation: ohmic}
drives:
  noise: {model: poisson_train, rate: "900 Hz", to: soma.nmda}
readouts:
  charge: {model: charge, of: nmda.i_membrane}
fit:
  free: {permeation.g_max: {from: "0.1 nS", to: "9 nS"}}
"""


def test_random_spikes_that_differ_from_lane_to_lane_are_refused(experiment):
    data = {"v_hold (mV)": [-60.0, -50.0, -40.0], "charge (pC)": [1.0, 0.8, 0.7]}
    with pytest.raises(ConfigError, match="differ from lane to lane; expected 'shared: true'"):
        mgsim.fit(experiment(NOISE), data)
    shared = experiment(NOISE.replace('"900 Hz"', '"900 Hz", shared: true'))
    exact = mgsim.fit(shared, data)
    assert exact.is_converged and exact.r_squared > 0.5
