"""Figures: drawn from a dataset alone, refused with one sentence where it lacks something."""

import re
from pathlib import Path

import pytest

import mgsim
from mgsim.analysis import fit_hill
from mgsim.catalogue.find import catalogue
from mgsim.draw import draw
from mgsim.language.errors import ConfigError, ResultError
from mgsim.validation.table import CONFIGS

ROOT = Path(__file__).parents[1]
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


SHIPPED = {  # figure: what makes its config small, and a word that the picture must hold
    "drugs": (
        {
            "sweep": {
                "bath.memantine": ["0 uM", "1 uM", "10 uM"],
                "bath.ketamine": ["0 uM", "1 uM"],
                "mg_o": ["0 mM", "1 mM"],
                "nmda.block.set": ["glun2a", "glun2b", "glun2c", "glun2d"],
            }
        },
        "memantine, 1 mM Mg",
    ),
    "development": ({"duration": "40 ms"}, "fraction of receptors that are GluN2A"),
    "mk_801": ({"duration": "153 s", "clock.dt": "5 ms"}, "washout in glutamate"),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_figure_of_a_shipped_config_is_drawn(name, tmp_path):
    sets, word = SHIPPED[name]
    run = mgsim.run(ROOT / "configs" / f"{name}.yaml", sets=sets)
    png, svg = draw(run, None, tmp_path)
    assert png.stem == name
    assert word in svg.read_text(encoding="utf-8")


def test_half_blocks_are_drawn_from_their_fit_beside_measured_points(tmp_path):
    some = {"nmda.kinetics": ["five_state", "kampa_2004"], "nmda.block": ["woodhull_1973", "none"]}
    some["nmda.kinetics.initial"] = ["equilibrium"] * 2
    run = mgsim.run(ROOT / "configs" / "ic50_voltage.yaml", sets={"sweep.model": {"zip": some}})
    table = fit_hill(run, "i_nmda", "mg_o", top=0.0, unit="uM", ci="none")
    half = table["ic50"].sel(v_hold=-60)
    assert half.values == pytest.approx([97.7, 29.9], rel=2e-3)
    text = draw(table, "ic50_voltage", tmp_path)[1].read_text(encoding="utf-8")
    for word in ("woodhull_1973", "kampa_2004 (scheme)", "Huang"):
        assert word in text


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("ic50_voltage", "ic50"),
        ("drugs", "memantine"),
        ("mk_801", "i_membrane"),
        ("development", "i_membrane"),
    ],
)
def test_a_dataset_of_something_else_is_refused(found, name, lacks, tmp_path):
    with pytest.raises(ResultError, match=f"figure {name}: found no '{lacks}'"):
        draw(found, name, tmp_path)
    assert not list(tmp_path.iterdir())


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


def test_a_figure_that_picks_a_point_the_results_lack_says_so(found, tmp_path):
    elsewhere = found.assign_coords(mg_o=[0.1, 0.7])
    with pytest.raises(ResultError, match="without a point that it picks"):
        draw(elsewhere, "block_curve", tmp_path)
    assert not list(tmp_path.iterdir())
