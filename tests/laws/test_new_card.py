"""A new block card is one new file: listed, shown, cited, swept and tested, with no other edit."""

import json
from importlib import metadata

import numpy as np
import pytest
from typer.testing import CliRunner

import mgsim
from mgsim.catalogue.find import catalogue
from mgsim.cli import app
from mgsim.laws import examine

CARD = '''"""A block with numbers of our own, as a new scientist would write it."""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source("scientist_2027", "A new block of the NMDA receptor", doi="10.0000/new", mark="read")

mechanism = Mechanism(
    role="block",
    says="a new block",
    reads=("v", "mg_o"),
    writes=("unblocked",),
    params={
        "half": Param("0.9 mM", "mg_o that blocks half at 0 mV", PAPER, "A", "mouse, 34 degC"),
        "steep": Param("15 mV", "voltage that changes the block e-fold", PAPER, "A"),
    },
    algebra={"unblocked": "1/(1 + mg_o/half*exp(-v/steep))"},
    checks=(
        Check({"v": "-30 mV", "mg_o": "0.5 mM"}, {"unblocked": "0.1958852"}, 1e-6, why="Table 1"),
    ),
)
'''
CONFIG = """\
title: A new block beside an old one
duration: "1 ms"
clock: {dt: "0.5 ms"}
bath: {mg_o: "0.5 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-30 mV"}
    nmda: {kinetics: steady_open, block: jahr_stevens_1990, permeation: ohmic}
readouts:
  unblocked: {model: last, of: nmda.unblocked}
sweep:
  nmda.block: [jahr_stevens_1990, scientist_2027]
"""


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "cards" / "mechanisms" / "block" / "scientist_2027.py"
    path.parent.mkdir(parents=True)
    path.write_text(CARD, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


@pytest.fixture(params=["environment", "entry point", "config"])
def config(request, folder, monkeypatch):
    """The three ways in which a folder of cards can be made known."""
    cards = folder / "cards"
    if request.param == "environment":
        monkeypatch.setenv("MGSIM_CATALOGUE", str(cards))
    elif request.param == "entry point":
        entry = type("Entry", (), {"load": lambda self: str(cards)})()
        monkeypatch.setattr(metadata, "entry_points", lambda group: [entry])
    else:
        (folder / "a.yaml").write_text(f"catalogue: [cards]\n{CONFIG}", encoding="utf-8")
    return folder / "a.yaml"


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_it_is_swept_on_both_engines(config):
    exact = [1 / (1 + 0.5 / 3.57 * np.exp(0.062 * 30)), 1 / (1 + 0.5 / 0.9 * np.exp(2))]
    for engine, options in (("scipy", {}), ("brian", {"codegen": "numpy"})):
        found = mgsim.run(config, engine, options)
        np.testing.assert_allclose(found["unblocked"], exact, rtol=1e-9)


def test_it_is_checked_and_cited(config):
    assert run("check", config).exit_code == 0
    cited = run("cite", config)
    assert cited.exit_code == 0
    assert "scientist_2027" in cited.output
    assert "10.0000/new" in cited.output


def test_it_is_listed_and_shown(folder, monkeypatch):
    monkeypatch.setenv("MGSIM_CATALOGUE", str(folder / "cards"))
    assert "scientist_2027" in catalogue().names("mechanisms/block")
    assert "scientist_2027" in run("list").output
    shown = run("show", "scientist_2027").output
    assert "mouse, 34 degC" in shown
    assert json.loads(run("show", "scientist_2027", "--json").output)


def test_it_keeps_every_law_and_says_so(folder):
    path = folder / "cards" / "mechanisms" / "block" / "scientist_2027.py"
    assert examine(path) == []
    assert run("check", path).exit_code == 0


def test_a_typing_error_in_it_is_said(folder):
    path = folder / "cards" / "mechanisms" / "block" / "scientist_2027.py"
    path.write_text(CARD.replace('"0.9 mM"', '"0.8 mM"'), encoding="utf-8")
    said = run("check", path)
    assert said.exit_code == 2
    assert "a card keeps its checks" in said.output
    path.write_text(CARD.replace("mg_o/half", "mg_o/halve"), encoding="utf-8")
    said = run("check", path)
    assert said.exit_code == 2
    assert "Did you mean 'half'?" in said.output
