"""MgATP and the kinases against their tables, the ATP balance, and mitochondria at rest."""

from pathlib import Path

import numpy as np
import pytest

import mgsim

ROOT = Path(__file__).parents[2]
GOLDING = ("energy", "golding_1995")
CELL = """
membrane: voltage_clamp
calcium: {model: fixed, concentration: "0.1 uM"}
energy: {model: golding_1995, basal: "BASAL mM/s"}
"""
MITOCHONDRIA = "mitochondrion: {model: bertram_2006, fraction: 0.8}\nuptake_block: pradhan_2011\n"


def _at(card, **words):
    """The card where free magnesium is what it is said to be."""
    return card(*GOLDING).at(**words)


def test_creatine_kinase_is_that_of_the_papers_table_3(card):
    found = _at(card, ph=7.0, mg_i=np.array([0.0, 0.5, 1.0]))
    np.testing.assert_allclose(found("k_ck"), [40.20, 131.11, 177.26], rtol=5e-5)


def test_mg_atp_and_its_apparent_constants_follow_the_table(card, table):
    ph, mg, by_atp, _, _, by_adp, _, _, k_atp, k_adp, k_ck = table("mgatp_speciation")
    found = _at(card, ph=ph, mg_i=mg, atp=3.0)
    np.testing.assert_allclose(found("mg_atp") / 3.0, by_atp, rtol=2e-5)
    np.testing.assert_allclose(1e3 * found("k_atp"), k_atp, rtol=2e-5)
    np.testing.assert_allclose(1e3 * found("k_adp"), k_adp, rtol=2e-5)
    np.testing.assert_allclose(found("k_ck"), k_ck, rtol=2e-5)
    np.testing.assert_allclose(mg / (mg + found("k_adp")), by_adp, rtol=2e-5)


def test_fractions_at_ph_7_2_are_those_of_the_dossier(card):
    mg = np.array([0.1, 0.25, 0.5, 0.7, 1.0])
    wanted = [0.4535, 0.6747, 0.8058, 0.8531, 0.8924]
    found = _at(card, ph=7.2, mg_i=mg, atp=3.0)
    np.testing.assert_allclose(found("mg_atp") / 3.0, wanted, atol=6e-5)
    fixed = card("energy", "fixed").at(magnesium=mg, all_atp=3.0)
    np.testing.assert_allclose(fixed("mg_atp") / 3.0, wanted, rtol=4e-3)


def test_free_magnesium_rises_as_atp_falls_as_the_table_says(card, table):
    atp, adp, amp, pi, pcr, ph, mg = table("free_mg_vs_atp")
    words = {"atp": atp, "adp": adp, "pcr": pcr, "ph": ph, "adenine": atp + adp + amp}
    words["phosphate"] = pcr + 3 * atp + 2 * adp + amp + pi
    balanced = _at(card, mg_i=mg, mg_total=2.998056, **words)
    assert np.abs(balanced("mg_missing")).max() < 1e-5
    ours = np.full_like(mg, 0.1)
    for _ in range(12):
        point = _at(card, mg_i=ours, mg_total=2.998056, **words)
        ours = ours + point("mg_missing") / point("mg_slope")
    np.testing.assert_allclose(ours, mg, rtol=5e-6)
    assert (np.diff(mg) > 0).all()


@pytest.mark.parametrize("engine", ["scipy", "fused"])
def test_without_mitochondria_atp_runs_out_and_magnesium_comes_free(run, engine):
    record = ("atp", "adp", "mg_i", "pcr", "amp", "pi_c", "cr", "mg_missing")
    paths = "soma.atp, soma.adp, soma.mg_i, " + ", ".join(f"energy.{n}" for n in record[3:])
    found = run(CELL.replace("BASAL", "0.5"), paths, "30 s", "0.5 ms", engine, every="250 ms")
    series = {name: found[name].values[:].astype(float).ravel() for name in record}
    for name in record[:-1]:
        assert (series[name] >= -1e-12).all(), name
    atp, mg = series["atp"], series["mg_i"]
    assert atp[0] == pytest.approx(3.0)
    assert mg[0] == pytest.approx(0.5, rel=1e-3)
    assert atp[-1] < 0.05
    assert 1.5 < mg[-1] < 2.2
    assert (np.diff(mg[atp < 2.5]) > -1e-6).all()
    assert np.abs(series["mg_missing"]).max() < 2e-4
    assert np.abs(series["mg_missing"][4:]).max() < 1e-6
    adenine = series["atp"] + series["adp"] + series["amp"]
    np.testing.assert_allclose(adenine, 3.0365, rtol=1e-12)
    spent_first = series["pcr"][8] / series["pcr"][0]
    assert spent_first < 0.9 < atp[8] / atp[0]


def test_with_mitochondria_it_comes_to_rest(run):
    paths = "soma.atp, soma.adp, soma.mg_i, energy.made, energy.spent"
    slots = CELL.replace("BASAL", "0.3") + MITOCHONDRIA
    found = run(slots, paths, "60 s", "0.2 ms", "fused", every="1 s")
    assert float(found["atp"][-1]) > 2.5
    assert float(found["made"][-1]) == pytest.approx(float(found["spent"][-1]), rel=1e-4)
    assert abs(float(found["atp"][-1] - found["atp"][-5])) < 1e-4


@pytest.mark.parametrize(
    ("cell", "row"), [("0.05 uM", 2), ("0.1 uM", 1), ("0.2 uM", 3), ("0.5 uM", 4), ("1 uM", 5)]
)
def test_bertrams_machine_rests_where_its_table_says(run, table, cell, row):
    wanted = table("bertram2006_ss")[:, row]
    slots = f"""
membrane: voltage_clamp
calcium: {{model: fixed, concentration: "{cell}"}}
mitochondrion: bertram_2006
"""
    names = ("adp_m", "nadh", "j_o", "j_f", "j_ant")
    paths = "soma.ca_m, soma.psi_m, " + ", ".join(f"mitochondrion.{n}" for n in names)
    extra = {"every": "20 s"}
    found = run(slots, paths, "160 s", "0.2 ms", "fused", **extra)
    ours = [1, 1, 1e3, 1, 1e3, 1e3, 1e3] * np.array(
        [float(found[n][-1]) for n in ("adp_m", "nadh", "ca_m", "psi_m", "j_o", "j_f", "j_ant")]
    )
    np.testing.assert_allclose(ours, wanted[4:], rtol=3e-4)


def test_magnesium_rescues_synthesis_from_overload_as_the_table_says(table):
    sets = {
        "sweep": {
            "calcium.concentration": ["0.2 uM", "0.5 uM", "1 uM", "2 uM"],
            "energy.magnesium": ["0.25 mM", "0.5 mM", "0.7 mM", "1 mM", "2 mM"],
        },
    }
    found = mgsim.run(ROOT / "configs" / "atp_calcium_magnesium.yaml", "fused", sets=sets)
    wanted = table("bertram2006_mg_mcu")[:, :20].reshape(6, 4, 5)
    np.testing.assert_allclose(found["r_mg"], wanted[2], rtol=5e-6)
    np.testing.assert_allclose(1e3 * found["ca_m"], wanted[3], rtol=1e-4)
    np.testing.assert_allclose(found["psi_m"], wanted[4], rtol=1e-4)
    np.testing.assert_allclose(1e3 * found["j_f"], wanted[5], rtol=1e-4)
    made = 1e3 * found["j_f"].isel(concentration=3)
    assert float(made[1]) == pytest.approx(0.153, abs=5e-4)
    assert float(made[4]) == pytest.approx(0.837, abs=5e-4)
    matrix = found["ca_m"].values
    assert (np.diff(matrix, axis=1) < 0).all()
