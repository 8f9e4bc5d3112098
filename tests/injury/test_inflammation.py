"""NF-kB oscillates as published, and serum magnesium scales what it produces, nothing else does."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import mgsim
from mgsim.engines.contract import load_engine
from mgsim.study.batch import spread
from mgsim.study.compose import compose

CELL = """\
duration: "{duration}"
clock: {{dt: "{dt}"}}
bath: {{mg_serum: "0 mM"}}
cell:
  soma:
    membrane: voltage_clamp
    inflammation: {slot}
record: {{quantities: [{record}], every: "6 s"}}
{more}
"""
STATES = ("nfkb_n", "ikb_m", "ikb_c", "nfkb_c", "bound_c", "ikb_n", "bound_n")
FULL = "soma.cytokine, " + ", ".join(f"inflammation.{n}" for n in STATES)
REDUCED = "soma.cytokine, inflammation.nfkb_n, inflammation.ikb_m, inflammation.ikb"
# extremes over a cycle, uM: the paper's equations in minutes outside mgsim, LSODA at rtol 1e-11
CYCLE = {
    "nfkb_n": (3.6389546e-05, 0.71695258),
    "ikb_m": (0.44524371, 4.715706),
    "ikb_c": (0.098973476, 13.38414),
    "nfkb_c": (0.0013499822, 0.043188984),
    "bound_c": (0.26136071, 0.98980923),
    "ikb_n": (0.00024937249, 9.2986013),
    "bound_n": (0.0087900165, 0.27231236),
}
MG, SALT = 60 / 24.305, 60 / 120.366  # mM: 6 mg/dl of magnesium, of its sulphate


@pytest.fixture
def run(experiment) -> Callable[..., Any]:
    """A function: slot and what to record -> dataset of a few hours."""

    def make(slot: str, record: str, engine: str = "scipy", dt: str = "6 s", more: str = "") -> Any:
        text = CELL.format(slot=slot, record=record, duration="4 h", dt=dt, more=more)
        found = mgsim.run(experiment(text), engine)
        assert (found["status"] == "ok").all()
        return found

    return make


@pytest.fixture
def long_run(experiment) -> Callable[..., dict[str, np.ndarray]]:
    """A function: slot -> every trace on the oracle, span by span, each from the last one's end."""

    def make(slot: str, record: str, spans: int = 10, span: str = "4 h") -> dict[str, np.ndarray]:
        made = experiment(CELL.format(slot=slot, record=record, duration=span, dt="6 s", more=""))
        (group,) = spread(made).groups
        program = load_engine("scipy").compile(group.model, made.clock, made.every, {})
        batch, parts = group.batch, []
        for _ in range(spans):
            raw = program.run(batch, lambda fraction: None)
            assert not raw.reasons[0]
            parts.append({n: trace[0] for n, trace in raw.traces.items()})
            ends = {n: np.array([parts[-1][n][-1]]) for n in group.model.odes}
            batch = replace(batch, start={**batch.start, **ends})
        names = {n: n.removeprefix("soma_").removeprefix("inflammation_") for n in parts[0]}
        joined = {names[n]: np.concatenate([part[n][:-1] for part in parts]) for n in names}
        return joined | {"minutes": np.arange(joined["cytokine"].size) / 10}

    return make


def _cycles(found: Mapping[str, np.ndarray], after: float) -> tuple[float, slice]:
    """The period (min) of nuclear NF-kB after a time (min), and the samples of whole cycles."""
    minutes, trace = found["minutes"], found["nfkb_n"]
    level = (trace[minutes > after].max() + trace[minutes > after].min()) / 2
    up = np.flatnonzero((trace[:-1] < level) & (trace[1:] >= level) & (minutes[1:] > after))
    part = (level - trace[up]) / (trace[up + 1] - trace[up])
    crossed = minutes[up] + part / 10
    assert len(up) >= 5
    return float(np.diff(crossed).mean()), slice(up[0], up[-1])


def test_seven_variables_oscillate_every_154_8_minutes(long_run):
    found = long_run("krishna_2006", FULL)
    period, whole = _cycles(found, 1200)
    assert period == pytest.approx(154.8467, abs=0.01)
    for name, (low, high) in CYCLE.items():
        trace = 1e3 * found[name][found["minutes"] > 1200]
        assert trace.min() == pytest.approx(low, rel=2e-3), name
        assert trace.max() == pytest.approx(high, rel=2e-3), name
    assert found["cytokine"][whole].mean() == pytest.approx(1.0, rel=2e-3)
    all_of_it = sum(found[n] for n in ("nfkb_n", "nfkb_c", "bound_c", "bound_n"))
    np.testing.assert_allclose(all_of_it, 1e-3, rtol=1e-9)


def test_three_variables_oscillate_every_2_0811_lives_of_the_mrna(long_run):
    found = long_run("krishna_2006_reduced", REDUCED, spans=30)
    period, whole = _cycles(found, 4200)
    assert period == pytest.approx(2.0811157 / 0.017, abs=0.01)
    assert period == pytest.approx(122.42, abs=0.01)
    assert found["cytokine"][whole].mean() == pytest.approx(1.0, rel=2e-3)
    settled = found["minutes"] > 4200
    assert found["nfkb_n"][settled].max() == pytest.approx(0.62725645, rel=2e-3)
    assert found["ikb"][settled].max() == pytest.approx(0.017042998, rel=2e-3)
    faster = long_run('{model: krishna_2006_reduced, g_m: "0.034 /min"}', REDUCED, spans=15)
    assert _cycles(faster, 2100)[0] == pytest.approx(period / 2, abs=0.01)


def test_a_stronger_stimulus_shortens_the_period(long_run):
    found = long_run('{model: krishna_2006, ikk: "0.7 uM"}', FULL)
    assert _cycles(found, 1200)[0] == pytest.approx(103.5391, abs=0.01)


@pytest.mark.parametrize("model", ["krishna_2006", "krishna_2006_reduced"])
@pytest.mark.parametrize(
    ("chosen", "serum", "left"),
    [
        ("tnf_alpha", MG, 0.52),
        ("il_6", MG, 0.63),
        ("tnf_alpha_salt", SALT, 0.52),
        ("il_6_salt", SALT, 0.63),
    ],
)
def test_magnesium_of_the_serum_takes_what_the_abstract_says(run, model, chosen, serum, left):
    sweep = f'sweep: {{bath.mg_serum: ["0 mM", "{serum / 2} mM", "{serum} mM"]}}'
    slot = f"{{model: {model}, set: {chosen}}}"
    found = run(slot, "soma.cytokine, inflammation.nfkb_n", more=sweep)
    none, half, full = found["cytokine"].values[:, 1:]
    np.testing.assert_allclose(full / none, left, rtol=1e-6)
    np.testing.assert_allclose(half / none, 1 / (1 + (1 - left) / left / 2), rtol=1e-6)
    np.testing.assert_array_equal(found["nfkb_n"][2], found["nfkb_n"][0])


@pytest.mark.parametrize("model", ["krishna_2006", "krishna_2006_reduced"])
def test_without_a_set_magnesium_does_nothing(run, model):
    sweep = 'sweep: {bath.mg_serum: ["0 mM", "5 mM"]}'
    found = run(model, "soma.cytokine", more=sweep)
    assert float(found["cytokine"].max()) > 5
    np.testing.assert_array_equal(found["cytokine"][1], found["cytokine"][0])


@pytest.mark.parametrize("model", ["krishna_2006", "krishna_2006_reduced"])
def test_it_reads_the_serum_and_never_the_bath_of_the_neuron(experiment, cards, model):
    assert cards.mechanism("inflammation", model).reads == ("mg_serum",)
    text = CELL.format(slot=model, record="soma.cytokine", duration="1 h", dt="6 s", more="")
    assert "mg_o" not in compose(experiment(text)).constants


def test_the_fast_engine_says_what_the_oracle_says(run):
    for model, record, dt in (
        ("krishna_2006", FULL, "0.1 s"),
        ("krishna_2006_reduced", REDUCED, "1 s"),
    ):
        judge, fast = (run(model, record, e, dt=dt) for e in ("scipy", "fused"))
        for name in judge.data_vars:
            if name not in ("status", "seed"):
                size = float(np.abs(judge[name]).max())
                assert float(np.abs(fast[name] - judge[name]).max()) < 1e-5 * size, name
