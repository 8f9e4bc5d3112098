"""Markov schemes taken implicitly: the elimination, schemes too fast for the step, their sum."""

import math

import numpy as np
import pytest

import mgsim
from mgsim.engines.contract import load_engine
from mgsim.engines.fused.graph import Graph
from mgsim.engines.fused.hoist import evaluated
from mgsim.engines.fused.scheme import _Elimination
from mgsim.language.errors import EngineError
from mgsim.study.batch import spread
from mgsim.validation.table import CONFIGS

METHODS = pytest.mark.parametrize("method", ["rk4", "staggered"])


def run(experiment, method, **options):
    return mgsim.run(experiment, "fused", {"method": method, **options})


SHAPES = {
    "tree": lambda n, rng: [(int(rng.integers(i)), i) for i in range(1, n)],
    "ring": lambda n, rng: [(i, (i + 1) % n) for i in range(n)],
    "complete": lambda n, rng: [(i, j) for i in range(n) for j in range(i)],
}


def solved(shape, count, seed):
    """(x, y, what numpy says, h times the fastest rate) of a scheme with rates from 1e-4 to 1e6."""
    rng = np.random.default_rng(seed)
    graph, states = Graph(), [f"s{i}" for i in range(count)]
    rates, values, matrix = [], {}, np.zeros((count, count))
    for pair in SHAPES[shape](count, rng):
        for i, j in (pair, pair[::-1]):
            name = f"k{len(values)}"
            values[name] = np.asarray(10.0 ** rng.uniform(-4, 6) * (rng.random() > 0.1))
            rates.append((states[i], states[j], graph.leaf("state", name)))
            matrix[j, i] += values[name]
            matrix[i, i] -= values[name]
    h, x = 10.0 ** rng.uniform(-3, 0), rng.dirichlet(np.ones(count))
    x[rng.integers(count)] = 0
    values |= {s: np.asarray(share) for s, share in zip(states, x, strict=True)}
    elimination = _Elimination(graph, tuple(states), rates, graph.number(h))
    nodes = elimination.solved({s: graph.leaf("state", s) for s in states})
    y = np.array([float(share) for share in evaluated(graph, list(nodes.values()), values)])
    y = y[[list(nodes).index(s) for s in states]]
    return x, y, np.linalg.solve(np.eye(count) - h * matrix, x), h * np.abs(matrix).max()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_elimination_solves_any_scheme_and_keeps_its_sum(shape):
    """numpy's own error grows with the fastest rate; ours does not, nor leaves 0 .. 1."""
    for seed in range(60):
        x, y, exact, fastest = solved(shape, 2 + seed % 9, seed)
        np.testing.assert_allclose(y, exact, rtol=1e-12, atol=1e-16 * fastest)
        assert y.min() >= 0
        assert abs(math.fsum(y) - math.fsum(x)) < 1e-15


TRAP = """
mechanism = Mechanism(
    role="kinetics", says="magnesium traps what is open; what is open also desensitises",
    reads=("v", "mg_o", "glu"), writes=("open",),
    params={"bind": Param("2 /(mM ms)", "x", ASSUMED, "D"),
            "leave": Param("0.07 /ms", "x", ASSUMED, "D"),
            "k_on": Param("610 /(mM ms)", "x", ASSUMED, "D"),
            "k_off": Param("5.4 /ms", "x", ASSUMED, "D"),
            "s_on": Param("17 mV", "x", ASSUMED, "D"), "s_off": Param("47 mV", "x", ASSUMED, "D"),
            "sleep": Param("0.0005 /ms", "x", ASSUMED, "D"),
            "wake": Param("0.0002 /ms", "x", ASSUMED, "D")},
    algebra={"open": "o"},
    scheme=Scheme(states=("c", "o", "b", "z"), initial="c",
                  transitions={"c <-> o": ("bind*glu", "leave"), "o <-> z": ("sleep", "wake"),
                               "o <-> b": ("k_on*mg_o*exp(-v/s_on)", "k_off*exp(v/s_off)")}),
)
"""
CLAMPED = """
duration: "50 ms"
clock: {dt: "STEP ms"}
bath: {mg_o: "1 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-100 mV"}
    nmda: {kinetics: trap, permeation: ohmic}
drives:
  glutamate: {model: glutamate_pulse, concentration: "1 mM", start: "5.513 ms", width: "25.1 ms",
              to: patch.nmda}
  step: {model: voltage_step, amplitude: "70 mV", start: "15.587 ms", duration: "20.1 ms",
         to: patch}
record: {quantities: [nmda.kinetics.c, nmda.kinetics.o, nmda.kinetics.b, nmda.kinetics.z],
         every: "1 ms"}
sweep: {mg_o: ["0.01 mM", "0.3 mM", "2 mM"]}
"""
STATES = list("cobz")


def shares(found):
    """(state, ...) occupancies; none is missing."""
    values = np.array([found[name].values for name in STATES])
    assert np.isfinite(values).all()
    return values


@pytest.fixture
def clamped(with_cards):
    return lambda dt, text=CLAMPED: with_cards(text.replace("STEP", str(dt)), kinetics__trap=TRAP)


@METHODS
def test_a_scheme_far_faster_than_the_step_is_followed_to_second_order(method, clamped):
    """At -100 mV magnesium binds within 1 us, at the longest step a fiftieth of it."""
    judge = shares(mgsim.run(clamped(0.05), "scipy", {"rtol": 1e-11}))
    assert judge[1].max() > 0.05
    errors = [np.abs(shares(run(clamped(dt), method)) - judge).max() for dt in (0.05, 0.0125)]
    assert errors[0] < 3e-3
    assert errors[1] < 2e-4
    assert 10 < errors[0] / errors[1] < 20


@METHODS
@pytest.mark.parametrize(("precision", "atol"), [("double", 1e-12), ("single", 3e-7)])
def test_occupancies_stay_shares_of_one_for_a_second(method, precision, atol, clamped):
    """And at every step of a jump to -100 mV, which extrapolated would go below zero."""
    long = CLAMPED.replace('"50 ms"', '"1000 ms"').replace("25.1 ms", "800 ms")
    close = CLAMPED.replace('every: "1 ms"', 'every: "0.0125 ms"').replace("15.587", "15.58125")
    for text in (long, close):
        values = shares(run(clamped(0.0125, text), method, precision=precision))
        assert values.min() >= 0
        np.testing.assert_allclose(values.sum(axis=0), 1, atol=atol)


def test_explicit_steps_are_no_good_there(clamped):
    found = run(clamped(0.0125), "rk4", schemes="explicit")
    assert [str(s).partition(":")[0] for s in found["status"].values] == ["diverged"] * 3
    for schemes in ("auto", "implicit"):
        assert set(run(clamped(0.0125), "rk4", schemes=schemes)["status"].values) == {"ok"}


def late(experiment, **options):
    """The states that rk4 takes implicitly."""
    (group,) = spread(experiment).groups
    options = {"method": "rk4", **options}
    program = load_engine("fused").compile(group.model, experiment.clock, 1.0, options)
    return program.prepare(group.batch)[0].late


# why -> what is changed in the trap, and what then makes it slow everywhere
LATER = {
    "voltage": ({"610 /": "1 /", '"-100 mV"': '"-30 mV"'}, {'"1 /(mM ms)"': '"0.01 /(mM ms)"'}),
    "magnesium": ({'{mg_o: "1 mM"}': '{mg_o: "0 mM"}'}, {"610 /": "0.01 /"}),
    "glutamate": ({"2 /": "500 /", "610 /": "0 /"}, {"500 /": "2 /"}),
}


@pytest.mark.parametrize("why", LATER)
def test_a_scheme_may_be_stiff_though_it_is_slow_at_the_start(why, with_cards):
    """Only at a later voltage, only in some lanes, or only once transmitter comes."""
    text, card = CLAMPED.replace("STEP", "0.0125"), TRAP.replace("5.4 /ms", "0.1 /ms")
    for changes, count in zip(LATER[why], (4, 0), strict=True):
        for before, after in changes.items():
            assert before in text + card
            text, card = text.replace(before, after), card.replace(before, after)
        experiment = with_cards(text, kinetics__trap=card)
        assert len(late(experiment)) == count
        assert len(late(experiment, schemes="implicit")) == 4


GATE = """
mechanism = Mechanism(
    role="kinetics", says="a scheme of the voltage alone; c empties one way",
    reads=("v",), writes=("open",),
    params={"a": Param("3 /ms", "x", ASSUMED, "D"), "s": Param("17 mV", "x", ASSUMED, "D"),
            "w": Param("90 /ms", "x", ASSUMED, "D")},
    algebra={"open": "o"},
    scheme=Scheme(states=("c", "o", "d"), initial={"c": "1 - 2*s/(5*s)", "o": "s/(5*s)",
                                                   "d": "s/(5*s)"},
                  transitions={"c <-> o": ("a*exp(v/s)/exprel(v/s)", "0"),
                               "o <-> d": ("w*exp(-v/s)/exprel(-v/s)", "a*exp(-v/s)")}),
)
"""
FREE = """
duration: "25 ms"
clock: {dt: "STEP ms"}
bath: {mg_o: "1 mM", temperature: "36 degC"}
cell:
  soma:
    membrane: pospischil_2008
    sodium: pospischil_2008
    potassium: pospischil_2008
    leak: pospischil_2008
    nmda: {kinetics: KINETICS, permeation: {model: ohmic, g_max: "40 nS"}}
drives:
  step: {model: current_step, amplitude: "2 nA", start: "1.51 ms", duration: "1 s", to: soma}
record: {quantities: [soma.v, nmda.open, STATES], every: "1 ms"}
"""


@METHODS
@pytest.mark.parametrize("precision", ["double", "single"])
def test_tables_keep_the_sum_of_a_scheme(method, precision, with_cards):
    """Its factors are made of tabulated rates; tabulated themselves they would not fit together."""
    text = FREE.replace("STATES", ", ".join(f"nmda.kinetics.{s}" for s in "cod"))
    experiment = with_cards(
        text.replace("STEP", "0.025").replace("KINETICS", "gate"), kinetics__gate=GATE
    )
    found = run(experiment, method, precision=precision)
    direct = run(experiment, method, tables=False)
    total = found["c"] + found["o"] + found["d"]
    np.testing.assert_allclose(total, 1, atol=1e-14 if precision == "double" else 3e-7)
    np.testing.assert_allclose(found["o"], direct["o"], atol=2e-4)


TRAPPED = FREE.replace("STATES", "nmda.kinetics.z").replace("KINETICS", "trap").replace(
    "drives:",
    """\
drives:
  glutamate: {model: glutamate_pulse, concentration: "1 mM", start: "3.47 ms", width: "9.1 ms",
              to: soma.nmda}""",
)  # fmt: skip


@METHODS
def test_a_fast_scheme_moves_a_free_voltage_to_second_order(method, with_cards):
    names = ("v", "open")

    def made(dt):
        return with_cards(TRAPPED.replace("STEP", str(dt)), kinetics__trap=TRAP)

    judge = mgsim.run(made(0.025), "scipy", {"rtol": 1e-10})
    assert len(late(made(0.025))) == 4
    assert float(judge["open"].max()) > 0.01
    assert float(judge["v"].max()) > 30
    coarse, fine = (
        [float(np.abs(run(made(dt), method, tables=False)[n] - judge[n]).max()) for n in names]
        for dt in (0.025, 0.00625)
    )
    assert fine[0] < {"rk4": 3e-4, "staggered": 0.05}[method]
    assert fine[1] < 1e-3
    assert all(8 < c / f < 25 for c, f in zip(coarse, fine, strict=True))


def test_options_that_do_not_exist_are_refused(clamped):
    with pytest.raises(EngineError, match="'always'; expected auto or explicit or implicit"):
        run(clamped(0.05), "rk4", schemes="always")
    with pytest.raises(EngineError, match="engine fused precision: found 'half'"):
        run(clamped(0.05), "rk4", precision="half")
    with pytest.raises(EngineError, match="Did you mean 'schemes'"):
        run(clamped(0.05), "rk4", scheme="implicit")


def test_a_part_of_a_batch_takes_schemes_as_the_whole_does():
    """Or the same point would have other numbers in another shard."""
    sweep = {"r_b": ["5 /(mM ms)", "20 /(mM ms)", "9000 /(mM ms)"]}
    experiment = mgsim.load(CONFIGS / "five_state.yaml", {"sweep": sweep, "duration": "20 ms"})
    (group,) = spread(experiment).groups
    program = load_engine("fused").compile(group.model, experiment.clock, experiment.every, {})
    batches = (group.batch, group.batch.part(slice(2)))
    whole, part = (program.run(batch, lambda fraction: None) for batch in batches)
    alone = spread(mgsim.load(CONFIGS / "five_state.yaml", {"duration": "20 ms"})).groups[0]
    explicit = load_engine("fused").compile(alone.model, experiment.clock, experiment.every, {})
    assert program.prepare(group.batch)[0].late
    assert not explicit.prepare(alone.batch)[0].late
    for name, traces in whole.traces.items():
        assert np.array_equal(traces[:2], part.traces[name])


def test_staggered_cannot_take_schemes_explicitly(clamped):
    with pytest.raises(EngineError, match="'explicit' with the staggered method"):
        run(clamped(0.05), "staggered", schemes="explicit")
