"""The engine of slow time: closed forms, brute force, trains across windows, lanes, refusals."""

import json
from pathlib import Path

import numpy as np
import pytest

import mgsim
from mgsim.engines.multirate.split import split
from mgsim.language.errors import EngineError
from mgsim.study.batch import spread
from mgsim.study.compose import compose

CONFIG = Path(__file__).parents[2] / "configs" / "excitotoxicity.yaml"
MINUTE = 60e3  # ms

SWING = """
mechanism = Mechanism(
    role="membrane", says="a pure oscillation of 31.8 Hz", writes=("v", "area"),
    params={"w": Param("0.2 /ms", "x", ASSUMED, "D"), "size": Param("10 mV", "x", ASSUMED, "D")},
    algebra={"area": "1*1"},
    states={"v": State("w*u", "size", "x"), "u : mV": State("-w*v", "0*size", "x")},
)
"""
POOLS = """
mechanism = Mechanism(
    role="calcium", says="slow pools", reads=("v", "mg_o", "i_injected"), writes=("ca_i",),
    params={
        "tau": Param("20 s", "x", ASSUMED, "D"), "gain": Param("2e-6 /ms", "x", ASSUMED, "D"),
        "brief": Param("1 ms", "x", ASSUMED, "D"), "unit": Param("1 mV", "x", ASSUMED, "D"),
    },
    algebra={
        "square : 1": "v/unit*v/unit", "inflow : 1/ms": "gain*square - loss",
        "loss : 1/ms": "nested/tau",
    },
    states={
        "ca_i": State("gain*v**2 - ca_i/tau", "0", "sum", slow=True),
        "filled : 1": State("gain*v**2*(1 - filled)", "0", "slow factor", slow=True),
        "thick : 1": State("(v**2 + v)*gain/(0.1 + thick)", "0", "slow divisor", slow=True),
        "nested : 1": State("inflow", "0", "through algebra", slow=True),
        "lost : 1": State("-(v*v - 20)*gain", "0", "sign, product of two fast", slow=True),
        "bathed : 1": State("mg_o", "0", "integral of the bath", slow=True),
        "charged : 1": State("i_injected", "0", "integral of a step", slow=True),
        "keen : 1": State("(filled - keen)/brief", "1", "a millisecond", slow=True),
    },
)
"""
TEXT = """
duration: "60 s"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "36 degC"}
cell: {soma: {membrane: swing, calcium: pools}}
drives:
  wash: {model: perfusion, level: "3 mM", start: "7.3 s", duration: "21.7 s", to: bath.mg_o}
  step: {model: current_step, amplitude: "2 pA", start: "11.113 s", duration: "13.377 s", to: soma}
record:
  quantities: [soma.ca_i, soma.calcium.filled, soma.calcium.thick, soma.calcium.nested,
    soma.calcium.lost, soma.calcium.bathed, soma.calcium.charged, soma.calcium.keen]
  every: "1 s"
"""
SQUARE = 10.0**2 / 2  # mean of v**2
GAIN, TAU = 2e-6, 20e3
TIMES = np.arange(61) * 1e3
LEAKY = GAIN * SQUARE * TAU * (1 - np.exp(-TIMES / TAU))


@pytest.fixture
def pools(with_cards):
    return lambda text=TEXT, **cards: with_cards(
        text, **{"membrane__swing": SWING, "calcium__pools": POOLS} | cards
    )


def facts(found):
    return json.loads(found.attrs["engine_facts"])


def run(experiment, **options):
    return mgsim.run(experiment, "multirate", options)


def test_averaged_pools_follow_their_closed_forms(pools):
    """One run: sums, slow factors and divisors, nested names, the bath, a step, a stiff state."""
    found = run(pools())
    filled = 1 - np.exp(-GAIN * SQUARE * TIMES)
    expected = {
        "ca_i": LEAKY,
        "filled": filled,
        "thick": -0.1 + np.sqrt(0.01 + 2 * SQUARE * GAIN * TIMES),
        "nested": LEAKY,
        "lost": -(SQUARE - 20) * GAIN * TIMES,
    }
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, atol=4e-4 * np.abs(values).max())
    # exactly, since steps end where the bath and the step begin and end
    assert float(found["bathed"][-1]) == pytest.approx(1 * MINUTE + (3 - 1) * 21.7e3, rel=1e-6)
    assert float(found["charged"][-1]) == pytest.approx(2 * 13.377e3, rel=1e-6)
    assert float(found["charged"][11]) == 0
    assert float(found["bathed"][7]) == pytest.approx(7e3, rel=1e-9)
    np.testing.assert_allclose(found["keen"][1:], filled[1:], atol=4e-4)
    assert facts(found)["steps"][0] < 60  # the stiff state costs no small ones
    assert facts(found)["followed"][0] <= 8  # the start and the six edges


def test_the_slow_rates_read_means_and_nothing_fast(pools):
    """The texts themselves: factors and divisors that are slow stay outside the means."""
    cut = split(compose(pools()))
    fast = {"v", "u", "soma_v", "soma_membrane_u", "soma_calcium_square"}
    for text in cut.slow.values():
        assert not fast & set(text.replace("(", " ").replace(")", " ").split())
    ends = {name.rpartition("_")[2]: text for name, text in cut.slow.items()}
    assert "mean" in ends["filled"] and "1 - soma_calcium_filled" in ends["filled"]
    assert "mean" in ends["thick"] and "0.1 + soma_calcium_thick" in ends["thick"]
    assert "mean" in ends["lost"] and "20" in ends["lost"]
    assert not any("filled" in text or "thick" in text for text in cut.means.values())
    assert cut.inputs == ()
    fast = {n for n in cut.whole.odes if n not in cut.slow}
    assert set(cut.fast.odes) == fast | {f"{mean}_sum" for mean in cut.means}


DECAY = """
mechanism = Mechanism(
    role="membrane", says="follows calcium within 1 ms", reads=("ca_i",), writes=("v", "area"),
    params={"tau": Param("1 ms", "x", ASSUMED, "D"), "gain": Param("10", "x", ASSUMED, "D")},
    algebra={"area": "1*1"},
    states={"v": State("(gain*ca_i - v)/tau", "gain*ca_i", "x")},
)
"""
EATEN = """
mechanism = Mechanism(
    role="calcium", says="eaten by the square of v", reads=("v",), writes=("ca_i",),
    params={"k": Param("1e-6 /ms", "x", ASSUMED, "D"), "c": Param("1 mM", "x", ASSUMED, "D")},
    states={"ca_i": State("-k*v**2", "c", "x", slow=True)},
)
"""
EATING = """
duration: "120 s"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "36 degC"}
cell: {soma: {membrane: decay, calcium: eaten}}
record: {quantities: [soma.ca_i, soma.v], every: "1 s"}
"""


def test_a_mean_that_follows_the_slow_state_errs_less_at_a_smaller_tolerance(with_cards):
    """dc/dt = -k (g c)^2, of which c = c_0/(1 + k g^2 c_0 t)."""
    experiment = with_cards(EATING, membrane__decay=DECAY, calcium__eaten=EATEN)
    assert split(compose(experiment)).inputs == ("soma_ca_i",)
    exact = 1 / (1 + 1e-6 * 100 * np.arange(121) * 1e3)
    errors, steps = [], []
    tolerances = (0.03, 0.003, 0.0003)
    for tolerance in tolerances:
        found = run(experiment, tolerance=tolerance)
        errors.append(float(np.abs(found["ca_i"] - exact).max()))
        steps.append(facts(found)["steps"][0])
        # what is fast is told as its mean, which here is ten times the calcium of then
        np.testing.assert_allclose(found["v"][5:], 10 * found["ca_i"][5:], rtol=0.02)
    assert errors[0] > 1.5 * errors[1] > 4 * errors[2]
    assert (np.array(errors) < tolerances).all()
    assert steps[0] < steps[1] < steps[2] < 80


COUNTER = """
mechanism = Mechanism(
    role="kinetics", says="counts spikes by what they release", reads=("glu",), writes=("open",),
    params={"tau": Param("2 ms", "x", ASSUMED, "D"), "width": Param("1 ms", "x", ASSUMED, "D"),
            "full": Param("1 mM", "x", ASSUMED, "D")},
    algebra={"open": "trace"},
    states={"trace : 1": State("-trace/tau", "0", "x"),
            "pulses : 1": State("glu/full/width", "0", "each pulse is one", slow=True),
            "kicks : 1": State("trace/tau", "0", "each kick is one", slow=True)},
    events=(Event(on="arrival", do={"trace": "trace + 1"}),),
)
"""
COUNTING = """
duration: "60 s"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "36 degC"}
cell:
  soma:
    membrane: swing
    nmda: {kinetics: counter, release: square_pulse, block: none, permeation: ohmic}
drives: {input: {TRAIN, to: soma.nmda}}
record: {quantities: [nmda.pulses, nmda.kicks], every: "10 s"}
"""


@pytest.fixture
def counted(with_cards):
    """A function: a train's text, tolerance -> (pulses, kicks) at the end, facts."""

    def count(train, text=COUNTING, **options):
        experiment = with_cards(
            text.replace("TRAIN", train), membrane__swing=SWING, kinetics__counter=COUNTER
        )
        found = run(experiment, **options)
        return float(found["pulses"][-1]), float(found["kicks"][-1]), facts(found)

    return count


def test_every_spike_of_a_train_too_sparse_to_sample_is_delivered_once(counted):
    """0.3 Hz from 7.0007 s on: the 16 spikes before 56 s, none of which a window would see."""
    train = 'model: regular_train, rate: "0.3 Hz", start: "7.0007 s", stop: "56 s"'
    pulses, kicks, _ = counted(train)
    assert kicks == pytest.approx(15, abs=1e-3)
    assert pulses == pytest.approx(15, abs=1e-3)


def test_listed_spikes_are_delivered_once_each(counted):
    """Some on the seams of stretches, one in the midst of a long rest, two in one millisecond."""
    times = [0.0005, 2.0, 4.0, 4.0005, 31.23456, 31.2400, 58.0]
    listed = "[" + ", ".join(f'"{t} s"' for t in times) + "]"
    pulses, kicks, _ = counted(f"model: listed_train, times: {listed}")
    assert kicks == pytest.approx(len(times), abs=1e-3)
    assert pulses == pytest.approx(len(times) - 0.5, abs=2e-3)  # the second cuts the first


def test_a_pulse_that_a_seam_cuts_keeps_its_second_half(counted):
    """A spike 0.4 ms before the first stretch ends (at 2 s): the rest belongs to the next."""
    text = COUNTING.replace('"60 s"', '"6 s"').replace('"10 s"', '"1 s"')
    pulses, _, _ = counted('model: listed_train, times: ["0 s", "1.9996 s", "5.5 s"]', text)
    assert pulses == pytest.approx(3, abs=1e-3)


def test_no_window_looks_beyond_the_end_of_a_drive(counted):
    """A burst of 2.9873 s, which the samples of a stretch do not divide: all of its 2988 spikes."""
    _, kicks, _ = counted('model: regular_train, rate: "1 kHz", start: "10 s", stop: "12.9873 s"')
    assert kicks == pytest.approx(2988, abs=0.02)


def test_a_dense_train_is_sampled_and_keeps_its_rate(counted):
    pulses, kicks, told = counted('model: regular_train, rate: "20 Hz", start: "3.3 s"')
    assert kicks == pytest.approx(20 * 56.7, rel=2e-3)
    assert pulses == pytest.approx(20 * 56.7, rel=2e-3)
    assert told["followed"][0] < 5


def test_a_slow_train_is_given_windows_that_hold_some_spikes(counted):
    """2 Hz needs 1.7 s of a window, so windows of 2 s; without them three would see 0 or 1."""
    _, kicks, told = counted('model: regular_train, rate: "2 Hz", start: "3.3 s"')
    assert kicks == pytest.approx(2 * 56.7, rel=0.02)
    assert told["followed"][0] < 10


def test_random_trains_keep_their_mean_rate_and_are_drawn_the_same_again(counted):
    """100 Hz over 56.7 s of which some windows are seen: within 4 standard deviations or so."""
    train = 'model: poisson_train, rate: "100 Hz", start: "3.3 s"'
    _, kicks, _ = counted(train)
    assert kicks == pytest.approx(100 * 56.7, rel=0.08)
    assert counted(train)[1] == kicks


def test_a_rare_random_train_is_followed_to_the_end(counted):
    """0.2 Hz: spikes are whole, not a rate; at 60 s an integer has come."""
    pulses, kicks, _ = counted('model: poisson_train, rate: "0.2 Hz", start: "0 s", stop: "58 s"')
    assert kicks == pytest.approx(round(kicks), abs=1e-3)
    assert pulses == pytest.approx(kicks, abs=2e-3)
    assert 3 <= kicks <= 24


SWEPT = TEXT + 'sweep: {soma.calcium.tau: ["20 s", "5 s", "0 s", "60 s"]}\n'


def test_lanes_together_have_what_each_has_alone(pools):
    """Exactly: neither steps, windows nor the grid of readouts depend on the neighbours."""
    text = SWEPT + "readouts: {average: {model: mean, of: soma.ca_i}}\n"
    together = run(pools(text))
    for number, tau in enumerate(("20 s", "5 s", "60 s")):
        alone = run(pools(text.replace('["20 s", "5 s", "0 s", "60 s"]', f'["{tau}"]')))
        at = number + (number > 1)
        for name in ("ca_i", "filled", "thick", "nested", "keen", "average"):
            assert np.array_equal(together[name][at], alone[name][0]), name


def test_a_lane_that_fails_says_why_and_keeps_the_others(pools):
    """tau = 0 divides by zero in one lane of four."""
    found = run(pools(SWEPT))
    status = [str(s) for s in found["status"].values]
    assert [s == "ok" for s in status] == [True, True, False, True]
    assert "not finite" in status[2] or "division" in status[2]
    assert np.isnan(found["ca_i"][2, -1])
    np.testing.assert_allclose(found["ca_i"][0], LEAKY, atol=4e-4 * LEAKY.max())
    slower = GAIN * SQUARE * 60e3 * (1 - np.exp(-TIMES / 60e3))
    np.testing.assert_allclose(found["ca_i"][3], slower, atol=4e-4 * slower.max())


def test_the_same_run_twice_is_identical(pools):
    first, second = run(pools()), run(pools())
    for name in first.data_vars:
        assert np.array_equal(first[name], second[name])


def test_progress_rises_to_one(pools):
    told = []
    mgsim.run(pools(SWEPT), "multirate", progress=lambda fraction, what: told.append(fraction))
    assert np.all(np.diff(told) >= 0)
    assert told[-1] == pytest.approx(1)


def test_other_windows_give_the_same_answer(pools):
    """The oracle in the windows, which shares no code with the fused engine."""
    text = TEXT.replace('"60 s"', '"9 s"').replace("drives:", "drives: {}\nnot_drives:")
    text = text[: text.index("drives:")] + text[text.index("record:") :]
    card = POOLS.replace('"mg_o", "i_injected"', '"mg_o"').replace('"i_injected"', '"0*mg_o"')
    found = [
        run(pools(text, calcium__pools=card), windows=windows, window=300.0, settle=100.0)
        for windows in ("fused", "scipy")
    ]
    for name in ("ca_i", "filled", "lost", "keen"):
        np.testing.assert_allclose(found[0][name], found[1][name], rtol=1e-5, atol=1e-9)


@pytest.fixture(scope="module")
def brute_and_ours(tmp_path_factory):
    """A minute of the injury experiment: the whole model by brute force, and this engine."""
    sets = {"duration": "60 s", "drives.glutamate.start": "5 s", "drives.glutamate.width": "30 s"}
    sets |= {"record.every": "1 s"}
    model = compose(mgsim.load(CONFIG, sets))
    slow = [model.quantities[n].path for n, ode in model.odes.items() if ode.slow]
    sets["record.quantities"] = [*slow, "soma.i_ca_nmda"]
    cards = {"last": {}, "peak": {}, "mean": {}, "integral": {}}
    readouts = {f"calcium_{n}": {"model": n, "of": "soma.ca_i"} for n in cards}
    readouts["calcium_above"] = {"model": "time_above", "of": "soma.ca_i", "threshold": "0.6 uM"}
    readouts["mean_v"] = {"model": "mean", "of": "soma.v"}
    readouts["peak_v"] = {"model": "peak", "of": "soma.v"}
    lines = [f"extends: {CONFIG}", "readouts:"]
    lines += [f"  {name}: {json.dumps(card)}" for name, card in readouts.items()]
    path = tmp_path_factory.mktemp("minute") / "minute.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    experiment = mgsim.load(path, sets)
    return mgsim.run(experiment, "fused"), mgsim.run(experiment), slow


def named(found, path):
    """A recorded quantity by its path: datasets use the shortest ending that is unique."""
    return np.ravel(found[path.rpartition(".")[2]].values)


def test_every_slow_state_is_within_two_percent_of_brute_force(brute_and_ours):
    """The acceptance of this engine; relative to what each state reaches."""
    brute, ours, slow = brute_and_ours
    assert len(slow) >= 12
    assert ours.attrs["engine"] == "multirate"  # the config says so
    for path in slow:
        there, here = named(brute, path), named(ours, path)
        assert np.abs(there).max() > 0, path
        assert np.abs(here - there).max() < 0.02 * np.abs(there).max(), path


def test_readouts_of_what_is_slow_are_those_of_brute_force(brute_and_ours):
    brute, ours, _ = brute_and_ours
    for name in ("last", "peak", "mean", "integral", "above"):
        there, here = float(brute[f"calcium_{name}"]), float(ours[f"calcium_{name}"])
        assert here == pytest.approx(there, rel=0.01), name


def test_readouts_of_what_is_fast_see_its_mean(brute_and_ours):
    """The mean of the voltage is right; its peak is the highest mean, far below a spike's."""
    brute, ours, _ = brute_and_ours
    assert float(ours["mean_v"]) == pytest.approx(float(brute["mean_v"]), rel=0.02)
    assert float(brute["peak_v"]) > 0 > float(ours["peak_v"])


WRONG = {
    "tolerance": ({"tolerance": 0}, "above zero"),
    "settle": ({"settle": 500}, "less than the window"),
    "nudge": ({"nudge": -0.1}, "above zero"),
    "word": ({"tolerence": 0.1}, "tolerance"),
    "windows": ({"windows": "fuzed"}, "fused"),
    "reference": ({"windows": "brian"}, "'fused', 'scipy'"),
    "itself": ({"windows": "multirate"}, "'fused', 'scipy'"),
    "theirs": ({"windows_options": {"methud": "rk4"}}, "method"),
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_options_are_refused(what, pools):
    options, expected = WRONG[what]
    with pytest.raises(EngineError) as caught:
        run(pools(), **options)
    assert len(caught.value.faults) == 1
    assert expected in str(caught.value)


EVENTS = {
    "nothing slow": (", slow=True", "", "no card calls a state slow"),
    "slow jumps": (
        "},\n)",
        '},\n    events=(Event(on="crossing", when="v", do={"filled": "0"}),),\n)',
        "calcium.filled",
    ),
    "slow waits": (
        "},\n)",
        '},\n    held={"h : 1": Held("0", "x")},\n'
        '    events=(Event(on="crossing", when="filled - 0.1", do={"h": "1"}),),\n)',
        "something slow",
    ),
    "set time": (
        "},\n)",
        '},\n    held={"h : 1": Held("0", "x")},\n'
        '    events=(Event(on="time", when="tau", do={"h": "1"}),),\n)',
        "calcium.h",
    ),
}


@pytest.mark.parametrize("what", EVENTS)
def test_models_that_cannot_be_cut_are_refused_in_a_sentence(what, pools):
    before, after, says = EVENTS[what]
    assert before in POOLS
    head, _, tail = POOLS.rpartition(before)
    card = POOLS.replace(before, after) if what == "nothing slow" else head + after + tail
    with pytest.raises(EngineError, match=says) as caught:
        run(pools(calcium__pools=card))
    assert len(caught.value.faults) == 1


def test_a_listed_batch_of_arrivals_is_not_lost(with_cards):
    """Arrivals given as plain arrays (as a caller of an engine may) are cut like trains."""
    from dataclasses import replace

    from mgsim.engines.contract import load_engine

    text = COUNTING.replace("TRAIN", 'model: listed_train, times: ["7 s", "8 s"]')
    experiment = with_cards(text, membrane__swing=SWING, kinetics__counter=COUNTER)
    (group,) = spread(experiment).groups
    program = load_engine("multirate").compile(group.model, experiment.clock, 1e4, {})
    plain = {name: [np.array(t) for t in lanes] for name, lanes in group.batch.arrivals.items()}
    found = program.run(replace(group.batch, arrivals=plain), lambda _: None)
    kicks = next(values for name, values in found.traces.items() if name.endswith("kicks"))
    assert kicks[0, -1] == pytest.approx(2, abs=1e-3)
