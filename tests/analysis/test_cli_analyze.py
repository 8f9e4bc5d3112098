"""`mgsim analyze`: what it prints, writes and draws, and how it ends."""

import csv
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

import mgsim
from mgsim import cli, cli_analyze
from mgsim.validation.table import CONFIGS

ROOT = Path(__file__).parents[2]
VERBS = {info.name: info for info in cli_analyze.app.registered_commands}
COMMANDS = typer.main.get_command(cli_analyze.app).commands
SWEEP = {
    "v_hold": {"linspace": {"from": "-90 mV", "to": "30 mV", "points": 13}},
    "mg_o": ["0 mM", "0.01 mM", "0.03 mM", "0.1 mM", "0.3 mM", "1 mM", "3 mM", "10 mM"],
    "nmda.block": ["jahr_stevens_1990", "woodhull_1973"],
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A small saved result: block and current over voltage, magnesium and model."""
    folder = tmp_path_factory.mktemp("results") / "block"
    return mgsim.save(mgsim.run(CONFIGS / "clamped_receptor.yaml", sets={"sweep": SWEEP}), folder)


@pytest.fixture
def two_agents(made, tmp_path):
    """A made-up grid of two agents, saved as a run would be."""
    dose = np.concatenate(([0], np.geomspace(0.01, 100, 9)))
    data = made(lambda a, b: 1 / (1 + a + b / 3), mg_o=(dose, "mM"), memantine=(dose, "mM"))
    return mgsim.save(data, tmp_path / "two")


@pytest.fixture
def relaxing(made, tmp_path):
    t = np.arange(0, 40, 0.1)
    data = made(
        lambda t: np.where(t > 5, 1 - 0.5 * np.exp(-(t - 5)) - 0.5 * np.exp(-(t - 5) / 9), 0),
        "open", "1", time=(t, "ms"),
    )  # fmt: skip
    data["status"] = ((), "ok")
    return mgsim.save(data, tmp_path / "relaxing")


def run(*words):
    return CliRunner().invoke(cli.app, ["analyze", *map(str, words)])


def document(*words, code=0):
    result = run(*words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_has_help_and_is_documented(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert COMMANDS[name].help
    example = VERBS[name].epilog.removeprefix("Example: ")
    assert example.startswith(f"mgsim analyze {name} results/")
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    _, _, section = text.partition("\n## analyze\n")
    section, _, _ = section.partition("\n## ")
    assert example in section
    options = [o for p in COMMANDS[name].params for o in p.opts if o.startswith("--")]
    assert not [option for option in options if f"`{option}" not in section]
    assert example in (ROOT / "docs/analysis.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", VERBS)
def test_the_example_of_a_verb_runs_on_a_shipped_config(name, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    monkeypatch.chdir(tmp_path)
    words = shlex.split(VERBS[name].epilog.removeprefix("Example: mgsim analyze "))
    config = Path(words[1]).name
    done = CliRunner().invoke(cli.app, ["run", f"configs/{config}.yaml", "--no-figure"])
    assert done.exit_code == 0, done.output
    result = run(*words, "--figure", "it.png", "--csv", "it.csv")
    assert result.exit_code == 0, result.output
    assert "ok: " in result.stdout


def test_hill_round_trip(saved, tmp_path):
    words = ("hill", saved, "--readout", "unblocked", "--over", "mg_o", "--unit", "uM")
    words += ("--at", "block=jahr_stevens_1990", "--csv", tmp_path / "out.csv")
    found = document(*words, "--figure", tmp_path / "out_figure.png")
    assert found["analysis"] == "hill"
    assert found["config_name"] == "clamped_receptor"
    assert found["options"]["over"] == "mg_o"
    assert found["units"]["ic50"] == "uM"
    by_voltage = {row["v_hold"]: row for row in found["rows"]}
    assert by_voltage[-60]["ic50"] == pytest.approx(3570 * np.exp(-0.062 * 60), rel=1e-6)
    assert by_voltage[30]["ic50"] is None
    assert by_voltage[30]["status"].startswith("outside mg_o: above its largest value 1e+04 uM")
    assert sum(found["statuses"].values()) == 13
    table = rows(tmp_path / "out.csv")
    assert float(table[3]["v_hold (mV)"]) == -60
    assert float(table[3]["ic50 (uM)"]) == pytest.approx(by_voltage[-60]["ic50"], rel=1e-6)
    png, svg, drawn = map(Path, found["figures"])
    assert png.read_bytes()[:4] == b"\x89PNG"
    assert "free extracellular magnesium (mM)" in svg.read_text(encoding="utf-8")
    assert {row["kind"] for row in rows(drawn)} == {"line", "points", "bars"}


def test_hill_on_a_terminal(saved):
    result = run("hill", saved, "--readout", "unblocked", "--over", "mg_o")
    assert result.exit_code == 0
    assert "ic50 (mM)" in result.stdout
    assert "of 26" in result.stdout
    assert result.stderr == ""


def test_shift_against_voltage(saved, tmp_path):
    words = ("shift", saved, "--readout", "unblocked", "--over", "mg_o", "--against", "v_hold")
    found = document(*words, "--csv", tmp_path / "s.csv", "--figure", tmp_path / "s.png")
    woodhull = next(row for row in found["lines"] if row["block"] == "woodhull_1973")
    assert woodhull["k_0"] == pytest.approx(4.1, rel=1e-4)
    assert woodhull["delta"] == pytest.approx(0.8, rel=1e-4)
    assert len(rows(tmp_path / "s.csv")) == 2
    assert len(rows(tmp_path / "s_half_effects.csv")) == 26


def test_shift_against_a_competitor(two_agents, tmp_path):
    words = ("shift", two_agents, "--readout", "unblocked", "--over", "memantine", "--k", "1 mM")
    found = document(*words, "--bottom", "0", "--figure", tmp_path / "s.png")
    (line,) = found["lines"]
    assert (line["k"], line["ic50_0"], line["schild_slope"]) == pytest.approx((1, 3, 1), rel=1e-6)
    assert max(abs(row["prediction_error"] or 0) for row in found["half_effects"]) < 1e-6
    drawn = rows(tmp_path / "s_drawn.csv")
    assert {row["panel"] for row in drawn} == {"half-effect against the competitor", "Schild plot"}


def test_isobologram(two_agents, tmp_path):
    words = ("isobologram", two_agents, "--readout", "unblocked", "--a", "mg_o", "--b", "memantine")
    words += ("--effect", "0.5", "--effect", "0.9", "--csv", tmp_path / "i.csv")
    found = document(*words, "--figure", tmp_path / "i.svg")
    assert [row["mean_index"] for row in found["levels"]] == pytest.approx([1, 1], rel=1e-6)
    assert found["levels"][0]["alone_b"] == pytest.approx(3, rel=1e-6)
    assert (tmp_path / "i_isoboles.csv").exists() and (tmp_path / "i_grid.csv").exists()
    assert len(found["figures"]) == 3
    told = run(*words).stdout
    assert "the other agent alone does more" in told.splitlines()[-6:-1][0] or "ok: " in told


@pytest.mark.parametrize("jointly", [(), ("--jointly",)])
def test_iv(saved, tmp_path, jointly):
    words = ("iv", saved, "--readout", "i_nmda", "--at", "block=woodhull_1973", *jointly)
    found = document(*words, "--figure", tmp_path / "iv.png")
    ok = [row for row in found["rows"] if row["status"] == "ok"]
    assert len(ok) == (1 if jointly else 7)
    for row in ok:
        assert row["k_0"] == pytest.approx(4.1, rel=1e-5)
        assert row["delta"] == pytest.approx(0.8, rel=1e-5)


def test_iv_at_one_magnesium(saved):
    words = ("iv", saved, "--readout", "unblocked", "--at", "mg_o=3 mM")
    for row in document(*words)["rows"]:
        truth = {"jahr_stevens_1990": 3.57, "woodhull_1973": 4.1}[row["block"]]
        assert row["k_0"] == pytest.approx(truth, rel=1e-5)


def test_relaxation(relaxing, tmp_path):
    words = ("relaxation", relaxing, "--readout", "open", "--after", "5 ms")
    found = document(*words, "--figure", tmp_path / "r.png", "--csv", tmp_path / "r.csv")
    (row,) = found["rows"]
    assert (row["terms"], row["tau_1"], row["tau_2"]) == pytest.approx((2, 1, 9), rel=1e-4)
    assert len(rows(tmp_path / "r.csv")) == 1


# how it ends


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--readout", "unbloked", "--over", "mg_o"), "Did you mean 'unblocked'?"),
        (("--readout", "unblocked", "--over", "mg_0"), "Did you mean 'mg_o'?"),
        (("--readout", "unblocked", "--over", "block"), "found names; expected numbers along it"),
        (("--readout", "unblocked", "--over", "mg_o", "--at", "v_hold=-61 mV"), "-60 mV"),
        (("--readout", "unblocked", "--over", "mg_o", "--at", "v_hold"), "expected AXIS=VALUE"),
        (("--readout", "unblocked", "--over", "mg_o", "--at", "vhold=3"), "Did you mean 'v_hold'?"),
        (("--readout", "unblocked", "--over", "mg_o", "--unit", "ms"), "a unit like mM"),
        (("--readout", "unblocked", "--over", "mg_o", "--ci", "both"), "profile, bootstrap"),
        (
            ("--readout", "unblocked", "--over", "mg_o", "--csv", "no/such.csv"),
            "folder that exists",
        ),
        (("--readout", "unblocked", "--over", "mg_o", "--figure", "a.pdf"), "ends in .png"),
    ],
)
def test_a_mistake_is_one_sentence_and_code_2(saved, words, sentence):
    result = run("hill", saved, *words)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert "found" in result.stderr and "expected" in result.stderr
    assert result.stdout == ""


def test_a_folder_that_is_none(tmp_path):
    result = run("hill", tmp_path, "--readout", "a", "--over", "b")
    assert result.exit_code == 2
    assert "a results folder" in result.stderr


def test_code_3_where_not_one_fit_could_be_made(saved):
    words = ("hill", saved, "--readout", "unblocked", "--over", "mg_o", "--at", "v_hold=30 mV")
    result = run(*words)
    assert result.exit_code == 3
    assert "outside mg_o" in result.stdout


def test_the_help_of_mgsim_loads_no_analysis():
    program = (
        "import sys; from mgsim.cli import app\n"
        "try: app(['analyze', '--help'])\n"
        "except SystemExit as end: assert not end.code\n"
        "print([n for n in sys.modules if n.startswith('mgsim.analysis.') or n == 'scipy'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
