"""What is said of a config whose shape is wrong: WHERE: found X; expected Y. What to do."""

from __future__ import annotations

import re

import pytest

from mgsim.catalogue.find import Catalogue
from mgsim.language.errors import ConfigError
from mgsim.study.axes import axes
from mgsim.study.compose import compose
from mgsim.study.experiment import load
from mgsim.study.shape import faults, quantity_fault
from mgsim.study.tree import parse, put

GOOD = """\
duration: "10 ms"
clock: {dt: "0.025 ms"}
seed: 3
bath:
  mg_o: "1 mM"
  temperature: "36 degC"
cell:
  soma:
    membrane: {model: voltage_clamp, v_hold: "-40 mV"}
    nmda:
      kinetics: {model: five_state, set: destexhe_1998, statistical_factor: 1}
      release: square_pulse
      block: {model: jahr_stevens_1990, k_0: "3.57 mM"}
      permeation: {model: ohmic, g_max: "2 nS"}
drives:
  input: {model: regular_train, rate: "20 Hz", to: soma.nmda, shared: true}
readouts:
  top: {model: time_above, of: soma.v, threshold: "-20 mV"}
record: {quantities: [soma.v], every: "1 ms"}
sweep:
  mg_o: {linspace: {from: "0 mM", to: "4 mM", points: 9}}
"""


def said(cards, text: str) -> list[str]:
    return [str(fault) for fault in faults(parse(text, "a.yaml"), cards)]


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_the_good_one_has_no_fault(cards):
    assert said(cards, GOOD) == []


ONE = {
    "wrong dimension": (
        '"1 mM"',
        '"0.5 mm"',
        "a.yaml:5 bath.mg_o: found '0.5 mm', a length; expected a concentration with its unit, "
        "e.g. '1.2 mM'. Did you mean '0.5 mM'?",
    ),
    "another dimension": (
        '"1 mM"',
        '"5 mV"',
        "a.yaml:5 bath.mg_o: found '5 mV', a voltage; expected a concentration with its unit, "
        "e.g. '1.2 mM'.",
    ),
    "bare number": (
        '"1 mM"',
        "1.2",
        "a.yaml:5 bath.mg_o: found '1.2', a bare number; expected a concentration with its unit, "
        "e.g. '1.2 mM'. Write '1.2 mM'.",
    ),
    "bare number as text": (
        '"1 mM"',
        '"1.2"',
        "a.yaml:5 bath.mg_o: found '1.2', a bare number; expected a concentration with its unit, "
        "e.g. '1.2 mM'. Write '1.2 mM'.",
    ),
    "decimal comma": (
        '"1 mM"',
        '"1,2 mM"',
        "a.yaml:5 bath.mg_o: found '1,2 mM', with a decimal comma; expected a concentration with "
        "its unit, e.g. '1.2 mM'. Write '1.2 mM'.",
    ),
    "micro sign": (
        '"1 mM"',
        '"400 µM"',
        "a.yaml:5 bath.mg_o: found '400 µM', no number with a unit known here; expected a "
        "concentration with its unit, e.g. '1.2 mM'. Did you mean '400 uM'?",
    ),
    "degree sign": (
        '"36 degC"',
        '"36 °C"',
        "a.yaml:6 bath.temperature: found '36 °C', no number with a unit known here; expected a "
        "temperature with its unit, e.g. '1.2 K'. Did you mean '36 degC'?",
    ),
    "words": (
        '"1 mM"',
        "plenty",
        "a.yaml:5 bath.mg_o: found 'plenty', no number with a unit known here; expected a "
        "concentration with its unit, e.g. '1.2 mM'.",
    ),
    "a bool where a quantity stands": (
        '"1 mM"',
        "true",
        "a.yaml:5 bath.mg_o: found 'True'; expected a concentration with its unit, e.g. '1.2 mM'.",
    ),
    "a list where a quantity stands": (
        '"1 mM"',
        '["1 mM"]',
        "a.yaml:5 bath.mg_o: found a list of 1; expected a concentration with its unit, "
        "e.g. '1.2 mM'.",
    ),
    "a bool for a number": (
        "statistical_factor: 1",
        "statistical_factor: true",
        "a.yaml:11 cell.soma.nmda.kinetics.statistical_factor: found 'True'; expected a number. "
        "Write it without quotes and without a unit.",
    ),
    "a text for a number": (
        "statistical_factor: 1",
        'statistical_factor: "1"',
        "a.yaml:11 cell.soma.nmda.kinetics.statistical_factor: found '1'; expected a number. "
        "Write it without quotes and without a unit.",
    ),
    "a fraction for a whole number": (
        "seed: 3",
        "seed: 3.5",
        "a.yaml:3 seed: found '3.5'; expected a whole number.",
    ),
    "a negative seed": ("seed: 3", "seed: -3", "a.yaml:3 seed: found '-3'; expected at least 0."),
    "a word for a bool": (
        "shared: true",
        "shared: yes",
        "a.yaml:16 drives.input.shared: found 'yes'; expected true or false.",
    ),
    "nothing for a section": (
        'record: {quantities: [soma.v], every: "1 ms"}',
        "record:",
        "a.yaml:19 record: found nothing; expected a mapping.",
    ),
    "unknown card": (
        "jahr_stevens_1990",
        "jahr_steven_1990",
        "Did you mean 'jahr_stevens_1990'?",
    ),
    "unknown short card": (
        "release: square_pulse",
        "release: sqare_pulse",
        "a.yaml:12 cell.soma.nmda.release: found 'sqare_pulse'; expected one of ",
    ),
    "unknown parameter": (
        'k_0: "3.57 mM"',
        'k_o: "3.57 mM"',
        "a.yaml:13 cell.soma.nmda.block.k_o: found 'k_o'; expected one of 'k_0', 'model', 'role', "
        "'set', 'slope'. Did you mean 'k_0'?",
    ),
    "unknown set": (
        "set: destexhe_1998",
        "set: destexhe_1989",
        "a.yaml:11 cell.soma.nmda.kinetics.set: found 'destexhe_1989'; expected one of ",
    ),
    "unknown section": (
        "readouts:",
        "readout:",
        "a.yaml:17 readout: found 'readout'; expected one of ",
    ),
    "unknown slot": (
        "      block:",
        "      blok:",
        "a.yaml:13 cell.soma.nmda.blok: found 'blok'; expected one of 'block', 'kinetics', "
        "'modulation', 'permeation', 'release', 'subunits'. Did you mean 'block'?",
    ),
    "unknown role": (
        "    membrane:",
        "    membran:",
        "a.yaml:9 cell.soma.membran: found 'membran'; expected one of ",
    ),
    "no membrane": (
        "    membrane:",
        "    membran:",
        "a.yaml:8 cell.soma: found no 'membrane'; expected the key 'membrane'.",
    ),
    "another's role": (
        "voltage_clamp,",
        "voltage_clamp, role: leak,",
        "a.yaml:9 cell.soma.membrane.role: found 'leak'; expected 'membrane'.",
    ),
    "no permeation": (
        'permeation: {model: ohmic, g_max: "2 nS"}',
        "block: jahr_stevens_1990",
        None,
    ),
    "no model": (
        "{model: jahr_stevens_1990, ",
        "{",
        "a.yaml:13 cell.soma.nmda.block: found no 'model'; expected the key 'model'.",
    ),
    "no target": (
        "to: soma.nmda, ",
        "",
        "a.yaml:16 drives.input: found no 'to'; expected the key 'to'.",
    ),
    "an empty list of targets": (
        "to: soma.nmda,",
        "to: [],",
        "a.yaml:16 drives.input.to: found a list of 0; expected at least 1 items.",
    ),
    "a target twice": (
        "to: soma.nmda,",
        "to: [soma.nmda, soma.nmda],",
        "a.yaml:16 drives.input.to: found a list of 2; expected each of them once.",
    ),
    "no duration": ('duration: "10 ms"\n', "", "a.yaml:1: found no 'duration'; expected the key "),
    "a readout without its threshold": (
        ', threshold: "-20 mV"',
        "",
        "a.yaml:18 readouts.top: found no 'threshold'; expected the key 'threshold'.",
    ),
    "a bad name": (
        "  soma:\n",
        "  Soma:\n",
        "a.yaml:8 cell.Soma: found 'Soma'; expected a name such as 'soma'. Names are lower-case",
    ),
    "no points": (", points: 9", "", "a.yaml:21 sweep.mg_o.linspace: found no 'points'; expected"),
    "zero points": (
        "points: 9",
        "points: 0",
        "a.yaml:21 sweep.mg_o.linspace.points: found '0'; ex",
    ),
    "two keywords": (
        "points: 9}}",
        "points: 9}, repeats: 3}",
        "a.yaml:21 sweep.mg_o: found a mapping; expected exactly 1 keyword.",
    ),
    "no keyword": (
        '{linspace: {from: "0 mM", to: "4 mM", points: 9}}',
        "{}",
        "a.yaml:21 sweep.mg_o: found an empty mapping; expected at least 1 entry.",
    ),
    "an unknown keyword": (
        "{linspace:",
        "{linspaced:",
        "a.yaml:21 sweep.mg_o.linspaced: found 'linspaced'; expected one of ",
    ),
    "a scalar axis": (
        '{linspace: {from: "0 mM", to: "4 mM", points: 9}}',
        '"1 mM"',
        "a.yaml:21 sweep.mg_o: found '1 mM'; expected a mapping.",
    ),
    "no cell": ("cell:\n", "cells:\n", "a.yaml:1: found no 'cell'; expected the key 'cell'."),
}


@pytest.mark.parametrize("name", [name for name, case in ONE.items() if case[2]])
def test_each_mistake_is_said_in_one_sentence_with_its_place(cards, name):
    old, new, sentence = ONE[name]
    found = said(cards, changed(old, new))
    assert any(sentence in each for each in found), found


def test_a_receptor_without_permeation(cards):
    text = changed('      permeation: {model: ohmic, g_max: "2 nS"}\n', "")
    assert said(cards, text) == [
        "a.yaml:10 cell.soma.nmda: found no 'permeation'; expected the key 'permeation'."
    ]


def test_a_slot_that_is_neither_a_role_nor_a_receptor(cards):
    (found,) = said(cards, changed("    nmda:\n", "    qqq: {model: ohmic}\n    nmda:\n"))
    assert found.startswith("a.yaml:10 cell.soma.qqq: found 'qqq'; expected one of ")
    assert "'calcium', " in found
    assert "or a receptor. A receptor needs 'permeation' and 'kinetics'" in found
    assert found.endswith("another slot its 'role'.")


def test_every_sentence_has_the_one_shape():
    shape = re.compile(r"^\S+.*: found .+; expected .+\.( .+[.?])?$")
    for old, new, sentence in ONE.values():
        if sentence and sentence.endswith((".", "?")) and sentence.startswith("a.yaml"):
            assert shape.match(sentence), (old, new)


def test_all_faults_come_at_once_in_the_order_of_the_file(cards):
    text = (
        GOOD.replace('"1 mM"', '"0.5 mm"')
        .replace("jahr_stevens_1990", "jahr")
        .replace("shared: true", "shared: 3")
        .replace("points: 9", "points: none")
        .replace("seed: 3", "seed: x")
        .replace("of: soma.v,", "off: soma.v,")
    )
    lines = [int(each.split(" ")[0].split(":")[1]) for each in said(cards, text)]
    assert lines == sorted(lines)
    assert set(lines) == {3, 5, 13, 16, 18, 21}


def test_faults_of_a_set_value_say_so(cards):
    tree = put(parse(GOOD, "a.yaml"), "nmda.block.k_00", "1 mM", "--set")
    (fault,) = faults(tree, cards)
    assert str(fault).startswith("--set cell.soma.nmda.block.k_00: found 'k_00'; expected one of")
    assert fault.hint == "Did you mean 'k_0'?"
    tree = put(parse(GOOD, "a.yaml"), "nmda.blok", "woodhull_1973", "--set")
    (fault,) = faults(tree, cards)
    assert fault.hint == "Did you mean 'block'?"


def test_a_mistaken_slot_hides_no_other(cards, experiment):
    text = GOOD.replace("model: ohmic, g_max", "model: ohmc, g_max").replace(
        "to: soma.nmda", "too: x"
    )
    with pytest.raises(ConfigError) as error:
        experiment(text)
    assert [f.where.split(" ")[0] for f in error.value.faults] == [
        "a.yaml:14",
        "a.yaml:16",
        "a.yaml:16",
    ]


@pytest.mark.parametrize(
    ("text", "unit", "found", "hint"),
    [
        (0.5, "mM", "'0.5', a bare number", "Write '0.5 mM'."),
        ("0.5MM", "mM", "'0.5MM', no number with a unit known here", "Did you mean '0.5 mM'?"),
        ("20 HZ", "/ms", "'20 HZ', no number with a unit known here", "Did you mean '20 Hz'?"),
        ("5  ms", "ms", "'5  ms', a time", "Did you mean '5 ms'?"),
        (
            "1e3 /MV",
            "/mV",
            "'1e3 /MV', no number with a unit known here",
            "Did you mean '1e3 /mV'?",
        ),
        ("3 /mM", "/mV", "'3 /mM', a quantity in /mM", ""),
        ("mM", "mM", "'mM', no number with a unit known here", ""),
        ("", "mM", "'', no number with a unit known here", ""),
    ],
)
def test_quantity_fault(text, unit, found, hint):
    what, expected, cure = quantity_fault(text, unit)
    assert (what, cure) == (found, hint)
    assert "with its unit, e.g. '1.2 " in expected


def test_a_new_card_is_seen_without_a_restart(tmp_path, cards):
    own = Catalogue((*cards.folders, tmp_path))
    text = GOOD.replace("model: jahr_stevens_1990", "model: my_block")
    assert any("my_block" in str(f) for f in faults(parse(text), own))
    folder = tmp_path / "mechanisms" / "block"
    folder.mkdir(parents=True)
    source = cards.path("mechanisms/block", "jahr_stevens_1990").read_text()
    (folder / "my_block.py").write_text(source)
    assert faults(parse(text), own) == []


@pytest.mark.parametrize(
    ("bath", "sweep"),
    [('"-0.5 mM"', "[]"), ('"0.5 mM"', '["0.1 mM", "-0.1 mM"]')],
)
def test_a_concentration_below_zero_is_refused(bath, sweep, tmp_path):
    text = (
        f'duration: "1 ms"\nclock: {{dt: "0.5 ms"}}\nbath: {{mg_o: {bath}}}\n'
        "cell:\n  patch:\n    membrane: voltage_clamp\n"
        "    nmda: {kinetics: steady_open, block: jahr_stevens_1990, permeation: ohmic}\n"
    )
    text += f"sweep: {{mg_o: {sweep}}}\n" if sweep != "[]" else ""
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"below zero|a negative bath\.mg_o"):
        experiment = load(path)
        axes(experiment, compose(experiment))
