"""From the move of a slider to the new picture: `pytest tests/notebooks -m bench -s`."""

import ast
import statistics

import pytest
from pairs import NOTEBOOKS, TEXTS

import mgsim

MOVES, BOUND_S = 7, 0.2


def slider_of(text):
    """The slider that a notebook makes."""
    tree = ast.parse(text.read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    (call,) = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "slider"]
    given = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    return mgsim.slider(*map(ast.literal_eval, call.args), **given)


@pytest.mark.bench
@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_a_slider_answers_at_once(text, monkeypatch):
    monkeypatch.chdir(NOTEBOOKS)
    shown = slider_of(text)
    taken = []
    one = next(iter(shown.sliders.values()))
    for number in range(MOVES):
        one.value = one.min + (one.max - one.min) * (number + 1) / (MOVES + 2)
        taken.append(shown.seconds)
    print(f"{text.stem}: {statistics.median(taken):.3f} s, at most {max(taken):.3f} s")
    assert statistics.median(taken) < BOUND_S
