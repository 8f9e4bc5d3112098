"""One card in its place: gates and schemes spelled out, and what a card may not say."""

from __future__ import annotations

import numpy as np
import pytest

from mgsim.language.errors import CardError, MgsimError
from mgsim.language.expression import evaluate, names
from mgsim.language.mechanism import Gate, Mechanism, Scheme, State
from mgsim.study.compose import compose
from mgsim.study.flatten import scheme_arrows, spell_out

LOOP = Scheme(
    states=("a", "b", "c"),
    transitions={"a <-> b": ("k*2", "1 - k"), "b<->c": ("k", "0"), "c <-> a": ("3", "k/2")},
    initial="a",
)


def rates_of(scheme: Scheme, **values: float) -> dict[str, float]:
    leaf = spell_out(Mechanism("kinetics", "x", scheme=scheme), "here")
    return {n: float(evaluate(rate, values)) for n, (rate, _, _, _) in leaf.states.items()}


def test_a_scheme_is_its_rate_matrix():
    """Against p Q written as a matrix, with rates that are sums so that brackets matter."""
    k, p = 0.3, np.array([0.2, 0.5, 0.3])
    q = np.array([[0, 2 * k, k / 2], [1 - k, 0, k], [3, 0, 0]])
    q -= np.diag(q.sum(axis=1))
    found = rates_of(LOOP, k=k, a=p[0], b=p[1], c=p[2])
    assert list(found.values()) == pytest.approx(list(p @ q))


def test_every_shipped_scheme_conserves_its_total(cards):
    rng = np.random.default_rng(1990)
    seen = 0
    for name in cards.names("mechanisms/kinetics"):
        card = cards.mechanism("kinetics", name)
        if card.scheme is None:
            continue
        seen += 1
        leaf = spell_out(card, name)
        texts = [leaf.states[s][0] for s in card.scheme.states]
        for _ in range(50):
            words = {n for text in texts for n in names(text)}
            values = {n: rng.uniform(0.01, 5.0) for n in words}
            rates = [evaluate(text, values) for text in texts]
            assert abs(sum(rates)) <= 1e-12 * sum(map(abs, rates))
            assert max(map(abs, rates)) > 0
    assert seen >= 1


def test_a_state_that_nothing_reaches_stays():
    lone = Scheme(states=("a", "b", "z"), transitions={"a <-> b": ("1", "1")}, initial="a")
    assert spell_out(Mechanism("kinetics", "x", scheme=lone), "here").states["z"][0] == "0"


@pytest.mark.parametrize("key", ["a -> b", "a <-> x", "x <-> b", "a b", "<-> b"])
def test_a_transition_of_no_state_is_refused(key):
    scheme = Scheme(states=("a", "b"), transitions={key: ("1", "1")}, initial="a")
    with pytest.raises(CardError, match=f"found transition '{key}'"):
        scheme_arrows(scheme, "mechanism kinetics/x")


def test_a_gate_by_its_rates():
    gate = Gate("activation", alpha="2*v", beta="v + 1")
    leaf = spell_out(Mechanism("sodium", "x", gates={"m": gate}), "here")
    rate, start, unit, says = leaf.states["m"]
    values = {"v": 0.5, "m": 0.2}
    values |= {n: evaluate(text, values) for n, (text, _, _) in leaf.algebra.items()}
    assert evaluate(rate, values) == pytest.approx(1.0 * 0.8 - 1.5 * 0.2)
    assert evaluate(start, values) == pytest.approx(1.0 / 2.5)
    assert (unit, says) == ("1", "activation")
    assert leaf.algebra["alpha_m"][1] == leaf.algebra["beta_m"][1] == "1/ms"


def test_a_gate_by_steady_state_and_time_constant():
    gate = Gate("inactivation", inf="v", tau="4")
    leaf = spell_out(Mechanism("sodium", "x", gates={"h": gate}), "here")
    rate, start, _, _ = leaf.states["h"]
    values = {"v": 0.7, "h": 0.1}
    values |= {n: evaluate(text, values) for n, (text, _, _) in leaf.algebra.items()}
    assert evaluate(rate, values) == pytest.approx(0.6 / 4)
    assert evaluate(start, values) == 0.7
    assert leaf.algebra["tau_h"][1] == "ms"


def test_units_of_ports_need_not_be_said():
    card = Mechanism("calcium", "x", states={"ca_i": State("0", "0", "x")}, algebra={"n : mV": "1"})
    leaf = spell_out(card, "here")
    assert leaf.states["ca_i"][2] == "mM"
    assert leaf.algebra["n"][1] == "mV"
    with pytest.raises(CardError, match="found 'n' without a unit; expected 'n : UNIT'"):
        spell_out(Mechanism("calcium", "x", states={"n": State("0", "0", "x")}), "here")


SCHEME = """
mechanism = Mechanism(
    role="kinetics", says="two states", reads=("glu",), writes=("open",),
    params={{"k": Param("2 /(mM ms)", "binding", ASSUMED, "D"),
             "u": Param("0.5 /ms", "unbinding", ASSUMED, "D")}},
    algebra={{"open": "o"}},
    scheme=Scheme(states=("c", "o"), transitions={{"c <-> o": ("k*glu", "u")}}, initial={initial}),
)
"""


def test_a_scheme_in_its_place_has_flat_names(experiment, clamped, own_cards):
    cards = own_cards(kinetics__two=SCHEME.format(initial='{"c": "0.25", "o": "0.75"}'))
    model = compose(experiment(clamped.replace("double_exponential", "two"), cards))
    (scheme,) = model.schemes
    assert scheme.prefix == "patch.nmda.kinetics"
    assert scheme.states == ("patch_nmda_kinetics_c", "patch_nmda_kinetics_o")
    assert scheme.transitions == (
        (*scheme.states, "patch_nmda_kinetics_k * patch_nmda_glu", "patch_nmda_kinetics_u"),
    )
    assert scheme.initial == {scheme.states[0]: "0.25", scheme.states[1]: "0.75"}


@pytest.mark.parametrize("initial", ['"z"', '{"z": "1"}', '{"k": "1"}'])
def test_a_start_in_no_state_is_refused(experiment, clamped, own_cards, initial):
    cards = own_cards(kinetics__two=SCHEME.format(initial=initial))
    made = experiment(clamped.replace("double_exponential", "two"), cards)
    with pytest.raises(MgsimError, match=r"kinetics/two: found a start in '[zk]'; expected one of"):
        compose(made)
