"""A config file -> an experiment: numbers in house units with places; cards of one's own."""

from __future__ import annotations

import pytest

from mgsim.catalogue.find import Catalogue, catalogue, docstring
from mgsim.language.errors import CardError, ConfigError
from mgsim.study.compose import compose
from mgsim.study.experiment import load

OWN = '''"""A block that depends on nothing."""

from mgsim.language import ASSUMED, Mechanism, Param

mechanism = Mechanism(
    role="block",
    says="a fixed block",
    writes=("unblocked",),
    params={"share": Param("0.25", "fraction left", ASSUMED, "D")},
    algebra={"unblocked": "share"},
)
'''


def test_numbers_are_in_house_units_and_know_where_they_were_written(experiment, clamped):
    text = clamped.replace(
        "block: jahr_stevens_1990", 'block: {model: jahr_stevens_1990, k_0: "2000 uM"}'
    )
    made = experiment(text)
    block = next(slot for slot in made.slots if slot.role == "block")
    k_0, slope = block.settings["k_0"], block.settings["slope"]
    assert (k_0.value, k_0.written) == (2.0, "a.yaml:8 cell.patch.nmda.block.k_0")
    assert (k_0.param.source.key, k_0.param.grade) == ("protocol", "D")
    assert (slope.value, slope.written) == (0.062, "card")
    assert slope.param.source.key == "jahr_stevens_1990"
    assert made.bath["mg_o"].written == "a.yaml:4 bath.mg_o"
    assert (made.clock.duration, made.clock.dt, made.every) == (20.0, 0.1, 0.1)
    assert (made.seed, made.figure, made.title) == (5, "", "")
    assert made.compartments == ("patch",)


def test_a_set_stands_between_the_card_and_the_config(experiment, clamped):
    chosen = "{model: double_exponential, set: bmtool, tau_rise: '3 ms'}"
    made = experiment(clamped.replace("kinetics: double_exponential", f"kinetics: {chosen}"))
    kinetics = next(slot for slot in made.slots if slot.role == "kinetics")
    assert kinetics.set == "bmtool"
    assert kinetics.settings["tau_decay"].written == "set bmtool"
    assert kinetics.settings["tau_rise"].written.startswith("a.yaml:8 ")
    assert kinetics.settings["tau_rise"].value == 3.0
    assert kinetics.settings["weight"].written == "card"


def test_the_step_has_a_default(experiment, clamped):
    assert experiment(clamped.replace('clock: {dt: "0.1 ms"}\n', "")).clock.dt == 0.0125


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('dt: "0.1 ms"', 'dt: "21 ms"', "a.yaml:2 clock.dt: found '21 ms'; expected a step within"),
        ('dt: "0.1 ms"', 'dt: "0 ms"', "a.yaml:2 clock.dt: found '0 ms'"),
        ('dt: "0.1 ms"', 'dt: "-1 us"', "a.yaml:2 clock.dt: found '-1 us'"),
        ('duration: "20 ms"', 'duration: "0 ms"', "clock.dt: found '0.1 ms'"),
        (
            "seed: 5",
            'record: {quantities: [v], every: "0 ms"}',
            "a.yaml:3 record.every: found '0 ms'",
        ),
    ],
)
def test_a_clock_that_cannot_run(experiment, clamped, old, new, says):
    with pytest.raises(ConfigError) as error:
        experiment(clamped.replace(old, new))
    assert says in str(error.value)


def test_the_longest_step_is_the_whole_duration(experiment, clamped):
    assert experiment(clamped.replace('dt: "0.1 ms"', 'dt: "20 ms"')).clock.dt == 20.0


def test_setting_makes_a_new_experiment(experiment, clamped):
    made = experiment(clamped)
    other = made.setting("bath.mg_o", "0.5 mM", "--set")
    assert (made.bath["mg_o"].value, other.bath["mg_o"].value) == (1.0, 0.5)
    assert other.bath["mg_o"].written == "--set bath.mg_o"
    with pytest.raises(ConfigError, match=r"--set bath.mg_o: found '0.5 mm', a length"):
        made.setting("mg_o", "0.5 mm", "--set")


def test_load_lays_sets_on_top(tmp_path, clamped):
    path = tmp_path / "a.yaml"
    path.write_text(clamped)
    made = load(path, {"mg_o": "3 mM", "nmda.block.k_0": "4 mM", "seed": 11})
    assert (made.bath["mg_o"].value, made.seed) == (3.0, 11)
    assert compose(made).constants["patch_nmda_block_k_0"].value == 4.0
    with pytest.raises(ConfigError, match=r"--set nmda.blok.x.y: found no such path"):
        load(path, {"nmda.blok.x.y": 1})


def own_folder(folder, source: str = OWN):
    place = folder / "mechanisms" / "block"
    place.mkdir(parents=True)
    (place / "fixed.py").write_text(source)
    (place / "_draft.py").write_text("not python")
    return folder


def test_a_card_of_ones_own_is_found_listed_and_composed(tmp_path, clamped):
    own_folder(tmp_path / "mine")
    path = tmp_path / "a.yaml"
    path.write_text("catalogue: [mine]\n" + clamped.replace("jahr_stevens_1990", "fixed"))
    made = load(path)
    names = made.catalogue.names("mechanisms/block")
    assert {"fixed", "jahr_stevens_1990"} <= set(names)
    assert names == sorted(names)
    assert "_draft" not in names
    assert "block" in made.catalogue.roles()
    assert (
        made.catalogue.path("mechanisms/block", "fixed").parent.parent.parent == tmp_path / "mine"
    )
    assert docstring(made.catalogue.path("mechanisms/block", "fixed")).startswith("A block that")
    assert compose(made).constants["patch_nmda_block_share"].value == 0.25


def test_a_folder_of_cards_is_found_beside_the_file_that_names_it(tmp_path, clamped):
    own_folder(tmp_path / "deep" / "mine")
    base = "catalogue: [mine]\n" + clamped.replace("jahr_stevens_1990", "fixed")
    (tmp_path / "deep" / "base.yaml").write_text(base)
    (tmp_path / "child.yaml").write_text('extends: deep/base.yaml\nbath: {mg_o: "2 mM"}\n')
    assert load(tmp_path / "child.yaml").bath["mg_o"].value == 2.0


def test_folders_of_cards_by_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("MGSIM_CATALOGUE", str(own_folder(tmp_path / "mine")))
    assert "fixed" in catalogue().names("mechanisms/block")
    monkeypatch.delenv("MGSIM_CATALOGUE")
    assert "fixed" not in catalogue().names("mechanisms/block")


def test_a_shipped_card_wins_over_one_of_the_same_name(tmp_path, cards):
    place = tmp_path / "mechanisms" / "block"
    place.mkdir(parents=True)
    (place / "jahr_stevens_1990.py").write_text(OWN)
    own = Catalogue((*cards.folders, tmp_path))
    assert "k_0" in own.mechanism("block", "jahr_stevens_1990").params
    first = Catalogue((tmp_path, *cards.folders))
    assert "share" in first.mechanism("block", "jahr_stevens_1990").params


def test_a_folder_that_is_not_there(tmp_path, clamped):
    path = tmp_path / "a.yaml"
    path.write_text("catalogue: [nowhere]\n" + clamped)
    with pytest.raises(ConfigError, match="no folder"):
        load(path)


@pytest.mark.parametrize("given", ["3", "{a: b}", "[3]", "mine"])
def test_a_catalogue_that_is_no_list_of_folders(tmp_path, clamped, given):
    path = tmp_path / "a.yaml"
    path.write_text(f"catalogue: {given}\n" + clamped)
    with pytest.raises(ConfigError, match=r"a.yaml:1 catalogue"):
        load(path)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x = 1/0\n", "found ZeroDivisionError"),
        ("def broken(:\n", "found SyntaxError"),
        ("x = 1\n", "found no `mechanism`; expected a Mechanism"),
        ("mechanism = 3\n", "found no `mechanism`"),
    ],
)
def test_a_card_that_does_not_load_says_its_file(tmp_path, cards, source, says):
    own = Catalogue((*cards.folders, own_folder(tmp_path, source)))
    with pytest.raises(CardError) as error:
        own.mechanism("block", "fixed")
    assert says in str(error.value)
    assert "fixed.py" in str(error.value)


def test_an_unknown_card_has_a_near_miss(cards):
    with pytest.raises(ConfigError, match=r"Did you mean 'jahr_stevens_1990'\?"):
        cards.mechanism("block", "jahr_stevens")
    with pytest.raises(ConfigError, match="expected a folder with cards"):
        cards.mechanism("no_role", "x")


def test_a_coupling_and_a_drive_know_their_ends(experiment, clamped):
    text = clamped.replace("double_exponential", "five_state") + (
        "drives: {a: {model: glutamate_pulse, to: patch.nmda}}\n"
    )
    drive = next(slot for slot in experiment(text).slots if slot.role == "drive")
    assert (drive.path, drive.to) == ("a", ("patch.nmda",))
