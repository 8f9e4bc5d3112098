"""The atlas: every committed figure holds, and a check that should be red is red."""

import csv
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray as xr
from mutations import FIGURES, TABLE, mutate
from typer.testing import CliRunner

from mgsim import analysis, atlas
from mgsim.atlas import curves
from mgsim.atlas.compare import compare
from mgsim.atlas.entries import LOOSEST, Tolerance
from mgsim.atlas.pages import page
from mgsim.cli import app
from mgsim.language.errors import ConfigError

ENTRIES = atlas.open_atlas(FIGURES / "atlas.yaml").entries
DOCS = FIGURES.parent / "docs"
SLOW = ("injury_dose", "injury_time_course", "receptor_models", "atp_synthesis")
MUTATIONS, SEED = 12, 7


def _marked(names):
    return [pytest.param(n, marks=pytest.mark.slow) if n in SLOW else n for n in names]


@pytest.fixture(scope="module")
def made():
    """One quick entry, made."""
    return atlas.make(ENTRIES["drugs"])


@pytest.mark.parametrize("name", _marked(ENTRIES))
def test_a_committed_figure_holds_and_so_does_its_page(name):
    found = atlas.make(ENTRIES[name])
    assert [row for row in atlas.check(found, FIGURES) if row.is_red] == []
    text = (DOCS / "atlas" / f"{name}.md").read_text(encoding="utf-8")
    assert text == page(found, DOCS / "atlas")


def test_the_atlas_has_every_figure_that_was_asked_for():
    asked = {
        "block_curve", "iv_curve", "receptor_models", "unblock", "epsc_magnesium", "drugs",
        "isobologram", "development", "low_magnesium", "epsp_coincidence", "calcium_routes",
        "surface_charge", "calcium_handling", "injury_dose", "injury_time_course", "one_at_a_time",
    }  # fmt: skip
    assert asked <= set(ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_is_whole(name):
    entry, csv_file = ENTRIES[name], FIGURES / f"{name}.csv"
    assert csv_file.stat().st_size < 50_000
    variables = {curve.variable for curve in curves.read(csv_file)}
    for variable in variables:
        assert 0 < entry.tolerance(variable).relative <= LOOSEST, variable
    for stated in entry.tolerances:
        fits = [
            v
            for v in variables
            if replace(entry, tolerances={stated: Tolerance(1e-3)}).tolerance(v)
        ]
        assert fits, f"{stated} is a tolerance of nothing"
    assert (DOCS / "figures" / f"{name}.png").is_file()
    assert f"({name}.md)" in (DOCS / "atlas" / "index.md").read_text(encoding="utf-8")


def _largest(curve):
    return int(np.argmax(np.nan_to_num(np.abs(curve.y))))


def _moved(curve, word, factor):
    values = getattr(curve, word).copy()
    values[_largest(curve)] *= factor
    return replace(curve, **{word: values})


@pytest.mark.parametrize("name", ENTRIES)
def test_one_drawn_value_moved_by_a_hundredth_is_red(name):
    committed = curves.read(FIGURES / f"{name}.csv")
    assert not any(row.is_red for row in compare(ENTRIES[name], committed, committed))
    variables = {curve.variable for curve in committed}
    for variable in variables:
        place, one = max(
            ((i, c) for i, c in enumerate(committed) if c.variable == variable and c.y.size),
            key=lambda found: np.nan_to_num(np.abs(found[1].y[_largest(found[1])])),
        )
        other = [*committed]
        other[place] = _moved(one, "y", 1.01)
        red = [row.variable for row in compare(ENTRIES[name], other, committed) if row.is_red]
        assert red == [variable]


def test_within_the_tolerance_it_holds_and_just_beyond_it_does_not(made):
    committed = curves.read(FIGURES / "drugs.csv")
    for factor, is_red in ((1 + 0.9e-6, False), (1 - 1.2e-6, True)):
        other = [_moved(committed[0], "y", factor), *committed[1:]]
        assert any(row.is_red for row in compare(made.entry, other, committed)) is is_red


def test_a_floor_is_the_size_below_which_numbers_no_longer_count_relatively():
    zero = np.zeros(1)
    old = [curves.Curve("i", 0, "0", "line", zero, np.array([0.0]), zero * np.nan)]
    new = [replace(old[0], y=np.array([1e-8]))]
    entry = replace(ENTRIES["drugs"], tolerances={"i": Tolerance(1e-6, 0.1, "it is zero there")})
    assert not compare(entry, new, old)[0].is_red
    strict = replace(entry, tolerances={"i": Tolerance(1e-6)})
    assert compare(strict, new, old)[0].is_red


def test_a_curve_that_is_missing_extra_or_shorter_is_red(made):
    whole = made.curves
    short = [replace(whole[0], x=whole[0].x[1:], y=whole[0].y[1:], value=whole[0].value[1:])]
    for now, committed, says in (
        (whole[1:], whole, "missing curve"),
        (whole, whole[1:], "extra curve"),
        ([*short, *whole[1:]], whole, "points, committed"),
    ):
        red = [row for row in compare(made.entry, now, committed) if row.is_red]
        assert len(red) == 1 and says in red[0].trouble
    lost = [replace(whole[0], y=whole[0].y * np.nan), *whole[1:]]
    assert any(row.is_red for row in compare(made.entry, lost, whole))


def test_a_variable_without_a_tolerance_is_red(made):
    entry = replace(made.entry, tolerances={"i_nmda": Tolerance(1e-6)})
    rows = compare(entry, made.curves, made.curves)
    assert {row.variable: row.is_red for row in rows} == {
        "current over that without it": True, "unblocked": True, "i_nmda": False,
    }  # fmt: skip


def test_every_kind_of_artist_is_read_off():
    canvas, (left, right) = plt.subplots(1, 2)
    left.plot([0, 1], [2, 3], label="a line")
    left.scatter([4.0], [5.0])
    left.bar([1], [7], width=0.5)
    left.fill_between([0, 1], [0, 0], [1, 2])
    left.errorbar([1], [2], [0.5], fmt="none")
    right.pcolormesh([[1.0, 2.0], [3.0, 4.0]])
    canvas.colorbar(right.collections[0], ax=right)
    found = curves.curves(canvas, xr.Dataset())
    plt.close(canvas)
    kinds = {(curve.panel, curve.kind): curve for curve in found}
    assert set(kinds) >= {
        (0, "line"),
        (0, "points"),
        (0, "bar"),
        (0, "band"),
        (0, "segments"),
        (1, "map"),
    }
    assert list(kinds[0, "points"].y) == [5.0]
    assert list(kinds[0, "bar"].x) == [0.75, 1.25] and list(kinds[0, "bar"].y) == [0, 7]
    assert list(kinds[0, "segments"].y) == [1.5, 2.5]
    assert list(kinds[1, "map"].value) == [1, 2, 3, 4]
    assert {curve.panel for curve in found} == {0, 1}


def test_a_csv_is_read_as_it_was_written(made, tmp_path):
    curves.write(made.curves, tmp_path / "a.csv")
    curves.write(curves.read(tmp_path / "a.csv"), tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert not any(
        r.is_red for r in compare(made.entry, made.curves, curves.read(tmp_path / "a.csv"))
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: {config: x, figure: y}", "no 'tolerances'"),
        ("a: {config: x, figure: y, tolerances: {v: 0.01}}", "at most 0.005"),
        ("a: {config: x, figure: y, tolerances: {'*': 0.001}}", "a tolerance for every variable"),
        (
            "a: {config: x, figure: y, tolerances: {v: {relative: 1e-3, floor: 1}}}",
            "without its reason",
        ),
        ("a: {confg: x, figure: y, tolerances: {}}", "Did you mean 'config'?"),
    ],
)
def test_a_fault_of_the_atlas_is_one_sentence(text, says, tmp_path):
    (tmp_path / "atlas.yaml").write_text(text)
    with pytest.raises(ConfigError, match=r"atlas\.yaml:1") as found:
        atlas.open_atlas(tmp_path / "atlas.yaml")
    assert says in str(found.value)


def _run(*words):
    return CliRunner().invoke(
        app, ["figure", *map(str, words), "--atlas", str(FIGURES / "atlas.yaml")]
    )


def test_the_command_makes_checks_and_turns_red(tmp_path):
    assert _run("drugs", "--check").exit_code == 0
    assert _run("drugs", "--out", tmp_path).exit_code == 0
    assert {p.name for p in tmp_path.iterdir()} == {"drugs.png", "drugs.svg", "drugs.csv"}
    assert (tmp_path / "drugs.csv").read_bytes() == (FIGURES / "drugs.csv").read_bytes()
    own = (
        (FIGURES / "atlas.yaml").read_text().replace("../configs", str(FIGURES.parent / "configs"))
    )
    (tmp_path / "atlas.yaml").write_text(own)
    text = (tmp_path / "drugs.csv").read_text().splitlines()
    words = text[1].split(",")
    words[5] = f"{float(words[5]) * 1.01:.7g}"
    (tmp_path / "drugs.csv").write_text("\n".join([text[0], ",".join(words), *text[2:]]) + "\n")
    words = ["figure", "drugs", "--check", "--atlas", str(tmp_path / "atlas.yaml")]
    found = CliRunner().invoke(app, words)
    assert found.exit_code == 4
    assert "red: drugs" in found.output


@pytest.mark.parametrize(
    ("words", "says"), [(("drug",), "drugs"), ((), "no figure"), (("drugs", "--all"), "or two")]
)
def test_a_wrong_name_is_one_sentence(words, says):
    found = _run(*words)
    assert found.exit_code == 2
    assert says in found.output


def test_the_contact_sheet_shows_every_figure(made, tmp_path):
    text = atlas.write_index([made], tmp_path).read_text(encoding="utf-8")
    for word in (
        "drugs.png",
        "How far does physiological",
        "Config drugs",
        "D: assumed",
        "n = 2048",
    ):
        assert word in text


def test_an_analysis_that_is_none_is_refused():
    entry = replace(
        ENTRIES["isobologram"], analysis={"find": "find_isobols", "mark": "mark_isoboles"}
    )
    with pytest.raises(ConfigError, match="find_isoboles"):
        atlas.make(entry)
    assert "find_isoboles" in analysis.names()


def _sample():
    with TABLE.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["caught"] == "yes"]
    rows = [row for row in rows if not row["figure"].startswith("injury")]
    picked = np.random.default_rng(SEED).choice(len(rows), MUTATIONS, replace=False)
    return [(rows[i]["number"], rows[i]["figure"]) for i in sorted(picked)]


@pytest.mark.slow
def test_a_number_moved_by_two_hundredths_turns_its_figure_red():
    sample = _sample()
    for figure in dict.fromkeys(name for _, name in sample):
        numbers = {number for number, name in sample if name == figure}
        found = {key: far for key, far, _ in mutate(ENTRIES[figure], numbers.__contains__)}
        assert set(found) == numbers
        assert all(far > 1 for far in found.values()), found
