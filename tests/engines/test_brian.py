"""The reference engine: order of its method, its two code generators, what it refuses."""

import shutil

import numpy as np
import pytest

import mgsim
from mgsim.engines.brian import need_compiler
from mgsim.engines.contract import load_engine
from mgsim.language.errors import EngineError, MgsimError
from mgsim.study.experiment import load
from mgsim.validation.table import CONFIGS

CELL = CONFIGS / "regular_spiking.yaml"
SHORT = {"duration": "12 ms", "step.start": "1 ms", "step.amplitude": "3 nA"}


def _end(dt, method):
    sets = SHORT | {"clock.dt": f"{dt} ms"}
    found = mgsim.run(CELL, "brian", {"codegen": "numpy", "method": method}, sets)
    return float(found["v_end"])


@pytest.mark.parametrize(("method", "order"), [("rk4", 4), ("rk2", 2), ("euler", 1)])
def test_the_error_falls_with_the_order_of_the_method(method, order):
    exact = float(mgsim.run(CELL, "scipy", {"rtol": 1e-11}, SHORT)["v_end"])
    coarse, fine = (abs(_end(dt, method) - exact) for dt in (0.02, 0.01))
    assert 0.6 * 2**order < coarse / fine < 2.2 * 2**order


def test_the_default_method_is_fourth_order():
    found = mgsim.run(CELL, "brian", {"codegen": "numpy"}, SHORT)
    assert found.attrs["method"] == "rk4"


@pytest.mark.skipif(not shutil.which("g++"), reason="no C++ compiler")
def test_compiled_and_interpreted_code_give_the_same_numbers():
    slow, fast = (
        mgsim.run(CELL, "brian", {"codegen": codegen}, SHORT) for codegen in ("numpy", "cython")
    )
    np.testing.assert_allclose(slow["v_end"], fast["v_end"], rtol=1e-9)
    np.testing.assert_allclose(slow["spikes"], fast["spikes"], rtol=1e-9)


def test_without_a_compiler_the_engine_says_so_and_falls_back_on_nothing(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(EngineError, match=r"no C\+\+ compiler.*--codegen numpy"):
        need_compiler()
    with pytest.raises(EngineError, match="no C"):
        mgsim.run(CELL, "brian", {}, SHORT)


@pytest.mark.parametrize(
    ("engine", "options", "what"),
    [
        ("brain", {}, "Did you mean 'brian'"),
        ("brian", {"metod": "rk4"}, "Did you mean 'method'"),
        ("brian", {"method": "rk5"}, "rk4 or rk2"),
        ("brian", {"codegen": "numpyy"}, "cython or numpy"),
        ("scipy", {"method": "RK23"}, "LSODA or Radau"),
    ],
)
def test_what_an_engine_cannot_it_says(engine, options, what):
    with pytest.raises(MgsimError, match=what):
        mgsim.run(CELL, engine, options, SHORT)


def test_brian_refuses_equations_that_do_not_balance(tmp_path):
    from mgsim.catalogue.find import SHIPPED

    text = (SHIPPED / "mechanisms/leak/pospischil_2008.py").read_text(encoding="utf-8")
    folder = tmp_path / "mechanisms" / "leak"
    folder.mkdir(parents=True)
    assert "*area*" in text
    (folder / "unbalanced.py").write_text(text.replace("*area*", "*"), encoding="utf-8")
    config = tmp_path / "a.yaml"
    config.write_text(
        f'catalogue: ["{tmp_path}"]\nduration: "1 ms"\n'
        "cell: {soma: {membrane: pospischil_2008, leak: unbalanced}}\n"
    )
    experiment = load(config)
    with pytest.raises(EngineError, match="dimensions balance"):
        mgsim.run(experiment, "brian", {"codegen": "numpy"})


def test_loading_an_engine_gives_the_contract():
    for name in ("brian", "scipy"):
        assert callable(load_engine(name).compile)
