"""What must hold of the receptor's schemes at any voltage, magnesium and glutamate."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mgsim
from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.language.expression import evaluate

TRAP = "vargas_caballero_robinson_2004"
MODELS = {
    "kampa": "{model: kampa_2004, initial: equilibrium}",
    "kampa t": "{model: kampa_2004, set: t_variant, initial: equilibrium}",
    "trap": f"{{model: {TRAP}, initial: equilibrium}}",
    "trap 150538": f"{{model: {TRAP}, set: modeldb_150538, initial: equilibrium}}",
    "symmetric": f"{{model: {TRAP}, set: symmetric, initial: equilibrium}}",
    "clarke": "{model: clarke_johnson_2008, initial: equilibrium}",
}
V = st.floats(-110, 60)
MG = st.floats(0, 4) | st.just(0.0)
GLU = st.floats(1e-3, 10)
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CARDS = Catalogue((SHIPPED,))
BLOCKS = ("jahr_stevens_1990_burst", "antonov_johnson_1999", "jahr_stevens_1990", "woodhull_1973")


@pytest.mark.parametrize("name", MODELS)
def test_probabilities_stay_probabilities(name, point):
    """At rest and after any time under any conditions."""
    at = point(MODELS[name])
    words = MODELS[name].replace("equilibrium", '{after: "1 s", glu: "0.1 mM", v: "0 mV"}')
    stood = point(words)

    @FEW
    @given(V, MG, GLU, st.floats(0, 4))
    def holds(v, mg_o, glu, decades):
        after = {"initial_after": 10.0**decades, "initial_v": v, "initial_glu": glu}
        for shares in (at.shares(v, mg_o, glu), stood.shares(v, mg_o, 0.0, **after)):
            found = np.array(list(shares.values()))
            assert ((found >= 0) & (found <= 1)).all()
            assert abs(found.sum() - 1) < 1e-12

    holds()


@pytest.mark.parametrize("name", MODELS)
def test_a_run_keeps_its_sum_and_bounds(name, patch, tmp_path):
    """Fast binding beside slow desensitisation, at the default step of the fused engine."""
    model = CARDS.mechanism("kinetics", MODELS[name].split()[1].strip(",}"))
    words = ", ".join(f"nmda.kinetics.{state}" for state in model.scheme.states)
    text = patch(
        MODELS[name].replace("equilibrium", model.scheme.states[0]),
        duration="60 ms",
        quantities=words,
    )
    box = 'v_hold: {from: "-110 mV", to: "60 mV"}, mg_o: {from: "0 mM", to: "4 mM"}'
    path = tmp_path / "a.yaml"
    path.write_text(text + f"sweep: {{x: {{sobol: {{points: 16, over: {{{box}}}}}}}}}\n")
    found = mgsim.run(path, "fused")
    states = np.array([found[state].values for state in model.scheme.states])
    assert (found["status"] == "ok").all()
    assert states.min() >= 0 and states.max() <= 1 + 1e-12
    assert np.abs(states.sum(axis=0) - 1).max() < 1e-12


@pytest.mark.parametrize("name", ["kampa", "trap", "symmetric"])
def test_without_magnesium_nothing_depends_on_the_voltage(name, point):
    at = point(MODELS[name])

    @FEW
    @given(V, V, GLU)
    def holds(v, w, glu):
        one, two = at.shares(v, 0.0, glu), at.shares(w, 0.0, glu)
        assert list(one.values()) == pytest.approx(list(two.values()), abs=1e-10)
        assert at.shares(v, 0.0, glu)["om" if "kampa" in name else "ob"] < 1e-12

    holds()


def test_clarkes_gating_feels_the_voltage_without_magnesium(point):
    at = point(MODELS["clarke"])
    opens = [at.shares(v, 0.0, 1.0)["o"] for v in (-80, -40, 0, 40)]
    assert (np.diff(opens) > 0).all() and opens[-1] > 1.5 * opens[0]
    assert sum(at.shares(-80, 0.0, 1.0)[s] for s in ("ob", "rb", "ra2b", "d1b")) < 1e-12


@FEW
@given(V, MG, GLU, st.floats(0.01, 100), st.floats(0.001, 1), st.floats(-80, -20))
def test_symmetric_trapping_is_competition_whatever_the_gating(
    point, v, mg_o, glu, k_on, opening, w
):
    """At steady state the unblocked part is that of the open channel alone, to 1e-6."""
    at = point(MODELS["symmetric"])
    numbers = {"k_on": k_on, "opening": opening}
    free, blocked = (at.shares(v, mg, glu, **numbers)["o"] for mg in (0.0, mg_o))
    k_d = 5.4 * math.exp(v / 47) / (0.61 * math.exp(-v / 17))
    assert blocked / free == pytest.approx(1 / (1 + mg_o / k_d), rel=1e-6)


@pytest.mark.parametrize(("name", "half"), [("trap", 25.5e-3), ("trap 150538", 27.5e-3)])
def test_asymmetric_trapping_is_not(name, half, point):
    at = point(MODELS[name])
    free, blocked = (at.shares(-60, mg, 1.0)["o"] for mg in (0.0, half))
    assert blocked / free == pytest.approx(0.5, abs=5e-4)
    k_d = 5.4 * math.exp(-60 / 47) / (0.61 * math.exp(60 / 17))
    assert abs(blocked / free - 1 / (1 + half / k_d)) > 0.2


CYCLES = {
    ("u", "cl", "clm", "um"): 1.477,
    ("cl", "o", "om", "clm"): 0.791,
    ("cl", "d1", "d1m", "clm"): 0.961,
    ("d1", "d2", "d2m", "d1m"): 1.406,
}


@pytest.mark.parametrize("cycle", CYCLES, ids="-".join)
@pytest.mark.parametrize("v", [-70.0, 15.0])
def test_kampas_cycles_are_not_reversible(cycle, v, point):
    """As published: forward over backward products, which reversibility would make 1."""
    at = point(MODELS["kampa"])
    values = at.values(v, 0.8, 0.3)
    rates = {}
    for left, right, forth, back in at.scheme.transitions:
        a, b = (name.rpartition("_")[2] for name in (left, right))
        rates[a, b], rates[b, a] = (float(evaluate(text, values)) for text in (forth, back))
    around = list(zip(cycle, (*cycle[1:], cycle[0]), strict=True))
    product = math.prod(rates[a, b] / rates[b, a] for a, b in around)
    assert product == pytest.approx(CYCLES[cycle], abs=5e-4)


def test_kampas_receptors_rest_blocked(point):
    at = point(MODELS["kampa"])
    for v, wanted in ((-60, 0.984), (-80, 0.997), (0, 0.33)):
        assert at.shares(v, 1.0, 0.0)["um"] == pytest.approx(wanted, abs=5e-3)
    values = at.values(-60, 1.0, 0.0)
    for v, tau in ((-60, 33), (0, 518)):
        values = at.values(v, 1.0, 0.0)
        (both,) = (t[2:] for t in at.scheme.transitions if t[0].endswith("_u") and "um" in t[1])
        assert 1 / sum(float(evaluate(text, values)) for text in both) == pytest.approx(
            tau, rel=0.02
        )


def ends(path, **sets):
    found = mgsim.run(path, "scipy", sets=sets)["open"]
    time, trace = found["time"].values, found.values
    top = int(trace.argmax())
    return float(time[top + int((trace[top:] < 0.5 * trace[top]).argmax())] - time[top])


@pytest.mark.parametrize(
    ("kinetics", "block", "differ"),
    [
        (MODELS["kampa"], "", True),
        (MODELS["trap"].replace("equilibrium", "c0"), "", True),
        ("{model: five_state, set: lester_jahr_1992}", "jahr_stevens_1990", False),
    ],
)
def test_only_a_trap_decays_faster_at_negative_voltage(kinetics, block, differ, patch, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(patch(kinetics, block))
    low, high = (ends(path, v_hold=f"{v} mV") for v in (-60, 40))
    assert low < 0.75 * high if differ else low == pytest.approx(high, abs=1e-9)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_falls_with_magnesium_and_lifts_with_voltage(block, patch, tmp_path):
    path = tmp_path / "a.yaml"
    sweep = """\
sweep:
  v_hold: {linspace: {from: "-100 mV", to: "60 mV", points: 17}}
  mg_o: ["0 mM", "0.01 mM", "0.5 mM", "2 mM", "4 mM"]
"""
    text = patch("steady_open", block, duration="1 ms", quantities="nmda.unblocked", every="1 ms")
    path.write_text(
        text.partition("drives:")[0] + "record: {quantities: [nmda.unblocked]}\n" + sweep
    )
    found = mgsim.run(path, "scipy")["unblocked"].isel(time=0).transpose("v_hold", "mg_o").values
    assert ((found > 0) & (found <= 1)).all()
    assert (np.diff(found, axis=1) < 0).all()
    assert (np.diff(found[:, 1:], axis=0) > 0).all()
    if block != "jahr_stevens_1990_burst":  # its flicker shuts channels without magnesium too
        assert (found[:, 0] == 1).all()
