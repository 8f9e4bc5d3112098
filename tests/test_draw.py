"""Figures: drawn from a dataset alone, refused with one sentence where it lacks something."""

import re

import pytest

import mgsim
from mgsim.catalogue.find import catalogue
from mgsim.draw import draw
from mgsim.language.errors import ConfigError, ResultError
from mgsim.validation.table import CONFIGS

SMALL = {
    "block_curve": {
        "sweep": {
            "v_hold": ["-80 mV", "-60 mV", "0 mV"],
            "mg_o": ["0.1 mM", "1 mM"],
            "nmda.block": ["jahr_stevens_1990", "woodhull_1973"],
        }
    },
}
SMALL["iv_curve"] = SMALL["block_curve"]


@pytest.fixture(scope="module")
def found():
    return mgsim.run(CONFIGS / "clamped_receptor.yaml", "scipy", sets=SMALL["block_curve"])


@pytest.mark.parametrize("name", ["block_curve", "iv_curve"])
def test_a_figure_is_two_files_with_labelled_axes(found, name, tmp_path):
    png, svg = draw(found, name, tmp_path)
    assert png.read_bytes()[:4] == b"\x89PNG"
    assert svg.stat().st_size > 5000
    text = svg.read_text(encoding="utf-8")
    comments = " ".join(re.findall(r"<!-- (.*?) -->", text))
    assert "mV" in comments
    assert "weakest evidence" in comments
    assert "jahr_stevens_1990" in comments


def test_the_same_dataset_gives_the_same_bytes(found, tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"
    one.mkdir()
    two.mkdir()
    first, second = (draw(found, "block_curve", folder)[1] for folder in (one, two))
    assert first.read_bytes() == second.read_bytes()


def test_what_is_missing_is_named(found, tmp_path):
    with pytest.raises(ResultError, match="no 'firing_rate'"):
        draw(found, "low_magnesium", tmp_path)
    with pytest.raises(ResultError, match="no figure named"):
        draw(found, None, tmp_path)
    with pytest.raises(ConfigError, match="Did you mean 'iv_curve'"):
        draw(found, "iv_curv", tmp_path)


def test_every_figure_says_what_it_shows():
    cards = catalogue()
    for name in cards.names("figures"):
        card = cards.figure(name)
        assert card.says
        assert card.needs
