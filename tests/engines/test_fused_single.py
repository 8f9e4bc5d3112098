"""Single precision: as good as the step is, in spikes, calcium, sums and slow states."""

import json

import numpy as np
import pytest

import mgsim
from mgsim.validation.table import CONFIGS

METHODS = pytest.mark.parametrize("method", ["rk4", "staggered"])
SHIPPED = CONFIGS.parents[2] / "configs"
BENCH = SHIPPED / "bench_neuron.yaml"
LANES = {"sweep": {"mg_o": {"linspace": {"from": "0 mM", "to": "4 mM", "points": 32}}}}


def run(path, method, sets, **options):
    return mgsim.run(path, "fused", {"method": method, **options}, sets)


def apart(one, other):
    """Differences of all spikes (ms), of lanes that have the same number of them."""
    assert one["spikes"].shape == other["spikes"].shape
    assert np.array_equal(np.isnan(one["spikes"]), np.isnan(other["spikes"]))
    found = np.abs(one["spikes"] - other["spikes"]).values
    return found[np.isfinite(found)]


@METHODS
def test_a_second_of_spikes_is_that_of_double_precision(method):
    """One lane grazes the threshold: there the step itself errs by 0.01 ms, or by a spike."""
    single, double = (run(BENCH, method, LANES, precision=p) for p in ("single", "double"))
    assert json.loads(single.attrs["engine_facts"])["precision"] == "single"
    assert json.loads(double.attrs["engine_facts"])["precision"] == "double"
    gaps = apart(single, double)
    assert gaps.size > 700
    assert np.quantile(gaps, 0.99) < 1e-3
    assert gaps.max() < {"rk4": 0.03, "staggered": 0.2}[method]
    np.testing.assert_allclose(single["ca_peak"], double["ca_peak"], rtol=1e-4)
    assert gaps.max() > 0


@METHODS
def test_means_and_charges_are_sums_of_many_small_parts(method):
    """Added up as they come, 80,000 parts would lose 7e-4 of calcium's mean, and more with time."""
    sets = {"sweep": {"mg_o": ["0.1 mM", "1 mM", "2 mM"]}}
    path = SHIPPED / "low_magnesium.yaml"
    single, double = (run(path, method, sets, precision=p) for p in ("single", "double"))
    rtol = {"rk4": 2e-5, "staggered": 5e-4}[method]  # of what late spikes move
    for name in ("ca_mean", "nmda_charge", "ca_charge_nmda", "ca_charge_l_type", "unblocked"):
        np.testing.assert_allclose(single[name], double[name], rtol=rtol, err_msg=name)
    gaps = apart(single, double)
    assert np.median(gaps) < {"rk4": 1e-3, "staggered": 0.02}[method]
    assert gaps.max() < {"rk4": 0.01, "staggered": 0.5}[method]
    np.testing.assert_allclose(single["ca_peak"], double["ca_peak"], rtol=10 * rtol)


CLAMPED = """
duration: "4000 ms"
clock: {dt: "0.0125 ms"}
bath: {mg_o: "1.3 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-37.7 mV"}
    nmda: {kinetics: {model: steady_open, fraction: 0.31}, block: jahr_stevens_1990,
           permeation: {model: ohmic, g_max: "1.7 nS"}}
readouts:
  unblocked: {model: mean, of: nmda.unblocked}
  charge: {model: charge, of: nmda.i_membrane, after: "1700 ms"}
  area: {model: integral, of: nmda.unblocked}
  above: {model: time_above, of: nmda.unblocked, threshold: 0.1}
"""


@METHODS
def test_a_sum_of_equal_parts_is_their_number_times_one(method, with_cards):
    """320,000 times the same: rounding would err in the same direction every time."""
    found = run(with_cards(CLAMPED), method, None, precision="single")
    unblocked = 1 / (1 + 1.3 / 3.57 * np.exp(0.062 * 37.7))
    assert float(found["unblocked"]) == pytest.approx(unblocked, rel=5e-7)
    assert float(found["area"]) == pytest.approx(4000 * unblocked, rel=5e-7)
    assert float(found["above"]) == pytest.approx(4000, rel=5e-7)
    charge = 1.7 * 0.31 * unblocked * 37.7 * 2300 / 1000  # pC
    assert float(found["charge"]) == pytest.approx(charge, rel=2e-6)
