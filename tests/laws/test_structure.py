"""The house: cards are data, modules are small, public things are documented."""

import ast
from pathlib import Path

import pytest

from mgsim.catalogue.find import SHIPPED

PACKAGE = SHIPPED.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
DATA = sorted([*(SHIPPED / "mechanisms").rglob("*.py"), *(SHIPPED / "parameters").rglob("*.py")])
BANNED = {"utils", "helpers", "misc", "common", "core", "base"}


@pytest.mark.parametrize("path", DATA, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_card_is_data(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    logic = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Lambda, ast.ClassDef, ast.IfExp)
    assert not [node for node in ast.walk(tree) if isinstance(node, logic)]
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_are_small_and_well_named(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert path.stem not in BANNED
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = node.end_lineno - body[0].lineno + 1 if body else 0
            assert lines <= 40, f"{node.name}: {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_module_and_public_function_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not tree.body:
        return
    assert ast.get_docstring(tree), path
    for node in tree.body:
        is_public = not getattr(node, "name", "_").startswith("_")
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and is_public:
            if path.parts[-2] == "targets" or path.parent.name == "model":
                continue
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_imports_hide_in_no_function():
    allowed = {"__init__.py"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                assert not inner or path.name in allowed, f"{path}: {node.name}"


def test_readme_names_no_module_that_is_gone():
    readme = Path(PACKAGE.parent / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
