"""Arrivals off the grid: at their own time, to the order of the method, never before it."""

import numpy as np
import pytest

import mgsim

METHODS = pytest.mark.parametrize("method", ["rk4", "staggered"])
TIMES = [1.083, 2.391, 2.417, 5.7613, 9.0029]
ONE = """
mechanism = Mechanism(
    role="kinetics", says="one exponential a spike", writes=("open",),
    params={"tau": Param("3.1 ms", "x", ASSUMED, "D"), "kick": Param("0.4", "x", ASSUMED, "D")},
    algebra={"open": "g"},
    states={"g : 1": State("-g/tau", "0", "x")},
    events=(Event(on="arrival", do={"g": "g + kick"}),),
)
"""
TWO = '{model: double_exponential, tau_rise: "0.5 ms", tau_decay: "3 ms"}'
TEXT = """
duration: "24 ms"
clock: {dt: "STEP ms"}
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "36 degC"}
cell:
  soma:
    membrane: {model: pospischil_2008, diameter: "30 um", length: "30 um"}
    sodium: pospischil_2008
    potassium: pospischil_2008
    leak: pospischil_2008
    calcium: {model: shell, tau: "20 ms"}
    nmda: {kinetics: KINETICS, block: jahr_stevens_1990, permeation: PERMEATION}
drives: {input: {model: listed_train, times: TIMES, to: soma.nmda}}
record: {quantities: [soma.v, soma.ca_i, nmda.open], every: "24 ms"}
"""


@pytest.fixture
def synapse(with_cards):
    """A function: step, kinetics, arrival times, replacements -> a cell with one synapse."""

    def make(dt, kinetics, times=TIMES, **others):
        listed = "[" + ", ".join(f'"{t} ms"' for t in times) + "]"
        text = TEXT.replace("TIMES", listed).replace("KINETICS", kinetics)
        text = text.replace("STEP", str(dt))
        for word, by in ({"PERMEATION": '{model: fixed_fraction, g_max: "3 nS"}'} | others).items():
            text = text.replace(word, by)
        return with_cards(text, kinetics__one=ONE)

    return make


def at_end(found):
    return np.array([float(found[n].values[-1]) for n in ("v", "ca_i", "open")])


# (method, kinetics) -> by how much errors of v, ca_i, open fall at a quarter of the step: 16 is
# second order. rk4: third order where an arrival moves no rate at once, else second; its errors of
# `open` are the judge's.
GAINS = {
    ("staggered", TWO): ((13, 20), (13, 20), (15, 17)),
    ("staggered", "one"): ((8, 30), (8, 60), (15, 17)),
    ("rk4", TWO): ((30, 300), (30, 300), (1, 1e9)),
    ("rk4", "one"): ((8, 60), (8, 60), (1, 1e9)),
}


@pytest.mark.parametrize("case", GAINS, ids=lambda case: f"{case[0]}-{case[1][:3]}")
def test_arrivals_off_the_grid_keep_the_order_of_the_method(case, synapse):
    method, kinetics = case
    judge = at_end(mgsim.run(synapse(0.025, kinetics), "scipy", {"rtol": 1e-11}))
    options = {"method": method, "tables": False}
    coarse, fine = (
        np.abs(at_end(mgsim.run(synapse(dt, kinetics), "fused", options)) - judge)
        for dt in (0.05, 0.0125)
    )
    assert (coarse < {"rk4": [5e-6, 1e-10, 1e-9], "staggered": [5e-4, 2e-9, 5e-6]}[method]).all()
    for (least, most), before, after in zip(GAINS[case], coarse, fine, strict=True):
        assert least < before / after < most


@METHODS
@pytest.mark.parametrize(("kinetics", "precision"), [("one", "single"), (TWO, "double")])
def test_nothing_shows_before_its_time(method, kinetics, precision, synapse):
    """Sample by sample the same bits as without the last arrival, until it comes."""
    options = {"method": method, "precision": precision}
    with_it, without = (
        mgsim.run(synapse(0.05, kinetics, times, **{'every: "24 ms"': 'every: "0.05 ms"'}),
                  "fused", options)
        for times in (TIMES, TIMES[:-1])
    )  # fmt: skip
    for name in ("open", "v", "ca_i"):
        differs = np.flatnonzero(with_it[name].values != without[name].values)
        first = with_it["time"].values[differs[0]]
        assert TIMES[-1] < first < TIMES[-1] + (0.11 if name == "open" else 0.16), name


PULSED = {"PERMEATION": "ohmic", "block: jahr_stevens_1990": "release: square_pulse"}


@METHODS
@pytest.mark.parametrize("kinetics", ["destexhe_1994", "five_state"])
def test_a_pulse_of_transmitter_begins_at_the_arrival(method, kinetics, synapse):
    """Its parts before a step and within one are delivered whole, whatever is half a step late."""
    times = (1.083, 5.7613, 9.1729)
    judge = at_end(mgsim.run(synapse(0.05, kinetics, times, **PULSED), "scipy", {"rtol": 1e-11}))
    options = {"method": method, "schemes": "implicit", "tables": False}
    coarse, fine = (
        abs(at_end(mgsim.run(synapse(dt, kinetics, times, **PULSED), "fused", options)) - judge)[2]
        for dt in (0.05, 0.0125)
    )
    assert coarse < 1e-4
    assert 10 < coarse / fine < 30


@METHODS
@pytest.mark.parametrize("start", [0.0, 0.51])
def test_a_pulse_at_the_very_start_is_whole(method, start, with_cards):
    text = f"""
duration: "8 ms"
clock: {{dt: "0.05 ms"}}
bath: {{mg_o: "1 mM"}}
cell:
  patch: {{membrane: voltage_clamp, nmda: {{kinetics: destexhe_1994, permeation: ohmic}}}}
drives:
  glu: {{model: glutamate_pulse, concentration: "1 mM", start: "{start} ms", width: "3 ms",
        to: patch.nmda}}
readouts: {{end: {{model: last, of: nmda.open}}}}
"""
    judge, ours = (
        float(mgsim.run(with_cards(text), engine, options)["end"])
        for engine, options in (("scipy", {"rtol": 1e-11}), ("fused", {"method": method}))
    )
    assert ours == pytest.approx(judge, rel=1e-5)
