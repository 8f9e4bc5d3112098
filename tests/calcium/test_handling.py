"""Buffers, pumps, exchangers, stores and mitochondria: balances, signs, reference tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

F = 96.48533212
ANY = {"deadline": None, "max_examples": 40}
SITES = ("cbp_immobile", "cbp_slow", "calmodulin_n", "calmodulin_c", "fixed_low_affinity")
BUFFERS = [
    ("calbindin", ""),
    ("calbindin", "mahajan_nadkarni"),
    ("parvalbumin", ""),
    ("calmodulin", ""),
    ("calmodulin", "anwar_2010"),
    *(("one_site", chosen) for chosen in ("", *SITES)),
]
PUMPS = ["graupner_2003", "graupner_2003_atp", "michaelis", "somjen_2008"]
calcium = st.floats(1e-6, 0.02)
share = st.floats(0.0, 0.3)
bound = st.floats(0.0, 0.02)


@pytest.mark.parametrize(("name", "chosen"), BUFFERS)
@given(c=calcium, held=st.lists(bound, min_size=4, max_size=4))
@settings(**ANY)
def test_what_a_buffer_binds_the_cytosol_loses(card, name, chosen, c, held):
    buffer = card("buffer", name, chosen)
    words = {**buffer.numbers, "ca_i": c, **dict(zip(buffer.states, held, strict=False))}
    gained = buffer.rate_of("bound", **words)
    assert float(buffer.at(**words)("j_ca")) == pytest.approx(-gained, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize(("name", "chosen"), BUFFERS)
def test_a_buffer_starts_at_rest_and_never_goes_below_zero(card, name, chosen):
    buffer = card("buffer", name, chosen)
    for c in (5e-5, 3e-4, 0.01):
        rest = buffer.at(ca_i=c)
        assert abs(float(rest("j_ca"))) < 1e-12
        assert float(rest("bound")) > 0
        empty = buffer.at(ca_i=c, **dict.fromkeys(buffer.states, 0.0))
        assert float(empty("j_ca")) < 0
        assert all(float(empty(f"d_{state}")) >= 0 for state in buffer.states)
    full = buffer.at(ca_i=0.0, **dict.fromkeys(buffer.states, 0.01))
    assert float(full("j_ca")) > 0


@given(c=calcium)
@settings(**ANY)
def test_rapid_kappa_is_the_slope_of_what_is_bound(card, c):
    for chosen in ("", "calbindin", "fixed_low_affinity", *SITES[:4]):
        rapid = card("buffer", "rapid", chosen)
        step = 1e-4 * c
        slope = (rapid.at(ca_i=c + step)("bound") - rapid.at(ca_i=c - step)("bound")) / (2 * step)
        assert float(rapid.at(ca_i=c)("kappa")) == pytest.approx(float(slope), rel=1e-6)


def test_parvalbumin_gives_way_to_magnesium_as_the_table_says(card, table):
    mg, ca_nm, by_ca, by_mg, _, k_nm, kappa, _ = table("parvalbumin_ca_mg_eq")
    found = card("buffer", "parvalbumin").at(mg_i=mg, ca_i=1e-6 * ca_nm)
    np.testing.assert_allclose(found("b") / 0.08, by_ca, rtol=2e-5)
    np.testing.assert_allclose(found("m") / 0.08, by_mg, rtol=2e-5, atol=1e-12)
    np.testing.assert_allclose(1e6 * found("k_apparent"), k_nm, rtol=2e-5)
    slope = 0.08 * found("k_apparent") / (found("k_apparent") + 1e-6 * ca_nm) ** 2
    np.testing.assert_allclose(slope, kappa, rtol=3e-5)


PULSED = """
membrane: voltage_clamp
ions: fixed
calcium: {model: cytosol, ca_0: "30 nM"}
energy: {model: fixed, magnesium: "MG mM"}
parvalbumin: {role: buffer, model: parvalbumin}
influx: {role: l_type, model: steady_influx, rate: "400 uM/s"}
"""


def test_low_magnesium_makes_parvalbumin_faster_and_of_higher_affinity(card, run):
    """The first ten milliseconds; under a lasting load it has less room left, being fuller."""
    early = []
    for mg in ("0.1", "0.5", "1.0"):
        found = run(PULSED.replace("MG", mg), "soma.ca_i", "10 ms", "0.01 ms", "fused")
        early.append(float(found["ca_i"][-1]))
    assert early[0] < 0.5 * early[1] < 0.5 * 0.8 * early[2]
    held = card("buffer", "parvalbumin").at(mg_i=np.array([0.0, 0.1, 0.5, 1.0, 2.0]), ca_i=5e-5)
    assert (np.diff(held("b")) < 0).all()


@pytest.mark.parametrize("name", PUMPS)
def test_pumps_pump_more_the_more_there_is_and_nothing_from_nothing(card, name):
    pump = card("calcium_pump", name)
    levels = np.array([0.0, 2e-5, 5e-5, 8e-5, 3e-4, 2e-3, 0.02])
    flux = np.broadcast_to(pump.at(ca_i=levels)("j_ca_extruded"), levels.shape)
    assert flux[0] <= 0
    assert (np.diff(flux) > 0).all()
    assert (pump.at(ca_i=levels)("j_atp") >= 0).all()
    np.testing.assert_allclose(pump.at(ca_i=levels)("j_atp")[3:], flux[3:], rtol=1e-12)


def test_a_pump_needs_mg_atp_only_where_its_card_says_so(card):
    plain = card("calcium_pump", "graupner_2003").at(ca_i=1e-4)
    needy = card("calcium_pump", "graupner_2003_atp")
    assert float(needy.at(ca_i=1e-4, mg_atp=0.5)("j_ca_extruded")) == pytest.approx(
        0.5 * float(plain("j_ca_extruded")), rel=1e-12
    )
    off = needy.at(ca_i=1e-4, mg_atp=0.5, k_atp=0.0)
    assert float(off("j_ca_extruded")) == pytest.approx(float(plain("j_ca_extruded")), rel=1e-12)
    assert float(needy.at(ca_i=1e-4, mg_atp=0.0)("j_ca_extruded")) == 0


@given(c=calcium, part=st.floats(0, 1))
@settings(**ANY)
def test_the_two_state_pump_keeps_its_books(card, c, part):
    for chosen in ("", "low_affinity"):
        pump = card("calcium_pump", "two_state", chosen)
        found = pump.at(ca_i=c, share=part)
        gained = float(found("pumps") * found("d_share"))
        lost, left = float(found("j_ca_extruded")), float(found("out") - found("leak"))
        assert lost == pytest.approx(gained + left, rel=1e-9, abs=1e-18)
    rest = card("calcium_pump", "two_state").at(ca_i=c)
    assert float(rest("d_share")) == pytest.approx(0, abs=1e-15)


def test_exchange_follows_the_table(card, table):
    v, na_i, ca_i, rate, reversal = table("ncx_somjen")
    found = card("exchanger", "somjen_2008").at(
        v=v, na_i=na_i, na_e=140.0, ca_i=ca_i, ca_o=1.5, area=1e8, temperature=309.15
    )
    np.testing.assert_allclose(1e-9 * found("r"), rate, rtol=2e-5)
    side = np.sign(found("r"))
    np.testing.assert_array_equal(side[np.abs(v - reversal) > 0.01],
                                  np.sign(v - reversal)[np.abs(v - reversal) > 0.01])  # fmt: skip


@given(
    v=st.floats(-100, 40),
    na=st.floats(2, 60),
    c=calcium,
    out=st.floats(20, 160),
    ca_o=st.floats(0.1, 5),
)
@settings(**ANY)
def test_exchange_is_three_for_one_and_stands_still_at_its_reversal(card, v, na, c, out, ca_o):
    exchanger = card("exchanger", "somjen_2008")
    ions = {"na_i": na, "na_e": out, "ca_i": c, "ca_o": ca_o, "temperature": 307.0}
    found = exchanger.at(v=v, **ions)
    assert float(found("i_ca")) == pytest.approx(-2 / 3 * float(found("i_na")), rel=1e-12)
    assert float(found("i_ca_exchanger")) == float(found("i_ca"))
    total = float(found("i_na") + found("i_ca"))
    assert float(found("i_membrane")) == pytest.approx(total, rel=1e-9)
    rt_f = 8.31446261815324 * 307 / F
    reversal = rt_f * (3 * np.log(out / na) - np.log(ca_o / c))
    still, above = exchanger.at(v=reversal, **ions), exchanger.at(v=reversal + 20, **ions)
    assert abs(float(still("r"))) < 1e-8 * abs(float(above("r")))
    assert float(above("i_ca")) < 0 < float(above("i_na"))


def test_one_way_exchange_has_no_reverse(card):
    flux = card("exchanger", "graupner_2003").at(ca_i=np.array([0.0, 1e-4, 0.0018, 0.1]))
    np.testing.assert_allclose(flux("j_ca_extruded")[[0, 2]], [0, 0.0075e-3], rtol=1e-12)
    assert (np.diff(flux("j_ca_extruded")) > 0).all()


def test_the_reticulum_gains_what_the_cytosol_loses_and_rests(card):
    store = card("store", "endoplasmic_reticulum").at(j_ca_er=2e-6, volume_ratio=0.17)
    assert 0.17 * float(store("d_ca_er")) == pytest.approx(2e-6, rel=1e-12)
    serca = card("serca", "mahajan_nadkarni")
    assert abs(float(serca.at(ca_i=5e-5, ca_er=0.26)("j_ca_er"))) < 1e-18
    assert float(serca.at(ca_i=0.0, ca_er=0.26)("j_ca_er")) < 0
    assert float(serca.at(ca_i=1e-4, ca_er=1e-4)("j_ca_er")) > 0
    sneyd = card("serca", "sneyd_2003")
    assert float(sneyd.at(ca_i=0.0, ca_er=0.26)("j_ca_er")) < 0
    assert float(sneyd.at(ca_i=1e-4, ca_er=0.05)("j_ca_er")) > 0


@pytest.mark.parametrize(
    ("role", "name"),
    [("ip3_receptor", "de_young_keizer_1992"), ("ryanodine_receptor", "keizer_levine_1996")],
)
def test_release_runs_down_the_gradient_and_is_a_bell_or_a_step(card, role, name):
    channel = card(role, name)
    levels = np.array([0.0, 1e-5, 1e-4, 5e-4, 2e-3, 0.02])
    flux = channel.at(ca_i=levels, ca_er=0.26)("j_ca_er")
    assert flux[0] == 0
    assert (flux[1:] < 0).all()
    assert float(channel.at(ca_i=3e-4, ca_er=3e-4)("j_ca_er")) == 0
    assert float(channel.at(ca_i=3e-4, ca_er=1e-4)("j_ca_er")) > 0
    opened = channel.at(ca_i=levels, ca_er=0.26)("p_open")
    if role == "ip3_receptor":
        assert opened.argmax() not in (0, levels.size - 1)
        assert float(channel.at(ip3=0.0)("j_ca_er")) == 0
    else:
        assert (np.diff(opened) > 0).all()


def test_uniporters_follow_their_tables(card, table):
    ca_um, psi, flux = table("mk1997_uniporter")
    found = card("uniporter", "magnus_keizer_1997").at(
        ca_i=1e-3 * ca_um, psi_m=psi, temperature=310.0, uptake_factor=1.0
    )
    np.testing.assert_allclose(6e4 * found("specific"), flux, rtol=8e-5)
    ca_um, mg, psi, pi, flux, against = table("pradhan2011_mcu_mg")
    words = {"ca_i": 1e-3 * ca_um, "psi_m": psi, "phosphate": pi, "ca_m": 2.5e-4}
    pradhan = card("uniporter", "pradhan_2011")
    found = pradhan.at(mg_i=mg, temperature=310.0, **words)
    np.testing.assert_allclose(1e3 * found("specific"), flux, rtol=8e-5)
    free = pradhan.at(mg_i=0 * mg, temperature=310.0, **words)
    np.testing.assert_allclose(found("specific") / free("specific"), against, rtol=2e-5)


@pytest.mark.parametrize(
    ("c", "wanted"),
    [(1, (0.647, 0.483, 0.314, 0.103)), (10, (0.925, 0.863, 0.755, 0.435)),
     (50, (0.994, 0.988, 0.976, 0.911))],
)  # fmt: skip
def test_magnesium_slows_the_uniporter_as_printed(card, c, wanted):
    words = {"ca_i": 1e-3 * c, "ca_m": 2.5e-4, "psi_m": 150.0, "temperature": 310.0}
    found = card("uniporter", "pradhan_2011")
    none = found.at(mg_i=0.0, **words)("specific")
    some = found.at(mg_i=np.array([0.5, 0.7, 1.0, 2.0]), **words)("specific")
    np.testing.assert_allclose(some / none, wanted, atol=6e-4)
    block = card("uptake_block", "pradhan_2011")
    ratio = block.at(mg_i=np.array([0.5, 0.7, 1.0, 2.0]), ca_i=1e-3 * c)("uptake_factor")
    np.testing.assert_allclose(ratio, np.array(wanted) / wanted[0], rtol=7e-3)


@given(c=calcium, m=st.floats(0, 0.02), psi=st.floats(20, 185), na=st.floats(2, 40))
@settings(**ANY)
def test_mitochondria_gain_what_the_cytosol_loses(card, c, m, psi, na):
    matrix = card("mitochondrion", "matrix")
    gained = matrix.at(j_ca_m=1e-6, ca_m=m)
    assert float(gained("d_ca_m")) * 0.08 / (0.0003 * 0.125) == pytest.approx(1e-6, rel=1e-9)
    found = card("mitochondrion", "bertram_2006").at(ca_i=c, ca_m=m, psi_m=psi)
    moved = 0.08 / 0.01 * float(found("d_ca_m"))
    assert moved == pytest.approx(float(found("j_ca_m")), rel=1e-9, abs=1e-18)
    empty = card("mitochondrion", "bertram_2006").at(ca_i=c, ca_m=0.0, psi_m=psi)
    assert float(empty("d_ca_m")) >= 0
    for name in ("magnus_keizer_1997", "pradhan_2008"):
        exchanger = card("mitochondrial_exchanger", name)
        words = {"ca_m": m, "na_i": na, "psi_m": psi}
        assert float(exchanger.at(**{**words, "ca_m": 0.0})("j_ca_m")) >= 0
        if m > 1e-9:
            assert float(exchanger.at(**words)("j_ca_m")) < float(
                exchanger.at(**{**words, "ca_m": 0.5 * m})("j_ca_m")
            )
    for name in ("magnus_keizer_1997", "pradhan_2011"):
        uniporter = card("uniporter", name)
        assert float(uniporter.at(ca_i=c, psi_m=psi)("j_ca_m")) > 0 or name == "pradhan_2011"
        assert float(uniporter.at(ca_i=0.0, psi_m=psi)("j_ca_m")) <= 0


COMPOSITE = """
membrane: voltage_clamp
ions: {model: fixed, sodium: "20 mM"}
calcium: cytosol
kappa: {role: buffer, model: rapid, b_total: "100 M", k_d: "1 M"}
energy: {model: fixed, magnesium: "MG mM"}
calcium_pump: graupner_2003
exchanger: graupner_2003
mitochondrion: {model: matrix, ca_m_0: "5 nM"}
uniporter: magnus_keizer_1997
uptake_block: pradhan_2011
mitochondrial_exchanger: magnus_keizer_1997
influx: {role: l_type, model: steady_influx, rate: "RATE uM/s"}
"""
LEAK = 3.4 * 0.08**2 / (0.06**2 + 0.08**2) + 15 * 0.08 / (1.8 + 0.08)


@pytest.mark.parametrize("mg", [0.5, 1.0, 2.0])
def test_a_loaded_cell_rises_as_the_illustrative_table_says(run, table, mg):
    """With 20 mM of sodium inside and an empty matrix at first, as its numbers show."""
    _, of_mg, rate, level, _ = table("composite_demo")
    for entry, wanted in zip(rate[of_mg == mg][1:6:2], level[of_mg == mg][1:6:2], strict=True):
        slots = COMPOSITE.replace("MG", str(mg)).replace("RATE", str(entry + LEAK))
        found = run(slots, "soma.ca_i", "120 s", "2 ms", "fused", every="60 s")
        assert 1e3 * float(found["ca_i"][-1]) == pytest.approx(wanted, rel=0.01)


def test_magnesium_lowers_uptake_and_raises_calcium_in_the_cytosol(run):
    levels, contents = [], []
    for mg in (0.3, 0.5, 1.0, 2.0):
        slots = COMPOSITE.replace("MG", str(mg)).replace("RATE", str(10 + LEAK))
        record = "soma.ca_i, mitochondrion.content"
        found = run(slots, record, "60 s", "2 ms", "fused", every="30 s")
        levels.append(float(found["ca_i"][-1]))
        contents.append(float(found["content"][-1]))
    assert (np.diff(levels) > 0).all()
    assert (np.diff(contents) < 0).all()
