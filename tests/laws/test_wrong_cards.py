"""Six deliberately wrong block cards, dropped in as files, each fail by themselves."""

import shutil

import pytest

from mgsim.catalogue.find import SHIPPED, catalogue
from mgsim.laws import examine, examine_card

RIGHT = (SHIPPED / "mechanisms" / "block" / "jahr_stevens_1990.py").read_text(encoding="utf-8")
FORMULA = "1/(1 + mg_o/k_0*exp(-slope*v))"

# name: (text to find, its wrong replacement, laws of which at least one must break)
WRONG = {
    "sign": ("exp(-slope*v)", "exp(slope*v)", "'unblocked' increases with v"),
    "unit": ('"3.57 mM"', '"3.57 uM"', "a card keeps its checks"),
    "constant": ('"3.57 mM"', '"2.62 mM"', "a card keeps its checks"),
    "no_magnesium": (FORMULA, "1/(1 + exp(-slope*v))", "no knob is dead"),
    "swapped_k_0": ("mg_o/k_0", "k_0/mg_o", "'unblocked' decreases with mg_o"),
    "unbalanced": ("mg_o/k_0", "mg_o", "the card runs on brian"),
}


def _drop(tmp_path, name, text):
    path = tmp_path / "mechanisms" / "block" / f"{name}.py"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_card_fails_by_itself(name, tmp_path):
    find, replacement, law = WRONG[name]
    assert find in RIGHT
    path = _drop(tmp_path, f"wrong_{name}", RIGHT.replace(find, replacement))
    laws = {b.law for b in examine(path)}
    assert law in laws, laws


@pytest.mark.parametrize("name", ["sign", "no_magnesium", "swapped_k_0"])
def test_a_wrong_card_fails_even_where_its_checks_are_blind(name, tmp_path):
    """At 3.57 mM and 0 mV every one of these is right: the other laws must see them."""
    find, replacement, law = WRONG[name]
    blind = 'Check({"v": "0 mV", "mg_o": "3.57 mM"}, {"unblocked": "0.5"}, 1e-9, why="k_0"),'
    blind += "\n    )\n)\n"
    text = RIGHT[: RIGHT.index("        Check(")] + "        " + blind
    path = _drop(tmp_path, "blind", text.replace(find, replacement))
    laws = {b.law for b in examine(path)}
    assert law in laws
    assert "the checks notice every number" in laws


def test_a_right_card_in_a_folder_of_ones_own_keeps_every_law(tmp_path):
    path = _drop(tmp_path, "own_1990", RIGHT)
    assert examine(path) == []


def test_naked_numbers_and_raw_singularities_are_seen(tmp_path):
    card = SHIPPED / "mechanisms" / "potassium" / "pospischil_2008.py"
    folder = tmp_path / "mechanisms" / "potassium"
    folder.mkdir(parents=True)
    shutil.copy(card, folder / "raw.py")
    text = (folder / "raw.py").read_text(encoding="utf-8")
    exact = "k_an/exprel((v_an - u)/k_an)"
    assert exact in text
    (folder / "raw.py").write_text(
        text.replace(exact, "(v_an - u)/(exp((v_an - u)/k_an) - 1)*1.5/1.5"), encoding="utf-8"
    )
    laws = {b.law for b in examine_card(catalogue([tmp_path]), "potassium", "raw")}
    assert {"no naked number", "no singularity is left"} <= laws
