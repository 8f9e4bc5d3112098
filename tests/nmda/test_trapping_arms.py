"""Receptors with a blocked arm for a drug: the steady state, what they trap, what they undo."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

import mgsim
from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.language.errors import ConfigError
from mgsim.language.expression import evaluate
from mgsim.language.mechanism import split_unit
from mgsim.language.units import value
from mgsim.study.compose import compose
from mgsim.study.flatten import scheme_arrows

CARDS = Catalogue((SHIPPED,))
SECOND, MINUTE = 1e3, 6e4
# the half-blocking concentrations of the published arithmetic, in mM, all at -66 mV
K_MG, K_DRUG = 0.0651444, 0.8e-3
PUBLISHED = {
    (1.0, 0.0): 0.061160,
    (0.0, 13e-3): 0.057971,
    (1.0, 13e-3): 0.030674,
    (1.0, 0.8e-3): 0.057635,
}


class Receptor:
    """A card's scheme as rate matrices, built from its text without any engine."""

    def __init__(self, name, set_="", **moved):
        self.card = CARDS.mechanism("kinetics", name)
        params = dict(self.card.params)
        if set_:
            params |= CARDS.parameter_set("kinetics", name, set_).params
        self.values = {word: value(param.value) for word, param in params.items()} | moved
        self.states = self.card.scheme.states

    def rates(self, glu=1.0, v=-66.0, mg_o=0.0, drug=0.0, temperature=295.15):
        ports = {"glu": glu, "v": v, "mg_o": mg_o, "drug": drug, "temperature": temperature}
        values = self.values | ports
        for key, text in self.card.algebra.items():
            name = split_unit(key)[0]
            if name != "open":
                values[name] = evaluate(text, values)
        matrix = np.zeros((len(self.states),) * 2)
        for left, right, rate in scheme_arrows(self.card.scheme, "test"):
            i, j = self.states.index(left), self.states.index(right)
            matrix[i, j] += evaluate(rate, values)
            matrix[i, i] -= evaluate(rate, values)
        return matrix

    def steady(self, **ports):
        """The resting occupancies; a drug or magnesium that is absent empties its arm."""
        matrix = self.rates(**ports)
        system = np.vstack([matrix.T / np.abs(matrix).max(), np.ones(len(self.states))])
        right = np.zeros(len(self.states) + 1)
        right[-1] = 1.0
        return np.linalg.lstsq(system, right, rcond=None)[0]

    def after(self, start, time, **ports):
        return start @ expm(self.rates(**ports) * time)

    def open(self, shares):
        return float(shares[self.states.index("o")])

    def held(self, shares, arm):
        return float(sum(p for s, p in zip(self.states, shares, strict=True) if s.startswith(arm)))

    @property
    def resting(self):
        return np.eye(len(self.states))[self.states.index("c0")]


def as_published(name="trapping_full", speed=1.0):
    moved = {"k_mg": K_MG, "x_v": -66.0, "x_off": K_DRUG * 0.32 * speed, "x_on": 0.32 * speed}
    return Receptor(name, **moved)


def gating(receptor):
    return receptor.open(receptor.steady())


@pytest.mark.parametrize(("mg_o", "drug"), PUBLISHED)
@pytest.mark.parametrize("name", ["trapping_full", "trapping_partial"])
def test_the_steady_block_is_that_of_competition(name, mg_o, drug):
    receptor = as_published(name)
    ratio = receptor.open(receptor.steady(mg_o=mg_o, drug=drug)) / gating(receptor)
    wanted = 1.0 / (1.0 + mg_o / K_MG + drug / K_DRUG)
    assert wanted == pytest.approx(PUBLISHED[mg_o, drug], abs=1e-6)
    # the superficial site counts with saturating glutamate only, which 1 mM nearly is
    assert ratio == pytest.approx(wanted, rel=1e-6 if name == "trapping_full" else 1e-3)


@settings(deadline=None)
@given(
    speed=st.floats(-3.0, 3.0),
    mg_speed=st.floats(-2.0, 1.0),
    v=st.floats(-90.0, 40.0),
    mg_o=st.floats(0.0, 3.0),
    drug=st.floats(0.0, 0.05),
    glu=st.floats(1e-3, 1.0),
)
def test_no_rate_of_a_blocker_moves_the_steady_block(speed, mg_speed, v, mg_o, drug, glu):
    receptor = as_published(speed=10.0**speed)
    receptor.values["mg_on"] *= 10.0**mg_speed
    u = 96.48533212 * (v + 66.0) / (8.31446261815324 * 295.15)
    k_mg, k_drug = K_MG * np.exp(1.6 * u), K_DRUG * np.exp(receptor.values["x_delta"] * u)
    wanted = 1.0 / (1.0 + mg_o / k_mg + drug / k_drug)
    free = receptor.open(receptor.steady(v=v, glu=glu))
    ours = receptor.open(receptor.steady(v=v, mg_o=mg_o, drug=drug, glu=glu))
    assert ours / free == pytest.approx(wanted, rel=1e-6)


@settings(deadline=None)
@given(v=st.floats(-90.0, 40.0), mg_o=st.floats(0.0, 3.0), drug=st.floats(0.0, 0.05))
@pytest.mark.parametrize("name", ["trapping_full", "trapping_partial", "sequential"])
def test_occupancies_are_probabilities(name, v, mg_o, drug):
    receptor = Receptor(name)
    shares = receptor.resting
    for glu in (1.0, 0.0):
        shares = receptor.after(shares, 200.0, glu=glu, v=v, mg_o=mg_o, drug=drug)
        assert shares.sum() == pytest.approx(1.0, abs=1e-11)
        assert shares.min() > -1e-12
        assert shares.max() < 1.0 + 1e-12


def _released(receptor):
    """The part of the drug that leaves when transmitter and drug go at once."""
    shares = receptor.after(receptor.resting, 300 * SECOND, drug=10e-3)
    before = receptor.held(shares, "x") + receptor.held(shares, "so")
    shares = receptor.after(shares, 60 * SECOND, glu=0.0)
    return 1.0 - (receptor.held(shares, "x") + receptor.held(shares, "so")) / before


def test_what_closure_releases():
    assert _released(Receptor("trapping_full")) < 0.02
    # 17 to 20 % of memantine is published: the superficial site's sixth, and a little of the rest
    assert 1 / 6 < _released(Receptor("trapping_partial")) < 0.21
    assert _released(Receptor("sequential")) > 0.999


def test_mk_801_is_use_dependent_and_stays():
    receptor = Receptor("trapping_full", "mk_801")
    shares, peaks = receptor.resting, []
    for _ in range(4):
        shares = receptor.after(shares, 20.0, drug=1e-3)
        peaks.append(receptor.open(shares))
        shares = receptor.after(shares, 2 * SECOND, glu=0.0, drug=1e-3)
    assert all(later < 0.8 * earlier for earlier, later in pairwise(peaks))
    blocked = receptor.held(shares, "x")
    waited = receptor.after(shares, 60 * MINUTE, glu=0.0)
    assert receptor.held(waited, "x") == pytest.approx(blocked, rel=1e-3)


def test_mk_801_leaves_sooner_at_positive_voltage():
    receptor = Receptor("trapping_full", "mk_801")
    states = receptor.states
    off = [receptor.rates(v=v)[states.index("xo"), states.index("o")] for v in (-75.0, 30.0)]
    assert off[1] / off[0] == pytest.approx(45.0, rel=0.02)


@pytest.mark.parametrize("name", ["trapping_full", "trapping_partial", "sequential"])
def test_the_order_of_application_is_forgotten_and_a_washout_undoes_it(name):
    receptor = Receptor(name)
    orders = []
    for first, second in (({"mg_o": 1.0}, {"drug": 5e-3}), ({"drug": 5e-3}, {"mg_o": 1.0})):
        shares = receptor.after(receptor.resting, 5 * SECOND, **first)
        shares = receptor.after(shares, 30 * MINUTE, **first | second)
        orders.append(receptor.open(shares))
    assert orders[0] == pytest.approx(orders[1], rel=1e-9)
    washed = receptor.after(shares, 30 * MINUTE)
    assert receptor.open(washed) == pytest.approx(gating(receptor), rel=1e-6)


def test_a_foot_in_the_door_prolongs_the_tail():
    receptor = Receptor("sequential")
    tails = []
    for drug in (0.0, 50e-3):
        shares = receptor.after(receptor.resting, 500.0, drug=drug)
        late = receptor.after(shares, 60.0, glu=0.0, drug=0.0)
        tails.append(receptor.open(late) / receptor.open(shares))
    assert tails[1] > 2 * tails[0]


CONFIG = """\
duration: "400 s"
clock: {dt: "100 ms"}
bath: {mg_o: "1 mM", temperature: "22 degC", ketamine: "0.8 uM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-66 mV"}
    nmda:
      kinetics: {model: trapping_full, set: ketamine}
      permeation: ohmic
drives:
  glu: {model: glutamate_pulse, start: "0 ms", width: "400 s", to: patch.nmda}
readouts:
  open: {model: last, of: nmda.open}
"""


@pytest.mark.parametrize("drug", ["0 uM", "13 uM"])
def test_a_run_arrives_at_the_steady_state(tmp_path, drug):
    path = tmp_path / "a.yaml"
    path.write_text(CONFIG, encoding="utf-8")
    ours = float(mgsim.run(path, "scipy", sets={"bath.ketamine": drug})["open"])
    receptor = Receptor("trapping_full", "ketamine")
    wanted = receptor.open(receptor.steady(mg_o=1.0, drug=value(drug)))
    assert ours == pytest.approx(wanted, rel=1e-5)


def test_a_block_card_beside_it_is_refused(experiment):
    text = CONFIG.replace("permeation: ohmic", "permeation: ohmic\n      block: competition")
    with pytest.raises(ConfigError) as error:
        compose(experiment(text))
    said = str(error.value)
    assert said.startswith("a.yaml:10 cell.patch.nmda.block: found a block card beside kinetics/")
    assert "Remove 'block'" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (", set: ketamine", "", "found no 'drug' for kinetics/trapping_full; expected one of"),
        ("set: ketamine", "drug: ketamin", "found 'ketamin'; expected one of 'amantadine'"),
        ("set: ketamine", "set: ketamine, drug: memantine", "with numbers of 'ketamine'"),
        ("ketamine: ", "memantine: ", "found 'memantine', a drug that no card here reads"),
        ("set: ketamine", "set: ketamin", "Did you mean 'ketamine'?"),
    ],
)
def test_which_drug_is_said_once(experiment, old, new, says):
    with pytest.raises(ConfigError) as error:
        experiment(CONFIG.replace(old, new))
    assert "a.yaml:" in str(error.value)
    assert says in str(error.value)


def test_the_drug_may_be_named_beside_numbers_of_ones_own(experiment):
    text = CONFIG.replace("set: ketamine", 'drug: ketamine, x_on: "0.2 /(uM s)"')
    slot = next(s for s in experiment(text).slots if s.role == "kinetics")
    assert slot.drug == "ketamine"
