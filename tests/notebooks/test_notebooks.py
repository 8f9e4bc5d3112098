"""The teaching notebooks: whole, in step with their texts, and right in what their solutions say.

That each runs from top to bottom is nbmake's test: `pytest --nbmake notebooks`.
"""

import ast
import doctest
import re

import jupytext
import nbformat
import pytest
from pairs import NOTEBOOKS, TEXTS, pair_of

import mgsim

CONFIGS = NOTEBOOKS.parent / "configs"
YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
SOLUTION = re.compile(r"<details><summary>Solution</summary>(.*?)</details>", re.DOTALL)
PYCON = re.compile(r"```pycon\n(.*?)```", re.DOTALL)
EACH = pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)


def prose(text):
    return "\n\n".join(c.source for c in jupytext.read(text).cells if c.cell_type == "markdown")


def code(text):
    return "\n".join(c.source for c in jupytext.read(text).cells if c.cell_type == "code")


def test_there_are_ten_in_the_table_of_contents_and_no_stray_notebook():
    contents = (NOTEBOOKS / "README.md").read_text(encoding="utf-8")
    assert [path.stem[:2] for path in TEXTS] == [f"{n:02}" for n in range(1, 11)]
    for path in TEXTS:
        assert f"({path.stem}.ipynb)" in contents
    pairs = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    assert pairs == [path.stem for path in TEXTS]


@EACH
def test_a_notebook_is_its_text_and_holds_no_output(text):
    stored = text.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert stored == pair_of(text), "run: python tests/notebooks/pairs.py"
    book = nbformat.reads(stored, as_version=4)
    nbformat.validate(book)
    for cell in book.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@EACH
def test_every_part_is_there(text):
    said = prose(text)
    assert said.startswith(f"# {int(text.stem[:2])}. ")
    for part in ("**Goal.** ", "## Turn it", "## The same in a file", "## Exercises"):
        assert said.count(part) == 1, part
    assert re.findall(r"^\*\*(\d)\.\*\* ", said, re.MULTILINE) == ["1", "2", "3"]
    assert len(SOLUTION.findall(said)) == 3
    assert "\n## What this model cannot say\n" in said.rpartition("</details>")[2]
    assert "](../docs/" not in said or all(
        (NOTEBOOKS / link).exists() for link in re.findall(r"\]\((\.\./docs/[^)#]+)", said)
    )


@EACH
def test_it_defines_nothing_and_has_one_slider_for_magnesium(text):
    tree = ast.parse(code(text))
    made = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If)
    assert not [node for node in ast.walk(tree) if isinstance(node, made)]
    imported = [n.names[0].name for n in ast.walk(tree) if isinstance(n, ast.Import)]
    assert imported == ["mgsim"]
    assert code(text).count("mgsim.slider(") == 1
    assert '"bath.mg_o": (' in code(text) or 'over="mg_o"' in code(text)


@EACH
def test_the_solutions_say_what_is_computed(text, monkeypatch):
    monkeypatch.chdir(NOTEBOOKS)
    examples = [PYCON.search(solution) for solution in SOLUTION.findall(prose(text))]
    assert all(examples)
    for number, found in enumerate(examples, 1):
        name = f"{text.stem}, solution {number}"
        test = doctest.DocTestParser().get_doctest(found.group(1), {}, name, str(text), 0)
        assert test.examples[-1].want, "a solution ends with a number"
        said = []
        runner = doctest.DocTestRunner(verbose=False)
        assert not runner.run(test, out=said.append).failed, "".join(said)


@EACH
def test_the_file_that_a_reader_writes_is_a_config(text, tmp_path):
    (written,) = YAML.findall(prose(text))
    path = tmp_path / "my_own.yaml"
    path.write_text(written.replace("extends: configs", f"extends: {CONFIGS}"), encoding="utf-8")
    plan = mgsim.check(path)
    assert plan.points >= 2
    axes = mgsim.load(path).sweep
    assert len(axes["mg_o"]) >= 2 or "logspace" in axes["mg_o"]
