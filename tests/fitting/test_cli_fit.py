"""`mgsim fit`: what it prints and writes, and how it ends."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from made_up import DELTA, FIT, K_0, PATCH, noisy, woodhull
from typer.testing import CliRunner

import mgsim
from mgsim import cli

ROOT = Path(__file__).parents[2]
DATA = ROOT / "configs" / "data" / "huang_gibb_2014.csv"


@pytest.fixture
def here(tmp_path, monkeypatch, conditions):
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(PATCH + FIT + 'sweep: {mg_o: ["0.1 mM", "1 mM"]}\n')
    v, mg = conditions
    y = noisy(woodhull(v, mg, 2.7, 0.93), 0.02)
    rows = [",".join(map(repr, row)) for row in np.stack([v, mg, y], axis=1).tolist()]
    Path("points.csv").write_text("\n".join(["v_hold (mV),mg_o (mM),unblocked", *rows]) + "\n")
    return tmp_path


def run(*words):
    return CliRunner().invoke(cli.app, ["fit", *map(str, words)])


def document(*words, code=0):
    result = run(*words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def rows(path):
    with Path(path).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_fit_is_a_folder(here):
    found = document("a.yaml", "points.csv", "--profile")
    folder = Path(found["folder"])
    assert sorted(path.name for path in folder.iterdir()) == [
        "config_fitted.json", "fit.csv", "fit.json", "fit.png", "fit.svg", "fitted.csv",
    ]  # fmt: skip
    k_0, delta = rows(folder / "fit.csv")
    assert (k_0["parameter"], k_0["unit"], delta["unit"]) == (K_0, "mM", "1")
    assert float(k_0["low"]) < 2.7 < float(k_0["high"])
    assert float(k_0["profile_low"]) == pytest.approx(float(k_0["low"]), rel=0.02)
    points = rows(folder / "fitted.csv")
    assert len(points) == 27 and points[0]["line"] == "2"
    one = points[10]
    left = float(one["unblocked"]) - float(one["model"])
    assert float(one["residual"]) == pytest.approx(left, abs=1e-9)
    model = woodhull(float(one["v_hold (mV)"]), float(one["mg_o (mM)"]),
                     float(k_0["estimate"]), float(delta["estimate"]))  # fmt: skip
    assert float(one["model"]) == pytest.approx(model, rel=1e-6)
    stored = json.loads((folder / "fit.json").read_text())
    assert stored["n"] == 27 and stored["doubts"] == [] and stored["starts_that_agree"] == 4
    assert "data (n = 27) and fit, 95% band" in (folder / "fit.svg").read_text()


def test_the_fitted_config_runs_and_holds_the_estimates(here):
    found = document("a.yaml", "points.csv", "--no-figure")
    config = Path(found["folder"]) / "config_fitted.json"
    k_0, delta = (row["estimate"] for row in found["parameters"])
    again = mgsim.run(config)
    assert again["unblocked"].dims == ("mg_o",)
    expected = woodhull(-60.0, again["mg_o"].values, k_0, delta)
    assert again["unblocked"].values == pytest.approx(expected, rel=1e-6)


def test_a_terminal_gets_a_table_and_nothing_is_overwritten(here):
    first, second = run("a.yaml", "points.csv"), run("a.yaml", "points.csv", "--no-figure")
    assert first.exit_code == second.exit_code == 0
    assert "standard_error" in first.stdout and "patch.nmda.block.k_0" in first.stdout
    assert "starts that ended at this place: 4 of 4" in first.stdout
    assert "results: results/a\n" in first.stdout
    assert "results: results/a-2\n" in second.stdout
    assert first.stderr == ""


def test_free_and_set_on_the_command_line(here):
    words = ("--free", "block.k_0=100 uM..0.01 M log", "--free", "temperature=0 degC..50 degC")
    found = document("a.yaml", "points.csv", *words, "--set", "fit.method=global", "--no-figure")
    by_path = {row["parameter"]: row for row in found["parameters"]}
    assert by_path[K_0]["unit"] == "uM" and by_path[K_0]["scale"] == "log"
    assert found["search"] == "global"
    told = " ".join(found["doubts"])  # delta/T is all that the formula knows
    assert f"'{DELTA}' and 'bath.temperature' cannot be told apart" in told
    assert by_path[DELTA]["standard_error"] is None


def test_columns_may_be_named_on_the_command_line(here):
    text = Path("points.csv").read_text().replace("v_hold (mV)", "V (mV)")
    Path("mine.csv").write_text(text)
    assert run("a.yaml", "mine.csv").exit_code == 2
    found = document("a.yaml", "mine.csv", "--set", "fit.columns={V: v_hold}", "--no-figure")
    assert found["n"] == 27


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("a.yaml", "no.csv"), "expected a CSV file"),
        (("a.yaml", "points.csv", "--free", "k_0"), "expected PATH=FROM..TO"),
        (("a.yaml", "points.csv", "--free", "block.k_9=1 mM..2 mM"), "--free block.k_9: found"),
        (("a.yaml", "points.csv", "--level", "1.5"), "level: found 1.5"),
        (("a.yaml", "points.csv", "--engine", "fusd"), "Did you mean 'fused'?"),
        (("a.yaml", "points.csv", "--name", "x/y"), "the name of one folder"),
    ],
)
def test_a_mistake_is_one_sentence_and_code_2(here, words, says):
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert says in result.stderr and result.stderr.count("\n") == 1
    assert not Path("results").exists()


def test_a_fit_that_came_to_nothing_ends_with_3_and_is_kept(here):
    Path("b.yaml").write_text(
        'duration: "20 ms"\nclock: {dt: "0.1 ms"}\nbath: {temperature: "36 degC"}\n'
        "cell: {soma: {membrane: pospischil_2008, leak: pospischil_2008}}\n"
        "readouts: {v_end: {model: last, of: soma.v}}\n"
        'fit: {free: {membrane.c_m: {from: "0.00001 uF/cm^2", to: "0.00002 uF/cm^2"}}}\n'
    )
    Path("b.csv").write_text("leak.e_rev (mV),v_end (mV)\n-80,-75\n-60,-65\n-50,-60\n")
    result = run("b.yaml", "b.csv", "--starts", "1")
    assert result.exit_code == 3, result.output
    assert "data have no model value at the estimate" in result.stdout
    assert (here / "results" / "b" / "fit.json").exists()


def test_check_sees_a_fault_of_the_section(here):
    Path("a.yaml").write_text(PATCH + FIT.replace("block.k_0", "block.k_9"))
    result = CliRunner().invoke(cli.app, ["check", "a.yaml"])
    assert result.exit_code == 2
    assert "fit.free.nmda.block.k_9" in result.stderr


def test_the_csv_of_the_docs_can_be_fitted(here):
    text = (ROOT / "docs" / "fitting.md").read_text(encoding="utf-8")
    _, _, block = text.partition("```csv")
    Path("docs.csv").write_text(block.partition("```")[0].partition("\n")[2])
    found = document(ROOT / "configs" / "fit_block_curve.yaml", "docs.csv", "--no-figure")
    assert found["n"] == 3 and "residual_sd_in_sd" in found


def test_the_shipped_fit_is_the_regression_of_the_logarithms(here):
    """All data are 0.5, so the fit is, to first order, ln IC50 = ln k_0 + slope V."""
    v, ic50 = np.array([-90.0, -70.0, -50.0]), np.array([20.9, 53.3, 173.0]) / 1000
    slope, intercept = np.polyfit(v, np.log(ic50), 1)
    left = np.log(ic50) - (intercept + slope * v)
    error = np.sqrt((left**2).sum() / 1 / ((v - v.mean()) ** 2).sum())
    fitted = mgsim.fit(ROOT / "configs" / "fit_block_curve.yaml", DATA)
    assert list(fitted.estimates().values()) == pytest.approx([np.exp(intercept), slope], rel=1e-3)
    assert fitted.errors.error[1] == pytest.approx(error, rel=1e-3)
    assert "Only 1 degree of freedom" in " ".join(fitted.doubts)
