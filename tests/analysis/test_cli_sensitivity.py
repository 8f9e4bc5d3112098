"""The verbs of `mgsim analyze` about sensitivity: tables, LaTeX, a missing package, exit codes."""

from __future__ import annotations

import csv
import json
import re
import sys

import numpy as np
import pytest
from typer.testing import CliRunner

import mgsim
from mgsim import cli
from mgsim.validation.table import CONFIGS

BOX = {
    "mg_o": {"from": "0.5 mM", "to": "1.5 mM"},
    "nmda.block.k_0": {"from": "3 mM", "to": "5 mM"},
}
SWEEPS = {
    "sobol": {"box": {"saltelli": {"points": 32, "over": BOX}}, "v_hold": ["-60 mV", "0 mV"]},
    "morris": {"box": {"morris": {"trajectories": 8, "over": BOX}}},
    "tornado": {"box": {"one_at_a_time": {"over": BOX}}},
    "band": {
        "box": {"uncertain": {"points": 64, "over": {"nmda.block.k_0": {"sd": "0.3 mM"}}}},
        "v_hold": ["-60 mV", "0 mV"],
    },
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    base = tmp_path_factory.mktemp("results")

    def one(sweep):
        data = mgsim.run(CONFIGS / "clamped_receptor.yaml", sets={"sweep": sweep})
        return mgsim.save(data, mgsim.fresh_folder(base, "x"))

    return {name: one(sweep) for name, sweep in SWEEPS.items()}


def run(*words):
    return CliRunner().invoke(cli.app, ["analyze", *map(str, words)])


def document(*words):
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", SWEEPS)
def test_a_verb_tells_writes_and_draws(saved, name, tmp_path):
    words = (name, saved[name], "--readout", "unblocked", "--csv", tmp_path / "t.csv")
    words += ("--latex", tmp_path / "t.tex", "--figure", tmp_path / "t.png")
    found = document(*words)
    assert found["analysis"] == name
    assert found["statuses"].keys() == {"ok"}
    assert len(found["figures"]) == 3
    text = (tmp_path / "t.tex").read_text(encoding="utf-8")
    assert text.startswith(f"% analysis: {name}\n% config_name: clamped_receptor\n")
    bodies = re.findall(r"\\begin\{tabular\}\{([lr]+)\}(.*?)\\end\{tabular\}", text, re.S)
    assert len(bodies) == len(
        found.keys() & {"indices", "pairs", "lanes", "effects", "bars", "rows"}
    )
    for columns, body in bodies:
        lines = [line for line in body.split("\n") if line.endswith(r"\\")]
        assert {len(re.split(r"(?<!\\)&", line)) for line in lines} == {len(columns)}
        assert not re.search(r"(?<!\\)[_%#]", body)
    assert run(*words[:4]).stdout.count("ok") >= 1


def test_numbers_of_json_csv_and_latex_are_one(saved, tmp_path):
    words = ("tornado", saved["tornado"], "--readout", "unblocked")
    found = document(*words, "--csv", tmp_path / "t.csv", "--latex", tmp_path / "t.tex")
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    text = (tmp_path / "t.tex").read_text(encoding="utf-8")
    for bar, row in zip(found["bars"], rows, strict=True):
        assert float(row["at_high"]) == pytest.approx(bar["at_high"], rel=1e-6)
        assert f"${bar['at_high']:.4g}$" in text
    assert [bar["rank"] for bar in found["bars"]] == [1, 2]


def test_response_of_a_sample_and_of_a_grid(saved, tmp_path):
    words = ("--readout", "unblocked", "--figure", tmp_path / "r.png", "--csv", tmp_path / "r.csv")
    found = document("response", saved["sobol"], "--x", "mg_o", "--y", "k_0", *words)
    assert [row["term"] for row in found["terms"]][:6:5] == ["1", found["terms"][5]["term"]]
    assert min(row["loo_r_squared"] for row in found["lanes"]) > 0.98
    assert (tmp_path / "r_terms.csv").exists() and (tmp_path / "r_surface.csv").exists()
    grid = {"mg_o": ["0.5 mM", "1 mM", "2 mM"], "v_hold": ["-60 mV", "-20 mV", "20 mV"]}
    data = mgsim.run(CONFIGS / "clamped_receptor.yaml", sets={"sweep": grid})
    folder = mgsim.save(data, tmp_path / "grid")
    found = document("response", folder, "--x", "v_hold", "--y", "mg_o", *words)
    assert found["lanes"][0]["least"] == pytest.approx(float(data["unblocked"].min()))


def test_the_older_analyses_write_latex_too(tmp_path):
    sweep = {"mg_o": ["0 mM", "0.03 mM", "0.1 mM", "0.3 mM", "1 mM", "3 mM"]}
    data = mgsim.run(CONFIGS / "clamped_receptor.yaml", sets={"sweep": sweep})
    folder = mgsim.save(data, tmp_path / "hill")
    words = ("hill", folder, "--readout", "unblocked", "--over", "mg_o")
    found = document(*words, "--latex", tmp_path / "h.tex")
    text = (tmp_path / "h.tex").read_text(encoding="utf-8")
    assert r"ic50 (mM)" in text and f"${found['rows'][0]['ic50']:.4g}$" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("sobol", "morris"), "no axis that is saltelli"),
        (("morris", "sobol"), "no axis that is morris"),
        (("sobol", "sobol", "--over", "v_hold"), "expected an axis that is saltelli"),
        (("sobol", "sobol", "--over", "bux"), "Did you mean 'box'?"),
        (("sobol", "sobol", "--level", "95"), "a number between 0 and 1"),
        (("band", "tornado"), "no axis that is sampled"),
        (("band", "band", "--along", "k_0"), "another axis than the sampled one"),
        (("tornado", "tornado", "--latex", "no/such.tex"), "--latex"),
    ],
)
def test_a_mistake_is_one_sentence_and_code_2(saved, words, sentence):
    verb, folder, *rest = words
    result = run(verb, saved[folder], "--readout", "unblocked", *rest)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


class _NoSalib:
    """Python without SALib."""

    def find_spec(self, name, path=None, target=None):
        if name == "SALib":
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)


def test_a_missing_package_is_one_sentence(saved, monkeypatch):
    monkeypatch.delitem(sys.modules, "mgsim.analysis.indices", raising=False)
    for name in [n for n in sys.modules if n.partition(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_NoSalib(), *sys.meta_path])
    result = run("sobol", saved["sobol"], "--readout", "unblocked")
    assert result.exit_code == 2
    assert "pip install 'mgsim[sensitivity]'" in result.stderr
    assert run("tornado", saved["tornado"], "--readout", "unblocked").exit_code == 0


def test_code_3_where_no_lane_has_a_result(saved, tmp_path):
    data = mgsim.run(CONFIGS / "clamped_receptor.yaml", sets={"sweep": SWEEPS["sobol"]})
    data["unblocked"][:] = np.nan
    result = run("sobol", mgsim.save(data, tmp_path / "failed"), "--readout", "unblocked")
    assert result.exit_code == 3
    assert "no data: 2 of 2" in result.stdout
