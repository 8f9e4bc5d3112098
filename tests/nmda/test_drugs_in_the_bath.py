"""Drug concentrations are bath quantities: set, swept, washed in, and absent where nobody reads."""

from __future__ import annotations

import numpy as np
import pytest

import mgsim
from mgsim.language.errors import ConfigError
from mgsim.language.ports import DRUGS
from mgsim.study.batch import spread
from mgsim.study.compose import compose

CONFIG = """\
duration: "20 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM", temperature: "25 degC"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-66 mV"}
    nmda: {kinetics: steady_open, block: competition, permeation: ohmic}
readouts:
  unblocked: {model: last, of: nmda.unblocked}
"""
WASH = """\
drives:
  wash: {model: perfusion, level: "13 uM", start: "5 ms", duration: "1 s", exchange: "2 ms", to: bath.memantine}
"""  # noqa: E501
PLAIN = CONFIG.replace("block: competition", "block: jahr_stevens_1990")


def test_there_are_nine_of_them():
    assert DRUGS == (
        "memantine", "ketamine", "mk_801", "amantadine", "phencyclidine", "dextromethorphan",
        "zinc", "ifenprodil", "tetrapentylammonium",
    )  # fmt: skip


def test_a_drug_that_nobody_reads_does_not_enter(experiment):
    model = compose(experiment(PLAIN))
    assert not set(DRUGS) & set(model.quantities)
    zero = compose(experiment(PLAIN.replace("bath: {", 'bath: {memantine: "0 uM", ')))
    assert zero == model


def test_a_drug_that_is_read_and_not_written_is_absent_from_the_water(experiment):
    model = compose(experiment(CONFIG))
    assert model.constants["memantine"].value == 0.0
    assert model.quantities["memantine"].path == "bath.memantine"
    seeds = [
        spread(experiment(text)).groups[0].batch.seeds[0]
        for text in (CONFIG, CONFIG.replace("bath: {", 'bath: {memantine: "0 nM", '))
    ]
    assert seeds[0] == seeds[1]


@pytest.mark.parametrize("engine", ["scipy", "fused"])
def test_it_is_swept_and_washed_in_like_magnesium(tmp_path, engine):
    path = tmp_path / "a.yaml"
    path.write_text(CONFIG + "sweep:\n  bath.memantine: ['0 uM', '0.8 uM', '13 uM']\n")
    swept = mgsim.run(path, engine)["unblocked"].values
    k_mg = 0.065
    np.testing.assert_allclose(swept, [1 / (1 + 1 / k_mg + d / 0.8) for d in (0, 0.8, 13)])
    path.write_text(CONFIG + WASH)
    assert float(mgsim.run(path, engine)["unblocked"]) == pytest.approx(swept[2], rel=1e-9)


def test_a_level_is_washed_in_from_what_the_bath_holds(experiment):
    text = CONFIG.replace("bath: {", 'bath: {memantine: "1 uM", ') + WASH
    model = compose(experiment(text))
    assert model.constants["memantine_base"].value == pytest.approx(1e-3)
    assert len(model.breaks) == 4


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("bath: {", 'bath: {memantine: "-1 uM", ', "found '-1 uM', below zero"),
        ("bath: {", "bath: {memantine: 1, ", "Write '1 mM'."),
        ("bath: {", 'bath: {memantin: "1 uM", ', "Did you mean 'memantine'?"),
        ("bath: {", 'bath: {mk_801: "1 uM", ', "a.yaml:3 bath.mk_801: found 'mk_801', a drug that"),
    ],
)
def test_what_cannot_be_in_the_bath_says_where(experiment, old, new, says):
    with pytest.raises(ConfigError) as error:
        compose(experiment(CONFIG.replace(old, new)))
    assert says in str(error.value)


def test_an_axis_below_zero_and_a_wash_that_nobody_reads_are_refused(experiment):
    with pytest.raises(ConfigError, match="found a negative bath"):
        spread(experiment(CONFIG + "sweep:\n  bath.memantine: ['-1 uM']\n"))
    with pytest.raises(ConfigError, match="expected one of"):
        compose(experiment(PLAIN + WASH))
    with pytest.raises(ConfigError, match=r"found 'bath\.memantine'"):
        spread(experiment(PLAIN + "sweep:\n  bath.memantine: ['1 uM']\n"))
