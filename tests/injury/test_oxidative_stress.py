"""ROS follow the route of calcium: NMDA receptors make them, as much by voltage gates does not."""

from typing import Any

import numpy as np
import pytest

import mgsim

CELL = """\
duration: "10 min"
clock: {{dt: "{dt}"}}
bath:
  {{mg_o: "0 mM", ca_o: "2 mM", na_o: "140 mM", k_o: "4 mM", cl_o: "130 mM",
   temperature: "36 degC"}}
cell:
  soma:
    membrane: {{model: voltage_clamp, v_hold: "{v}"}}
    ions: fixed
    calcium: {calcium}
    calcium_pump: graupner_2003
    mitochondrion: matrix
    uniporter: magnus_keizer_1997
    mitochondrial_exchanger: magnus_keizer_1997
    oxidative_stress: {{model: nox2_minimal{rates}}}
    {entry}
record:
  {{quantities: [soma.ros, oxidative_stress.gsh, soma.ca_i, soma.ca_m, soma.i_ca], every: "20 s"}}
{more}
"""
NMDA = """nmda:
      kinetics: steady_open
      block: {block}
      permeation: {{model: fixed_fraction, g_max: "{g}"}}"""
SET = ', v_nox: "0.3 /min", k_nox: "2 uM/s", n_nox: 2, k_r: "0.5 /min", k_sat: 3, k_o: "0.2 /min"'
MATRIX = ', v_m: "0.2 /min", k_m: "0.05 uM"'


@pytest.fixture
def run(experiment):
    """A function: rates of the ROS card and how calcium enters -> dataset."""

    def make(rates: str, entry: str, engine: str = "scipy", **say: str) -> Any:
        words = {"v": "-20 mV", "more": "", "dt": "1 s", "calcium": "cytosol", **say}
        text = CELL.format(rates=rates, entry=entry, **words)
        found = mgsim.run(experiment(text), engine)
        assert (found["status"] == "ok").all()
        return found

    return make


def _nmda(block: str = "none", g: str = "2 nS") -> str:
    return NMDA.format(block=block, g=g)


@pytest.fixture
def routes(run):
    """A function: rates -> the same calcium by NMDA receptors, and by L-type channels."""

    def make(rates: str) -> tuple[Any, Any]:
        by_nmda = run(rates, _nmda())
        slot = 'l_type: {{model: pospischil_2008, g_bar: "{:.16g} mS/cm^2"}}'
        trial = run(rates, slot.format(0.1))
        share = float(by_nmda["i_ca"][0] / trial["i_ca"][0])
        by_gates = run(rates, slot.format(0.1 * share))
        for name in ("i_ca", "ca_i", "ca_m"):
            np.testing.assert_allclose(by_nmda[name], by_gates[name], rtol=1e-6)
        assert float(by_nmda["i_ca"][0]) == pytest.approx(-4.0, rel=1e-12)
        assert float(by_nmda["ca_i"][-1]) > 3e-4
        return by_nmda, by_gates

    return make


def _rest(made: float, k_r: float, k_sat: float) -> float:
    """Where removal k_r R/(1 + R/k_sat) balances what is made."""
    return made / (k_r - made / k_sat)


def test_nmda_calcium_makes_ros_and_as_much_by_voltage_gates_does_not(routes):
    by_nmda, by_gates = routes(SET)
    ros = by_nmda["ros"].values.ravel()
    assert (np.diff(ros[:20]) > 0).all()
    influx = 4e-12 / (2 * 96485.33212) / 1767.146e-15 * 1e6  # uM/s
    made = 0.5 / (1 + 1 / 3) + 0.3 * influx**2 / (influx**2 + 2**2)
    early = (made - 0.375) * (1 / 3)  # a third of a minute, before removal answers
    assert 0.85 * early < ros[1] - 1 < early
    assert ros[-1] > 2
    assert ros[-1] < _rest(made, 0.5, 3)
    np.testing.assert_array_equal(by_gates["ros"], 1.0)
    assert float(by_nmda["gsh"][-1]) < float(by_gates["gsh"][-1])
    assert float(by_gates["gsh"][-1]) == pytest.approx(1 / 1.2, rel=1e-12)


def test_it_comes_to_rest_where_removal_meets_production(run):
    quick = SET.replace('"0.5 /min"', '"5 /min"').replace('"0.3 /min"', '"3 /min"')
    found = run(quick, _nmda())
    influx = 4e-12 / (2 * 96485.33212) / 1767.146e-15 * 1e6
    made = 5 / (1 + 1 / 3) + 3 * influx**2 / (influx**2 + 2**2)
    ros = _rest(made, 5, 3)
    assert float(found["ros"][-1]) == pytest.approx(ros, rel=1e-6)
    assert float(found["gsh"][-1]) == pytest.approx(1 / (1 + 0.2 * ros), rel=1e-5)


def test_the_mitochondrial_term_does_not_see_the_route(routes):
    by_nmda, by_gates = routes(MATRIX)
    assert float(by_nmda["ros"][-1]) > 1.05
    np.testing.assert_allclose(by_nmda["ros"], by_gates["ros"], rtol=1e-6)
    assert float(by_nmda["gsh"][-1]) == 1.0


def test_as_shipped_it_is_off(run):
    found = run("", _nmda(g="50 nS"))
    np.testing.assert_array_equal(found["ros"], 1.0)
    np.testing.assert_array_equal(found["gsh"], 1.0)


def test_calcium_that_leaves_by_nmda_receptors_makes_nothing(run):
    found = run(SET, _nmda(), v="20 mV", calcium="fixed")
    assert float(found["i_ca"][0]) == pytest.approx(4.0)
    np.testing.assert_array_equal(found["ros"], 1.0)


def test_magnesium_outside_lowers_ros_by_its_block_alone(run):
    sweep = 'sweep: {bath.mg_o: ["0 mM", "0.5 mM", "1 mM", "3 mM"]}'
    blocked = run(SET, _nmda("jahr_stevens_1990"), v="-50 mV", more=sweep)
    last = blocked["ros"].isel(time=-1).values
    assert (np.diff(last) < -0.01).all()
    assert (last > 1).all()


def test_the_fast_engine_says_what_the_oracle_says(run):
    judge, fast = (run(SET + MATRIX, _nmda(), engine, dt="5 ms") for engine in ("scipy", "fused"))
    for name in ("ros", "gsh"):
        np.testing.assert_allclose(fast[name], judge[name], rtol=1e-7)


def test_removal_that_is_outrun_lets_ros_rise_without_end(run):
    found = run(', v_nox: "3 /min", k_nox: "0.01 uM/s", k_sat: 1', _nmda())
    ros = found["ros"].values.ravel()
    slope = np.diff(ros[-4:]) * 3  # per minute
    assert (slope > 2.4).all()
    assert (slope < 2.6).all()
