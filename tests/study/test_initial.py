"""What a run starts from: gates at steady state, schemes at rest, ports at t = 0."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import null_space

from mgsim.language.errors import ConfigError
from mgsim.language.expression import evaluate
from mgsim.study import initial
from mgsim.study.batch import lane_constants, spread
from mgsim.study.compose import compose
from mgsim.study.initial import initial_values

CELL = """\
duration: "20 ms"
clock: {dt: "0.1 ms"}
bath: {temperature: "36 degC"}
cell:
  soma:
    membrane: pospischil_2008
    sodium: pospischil_2008
    potassium: pospischil_2008
    m_current: pospischil_2008
    leak: pospischil_2008
sweep: {v_0: ["-80 mV", "-55 mV", "-20 mV"]}
"""
GLUTAMATE = """\
drives: {puff: {model: glutamate_pulse, start: "-5 ms", width: "100 ms", to: patch.nmda}}
sweep: {concentration: ["0.01 mM", "0.1 mM", "1 mM"]}
"""


def test_gates_start_where_they_rest(experiment):
    (group,) = spread(experiment(CELL)).groups
    model, start = group.model, group.batch.start
    assert start["soma_v"].tolist() == [-80, -55, -20]
    gates = [name for name in model.odes if name != "soma_v"]
    assert len(gates) >= 4
    for name in gates:
        rate = np.asarray(evaluate(model.odes[name].rate, start))
        assert rate.shape == (3,)
        assert rate == pytest.approx(0, abs=1e-12)
        assert ((start[name] > 0) & (start[name] < 1)).all()
        assert np.ptp(start[name]) > 0.01


def own_five_state(own_cards, cards, initial: str):
    """The shipped five-state scheme, starting otherwise."""
    source = cards.path("mechanisms/kinetics", "five_state").read_text()
    assert 'initial="c0"' in source
    return own_cards(kinetics__other_start=source.replace('initial="c0"', f"initial={initial}"))


def resting(k: dict[str, float], glu: float) -> np.ndarray:
    """Occupancies c0, c1, c2, o, d at rest, by the null space of the rate matrix."""
    q = np.zeros((5, 5))
    factor = k["statistical_factor"]
    for i, j, forth, back in (
        (0, 1, factor * k["r_b"] * glu, k["r_u"]),
        (1, 2, k["r_b"] * glu, factor * k["r_u"]),
        (2, 3, k["r_o"], k["r_c"]),
        (2, 4, k["r_d"], k["r_r"]),
    ):
        q[i, j], q[j, i] = forth, back
    q -= np.diag(q.sum(axis=1))
    vector = null_space(q.T)[:, 0]
    return vector / vector.sum()


def test_a_scheme_at_equilibrium_is_the_null_space_of_its_rates(
    experiment, clamped, own_cards, cards
):
    own = own_five_state(own_cards, cards, '"equilibrium"')
    text = clamped.replace("double_exponential", "other_start") + GLUTAMATE
    (group,) = spread(experiment(text, own)).groups
    model, start = group.model, group.batch.start
    prefix = "patch_nmda_kinetics_"
    names = ("r_b", "r_u", "r_d", "r_r", "r_o", "r_c", "statistical_factor")
    k = {n: model.constants[prefix + n].value for n in names}
    found = np.array([start[prefix + s] for s in ("c0", "c1", "c2", "o", "d")])
    for lane, glu in enumerate((0.01, 0.1, 1.0)):
        assert found[:, lane] == pytest.approx(resting(k, glu), rel=1e-9)
    assert found.sum(axis=0) == pytest.approx(1)
    assert start["patch_nmda_open"] == pytest.approx(found[3])
    for state in ("c0", "o", "d"):
        rate = evaluate(model.odes[prefix + state].rate, start)
        assert rate == pytest.approx(0, abs=1e-12)


def test_a_scheme_without_a_unique_rest_is_refused(experiment, clamped, own_cards):
    source = """
mechanism = Mechanism(
    role="kinetics", says="x", reads=("glu",), writes=("open",),
    params={"k": Param("1 /(mM ms)", "x", ASSUMED, "D"), "u": Param("1 /ms", "x", ASSUMED, "D")},
    algebra={"open": "o"},
    scheme=Scheme(states=("c", "o", "p", "q"), initial="equilibrium",
                  transitions={"c <-> o": ("u", "u"), "o <-> p": ("k*glu", "k*glu"),
                               "p <-> q": ("u", "u")}),
)
"""
    cards = own_cards(kinetics__split=source)
    text = clamped.replace("double_exponential", "split")
    with pytest.raises(ConfigError) as error:
        spread(experiment(text, cards))
    assert str(error.value) == (
        "a.yaml:8 cell.patch.nmda.kinetics: found 'equilibrium', which this scheme has no unique "
        "one of here; expected a start that is said. Write 'initial: c' or another state, shares "
        "such as {STATE: 0.5, STATE: 0.5}, or let some transmitter bind."
    )
    (group,) = spread(experiment(text + GLUTAMATE, cards)).groups
    shares = [group.batch.start[f"patch_nmda_kinetics_{s}"] for s in "copq"]
    assert np.array(shares) == pytest.approx(0.25)
    with pytest.raises(ConfigError, match="no unique one"):
        spread(experiment(text + GLUTAMATE.replace('"0.1 mM"', '"0 mM"'), cards))


def test_without_transmitter_everything_rests_unbound(experiment, clamped, own_cards, cards):
    own = own_five_state(own_cards, cards, '"equilibrium"')
    text = clamped.replace("double_exponential", "other_start") + GLUTAMATE
    text = text.replace('"0.01 mM"', '"0 mM"')
    (group,) = spread(experiment(text, own)).groups
    assert group.batch.start["patch_nmda_kinetics_c0"][0] == pytest.approx(1)


def test_lanes_rest_the_same_however_many_go_at_once(
    experiment, clamped, own_cards, cards, monkeypatch
):
    own = own_five_state(own_cards, cards, '"equilibrium"')
    text = clamped.replace("double_exponential", "other_start") + GLUTAMATE
    (whole,) = spread(experiment(text, own)).groups
    monkeypatch.setattr(initial, "_AT_ONCE", 2)
    (cut,) = spread(experiment(text, own)).groups
    for state in ("c0", "c1", "c2", "o", "d"):
        name = f"patch_nmda_kinetics_{state}"
        assert np.unique(whole.batch.start[name]).size == 3
        assert cut.batch.start[name].tolist() == whole.batch.start[name].tolist()


def test_a_start_by_name_or_by_occupancies(experiment, clamped, own_cards, cards):
    own = own_five_state(own_cards, cards, '{"c2": "0.25", "d": "0.5*1.5"}')
    model = compose(experiment(clamped.replace("double_exponential", "other_start"), own))
    start = initial_values(model, lane_constants(model, {}))
    found = {s: float(start[f"patch_nmda_kinetics_{s}"]) for s in ("c0", "c1", "c2", "o", "d")}
    assert found == {"c0": 0, "c1": 0, "c2": 0.25, "o": 0, "d": 0.75}
    plain = compose(experiment(clamped.replace("double_exponential", "five_state")))
    start = initial_values(plain, lane_constants(plain, {}))
    assert start["patch_nmda_kinetics_c0"] == 1
    assert start["patch_nmda_open"] == 0


def test_starts_that_need_each_other_are_refused(experiment, clamped, own_cards):
    source = """
mechanism = Mechanism(
    role="block", says="x", writes=("unblocked",), algebra={"unblocked": "a"},
    states={"a : 1": State("0/dt", "b", "x"), "b : 1": State("0/dt", "a", "x")},
)
"""
    cards = own_cards(block__mine=source)
    with pytest.raises(
        ConfigError, match=r"initial values: found patch_nmda_block_a -> .*_b -> .*_a"
    ):
        spread(experiment(clamped.replace("jahr_stevens_1990", "mine"), cards))


def test_the_start_holds_every_quantity(experiment, clamped):
    (group,) = spread(experiment(clamped + "sweep: {mg_o: ['0 mM', '1 mM']}\n")).groups
    assert set(group.model.quantities) <= set(group.batch.start)
    assert group.batch.start["patch_nmda_unblocked"][0] == 1
    assert 0 < group.batch.start["patch_nmda_unblocked"][1] < 0.1
