"""Allosteric inhibitors: what they leave available, whatever the voltage and the magnesium."""

from __future__ import annotations

import numpy as np
import pytest

import mgsim
from mgsim.catalogue.find import SHIPPED, Catalogue

CARDS = Catalogue((SHIPPED,))
CONFIG = """\
duration: "1 ms"
clock: {dt: "0.5 ms"}
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "25 degC"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-66 mV"}
    nmda:
      kinetics: steady_open
      block: competition
      modulation: {model: MODULATION, set: SET}
      permeation: {model: ohmic, g_max: "1 nS"}
readouts:
  i: {model: last, of: nmda.i_membrane}
  available: {model: last, of: nmda.available}
sweep:
  bath.DRUG: ["0 nM", "1 nM", "20 nM", "1 uM", "30 uM", "1 mM"]
  v_hold: ["-90 mV", "-66 mV", "30 mV"]
"""


def run(tmp_path, modulation, set_, drug, engine="scipy"):
    path = tmp_path / "a.yaml"
    text = CONFIG.replace("MODULATION", modulation).replace("SET", set_).replace("DRUG", drug)
    path.write_text(text, encoding="utf-8")
    return mgsim.run(path, engine)


@pytest.mark.parametrize(
    ("modulation", "drug", "set_", "least"),
    [
        ("ifenprodil_williams_1993", "ifenprodil", "glun2b", 0.10),
        ("ifenprodil_williams_1993", "ifenprodil", "glun2a", 0.21),
        ("zinc", "zinc", "glun2a", 0.30),
        ("zinc", "zinc", "glun2b", 0.0),
    ],
)
def test_inhibition_is_monotone_incomplete_and_blind_to_voltage(
    tmp_path, modulation, drug, set_, least
):
    found = run(tmp_path, modulation, set_, drug)
    available = found["available"].values
    np.testing.assert_allclose(available, available[:, :1] * np.ones((1, 3)), rtol=1e-12)
    assert available[0, 0] == 1.0
    assert (np.diff(available[:, 0]) < 0).all()
    assert available[-1, 0] == pytest.approx(least, abs=0.01)
    ratio = found["i"].values / found["i"].values[0]
    np.testing.assert_allclose(ratio, available, rtol=1e-9)


def test_every_permeation_card_heeds_it():
    for name in CARDS.names("mechanisms/permeation"):
        card = CARDS.mechanism("permeation", name)
        assert {"open", "unblocked", "available", "share"} <= set(card.reads), name


def test_without_a_card_everything_is_available(tmp_path):
    path = tmp_path / "a.yaml"
    text = "".join(
        line + "\n"
        for line in CONFIG.splitlines()
        if "modulation" not in line and "DRUG" not in line
    )
    path.write_text(text, encoding="utf-8")
    assert (mgsim.run(path, "fused")["available"] == 1.0).all()


def test_a_subunit_that_is_unknown_is_refused(experiment):
    text = CONFIG.replace("MODULATION", "ifenprodil_williams_1993").replace("SET", "glun2c")
    with pytest.raises(
        mgsim.MgsimError, match="found 'glun2c'; expected one of 'glun2a', 'glun2b'"
    ):
        experiment(text.replace("DRUG", "ifenprodil"))
