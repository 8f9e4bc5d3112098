"""Every code block of README.md and docs/ runs: a page's blocks one after another, in one folder.

What makes a page fail: an exception, an exit code that is not 0, a config that `check` refuses, a
fragment that does not fit the config it belongs to, a shell line that nothing here can run.
Results that a page reads but does not make are made once for all pages.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from docs_blocks import PROGRAM, Block, blocks_of
from ruamel.yaml import YAML
from typer.testing import CliRunner

import mgsim
from mgsim.cli import app

ROOT = Path(__file__).parents[2]
# pages of the atlas are written by mgsim, and so are their commands: its own tests make the figures
WRITTEN = [page for page in (ROOT / "docs").rglob("*.md") if page.parent.name != "atlas"]
PAGES = [ROOT / "README.md", *sorted(WRITTEN)]
SECONDS = 60  # that one block may take
QUICK = {
    "low_magnesium": ["--set", "duration=60 ms"],
    "dies": ["--set", "duration=20 ms"],
}
_RESULTS = re.compile(r"\bresults/([a-z][a-z0-9_]*?)(_sweep|-\d+)?(?=[\s\"'/)]|$)", re.MULTILINE)
_EXECUTED = ("python", "yaml", "json", "csv", "toml", "text", "bash", "console", "sh", "")


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """Results of shipped configs, each run on its first use."""
    folder = tmp_path_factory.mktemp("kept")

    def results(name: str) -> Path:
        if not (folder / name).exists():
            config = ROOT / "configs" / f"{name}.yaml"
            call(["run", str(config), "--out", str(folder), "--name", name, "--no-figure"])
        return folder / name

    return results


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder of its own with the shipped configs in it, which the page's commands run in."""
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    shutil.copytree(ROOT / "figures", tmp_path / "figures")  # a page may write here
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page_run(page, desk, kept):
    names: dict[str, object] = {"__name__": "__docs__"}
    for block in blocks_of(page):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        assert block.language in _EXECUTED, f"{where}: no language '{block.language}' is known here"
        if block.skipped:
            continue
        with within(SECONDS, where):
            for name, ending in made_elsewhere(block, desk):
                shutil.copytree(kept(name), desk / "results" / f"{name}{ending}")
            run(block, desk, names, where)


def test_few_blocks_are_not_run(capsys):
    """They are listed with their reasons; a new one is a decision: their number is fixed here."""
    found = [(page, block) for page in PAGES for block in blocks_of(page) if block.skipped]
    with capsys.disabled():
        for page, block in found:
            print(f"\nnot run: {page.relative_to(ROOT)}:{block.line}: {block.skipped}", end="")
    assert len(found) <= NOT_RUN


NOT_RUN = 6


def run(block: Block, desk: Path, names: dict[str, object], where: str) -> None:
    """Do with a block what its language and its title say."""
    if block.title:
        keep(desk / block.title, block.text)
    for name in block.beside:
        path = desk / name
        path.mkdir() if name.endswith("/") else keep(path, "title: an empty config")
    if block.language == "yaml":
        check_yaml(block, desk, where)
    elif block.language == "json":
        json.loads(block.text)
    elif block.language == "csv":
        rows = [row for row in csv.reader(block.text.splitlines()) if not row[0].startswith("#")]
        assert len({len(row) for row in rows}) == 1, f"{where}: rows of unequal length"
    elif block.language == "python" and not block.title:
        if block.note == PROGRAM:
            program = keep(desk / "program.py", block.text)
            subprocess.run([sys.executable, str(program)], check=True, capture_output=True)
            return
        exec(compile("\n" * block.line + block.text, where, "exec"), names)
    for words in block.commands:
        assert words[0] == "mgsim", f"{where}: '{words[0]}' is not run; say why in a comment"
        call(words[1:], where)


def check_yaml(block: Block, desk: Path, where: str) -> None:
    """A whole config is checked; a fragment is laid over the config it belongs to, then checked."""
    if block.fragment is None:
        path = keep(desk / (block.title or f"block_{block.line}.yaml"), block.text)
    else:
        base, kept_as = block.fragment
        path = desk / (kept_as or f"block_{block.line}.yaml")
        laid = merged(read_yaml((desk / base).read_text(encoding="utf-8")), block.text)
        with path.open("w", encoding="utf-8") as file:
            YAML().dump(laid, file)
    try:
        mgsim.check(path)
    except mgsim.MgsimError as error:
        pytest.fail(f"{where}: {error}")


def merged(base: dict, text: str) -> dict:
    """The base with the fragment: sections are laid over, its sweep and receptors take their place.

    A key that is no section of a config is a slot or a receptor of the only compartment.
    """
    own = read_yaml(text)
    sections = mgsim.config_schema(mgsim.cards())["else"]["properties"]
    (compartment,) = base["cell"].values()
    for key, value in own.items():
        if key not in sections:
            compartment[key] = value
        elif key in ("sweep", "fit") or not isinstance(value, dict):
            base[key] = value
        else:
            base[key] = {**base.get(key, {}), **value}
    if "sweep" not in own and "readouts" not in own:
        base.pop("sweep", None)
    return base


def read_yaml(text: str) -> dict:
    return YAML(typ="safe").load(text)


def keep(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def made_elsewhere(block: Block, desk: Path) -> list[tuple[str, str]]:
    """Results that the block reads, that the page has not made, and that a shipped config makes."""
    asked = dict.fromkeys(_RESULTS.findall(block.text))
    return [
        (name, ending)
        for name, ending in asked
        if (ROOT / "configs" / f"{name}.yaml").exists()
        and ending != "_sweep"
        and not (desk / "results" / f"{name}{ending}").exists()
        and f"mgsim run configs/{name}.yaml" not in block.text
    ]


def call(words: list[str], where: str = "") -> str:
    """One command of mgsim; fails with all that it said unless it ends with 0."""
    name = Path(words[1]).stem if len(words) > 1 else ""
    quick = QUICK.get(name, []) if words[0] in ("run", "sweep") else []
    found = CliRunner().invoke(app, [*words, *quick])
    said = f"{where}: mgsim {' '.join(words)} ended with {found.exit_code}\n{found.output}"
    fine = (0, 4) if words[0] == "diff" else (0,)  # 4: the folders differ, which is an answer
    assert found.exit_code in fine, f"{said}{found.exception or ''}"
    return found.output


@contextmanager
def within(seconds: int, where: str):
    """End what takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"{where} took more than {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        os.environ.pop("MGSIM_CATALOGUE", None)
