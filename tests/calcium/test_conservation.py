"""Calcium is neither made nor lost: what a cell holds changes by what crossed its membrane."""

import numpy as np
import pytest

CELL = """
membrane: {model: voltage_clamp, v_hold: "-50 mV", membrane_area: "707 um^2"}
ions: fixed
energy: {model: fixed, magnesium: "0.3 mM"}
influx: {role: l_type, model: steady_influx, rate: "2000 uM/s"}
calbindin: {role: buffer, model: calbindin}
parvalbumin: {role: buffer, model: parvalbumin}
calmodulin: {role: buffer, model: calmodulin}
slow: {role: buffer, model: one_site, set: cbp_slow}
store: {model: endoplasmic_reticulum, volume_ratio: 0.13}
serca: {model: mahajan_nadkarni, v_max: "30 uM/s"}
ryanodine: {role: ryanodine_receptor, model: keizer_levine_1996}
calcium_pump: graupner_2003_atp
surface: {role: calcium_pump, model: two_state}
exchanger: somjen_2008
simple: {role: exchanger, model: graupner_2003}
ledger: {role: calcium, model: ledger}
"""
MAGNUS = """
mitochondrion: {model: matrix, ca_m_0: "0.4 uM"}
uniporter: magnus_keizer_1997
uptake_block: pradhan_2011
mitochondrial_exchanger: {model: pradhan_2008, k: "20 /s"}
"""
BERTRAM = """
mitochondrion: {model: bertram_2006, fraction: 0.08}
uptake_block: pradhan_2011
"""
WELL = "calcium: cytosol\n"
RAPID = """
calcium: cytosol
fixed: {role: buffer, model: rapid, set: fixed_low_affinity}
"""
TOTAL = "calcium: cytosol_total\n"
HELD = ("calbindin.bound", "parvalbumin.bound", "calmodulin.bound", "slow.bound")
INSIDE = {WELL: "soma.ca_i", RAPID: "soma.ca_i", TOTAL: "calcium.ca_total"}


def _totals(run, cytosol, mitochondria, engine):
    """(time,) calcium held and crossed, by volume of cytosol."""
    held = [INSIDE[cytosol], *HELD, "mitochondrion.held", "soma.ca_er", "ledger.crossed"]
    held += ["fixed.bound"] if cytosol == RAPID else []
    slots = CELL + mitochondria + cytosol
    record = ", ".join([*held, "soma.ca_i"] if INSIDE[cytosol] != "soma.ca_i" else held)
    found = run(slots, record, "250 ms", "0.01 ms", engine, every="5 ms")
    names = {path: _variable(found, path) for path in held}
    amounts = {path: found[name].values.astype(float) for path, name in names.items()}
    amounts["soma.ca_er"] = 0.13 * amounts["soma.ca_er"]
    return amounts, found


def _variable(found, path):
    """What a recorded path is called in the dataset."""
    (name,) = (n for n in found.data_vars if found[n].attrs.get("path", "").endswith(path))
    return name


@pytest.mark.parametrize("engine", ["scipy", "fused"])
@pytest.mark.parametrize("mitochondria", [MAGNUS, BERTRAM], ids=["magnus", "bertram"])
@pytest.mark.parametrize("cytosol", [WELL, RAPID, TOTAL], ids=["well", "rapid", "total"])
def test_a_cell_of_every_card_conserves_calcium(run, cytosol, mitochondria, engine):
    amounts, _ = _totals(run, cytosol, mitochondria, engine)
    crossed = amounts.pop("ledger.crossed")
    whole = np.sum(list(amounts.values()), axis=0)
    assert crossed[-1] > 0.01
    for path, amount in amounts.items():
        assert np.abs(amount - amount[0]).max() > 1e-5 * crossed[-1], f"{path} stands still"
    lost = np.abs(whole - whole[0] - crossed).max()
    assert lost <= 1e-8 * crossed[-1]
    assert all((amount >= 0).all() for amount in amounts.values())
