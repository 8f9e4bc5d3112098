"""Blockers that compete in the pore: shifts by magnesium, relief by voltage, and what must hold."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.language.expression import evaluate
from mgsim.language.mechanism import split_unit
from mgsim.language.ports import PORE_DRUGS
from mgsim.language.units import value

CARDS = Catalogue((SHIPPED,))
BLOCKS = CARDS.names("mechanisms/block")
SUBUNITS = ("glun2a", "glun2b", "glun2c", "glun2d")
CELSIUS_22 = 295.15
volts = st.floats(-120.0, 60.0)
millimolar = st.floats(0.0, 5.0)
micromolar = st.floats(0.0, 0.2)


def computed(name, at, set_="", role="block"):
    """Every quantity of a card at a point, from its text alone."""
    card = CARDS.mechanism(role, name)
    params = dict(card.params)
    if set_:
        params |= CARDS.parameter_set(role, name, set_).params
    values = {word: value(param.value) for word, param in params.items()} | at
    for key, text in card.algebra.items():
        values[split_unit(key)[0]] = evaluate(text, values)
    return values


def unblocked(name, set_="", **at):
    card = CARDS.mechanism("block", name)
    generic = {"temperature": CELSIUS_22} | dict.fromkeys(PORE_DRUGS, 0.0)
    generic = {word: x for word, x in generic.items() if word in card.reads}
    return float(computed(name, generic | at, set_)["unblocked"])


def ic50(drug, mg_o, v, set_="", card="competition"):
    """The concentration (mM) that halves what is unblocked without it."""
    probe = 1e-3
    free = unblocked(card, set_, mg_o=mg_o, v=v)
    return probe / (free / unblocked(card, set_, mg_o=mg_o, v=v, **{drug: probe}) - 1.0)


@pytest.mark.parametrize("drug", ["memantine", "ketamine"])
@pytest.mark.parametrize(
    ("subunit", "low", "high"),
    [("glun2a", 16.3, 16.5), ("glun2b", 16.4, 17.6), ("glun2c", 2.3, 3.6), ("glun2d", 2.3, 3.6)],
)
def test_magnesium_shifts_the_ic50_of_a_drug(drug, subunit, low, high):
    ratio = ic50(drug, 1.0, -66.0, subunit) / ic50(drug, 0.0, -66.0, subunit)
    assert low < ratio < high
    k_mg = value(CARDS.parameter_set("block", "competition", subunit).params["k_mg"].value)
    assert ratio == pytest.approx(1.0 + 1.0 / k_mg, rel=1e-9)


@pytest.mark.parametrize(
    ("drug", "wanted"), [("memantine", (0.79, 2.3, 9.4)), ("ketamine", (0.71, 1.8, 6.245))]
)
def test_depolarisation_relieves_the_block_by_a_drug(drug, wanted):
    for v, micro in zip((-70.0, -40.0, 0.0), wanted, strict=True):
        assert 1e3 * ic50(drug, 0.0, v, "gilling_2009") == pytest.approx(micro, abs=0.05)


def test_a_set_holds_numbers_of_one_preparation():
    for card, word in (("competition", "HEK"), ("competition_oocyte", "oocytes")):
        for name in SUBUNITS:
            params = CARDS.parameter_set("block", card, name).params
            told = [p.preparation for n, p in params.items() if n.startswith("k_")]
            assert told
            assert all(word in text for text in told)


def test_drugs_that_a_preparation_has_no_number_for_are_not_read():
    assert "mk_801" not in CARDS.mechanism("block", "competition").reads
    assert "ketamine" not in CARDS.mechanism("block", "competition_oocyte").reads


@pytest.mark.parametrize("name", BLOCKS)
@given(v=volts)
def test_without_magnesium_and_drugs_nothing_is_blocked(name, v):
    card = CARDS.mechanism("block", name)
    if not card.algebra or card.scheme or card.states:
        return
    if any(word not in _KNOWN for word in card.reads):
        return
    assert unblocked(name, v=v, mg_o=0.0) == 1.0 or name in MAGNESIUM_FREE_FLICKER


_KNOWN = ("v", "mg_o", "temperature", *PORE_DRUGS)
# block by something else than magnesium: a flicker, or the permeant ions
MAGNESIUM_FREE_FLICKER = ("jahr_stevens_1990_burst", "antonov_johnson_1999")


@pytest.mark.parametrize("name", ["competition", "competition_oocyte"])
@given(v=volts, mg_o=millimolar, data=st.data())
def test_the_fraction_is_a_fraction_and_every_blocker_lowers_it(name, v, mg_o, data):
    drugs = [word for word in CARDS.mechanism("block", name).reads if word in PORE_DRUGS]
    bath = {drug: data.draw(micromolar, drug) for drug in drugs}
    here = unblocked(name, v=v, mg_o=mg_o, **bath)
    assert 0.0 < here <= 1.0
    assert unblocked(name, v=v, mg_o=mg_o + 0.1, **bath) < here
    for drug in drugs:
        assert unblocked(name, v=v, mg_o=mg_o, **bath | {drug: bath[drug] + 1e-3}) < here
    if mg_o > 1e-6 or max(bath.values()) > 1e-6:
        assert unblocked(name, v=v + 5.0, mg_o=mg_o, **bath) > here


@given(v=volts, mg_o=millimolar, data=st.data())
def test_the_order_of_two_drugs_does_not_matter_and_they_add_as_one_site(v, mg_o, data):
    a, b = data.draw(micromolar), data.draw(micromolar)
    both = unblocked("competition", v=v, mg_o=mg_o, memantine=a, ketamine=b)
    parts = [
        1.0 / unblocked("competition", v=v, mg_o=x, memantine=y, ketamine=z) - 1.0
        for x, y, z in ((mg_o, 0.0, 0.0), (0.0, a, 0.0), (0.0, 0.0, b))
    ]
    assert 1.0 / both - 1.0 == pytest.approx(sum(parts), rel=1e-9, abs=1e-12)


def test_subunits_in_the_order_of_their_block_at_every_voltage():
    for v in np.arange(-100.0, 41.0, 20.0):
        half = {}
        for name in SUBUNITS:
            u = unblocked("competition", name, v=float(v), mg_o=0.3)
            half[name] = 0.3 * u / (1.0 - u)
        assert half["glun2c"] >= 4.0 * half["glun2a"]
        assert half["glun2d"] >= 4.0 * half["glun2a"]
        assert half["glun2b"] == pytest.approx(half["glun2a"], rel=0.1)


def test_twice_the_magnesium_is_a_shift_along_v():
    shift = 8.31446261815324 * CELSIUS_22 / (2 * 0.8 * 96.48533212) * np.log(2.0)
    for v in (-90.0, -40.0, 10.0):
        doubled = unblocked("competition", v=v + shift, mg_o=2.0)
        assert doubled == pytest.approx(unblocked("competition", v=v, mg_o=1.0), rel=1e-9)


def test_voltage_steps_are_monotone_on_a_grid():
    for name in SUBUNITS:
        found = [unblocked("competition", name, v=float(v), mg_o=1.0) for v in range(-100, 60, 5)]
        assert all(a < b for a, b in pairwise(found))
