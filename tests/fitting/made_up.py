"""Small experiments to fit, and data by a formula that is written out here, outside mgsim."""

import numpy as np

FARADAY, GAS, KELVIN = 96485.33212, 8.314462618, 298.15  # C/mol, J/(mol K), 25 degC
PER_MV = 2 * FARADAY / (GAS * KELVIN) / 1000  # z F/(R T) for z = 2

PATCH = """
title: A clamped patch
duration: "1 ms"
clock: {dt: "0.5 ms"}
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "25 degC"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-60 mV"}
    nmda:
      kinetics: steady_open
      block: woodhull_1973
      permeation: {model: ohmic, g_max: "1 nS", e_rev: "0 mV"}
readouts:
  unblocked: {model: last, of: nmda.unblocked}
  i_nmda: {model: last, of: nmda.i_membrane}
"""
FIT = """
fit:
  readout: unblocked
  free:
    nmda.block.k_0: {from: "0.1 mM", to: "100 mM", scale: log}
    nmda.block.delta: {from: 0.1, to: 1.5}
"""
K_0, DELTA = "patch.nmda.block.k_0", "patch.nmda.block.delta"


def woodhull(v, mg, k_0, delta):
    """The unblocked fraction after Woodhull (1973): mV, mM."""
    return 1 / (1 + mg / k_0 * np.exp(-delta * PER_MV * v))


def noisy(y, sd, seed=5):
    """The same with normal noise."""
    return y + sd * np.random.default_rng(seed).standard_normal(y.size)


SYNAPSE = """
duration: "200 ms"
clock: {dt: "0.05 ms"}
bath: {temperature: "36 degC"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-60 mV"}
    nmda:
      kinetics: {model: double_exponential, tau_rise: "2 ms"}
      block: none
      permeation: {model: ohmic, g_max: "1 nS"}
drives:
  input: {model: regular_train, rate: "1 Hz", start: "10 ms", to: patch.nmda}
readouts:
  charge: {model: charge, of: nmda.i_membrane}
fit:
  free:
    nmda.permeation.g_max: {from: "0.1 nS", to: "20 nS", scale: log}
    nmda.kinetics.tau_decay: {from: "10 ms", to: "200 ms"}
  columns: {after: readouts.charge.after}
"""


def synapse_data(g, rise, decay):
    """The charge that is left after some times of one spike at 10 ms: nS and ms to pC."""
    since = np.array([0.0, 5.0, 15.0, 30.0, 60.0, 100.0, 150.0])  # ms after the spike
    peak = rise * decay / (decay - rise) * np.log(decay / rise)
    norm = 1 / (np.exp(-peak / decay) - np.exp(-peak / rise))
    rest = [tau * (np.exp(-since / tau) - np.exp(-190.0 / tau)) for tau in (decay, rise)]
    charge = 60 * g * norm * (rest[0] - rest[1]) / 1000
    return {"after (ms)": 10 + since + 0.025, "charge (pC)": charge}  # counted from the next step
