"""The reference engine's own way with fast Markov schemes: exponentials of the rate matrix."""

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

import mgsim
from mgsim.engines.brian.schemes import transition_matrix
from mgsim.study.experiment import load

STATES = ("u", "cl", "o", "d1", "d2", "um", "clm", "om", "d1m", "d2m")
PATCH = """\
duration: "30 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "4 mM"}
cell:
  patch:
    membrane: MEMBRANE
    nmda: {kinetics: kampa_2004, permeation: {model: ohmic, g_max: "1 nS"}}
drives:
  puff:
    {model: glutamate_pulse, concentration: "1 mM", start: "5 ms", width: "10 ms", to: patch.nmda}
record: {quantities: [nmda.i_membrane, patch.v, STATES], every: "0.1 ms"}
""".replace("STATES", ", ".join(f"nmda.kinetics.{name}" for name in STATES))
CLAMP = PATCH.replace("MEMBRANE", '{model: voltage_clamp, v_hold: "-100 mV"}')


def _run(tmp_path, text, engine, **words):
    path = tmp_path / "patch.yaml"
    path.write_text(text, encoding="utf-8")
    options = {"codegen": "numpy", **words} if engine == "brian" else words
    return mgsim.run(load(path), engine, options)


def _taken(dataset):
    return json.loads(dataset.attrs["engine_facts"])["schemes"]


def _gap(one, other, name):
    return float(np.abs(one[name] - other[name]).max() / np.abs(other[name]).max())


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 12), st.integers(0, 2**32 - 1), st.floats(1e-3, 300.0))
def test_the_matrix_is_the_exponential_and_keeps_probability(size, seed, time):
    draw = np.random.default_rng(seed)
    rates = 10.0 ** draw.uniform(-4, 2, (3, size, size)) * (draw.random((3, size, size)) < 0.5)
    rates[:, np.arange(size), np.arange(size)] = 0.0
    found = transition_matrix(rates, time)
    flow = np.swapaxes(rates, 1, 2)
    leaving = flow.sum(axis=1)
    exact = expm((flow - np.eye(size) * leaving[:, None, :]) * time)
    np.testing.assert_allclose(found, exact, atol=1e-8)
    assert found.min() >= 0.0
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-12)


def test_a_scheme_too_fast_for_its_step_is_exact_under_clamp(tmp_path):
    exact = _run(tmp_path, CLAMP, "scipy")
    found = _run(tmp_path, CLAMP, "brian")
    assert _taken(found) == "exponential"
    assert _gap(found, exact, "i_membrane") < 1e-6
    shares = np.stack([found[name] for name in STATES])
    assert shares.min() >= 0.0
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, atol=1e-12)


def test_the_same_scheme_taken_explicitly_comes_to_nothing(tmp_path):
    found = _run(tmp_path, CLAMP, "brian", schemes="explicit")
    assert (
        str(found["status"].values) != "ok" or _gap(found, _run(tmp_path, CLAMP, "scipy"), "o") > 1
    )


def test_a_scheme_slow_enough_for_its_step_stays_explicit(tmp_path):
    text = CLAMP.replace("0.1 ms", "0.005 ms").replace('"-100 mV"', '"-20 mV"')
    text = text.replace('mg_o: "4 mM"', 'mg_o: "0.1 mM"').replace('"30 ms"', '"1 ms"')
    assert _taken(_run(tmp_path, text, "brian")) == "explicit"


def test_beside_a_free_voltage_the_error_falls_with_the_square_of_the_step(tmp_path):
    free = PATCH.replace("MEMBRANE", "pospischil_2008\n    leak: pospischil_2008")
    free = free.replace('"1 nS"', '"3000 nS"').replace('"4 mM"', '"0.5 mM"')
    free = free.replace('every: "0.1 ms"', 'every: "1 ms"')
    exact = _run(tmp_path, free, "scipy")
    coarse, fine = (
        _gap(
            _run(tmp_path, free.replace("0.1 ms", step), "brian", schemes="exponential"), exact, "v"
        )
        for step in ("0.1 ms", "0.05 ms")
    )
    assert fine < 1e-3
    assert 3.0 < coarse / fine < 5.5
