"""The injury experiments of configs/: their signs, shortened, and the lite cell's table."""

from pathlib import Path

import numpy as np
import pytest

import mgsim

ROOT = Path(__file__).parents[2]
CONFIGS, REFERENCE = ROOT / "configs", ROOT / "tests" / "reference"
MINUTE = 6e4  # ms
CARDS, TABLE = 0, 1  # the two ledgers of deregulation_latency.yaml
NONE, NO_ATP, ANOXIA = 0, 1, 2  # the insults of anoxia.yaml


def _run(name, sets=None):
    found = mgsim.run(CONFIGS / f"{name}.yaml", sets=sets or {})
    assert (found["status"] == "ok").all()
    return found


@pytest.fixture(scope="module")
def loaded():
    """Every load, inner magnesium and ledger, for the whole 90 min."""
    return _run("deregulation_latency")


@pytest.fixture(scope="module")
def illustrative():
    """(load, magnesium) latency in min and calcium at 2 min in uM of the dossier's table."""
    rows = np.genfromtxt(REFERENCE / "composite_demo.csv", delimiter=",", skip_header=1)
    rows = rows[rows[:, 2] >= 5].reshape(3, 7, 5)
    return rows[..., 4].T, rows[..., 3].T


def test_the_table_follows_from_its_ledger(loaded, illustrative):
    """To a second, nearly: the table's times are whole seconds, its start is not recorded."""
    latency, calcium = illustrative
    ours = loaded["latency"].isel(ledger=TABLE).values / MINUTE
    assert (np.isnan(ours) == np.isnan(latency)).all()
    known = np.isfinite(latency)
    off = np.abs(ours / latency - 1)
    assert off[known].max() < 0.01  # 10 uM/s with 2 mM of magnesium, next to the threshold
    assert np.sort(off[known])[-2] < 0.004
    found = 1e3 * loaded["ca_i"].isel(ledger=TABLE).sel(time=2 * MINUTE).values
    np.testing.assert_allclose(found[1:], calcium[1:], rtol=0.002)
    np.testing.assert_allclose(found[0], calcium[0], rtol=0.008)


def test_the_cards_own_ledger_stays_near_the_table(loaded, illustrative):
    latency, _ = illustrative
    ours = loaded["latency"].isel(ledger=CARDS).values / MINUTE
    assert np.isnan(ours[0]).all()
    np.testing.assert_allclose(ours[2:], latency[2:], rtol=0.016)
    np.testing.assert_allclose(ours[1, :2], latency[1, :2], rtol=0.05)
    assert not ours[1, 2] < 90


def test_more_load_deregulates_sooner_and_inner_magnesium_later(loaded):
    latency = loaded["latency"].isel(ledger=CARDS).values
    assert (np.diff(latency[2:], axis=0) < 0).all()
    assert (np.diff(latency[2:], axis=1) > 0).all()


def test_inner_magnesium_raises_calcium_of_the_cytosol_before_deregulation(loaded):
    before = loaded["ca_i"].isel(ledger=CARDS).sel(time=2 * MINUTE).values
    assert (loaded["latency"].min() > 3 * MINUTE).item()
    assert (np.diff(before, axis=1) > 0).all()
    assert (np.diff(before, axis=0) > 0).all()


def test_an_equal_load_by_channels_is_less_lethal_than_by_nmda_receptors():
    """Before deregulation; after it the steady load of this cell kills by either route."""
    sets = {
        "duration": "6 min",
        "cell.soma.death": "route_hazard",
        "cell.soma.load.rate": "50 uM/s",
        "cell.soma.energy.magnesium": "2 mM",
        "sweep": {"route": {"zip": {"load.by_nmda": [1, 0], "load.by_channels": [0, 1]}}},
        "readouts.committed": {"model": "last", "of": "death.doomed"},
    }
    found = _run("deregulation_latency", sets)
    by_nmda, by_channels = found["committed"].values
    np.testing.assert_array_equal(found["ca_i"][0], found["ca_i"][1])
    assert by_nmda > 0.02
    # a weight of a tenth, to the fourth power, but for saturation
    assert 1e-4 < by_channels / by_nmda < 2e-4


@pytest.fixture(scope="module")
def insulted():
    """Little and much magnesium, without and with glutamate, every insult, for 30 s."""
    sweep = {"bath.mg_o": ["0.1 mM", "1 mM", "10 mM"]}
    sweep |= {"ischaemic.concentration": ["0 mM", "1 uM"]}
    levels = {"anoxia.level": ["1 mM", "1 mM", "0 mM"]}
    made = {"mitochondrion.synthesis": ["0.85 mM/s", "0 mM/s", "0.85 mM/s"]}
    sweep |= {"insult": {"zip": levels | made}}
    return _run("anoxia", {"duration": "30 s", "sweep": sweep})


def test_anoxia_ends_atp_and_so_does_synthesis_that_stops(insulted):
    left = insulted["atp_end"].values
    assert (left[1:, :, NONE] > 2.9).all()
    assert (left[..., [NO_ATP, ANOXIA]] < 0.01).all()
    freed = insulted["mg_i"].isel(time=-1).values
    assert (freed[..., ANOXIA] > 3 * freed[1:, :, NONE].max()).all()


def test_magnesium_delays_depolarisation_only_where_there_is_glutamate(insulted):
    latency = insulted["depolarised"].values / 1e3
    assert (np.diff(latency[:, 1, ANOXIA]) > 1).all()
    np.testing.assert_allclose(latency[:, 0, ANOXIA], latency[0, 0, ANOXIA], rtol=1e-3)
    assert np.isnan(latency[:, 0, NONE]).all()
    # Wei, Ullah & Schiff (2014) from rest: the first spike after 18.9 s
    assert 18.93 < latency[1, 0, ANOXIA] < 26


def test_magnesium_cuts_the_calcium_that_anoxia_lets_in(insulted):
    entry = (insulted["ca_nmda"] + insulted["ca_l"]).values[..., ANOXIA]
    assert (entry[:, 1] > entry[:, 0]).all()
    assert (np.diff(entry[:, 1]) < 0).all()
    assert entry[2, 1] < 0.5 * entry[1, 1]


@pytest.fixture(scope="module")
def exposed():
    """A fifth of the capacity, so that all is over in minutes: (early or late, treatment).

    Glutamate comes at 1 min, for 5. NMDA receptors are silenced after 1 or 4.5 of them; magnesium
    rises before the exposure, or 4.5 min into it.
    """
    said = {"before.width": ["1 min", "4.5 min"], "after.start": ["2 min", "5.5 min"]}
    said |= {"after.width": ["4 min", "0.5 min"], "magnesium.start": ["0 min", "5.5 min"]}
    treatment = {"magnesium.level": ["1 mM", "10 mM"], "after.concentration": ["0 mM", "0.1 mM"]}
    sets = {
        "duration": "10 min",
        "cell.soma.deregulation": {"model": "capacity_latch", "capacity": 40},
        "drives.glutamate.start": "1 min",
        "drives.glutamate.width": "5 min",
        "drives.before.start": "1 min",
        "sweep": {"delay": {"zip": said}, "treatment": {"zip": treatment}},
    }
    return _run("rescue", sets)


@pytest.mark.parametrize("treatment", [0, 1], ids=["silenced", "magnesium"])
def test_early_beats_late(exposed, treatment):
    """Rescue closes with time, and magnesium before the exposure beats magnesium after most."""
    early, late = exposed["deregulated"].values[:, treatment]
    assert early < 0.2
    assert late > 0.5
    early, late = exposed["doomed"].values[:, treatment]
    assert early < 0.2 * late
