"""Calcium by route: constant field, the NMDA fraction, magnesium in the pore, gates and charge."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mgsim
from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.language.units import value
from mgsim.laws.bench import NAME, Point, lay_out

CARDS = Catalogue((SHIPPED,))
REFERENCE = Path(__file__).parents[1] / "reference"
ROUTES = {
    "l_type": "i_ca_l",
    "n_type": "i_ca_n",
    "pq_type": "i_ca_pq",
    "r_type": "i_ca_r",
    "t_type": "i_ca_t",
}
FIELD = [
    *((role, "wolf_2005") for role in ROUTES),
    *((role, "borg_graham_1998") for role in ("l_type", "n_type", "t_type")),
    *((role, "somjen_2008") for role in ("l_type", "t_type")),
]
GATED = [
    *FIELD,
    *((role, "pospischil_2008") for role in ("sodium", "potassium", "m_current", "l_type")),
]
OFF = 1e9  # mM, a k_mg at which magnesium does nothing
FEW = settings(max_examples=40, deadline=None)
V = st.floats(-110, 60)


@cache
def bench(role, name):
    return lay_out(CARDS, CARDS.mechanism(role, name), role, name)


def look(role, name, set_="", /, **words):
    """Every quantity of a card at a point, by its own names, in house units."""
    on = bench(role, name)
    chosen = CARDS.parameter_set(role, name, set_).params if set_ else {}
    constants = {f"{NAME}_{n}": value(p.value) for n, p in chosen.items()}
    states = {}
    for word, x in words.items():
        key = on.called(word)
        (constants if key in on.model.constants else states)[key] = x
    found = on.values(Point(constants, states))
    return lambda word: np.asarray(found[on.called(word)])


def table(name):
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return np.array(list(csv.reader(file))[1:], float)


@pytest.mark.parametrize(("column", "ca_i", "ca_o"), [(1, 5e-5, 2.0), (2, 1e-3, 5.0)])
def test_constant_field_against_the_reference_table(column, ca_i, ca_o):
    """mA/cm2 at P = 1e-5 cm/s; the table has 8 digits, and a row at exactly 0 mV."""
    rows = table("ghk_ca.csv")
    at = {"v": rows[:, 0], "ca_i": ca_i, "ca_o": ca_o, "temperature": 308.15, "area": 1000.0}
    found = look("pq_type", "wolf_2005", p_bar=1e-4, k_mg=OFF, m=1.0, **at)
    np.testing.assert_allclose(found("i_ca") / 1e4, rows[:, column], rtol=3e-7)


@pytest.mark.parametrize(("column", "ratio"), [(2, 3.6), (3, 2.6), (4, 4.0)])
def test_the_nmda_fraction_against_the_reference_table(column, ratio):
    """22 C, 140 mM; at 0 mV all of the current is calcium, and it is finite and inward."""
    for ca_o, v, *fractions in table("nmda_fractional_ca.csv"):
        at = {"v": v, "ca_o": ca_o, "ca_i": 0.0, "temperature": 295.15, "permeability_ratio": ratio}
        found = look("permeation", "ghk", **at)
        assert found("i_ca") < 0
        fraction = float(found("i_ca") / found("i_membrane"))
        assert fraction == pytest.approx(fractions[column - 2], abs=6e-6)


def test_g_max_is_the_chord_conductance_of_everything():
    at = {"open": 1.0, "unblocked": 1.0, "available": 1.0, "share": 1.0, "ca_i": 0.0, "g_max": 1.7}
    for v_chord in (-60.0, -25.0, 30.0):
        found = look("permeation", "ghk", v=v_chord, v_chord=v_chord, ca_o=2.0, **at)
        assert found("i_membrane") / v_chord == pytest.approx(1.7, rel=1e-12)
    more = look("permeation", "ghk", v=-60.0, ca_o=10.0, **at)
    assert more("i_membrane") < -60 * 1.7


@FEW
@given(V, st.floats(0.1, 10), st.floats(0, 0.1))
def test_calcium_is_a_part_of_the_nmda_current_and_counts_once(v, ca_o, ca_i):
    """What is not calcium is ohmic and does not know of calcium."""
    found = look("permeation", "ghk", v=v, ca_o=ca_o, ca_i=ca_i)
    other = look("permeation", "ghk", v=-60.0, ca_o=0.3, ca_i=0.0)
    rest = found("i_membrane") - found("i_ca")
    assert rest == pytest.approx(v / -60 * (other("i_membrane") - other("i_ca")), abs=1e-9)
    assert found("i_ca") == found("i_ca_nmda")


def test_calcium_reverses_where_nernst_says():
    e_ca = value("310.15 K") * 8.31446261815324 / (2 * 96.48533212) * np.log(2.0 / 0.01)
    for role, name in (*FIELD, ("permeation", "ghk")):
        for v, sign in ((e_ca - 0.1, -1), (e_ca + 0.1, 1)):
            found = look(role, name, v=v, ca_i=0.01, ca_o=2.0, temperature=310.15)
            assert np.sign(found("i_ca")) == sign


@pytest.mark.parametrize(("role", "name"), FIELD)
def test_a_channel_writes_its_own_route_and_no_other(role, name):
    writes = CARDS.mechanism(role, name).writes
    assert set(writes) == {"i_membrane", "i_ca", ROUTES[role]}
    found = look(role, name)
    assert found("i_membrane") == found("i_ca") == found(ROUTES[role]) < 0


@pytest.mark.parametrize("name", ["ghk", "ghk_fraction", "fixed_fraction", "practical_rule"])
def test_nmda_calcium_has_its_route(name):
    found = look("permeation", name)
    assert found("i_ca") == found("i_ca_nmda") != 0


# ---- magnesium in the pore


@pytest.mark.parametrize(("role", "name"), FIELD)
@pytest.mark.parametrize(("mg_o", "ca_o"), [(0.5, 2.0), (4.0, 1.1), (9.6, 5.0)])
def test_magnesium_competes_as_published(role, name, mg_o, ca_o):
    k_ca, k_mg = (3.3, 1.24) if role == "t_type" else (14.0, 8.0)
    with_it, without = (look(role, name, mg_o=x, ca_o=ca_o)("i_ca") for x in (mg_o, 0.0))
    wanted = (ca_o + k_ca) / (ca_o + k_ca * (1 + mg_o / k_mg))
    assert with_it / without == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize(("role", "name"), FIELD)
def test_magnesium_in_the_pore_can_be_switched_off_and_referred_to_a_bath(role, name):
    off = [look(role, name, mg_o=x, k_mg=OFF)("i_ca") for x in (0.0, 10.0)]
    assert off[0] == pytest.approx(off[1], rel=1e-6)
    bare = look(role, name, mg_o=0.0)("i_ca")
    assert look(role, name, mg_o=1.3, mg_ref=1.3)("i_ca") == pytest.approx(bare, rel=1e-12)
    assert abs(look(role, name, mg_o=0.0, mg_ref=1.3)("i_ca")) > abs(bare)


def test_heart_calcium_current_falls_by_45_percent():
    """V6: magnesium 1.2 to 9.6 mM. k_mg was fitted to this number, so it holds by construction."""
    for name in ("wolf_2005", "borg_graham_1998"):
        high, low = (look("l_type", name, mg_o=x, ca_o=2.0)("i_ca") for x in (9.6, 1.2))
        assert 1 - high / low == pytest.approx(0.45, abs=0.005)


def test_t_type_block_is_that_of_calcium_in_serrano():
    """V6: IC50 2.0 mM in 2 mM Ca; with the paper's 0.286 mM in Ba the ratio at 1 mM Mg is 3."""
    found = [look("t_type", "wolf_2005", mg_o=x, ca_o=2.0)("i_ca") for x in (0.0, 1.0, 2.0)]
    assert found[2] / found[0] == pytest.approx(0.5, abs=0.002)
    in_barium = 1 / (1 + 1 / 0.286)
    assert float(found[1] / found[0]) / in_barium == pytest.approx(3.0, abs=0.02)
    # the same k_mg beside K_Ba = 2.5 mM would give 2.2 mM in Ba: this card is for calcium only
    assert 1.24 * (2 + 2.5) / 2.5 > 7 * 0.286


@FEW
@given(V, st.floats(0, 10), st.floats(0.01, 10), st.floats(0.1, 10), st.sampled_from(FIELD))
def test_more_magnesium_means_less_calcium_and_never_none(v, mg_o, more, ca_o, card):
    at = {"v": v, "ca_o": ca_o, "ca_i": 1e-4}
    less, least = (abs(look(*card, mg_o=x, **at)("i_ca")) for x in (mg_o, mg_o + more))
    assert 0 < least < less


# ---- gates


@FEW
@given(V, st.floats(-20, 20), st.sampled_from(GATED))
def test_surface_charge_moves_gates_and_not_the_driving_force(v, v_shift, card):
    """Gates at (v, shift) are those at (v - shift, 0); at given gates the current is that at v."""
    gates = CARDS.mechanism(*card).gates
    moved, plain = look(*card, v=v, v_shift=v_shift), look(*card, v=v - v_shift, v_shift=0.0)
    for name, gate in gates.items():
        for word in ("inf", "tau") if gate.inf else ("alpha", "beta"):
            assert moved(f"{word}_{name}") == pytest.approx(plain(f"{word}_{name}"), rel=1e-9)
    half = dict.fromkeys(gates, 0.5)
    shifted, not_shifted = (look(*card, v=v, v_shift=x, **half) for x in (v_shift, 0.0))
    assert shifted("i_membrane") == not_shifted("i_membrane") != 0


@pytest.mark.parametrize(
    ("role", "set_", "gate", "half"),
    [
        ("l_type", "", "m", -8.9),
        ("l_type", "cav1_3", "m", -33.0),
        ("n_type", "", "h", -74.8),
        ("pq_type", "", "m", -9.0),
        ("r_type", "", "h", -33.3),
        ("t_type", "", "m", -51.73),
        ("t_type", "", "h", -80.0),
    ],
)
def test_half_activation_is_where_the_paper_has_it_and_moves_with_the_charge(
    role, set_, gate, half
):
    for v_shift in (0.0, 7.0):
        found = look(role, "wolf_2005", set_, v=half + v_shift, v_shift=v_shift)
        assert found(f"inf_{gate}") == pytest.approx(0.5, abs=1e-12)
    slope = look(role, "wolf_2005", set_, v=half + 5.0, v_shift=0.0)(f"inf_{gate}")
    assert (slope > 0.5) == (gate == "m")


def test_the_tables_are_read_at_their_nodes_and_held_beyond():
    t_m = [20.2, 20.2, 13.1, 8.7, 6.8, 5.6, 4.4, 3.8, 3.6, 3.3, 3.6, 3.6, 3.3, 3.3, 3.3, 3.3]
    t_h = [382, 208, 162, 129, 119, 107, 107, 107, 108, 109, 109, 110, 110, 110, 110, 110]
    v = np.arange(-120.0, 60.0, 1.0)
    found = look("t_type", "wolf_2005", v=v, v_shift=0.0)
    nodes = np.arange(-65.0, 11.0, 5.0)
    np.testing.assert_allclose(3 * found("tau_m"), np.interp(v, nodes, t_m), rtol=1e-12)
    np.testing.assert_allclose(3 * found("tau_h"), np.interp(v, nodes, t_h), rtol=1e-12)
    found = look("r_type", "wolf_2005", v=v, v_shift=0.0)
    wanted = np.interp(v, np.arange(-30.0, 21.0, 10.0), [100, 65, 35, 30, 20, 20])
    np.testing.assert_allclose(3 * found("tau_h"), wanted, rtol=1e-12)


# ---- in a cell

CLAMP = """\
duration: "40 ms"
bath: {mg_o: "1.2 mM", ca_o: "2 mM", temperature: "34 degC"}
cell:
  patch:
    membrane: voltage_clamp
    screening: {model: hille_1975, set: mg_screens}
    l_type: wolf_2005
    calcium: {model: shell, depth: "100 um"}
readouts:
  peak: {model: trough, of: patch.i_ca}
drives:
  step: {model: voltage_step, start: "5 ms", duration: "1 s", to: patch, AMPLITUDE}
sweep:
  mg_o: ["1.2 mM", "9.6 mM"]
  step.amplitude: {linspace: {from: "40 mV", to: "100 mV", points: 61}}
  patch.screening.set: [uncharged, mg_screens, mg_binds]
"""
RUN = {"duration": "200 ms", "sweep.mg_o": ["0.2 mM", "2 mM"]}


def test_routes_add_up_to_all_the_calcium():
    path = Path(__file__).parents[2] / "configs" / "calcium_routes.yaml"
    found = mgsim.run(path, "fused", sets=RUN)
    parts = sum(found[f"ca_{route}"] for route in ("nmda", "l", "n", "pq", "r", "t"))
    np.testing.assert_allclose(parts, found["ca_total"], rtol=1e-9)
    for route in ("nmda", "l", "n", "pq", "r"):
        assert (found[f"ca_{route}"].isel(mg_o=0) > found[f"ca_{route}"].isel(mg_o=1)).all()


def test_charge_adds_a_shift_of_the_iv_curve_to_the_fall_of_the_current(tmp_path):
    """Magnesium 1.2 to 9.6 mM: the peak moves up in voltage, and falls by more than 45 %."""
    path = tmp_path / "a.yaml"
    path.write_text(CLAMP.replace(", AMPLITUDE", ', amplitude: "50 mV"'), encoding="utf-8")
    peak = mgsim.run(path)["peak"].transpose("set", "mg_o", "amplitude")
    fall = 1 - (peak.min("amplitude").isel(mg_o=1) / peak.min("amplitude").isel(mg_o=0)).values
    place = peak.idxmin("amplitude").values
    moved = place[:, 1] - place[:, 0]
    assert fall[0] == pytest.approx(0.45, abs=0.005) and moved[0] == 0
    assert fall[1:] == pytest.approx([0.607, 0.681], abs=0.002)
    assert moved[1:] == pytest.approx([8.0, 12.0], abs=1.01)
