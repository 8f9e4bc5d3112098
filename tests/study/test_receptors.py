"""Receptors by one name: what the name stands for, as a slot and as an axis of a sweep."""

import numpy as np
import pytest

import mgsim
from mgsim.catalogue.find import catalogue
from mgsim.language.errors import ConfigError
from mgsim.study.experiment import load

PATCH = """\
duration: "20 ms"
clock: {dt: "0.025 ms"}
bath: {mg_o: "0.7 mM", ca_o: "2 mM", temperature: "25 degC"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-35 mV"}
    nmda: {NMDA, permeation: {model: ohmic, g_max: "1 nS"}}
drives:
  input: {model: listed_train, times: ["3 ms"], to: patch.nmda}
readouts:
  i_last: {model: last, of: nmda.i_membrane}
"""
NAMED = PATCH.replace("NMDA", "model: NAME")


@pytest.fixture
def write(tmp_path):
    def written(text, name="patch"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize("name", catalogue().names("receptors"))
def test_every_receptor_runs_and_answers_to_magnesium(write, name):
    text = NAMED.replace("NAME", name) + 'sweep: {mg_o: ["0.2 mM", "1.3 mM"]}\n'
    if name == "competition":
        text = text.replace("model: competition", "model: competition, subunits: {glun2a: 1}")
    found = mgsim.run(write(text))
    assert (found["status"] == "ok").all()
    low, high = found["i_last"].values
    assert low < high < 0


def test_a_name_is_the_slots_it_stands_for(write):
    slots = "kinetics: {model: five_state, set: lester_jahr_1992}, release: square_pulse, "
    written = mgsim.run(write(PATCH.replace("NMDA", slots + "block: ascher_nowak_1988"), "slots"))
    named = mgsim.run(write(NAMED.replace("NAME", "ascher_nowak_1988")))
    assert float(named["i_last"]) == float(written["i_last"]) != 0
    assert named["seed"].item() == written["seed"].item()


def test_a_slot_beside_the_name_stays_as_written(write):
    text = NAMED.replace("NAME", "kampa_2004, kinetics: {model: kampa_2004, set: t_variant}")
    own = mgsim.run(write(text))
    t_variant = mgsim.run(write(NAMED.replace("NAME", "kampa_2004_t_variant")))
    assert float(own["i_last"]) == float(t_variant["i_last"])
    empty = NAMED.replace("NAME", "kampa_2004, release: none").replace(
        'model: listed_train, times: ["3 ms"]',
        'model: glutamate_pulse, concentration: "1 mM", start: "3 ms", width: "1 ms"',
    )
    assert float(mgsim.run(write(empty))["i_last"]) < 0


def test_names_are_an_axis_that_equals_its_points_alone(write):
    names = ["jahr_stevens_1990", "kampa_2004", "moradi_2013", "vargas_caballero_robinson_2004"]
    text = NAMED.replace("NAME", names[0]) + f"sweep: {{nmda.model: [{', '.join(names)}]}}\n"
    swept = mgsim.run(write(text, "swept"))
    assert list(swept["model"].values) == names
    alone = [float(mgsim.run(write(NAMED.replace("NAME", n)))["i_last"]) for n in names]
    np.testing.assert_array_equal(swept["i_last"].values, alone)
    assert len(set(alone)) == len(names)


def test_set_gives_a_receptor_another_name(write):
    path = write(NAMED.replace("NAME", "kampa_2004"))
    found = mgsim.run(path, sets={"nmda.model": "moradi_2013"})
    alone = mgsim.run(write(NAMED.replace("NAME", "moradi_2013"), "other"))
    assert float(found["i_last"]) == float(alone["i_last"])


def test_an_extending_file_changes_the_name_and_keeps_the_rest(write):
    write(NAMED.replace("NAME", "kampa_2004"), "below")
    top = "extends: below.yaml\ncell: {patch: {nmda: {model: moradi_2013}}}\n"
    found = mgsim.run(write(top, "above"))
    alone = mgsim.run(write(NAMED.replace("NAME", "moradi_2013"), "other"))
    assert float(found["i_last"]) == float(alone["i_last"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (NAMED.replace("NAME", "kampa_2005"), "nmda.model: found 'kampa_2005'.*'kampa_2004'"),
        (
            NAMED.replace("NAME", "kampa_2004") + "sweep: {nmda.model: [kampa]}\n",
            "sweep.nmda.model: found 'kampa'",
        ),
        (
            NAMED.replace("NAME", "kampa_2004, block: ascher_nowak_1988"),
            "a block card beside kinetics/kampa_2004",
        ),
        (
            NAMED.replace("NAME, permeation", "kampa_2004, kinetics: steady_open, x"),
            "found 'x'",
        ),
        (
            PATCH.replace("NMDA", "kinetics: kampa_2004, release: square_pulse")
            + "sweep: {nmda.model: [kampa_2004]}\n",
            "sweep.nmda.model: found 'nmda.model'",
        ),
    ],
)  # fmt: skip
def test_mistakes_are_one_sentence(write, text, says):
    with pytest.raises(ConfigError, match=says):
        mgsim.run(load(write(text)))
