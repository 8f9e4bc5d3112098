"""A scheme that holds magnesium in a firing cell: the fused engine with and without its tables."""

from __future__ import annotations

import numpy as np
import pytest

import mgsim

CELL = """\
duration: "60 ms"
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "36 degC"}
cell:
  soma:
    membrane: pospischil_2008
    sodium: pospischil_2008
    potassium: pospischil_2008
    leak: pospischil_2008
    nmda: {release: square_pulse, kinetics: KINETICS, permeation: {model: ohmic, g_max: "60 nS"}}
    ampa:
      kinetics: {model: double_exponential, set: bench_ampa}
      permeation: {model: ohmic, g_max: "80 nS"}
drives:
  input: {model: regular_train, rate: "50 Hz", start: "10 ms", to: [soma.nmda, soma.ampa]}
record: {quantities: [nmda.open], every: "0.1 ms"}
readouts:
  spikes: {model: spike_times, of: soma.v, threshold: "-20 mV"}
  charge: {model: charge, of: nmda.i_membrane}
"""


@pytest.mark.parametrize("tables", [True, False])
@pytest.mark.parametrize(
    "kinetics", ["kampa_2004", "vargas_caballero_robinson_2004", "clarke_johnson_2008"]
)
def test_a_scheme_in_a_firing_cell(kinetics, tables, tmp_path):
    path = tmp_path / "cell.yaml"
    path.write_text(CELL.replace("KINETICS", kinetics), encoding="utf-8")
    judge = mgsim.run(path, "scipy")
    found = mgsim.run(path, "fused", {"tables": tables})
    assert judge["spikes"].size >= 2
    np.testing.assert_allclose(found["spikes"], judge["spikes"], atol=1e-3)
    size = float(np.abs(judge["open"]).max())
    np.testing.assert_allclose(found["open"], judge["open"], atol=1e-3 * size)
    np.testing.assert_allclose(found["charge"], judge["charge"], rtol=2e-3)
