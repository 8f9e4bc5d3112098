"""The command line: what it prints, where, and how it ends."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

import mgsim
from mgsim import cli, terminal
from mgsim.language.errors import Fault, ResultError
from mgsim.validation.row import Row

ROOT = Path(__file__).parents[1]
VERBS = {info.name: info for info in cli.app.registered_commands}
COMMANDS = typer.main.get_command(cli.app).commands
SLOW = {"validate"}
RUNS_BEFORE = {"figure": 1, "replay": 1, "diff": 2}  # of the example of `run`

CLAMPED = """
title: A clamped patch
duration: "1 ms"
clock: {dt: "0.5 ms"}
bath: {temperature: "25 degC", mg_o: "1 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-60 mV"}
    nmda:
      kinetics: steady_open
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "1 nS"}
readouts:
  unblocked: {model: last, of: nmda.unblocked}
sweep:
  mg_o: ["0.5 mM", "1 mM"]
  nmda.block: [jahr_stevens_1990, woodhull_1973]
"""

FREE = """
duration: "20 ms"
clock: {dt: "0.1 ms"}
bath: {temperature: "36 degC"}
cell:
  soma: {membrane: pospischil_2008, sodium: pospischil_2008, potassium: pospischil_2008,
         leak: pospischil_2008}
drives:
  step: {model: current_step, amplitude: "1 nA", start: "2 ms", duration: "16 ms", to: soma}
readouts:
  spikes: {model: spike_count, of: soma.v, threshold: "-20 mV"}
sweep:
  membrane.c_m: ["1 uF/cm^2", "0 uF/cm^2"]
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working folder with the shipped configs and two small ones."""
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    (tmp_path / "clamped.yaml").write_text(CLAMPED)
    (tmp_path / "free.yaml").write_text(FREE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def document(*words, code=0):
    """What a verb says with --json; stdout must be one document."""
    result = run(*words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def mgsim_process(*words, **options):
    command = [sys.executable, "-m", "mgsim", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **options)


# every verb


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_has_help_with_an_example(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert COMMANDS[name].help
    assert VERBS[name].epilog.startswith(f"Example: mgsim {name}")
    assert f"mgsim {name}" in result.output


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[pytest.mark.slow] if n in SLOW else []) for n in VERBS]
)
def test_the_example_of_a_verb_runs(here, name):
    for _ in range(RUNS_BEFORE.get(name, 0)):
        assert run(*_example("run")).exit_code == 0
    if name == "status":
        assert run(*_example("sweep")).exit_code == 0
    result = run(*_example(name))
    assert result.exit_code == 0, result.output
    assert result.stdout


def _example(name):
    return shlex.split(VERBS[name].epilog.removeprefix("Example: mgsim "))


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_and_its_options_are_documented(name):
    text = (ROOT / "docs/cli.md").read_text()
    _, _, section = text.partition(f"\n## {name}\n")
    section, _, _ = section.partition("\n## ")
    assert VERBS[name].epilog.removeprefix("Example: ") in section
    options = [o for p in COMMANDS[name].params for o in p.opts if o.startswith("--")]
    assert not [option for option in options if f"`{option}" not in section]


def test_every_exit_code_is_documented():
    text = (ROOT / "docs/cli.md").read_text()
    help_text = " ".join(run("--help").output.split())
    for code in (0, 1, 2, 3, 4, 130):
        assert f"\n| {code} |" in text
        assert f" {code} " in help_text


def test_the_version():
    assert run("--version").stdout.startswith("mgsim 0.")


# exit codes


def test_a_run_that_works_ends_with_0(here):
    result = run("run", "clamped.yaml", "--engine", "scipy")
    assert result.exit_code == 0, result.output
    assert "A clamped patch" in result.stdout
    assert "points: 4 (mg_o 2, block 2)" in result.stdout
    assert "structures: 2" in result.stdout
    assert "8 lane-steps" in result.stdout
    assert f"results: {Path('results/clamped')}\n" in result.stdout
    assert "failed lanes: 0 of 4" in result.stdout
    dataset = mgsim.open_results("results/clamped")
    there = dataset["unblocked"].sel(block="jahr_stevens_1990", mg_o=1.0)
    assert float(there) == pytest.approx(0.0796264, abs=1e-6)


def test_a_bug_ends_with_1_and_asks_to_be_reported(here, monkeypatch):
    monkeypatch.setattr(mgsim, "check", lambda path: {}["lost"])
    result = run("check", "clamped.yaml")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "KeyError: 'lost'" in result.stderr and "report" in result.stderr
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("MGSIM_DEBUG", "1")
    assert "Traceback" in run("check", "clamped.yaml").stderr


def test_mistakes_end_with_2_one_line_each(here):
    faulty = CLAMPED.replace('"1 mM"}', '"1,0 mM"}').replace("steady_open", "steady_opn")
    Path("faulty.yaml").write_text(faulty.replace('"1 nS"', '"1 mV"'))
    for words in (("check", "faulty.yaml"), ("run", "faulty.yaml"), ("cite", "faulty.yaml")):
        result = run(*words)
        assert result.exit_code == 2
        assert result.stdout == ""
        lines = result.stderr.splitlines()
        assert len(lines) == 3
        assert lines[0].startswith("faulty.yaml:5 bath.mg_o: found '1,0 mM'")
        assert "Did you mean 'steady_open'?" in lines[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("run clamped.yml", "Did you mean 'clamped.yaml'?"),
        ("run clamped.yaml --engine scypi", "Did you mean 'scipy'?"),
        ("run clamped.yaml --engine scipy --codegen cython", "option 'codegen'"),
        ("run clamped.yaml --set mg_o", "expected PATH=VALUE"),
        ("run clamped.yaml --set bath.mgo=1", "bath.mgo"),
        ("run clamped.yaml --out clamped.yaml", "--out: found"),
        ("run clamped.yaml --name ../x", "--name: found"),
        ("list blok", "Did you mean 'block'?"),
        ("show jahr_steven_1990", "Did you mean 'jahr_stevens_1990'?"),
        ("show pospischil_2008", "one of 'l_type/pospischil_2008'"),
        ("explain clamped.yaml nmda.unblokked", "nmda.unblocked"),
        ("figure nowhere", "nowhere: found"),
        ("schema --out no/such/folder.json", "No such file"),
    ],
)
def test_a_mistake_names_its_cure(here, words, says):
    result = run(*shlex.split(words))
    assert result.exit_code == 2, result.output
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not Path("results").exists()


def test_a_word_that_is_no_verb_ends_with_2():
    assert run("rnu").exit_code == 2
    assert run("run").exit_code == 2
    assert run("run", "a.yaml", "--nope").exit_code == 2


def test_failed_lanes_end_with_3_and_results_are_kept(here):
    result = run("run", "free.yaml", "--engine", "scipy")
    assert result.exit_code == 3, result.output
    assert "failed lanes: 1 of 2" in result.stdout
    assert "diverged" in result.stdout
    dataset = mgsim.open_results("results/free")
    assert str(dataset["status"].values[0]) == "ok"
    report = document("run", "free.yaml", "--engine", "scipy", code=3)
    assert report["failed_lanes"] == 1 and len(report["reasons"]) == 1


def test_a_validation_that_fails_ends_with_4(monkeypatch):
    good = Row("V1", "a", 1.0, "paper", 1.0, 0.1)
    known = Row("V2", "b", 1.0, "paper", 2.0, 0.1, reason="another preparation")
    bad = Row("V3", "c", 1.0, "paper", float("nan"), 0.1)
    monkeypatch.setattr(mgsim, "validate", lambda tell: [good, known], raising=False)
    assert run("validate").exit_code == 0
    monkeypatch.setattr(mgsim, "validate", lambda tell: [good, known, bad], raising=False)
    rows = document("validate", code=4)
    assert [row["verdict"] for row in rows] == ["holds", "disagrees", "fails"]
    assert rows[2]["ours"] is None


def test_the_validation_table_is_written(here, monkeypatch):
    row = Row("V1", "a", 1.0, "paper", 1.0, 0.1)
    monkeypatch.setattr(mgsim, "validate", lambda tell: [row], raising=False)
    result = run("validate", "--csv", "table.csv")
    assert result.exit_code == 0
    assert "V1  a         1.0" in result.stdout or "V1" in result.stdout
    assert Path("table.csv").read_text().startswith("id,quantity,published")


def test_an_interruption_ends_with_130_and_leaves_nothing(here, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(mgsim, "run", interrupted)
    result = run("run", "clamped.yaml", "--engine", "scipy")
    assert result.exit_code == 130
    assert result.stderr == "Interrupted.\n"
    assert not Path("results").exists()


def test_an_interruption_while_saving_leaves_nothing(here, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("xarray.Dataset.to_dataframe", interrupted)
    assert run("run", "clamped.yaml", "--engine", "scipy").exit_code == 130
    assert not list(Path("results").iterdir())


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("engine", ["brian --codegen numpy", "fused"])
def test_one_ctrl_c_stops_an_engine(here, engine):
    """Brian2 alone would end the simulation early and pass the truncated lanes for whole ones."""
    sets = "--set duration=1e8ms --set step.duration=1e8ms"
    process = subprocess.Popen(
        [sys.executable, "-m", "mgsim", *f"run free.yaml --engine {engine} {sets}".split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    time.sleep(8)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Interrupted." in said
    assert not Path("results").exists()


# run


def test_set_changes_one_value(here):
    sets = ["--set", "sweep={mg_o: [2 mM, 4 mM]}", "--set", "patch.membrane.v_hold=-20 mV"]
    report = document("run", "clamped.yaml", "--engine", "scipy", *sets, "--name", "changed")
    assert report["folder"] == str(Path("results/changed"))
    assert report["points"] == 2
    dataset = mgsim.open_results(report["folder"])
    assert list(dataset["mg_o"].values) == [2.0, 4.0]
    assert float(dataset["unblocked"][0]) == pytest.approx(0.34061, abs=1e-5)


def test_a_second_run_takes_another_folder(here):
    for name in ("clamped", "clamped-2"):
        report = document("run", "clamped.yaml", "--engine", "scipy", "--out", "kept")
        assert report["folder"] == str(Path("kept") / name)


def test_the_config_in_a_results_folder_runs_again(here):
    first = document("run", "clamped.yaml", "--engine", "scipy", "--set", "mg_o=2 mM")
    copy = Path(first["folder"]) / "config.json"
    again = document("run", copy, "--engine", "scipy", "--name", "again")
    one, two = (mgsim.open_results(report["folder"]) for report in (first, again))
    assert one["unblocked"].equals(two["unblocked"])


def test_a_figure_that_cannot_be_drawn_keeps_the_results(here, monkeypatch):
    def broken(*_):
        raise ResultError(Fault("figure block_curve", "no 'v_hold'", "it"))

    monkeypatch.setattr(mgsim, "draw", broken, raising=False)
    drawn = ["--set", "figure=block_curve"]
    result = run("run", "clamped.yaml", "--engine", "scipy", *drawn)
    assert result.exit_code == 2
    assert "results: " in result.stdout and "no 'v_hold'" in result.stderr
    assert run("run", "clamped.yaml", "--engine", "scipy", *drawn, "--no-figure").exit_code == 0


def test_progress_goes_to_stderr_now_and_then(here, monkeypatch):
    assert run("run", "clamped.yaml", "--engine", "scipy").stderr == ""
    monkeypatch.setattr(terminal, "QUIET_SECONDS", -1.0)
    result = run("run", "clamped.yaml", "--engine", "scipy")
    assert " 50%  scipy, structure 2 of 2, 2 lanes" in result.stderr


def test_a_terminal_gets_a_bar(monkeypatch):
    screen = StringIO()
    monkeypatch.setattr(terminal, "err", Console(file=screen, force_terminal=True, width=100))
    with cli.Teller() as teller:
        teller.tell(0.5, "scipy, structure 1 of 2")
        teller.bar.refresh()
    assert "50%" in screen.getvalue() and "structure 1 of 2" in screen.getvalue()


def test_output_that_nobody_reads_on_is_no_error(here):
    command = f"{sys.executable} -m mgsim list | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "membrane\n"
    assert "Traceback" not in done.stderr and "bug" not in done.stderr


# check


def test_check_counts_points_and_structures(here):
    result = run("check", "clamped.yaml", "free.yaml")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "clamped.yaml: ok: 4 points, 2 structures",
        "free.yaml: ok: 2 points, 1 structures",
    ]
    found = document("check", "clamped.yaml")
    assert found[0]["sizes"] == {"mg_o": 2, "block": 2} and found[0]["faults"] == []


def test_check_goes_on_after_a_bad_file(here):
    Path("bad.yaml").write_text(CLAMPED.replace("duration", "duratoin"))
    result = run("check", "bad.yaml", "clamped.yaml")
    assert result.exit_code == 2
    assert "clamped.yaml: ok" in result.stdout
    assert "bad.yaml:3 duratoin" in result.stderr
    found = document("check", "bad.yaml", "clamped.yaml", code=2)
    assert [bool(result["faults"]) for result in found] == [True, False]


def test_check_sees_a_number_that_one_structure_lacks(here):
    swept = CLAMPED + '  nmda.block.slope: ["0.06 /mV", "0.07 /mV"]\n'
    Path("lacks.yaml").write_text(swept)
    result = run("check", "lacks.yaml")
    assert result.exit_code == 2
    assert "nmda.block.slope" in result.stderr


def test_an_engine_that_there_is_not_is_refused_where_it_is_written(here):
    Path("wrong.yaml").write_text(CLAMPED.replace("duration:", "engine: scypi\nduration:"))
    for verb in ("check", "run"):
        result = run(verb, "wrong.yaml")
        assert result.exit_code == 2
        (line,) = result.stderr.splitlines()
        assert line.startswith("wrong.yaml:3 engine: found 'scypi'")
        assert line.endswith("Did you mean 'scipy'?")
    with pytest.raises(mgsim.MgsimError, match="Did you mean 'scipy'"):
        mgsim.check("wrong.yaml")


def test_a_config_says_its_engine_and_the_command_line_may_say_another(here):
    Path("own.yaml").write_text(CLAMPED.replace("duration:", "engine: scipy\nduration:"))
    assert document("run", "own.yaml")["engine"] == "scipy"
    assert document("run", "own.yaml", "--engine", "fused")["engine"] == "fused"
    assert document("run", "clamped.yaml")["engine"] == "fused"
    assert "engine: scipy" in run("run", "own.yaml").stdout
    assert run("check", "own.yaml").exit_code == 0
    assert mgsim.run("own.yaml").attrs["engine"] == "scipy"
    assert mgsim.run("own.yaml", "fused").attrs["engine"] == "fused"


def test_check_holds_a_card_against_the_laws(here):
    shipped = ROOT / "mgsim/catalogue/mechanisms/block/jahr_stevens_1990.py"
    card = Path("mechanisms/block/mine_2026.py")
    card.parent.mkdir(parents=True)
    card.write_text(shipped.read_text())
    assert run("check", card).exit_code == 0
    card.write_text(shipped.read_text().replace("exp(-slope*v)", "exp(slope*v)"))
    result = run("check", card)
    assert result.exit_code == 2
    assert f"{card}: " in result.stderr


# list, show, cite, explain, schema, doctor


def test_list_names_every_kind(here):
    text = run("list").stdout
    for word in ("block\n", "readouts\n", "figures\n", "parameters\n", "engines\n"):
        assert f"\n{word}" in text
    entries = document("list", "block")
    assert {entry["kind"] for entry in entries} == {"block"}
    assert all(entry["says"] for entry in entries)
    assert len(document("list", "mechanisms")) > len(entries)
    assert {"brian", "scipy"} <= {entry["name"] for entry in document("list", "engines")}


@pytest.mark.parametrize(
    "entry", mgsim.inventory(mgsim.cards()), ids=lambda entry: f"{entry.kind}/{entry.name}"
)
def test_every_card_can_be_shown(entry):
    if entry.kind != "engines":
        name = f"{entry.kind}/{entry.name}".removeprefix("parameters/")
        card = document("show", name)
        assert card["says"] == entry.says and card["text"]


def test_show_says_all_that_a_card_says():
    text = run("show", "jahr_stevens_1990").stdout
    for words in ("unblocked = 1/(1 + mg_o/k_0*exp(-slope*v))", "3.57 mM", "hippocampal", "doi:10"):
        assert words in text
    assert "lester_jahr_1992: Lester & Jahr (1992)" in run("show", "five_state").stdout


def test_show_prints_the_equations_of_a_config(here):
    assert "patch_nmda_unblocked = 1 / (1 + mg_o" in run("show", "clamped.yaml").stdout
    assert document("show", "clamped.yaml")["equations"]


def test_cite_names_exactly_what_every_structure_uses(here):
    text = run("cite", "clamped.yaml").stdout
    assert "https://doi.org/10.1523/JNEUROSCI.10-09-03178.1990" in text
    found = document("cite", "clamped.yaml")
    keys = {citation["source"]["key"] for citation in found["citations"]}
    assert {"jahr_stevens_1990", "woodhull_1973"} <= keys
    assert "ascher_nowak_1988" not in keys
    assert "bath.mg_o" in found["settings"]
    assert all(citation["marks"] for citation in found["citations"])
    bibtex = run("cite", "clamped.yaml", "--bibtex").stdout
    assert bibtex.count("@misc{") == len(keys)


def test_explain_goes_down_to_numbers_and_where_they_were_written(here):
    lines = run("explain", "clamped.yaml", "nmda.unblocked").stdout.splitlines()
    assert lines[0].startswith("patch_nmda_unblocked = 1 / (1 + mg_o / ")
    assert "0.0796264" in lines[1]
    text = "\n".join(lines)
    assert "1 mM, clamped.yaml:5 bath.mg_o; swept by mg_o" in text
    assert "3.57 mM, card block/jahr_stevens_1990" in text
    assert "grade A: measured in this preparation" in text


def test_explain_as_json(here):
    link = document("explain", "clamped.yaml", "nmda.unblocked")
    assert link["value"] == pytest.approx(0.0796264, abs=1e-6)
    origins = {below["name"]: below["origin"] for below in link["reads"]}
    assert origins["patch_nmda_block_k_0"]["source"]["key"] == "jahr_stevens_1990"


def test_the_schema_accepts_what_the_catalogue_holds(here):
    schema = json.loads(run("schema").stdout)
    assert schema["title"] == "mgsim config"
    assert run("schema", "--out", "schema.json").exit_code == 0
    assert json.loads(Path("schema.json").read_text()) == schema


def test_doctor_finds_this_machine_fit():
    findings = {finding["name"]: finding for finding in document("doctor")}
    assert findings["self-test"]["state"] == "ok"
    assert "0.0796264" in findings["self-test"]["found"]


def test_doctor_ends_with_2_where_the_known_number_is_wrong(monkeypatch):
    monkeypatch.setattr("mgsim.doctor.SELF_TEST_VALUE", 0.08)
    result = run("doctor")
    assert result.exit_code == 2
    assert "do not trust" in result.stdout


def test_doctor_does_not_die_of_the_illness(monkeypatch):
    monkeypatch.setattr("mgsim.doctor.REQUIRED", ("no-such-package",))
    monkeypatch.setattr("mgsim.doctor.run", lambda *_, **__: {}["lost"])
    findings = {finding["name"]: finding for finding in document("doctor", code=2)}
    assert findings["no-such-package"]["state"] == "bad"
    assert findings["self-test"]["found"] == "KeyError"


def test_an_optional_package_that_is_missing_is_named(here, monkeypatch):
    def missing(*_, **__):
        raise ModuleNotFoundError("No module named 'brian2'", name="brian2")

    monkeypatch.setattr(mgsim, "run", missing)
    result = run("run", "clamped.yaml")
    assert result.exit_code == 2
    assert "pip install 'mgsim[brian]'" in result.stderr


# speed, and what may not be loaded

HEAVY = ("brian2", "matplotlib", "scipy", "xarray", "pandas", "zarr")
LIGHT = (("--help",), ("check", "configs/low_magnesium.yaml"))


@pytest.mark.parametrize("words", LIGHT, ids=lambda words: words[0])
def test_light_verbs_load_nothing_heavy(here, words):
    program = (
        "import sys; from mgsim.cli import app\n"
        f"try: app({list(words)!r})\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_the_verbs_of_the_face_stay_verbs():
    """Importing the module `mgsim.run` must not put itself in the place of `mgsim.run`."""
    program = (
        "import mgsim.run, mgsim.explain, mgsim.draw, mgsim.outline, mgsim.check\n"
        "from mgsim.run import version\n"
        "assert all(map(callable, (mgsim.run, mgsim.check, mgsim.explain, mgsim.draw)))\n"
        "assert set(mgsim.__all__) <= set(dir(mgsim)) | set(mgsim._FACE)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
