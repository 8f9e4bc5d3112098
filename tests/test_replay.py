"""A results folder run again from what it holds: the same numbers, or which moved and why."""

import json
import shutil

import numpy as np
import pytest
import zarr
from typer.testing import CliRunner

import mgsim
from mgsim import cli
from mgsim.catalogue.find import SHIPPED
from mgsim.language.errors import ConfigError, ResultError
from mgsim.provenance import changes, config_changes, made_with, put_cards

CONFIG = """\
title: A small question
duration: "5 ms"
clock: {dt: "0.1 ms"}
catalogue: [cards]
bath: {mg_o: "1 mM"}
cell:
  patch:
    membrane: voltage_clamp
    nmda:
      kinetics: {model: double_exponential, tau_decay: "40 ms"}
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "2 nS"}
drives:
  input: {model: poisson_train, rate: "800 Hz", start: "0 ms", to: patch.nmda}
readouts:
  peak: {model: trough, of: nmda.i_membrane}
  arrivals: {model: spike_times, of: nmda.open, threshold: 0.5}
record: {quantities: [nmda.open, nmda.unblocked], every: "0.1 ms"}
sweep:
  mg_o: {logspace: {from: "0.2 mM", to: "2 mM", points: 4}}
  nmda.block: [jahr_stevens_1990, mine]
  trial: {repeats: 2}
"""
MOVED = ("3.57 mM", "3.6057 mM")  # by one percent


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with the results of two engines; their config and its own cards are gone."""
    here = tmp_path_factory.mktemp("home")
    own = here / "cards" / "mechanisms" / "block"
    own.mkdir(parents=True)
    card = SHIPPED / "mechanisms" / "block" / "jahr_stevens_1990.py"
    shutil.copy(card, own / "mine.py")
    (here / "small.yaml").write_text(CONFIG, encoding="utf-8")
    for engine in ("fused", "scipy"):
        mgsim.save(mgsim.run(here / "small.yaml", engine), here / engine)
    shutil.rmtree(here / "cards")
    (here / "small.yaml").unlink()
    return here


@pytest.fixture
def kept(home, tmp_path):
    """A copy of the results of fused, to tamper with."""
    return shutil.copytree(home / "fused", tmp_path / "kept")


def put_attributes(folder, **words):
    zarr.open_group(folder / "results.zarr", mode="a", zarr_format=2).attrs.update(words)
    zarr.consolidate_metadata(folder / "results.zarr", zarr_format=2)


def attributes(folder):
    return mgsim.open_results(folder).attrs


def row(found, name):
    return next(row for row in found.rows if row.name == name)


@pytest.mark.parametrize("engine", ["fused", "scipy"])
def test_the_same_numbers_come_out_without_the_config_and_its_cards(home, engine):
    found = mgsim.replay(home / engine)
    assert found.verdict == "identical" and found.made == ()
    assert (found.points, found.of, found.engine) == (16, 16, engine)
    assert {r.name for r in found.rows} == {"peak", "arrivals", "open", "unblocked"}
    assert all(r.points == 16 and r.moved == 0 for r in found.rows)
    peak = mgsim.open_results(home / engine)["peak"]  # every trial has spikes of its own
    assert np.unique(peak).size == 16


def test_a_few_points_are_the_same_points(home):
    """The first and the last are among them, and both structures; seeds and trains are theirs."""
    found = mgsim.replay(home / "fused", points=3)
    assert (found.verdict, found.points, found.of) == ("identical", 3, 16)
    assert all(r.points == 3 for r in found.rows)


def test_a_tampered_number_is_found_where_it_is(kept):
    store = zarr.open_group(kept / "results.zarr", mode="a", zarr_format=2)
    values = store["peak"][:]
    values[2, 1, 0] *= 1 + 1e-6
    store["peak"][:] = values
    found = mgsim.replay(kept)
    peak = row(found, "peak")
    assert (found.verdict, peak.moved, peak.points) == ("moved", 1, 16)
    assert peak.relative == pytest.approx(1e-6, rel=1e-3)
    assert "block=mine" in peak.at and "mg_o=0.9283" in peak.at and "trial=0" in peak.at
    assert row(found, "open").moved == 0
    assert mgsim.replay(kept, tolerance=1e-5).verdict == "within tolerance"


def test_a_card_changed_by_one_percent_is_named(kept):
    """The unblocked part moves as its formula says, and only where that card stands."""
    cards = json.loads(attributes(kept)["own_cards"])
    (name,) = cards
    cards[name] = cards[name].replace(*MOVED)
    put_attributes(kept, own_cards=json.dumps(cards))
    found = mgsim.replay(kept)
    part = row(found, "unblocked")
    assert part.verdict(1e-9) == "moved" and part.moved == 8 and "block=mine" in part.at
    x = 2.0 * np.exp(0.062 * 60)  # most magnesium: the largest relative change
    expected = 1 - (1 + x / 3.6057) / (1 + x / 3.57)
    assert part.relative == pytest.approx(abs(expected), rel=1e-6)
    assert [change.path for change in found.made] == ["card block/mine"]


def test_cards_of_another_folder_take_the_place_of_kept_ones(kept, tmp_path):
    own = tmp_path / "new" / "mechanisms" / "block"
    own.mkdir(parents=True)
    text = json.loads(attributes(kept)["own_cards"])["mechanisms/block/mine.py"]
    (own / "mine.py").write_text(text, encoding="utf-8")
    assert mgsim.replay(kept, cards=[tmp_path / "new"]).verdict == "identical"
    (own / "mine.py").write_text(text.replace(*MOVED), encoding="utf-8")
    found = mgsim.replay(kept, cards=[tmp_path / "new"])
    assert found.verdict == "moved" and found.made[0].path == "card block/mine"


def test_another_version_is_said_though_nothing_moved(kept):
    packages = json.loads(attributes(kept)["packages"]) | {"scipy": "1.0.0"}
    put_attributes(kept, packages=json.dumps(packages), mgsim_version="0.0.1", python="3.0.0")
    found = mgsim.replay(kept)
    assert found.verdict == "identical"
    said = {change.path: change.was for change in found.made}
    assert said == {"package scipy": "1.0.0", "mgsim_version": "0.0.1", "python": "3.0.0"}


def test_options_are_those_of_then(tmp_path, kept):
    """Single precision gives other numbers: they come out again only with the kept option."""
    tree = json.loads(attributes(kept)["resolved"])
    tree["sweep"].pop("nmda.block")
    tree.pop("catalogue")
    (tmp_path / "c.json").write_text(json.dumps(tree), encoding="utf-8")
    run = mgsim.run(tmp_path / "c.json", "fused", {"precision": "single", "method": None})
    folder = mgsim.save(run, tmp_path / "other")
    assert json.loads(run.attrs["engine_options"]) == {"precision": "single"}
    assert mgsim.replay(folder).verdict == "identical"
    put_attributes(folder, engine_options="{}")
    assert mgsim.replay(folder).verdict == "moved"
    assert mgsim.replay(folder, tolerance=1e-3).verdict == "within tolerance"


FAILING = """\
duration: "5 ms"
clock: {dt: "0.1 ms"}
bath: {temperature: "36 degC"}
cell:
  soma: {membrane: pospischil_2008, leak: pospischil_2008}
readouts:
  end: {model: last, of: soma.v}
sweep:
  membrane.c_m: ["1 uF/cm^2", "0 uF/cm^2"]
"""


@pytest.fixture
def failing(tmp_path):
    (tmp_path / "f.yaml").write_text(FAILING, encoding="utf-8")
    run = mgsim.run(tmp_path / "f.yaml", "scipy")
    assert [status == "ok" for status in run["status"].values] == [True, False]
    return run, tmp_path


def test_a_point_that_fails_again_is_the_same(failing):
    run, folder = failing
    found = mgsim.replay(mgsim.save(run, folder / "same"))
    assert found.verdict == "identical" and row(found, "end").points == 1


def test_a_point_that_fails_now_ends_with_3(failing):
    run, folder = failing
    run["status"] = (run["status"].dims, np.array(["ok", "ok"], object))
    run["end"] = run["end"].fillna(-70.0)
    found = mgsim.replay(mgsim.save(run, folder / "lost"))
    assert (found.status.lost, found.only_lost, found.verdict) == (1, True, "moved")
    assert found.status.said[0].startswith("c_m=0 pF/um^2: was 'ok', is ")
    assert CliRunner().invoke(cli.app, ["replay", str(folder / "lost")]).exit_code == 3


def test_a_point_that_failed_then_and_now_does_not_is_moved(failing):
    run, folder = failing
    run["status"] = (run["status"].dims, np.array(["v became NaN", "v became NaN"], object))
    found = mgsim.replay(mgsim.save(run, folder / "won"))
    assert (found.status.won, found.status.other) == (1, 1)
    assert found.verdict == "moved" and not found.only_lost


def test_a_sweep_folder_is_replayed_as_a_run_is(kept, tmp_path):
    tree = json.loads(attributes(kept)["resolved"])
    tree["sweep"]["nmda.block"] = ["jahr_stevens_1990", "maex_de_schutter_1998"]
    tree.pop("catalogue")
    (tmp_path / "c.json").write_text(json.dumps(tree), encoding="utf-8")
    arguments = ["sweep", str(tmp_path / "c.json"), "--out", str(tmp_path), "--name", "swept"]
    done = CliRunner().invoke(cli.app, [*arguments, "-j", "1"])
    assert done.exit_code == 0, done.output
    found = mgsim.replay(tmp_path / "swept")
    assert (found.verdict, found.points, found.made) == ("identical", 16, ())
    mgsim.save(mgsim.run(tmp_path / "c.json"), tmp_path / "run")
    beside = mgsim.diff(tmp_path / "swept", tmp_path / "run")
    assert beside.verdict == "identical" and beside.made == ()


def test_what_cannot_be_replayed_is_one_sentence(kept, tmp_path, home):
    with pytest.raises(ResultError) as caught:
        mgsim.replay(tmp_path / "nowhere")
    assert str(caught.value).endswith("found no results.zarr; expected a results folder.")
    with pytest.raises(ConfigError):
        mgsim.replay(home / "fused", points=0)
    tree = json.loads(attributes(kept)["resolved"])
    tree["sweep"]["trial"] = {"repeats": 3}
    put_attributes(kept, resolved=json.dumps(tree))
    with pytest.raises(ResultError) as caught:
        mgsim.replay(kept)
    assert "those of its own config" in str(caught.value) and "\n" not in str(caught.value)
    put_attributes(kept, own_cards="{}")
    with pytest.raises(ConfigError) as caught:
        mgsim.replay(kept)
    assert "'mine'" in str(caught.value)


def test_kept_cards_stay_inside_their_folder(tmp_path):
    cards = {"../escaped.py": "x = 1", str(tmp_path / "absolute.py"): "", "readouts/in.py": "y = 2"}
    (tmp_path / "inside").mkdir()
    put_cards({"own_cards": json.dumps(cards)}, tmp_path / "inside")
    assert [path.name for path in tmp_path.rglob("*.py")] == ["in.py"]


def test_results_of_before_say_that_little_was_kept(tmp_path, kept):
    tree = json.loads(attributes(kept)["resolved"])
    tree["sweep"].pop("nmda.block")
    (tmp_path / "cards").mkdir()
    (tmp_path / "c.json").write_text(json.dumps(tree), encoding="utf-8")
    run = mgsim.run(tmp_path / "c.json")
    for word in ("engine_options", "cards", "own_cards", "packages", "code", "python", "machine"):
        del run.attrs[word]
    found = mgsim.replay(mgsim.save(run, tmp_path / "old"))
    assert found.verdict == "identical"
    assert str(found.made[0]) == "options, cards and packages: was not kept, is kept"


def test_the_verb_says_the_verdict_and_ends_with_4(kept):
    run = CliRunner().invoke
    done = run(cli.app, ["replay", str(kept), "--points", "4"])
    assert done.exit_code == 0 and "points: 4 of 16" in done.stdout
    assert "made with the same mgsim" in done.stdout and "verdict: identical" in done.stdout
    store = zarr.open_group(kept / "results.zarr", mode="a", zarr_format=2)
    store["peak"][:] = store["peak"][:] * 2
    done = run(cli.app, ["replay", str(kept), "--json"])
    assert done.exit_code == 4
    document = json.loads(done.stdout)
    peak = next(one for one in document["rows"] if one["name"] == "peak")
    assert peak["verdict"] == "moved" and peak["relative"] == pytest.approx(0.5)


def test_every_card_of_every_structure_is_among_the_kept(experiment):
    """Axes that change a card, its set, a receptor's model or a figure of one's own."""
    text = """
duration: "1 ms"
bath: {temperature: "25 degC", mg_o: "1 mM"}
cell:
  patch:
    membrane: voltage_clamp
    nmda:
      kinetics: steady_open
      block: {model: competition, set: glun2a}
      permeation: ohmic
readouts: {end: {model: last, of: nmda.unblocked}}
sweep:
  nmda.block.set: [glun2a, glun2d]
"""
    made = made_with(experiment(text), "fused", {})
    assert set(json.loads(made["cards"])) == {
        "membrane/voltage_clamp", "kinetics/steady_open", "block/competition", "permeation/ohmic",
        "readouts/last", "parameters/block/competition/glun2a",
        "parameters/block/competition/glun2d",
    }  # fmt: skip
    assert made["own_cards"] == "{}"


def test_a_receptor_by_name_counts_with_its_cards(experiment):
    text = """
duration: "1 ms"
bath: {temperature: "25 degC", mg_o: "1 mM"}
cell:
  patch:
    membrane: voltage_clamp
    nmda: {model: jahr_stevens_1990, permeation: ohmic}
readouts: {end: {model: last, of: nmda.open}}
sweep: {nmda.model: [jahr_stevens_1990, moradi_2013]}
"""
    found = set(json.loads(made_with(experiment(text), "scipy", {})["cards"]))
    assert {"receptors/jahr_stevens_1990", "receptors/moradi_2013"} <= found
    assert {"kinetics/moradi_2013", "block/jahr_stevens_1990"} <= found


def test_changes_tell_what_only_one_side_has():
    was = {"mgsim_version": "1", "cards": '{"a/x": "11"}', "packages": '{"numpy": "2"}'}
    now = {"mgsim_version": "1", "cards": '{"a/y": "22"}', "packages": '{"numpy": "3"}'}
    assert [str(change) for change in changes(was, now)] == [
        "card a/x: was text 11, is gone",
        "card a/y: text 22, which was not there",
        "package numpy: was 2, is 3",
    ]


def test_configs_differ_by_path():
    was = {"bath": {"mg_o": "1 mM"}, "cell": {"a": {"block": "x"}}, "seed": 1}
    now = {"bath": {"mg_o": "2 mM", "ca_o": "1 mM"}, "cell": {"a": {"block": "x"}}}
    assert [str(change) for change in config_changes(was, now)] == [
        "bath.mg_o: was 1 mM, is 2 mM",
        "bath.ca_o: 1 mM, which was not there",
        "seed: was 1, is gone",
    ]
