"""Engines side by side: what agrees, what does not, what is said of it; step-halving."""

import importlib
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import mgsim
from mgsim import cli, terminal
from mgsim.engines.contract import load_engine
from mgsim.language.errors import EngineError, Fault, MgsimError
from mgsim.run import run_plan
from mgsim.study.batch import spread
from mgsim.study.experiment import build
from mgsim.study.tree import parse
from mgsim.verify import halved, step_halving, verify

RUN = importlib.import_module("mgsim.run")  # the attribute `mgsim.run` is the verb
QUICK = {"brian": {"codegen": "numpy"}}

FIRING = """
title: A cell that fires
duration: "30 ms"
clock: {dt: "0.025 ms"}
bath: {temperature: "36 degC"}
cell:
  soma: {membrane: pospischil_2008, sodium: pospischil_2008, potassium: pospischil_2008,
         leak: pospischil_2008}
drives:
  step: {model: current_step, amplitude: "1 nA", start: "2 ms", duration: "27 ms", to: soma}
readouts:
  spikes: {model: spike_times, of: soma.v, threshold: "-20 mV"}
  count: {model: spike_count, of: soma.v, threshold: "-20 mV"}
  latency: {model: first_latency, of: soma.v, threshold: "-20 mV"}
record: {quantities: [soma.v, soma.potassium.i_membrane], every: "1 ms"}
sweep:
  amplitude: ["0.1 nA", "0.6 nA", "1 nA", "1.4 nA"]
"""
DECAY = """
duration: "8 ms"
clock: {dt: "0.1 ms"}
bath: {temperature: "25 degC", mg_o: "1 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-60 mV"}
    nmda:
      kinetics: {model: destexhe_1994}
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "1 nS"}
drives:
  glutamate: {model: glutamate_pulse, start: "1 ms", width: "2 ms", to: patch.nmda}
readouts:
  open: {model: last, of: nmda.open}
"""


@pytest.fixture
def firing(cards):
    return build(parse(FIRING, "firing.yaml"), cards)


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("firing.yaml").write_text(FIRING)
    return Path("firing.yaml")


def run(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words])


class Twisted:
    """An engine that is handed a model whose membrane is a little wrong."""

    def __init__(self, name, twist):
        self.engine, self.twist = load_engine(name), twist

    def compile(self, model, clock, every, options):
        odes = {n: replace(o, rate=self.twist(n, o.rate)) for n, o in model.odes.items()}
        return self.engine.compile(replace(model, odes=odes), clock, every, options)


@pytest.fixture
def twist(monkeypatch):
    """Make one engine wrong; `how` takes a state's name and rate."""

    def make(engine, how):
        def load(name):
            return Twisted(name, how) if name == engine else load_engine(name)

        monkeypatch.setattr(RUN, "load_engine", load)

    return make


@pytest.fixture
def without_reference(monkeypatch):
    """A machine that lacks brian2, or whatever `error` says."""

    def make(error):
        def load(name):
            if name == "brian":
                raise error
            return load_engine(name)

        monkeypatch.setattr(RUN, "load_engine", load)

    return make


def rows(verdict):
    return {row.readout: row for row in verdict.rows}


# verdicts


def test_three_engines_agree_on_a_cell_that_fires(firing):
    verdict = verify(firing, 3, options=QUICK)
    assert verdict.agrees and not verdict.failed and not verdict.left_out
    assert (verdict.points, verdict.of) == (3, 4)
    assert list(verdict.walls) == ["fused", "fused at half the step", "brian", "scipy"]
    found = rows(verdict)
    assert list(found) == ["spikes", "count", "latency", "v", "i_membrane"]
    spikes = found["spikes"]
    assert spikes.tolerance == 0.05 and found["count"].tolerance == 0.005
    assert (
        spikes.reference and spikes.reference.kind == "times" and found["v"].tested.kind == "trace"
    )
    assert 0 < spikes.tested.largest < 0.01 and 0 < spikes.halving.largest < 0.01
    assert all(not row.notes and row.verdict == "agrees" for row in verdict.rows)


def test_a_tighter_tolerance_disagrees_and_names_the_lane(firing):
    assert verify(firing, 2, options=QUICK, spike_tolerance="50 us").agrees
    found = rows(verify(firing, 2, options=QUICK, spike_tolerance=1e-9))
    assert found["spikes"].verdict == "disagrees"
    assert found["spikes"].notes == ("brian, fused: largest at amplitude=1400 pA",)
    assert found["count"].agrees


def test_a_wrong_rate_of_the_tested_engine_is_seen(firing, twist):
    twist("fused", lambda name, rate: f"1.02*({rate})" if name.endswith("_v") else rate)
    verdict = verify(firing, 3, options=QUICK)
    found = rows(verdict)
    assert not verdict.agrees
    reference, tested = found["spikes"].reference, found["spikes"].tested
    assert reference and reference.within(0.05) and not tested.within(0.05)
    assert all(note.startswith("fused: ") for row in verdict.rows for note in row.notes)


def test_lost_spikes_are_told_with_the_lane(firing, twist):
    twist("fused", lambda name, rate: f"0.5*({rate})" if name.endswith("_v") else rate)
    spikes = rows(verify(firing, 3, options=QUICK))["spikes"]
    assert len(spikes.tested.odd) == 2
    assert any(" of 3 spikes" in n and "at amplitude=1400 pA" in n for n in spikes.notes)


def test_a_wrong_reference_is_a_disagreement_too(firing, twist):
    twist("brian", lambda name, rate: f"1.02*({rate})" if name.endswith("_v") else rate)
    spikes = rows(verify(firing, 3, options=QUICK))["spikes"]
    assert spikes.verdict == "disagrees"
    assert spikes.notes == ("brian: largest at amplitude=1000 pA",)


def test_a_coarse_step_disagrees_with_the_oracle(firing):
    coarse = firing.setting("clock.dt", "0.1 ms", "--set")
    assert verify(firing, 3, options=QUICK, spike_tolerance="0.02 ms").agrees
    spikes = rows(verify(coarse, 3, options=QUICK, spike_tolerance="0.02 ms"))["spikes"]
    assert not spikes.tested.odd and spikes.tested.largest > 0.04
    assert spikes.halving.largest > 0.03
    assert spikes.verdict == "disagrees"


def test_an_engine_fails_where_the_oracle_does_not(firing, twist):
    twist("fused", lambda name, rate: f"({rate})*1e9" if name.endswith("_v") else rate)
    verdict = verify(firing, 2, options=QUICK)
    assert all(row.notes == ("fused: 2 lanes failed on one side only",) for row in verdict.rows)
    failed = [line for line in verdict.failed if line.startswith("fused at amp")]
    assert len(failed) == 1 and "at amplitude=100 pA and in 1 more: diverged" in failed[0]
    assert str(verdict.rows[0].halving) == "-"
    assert not [line for line in verdict.failed if line.startswith("scipy")]


def test_every_structure_takes_part(cards):
    blocks = "[jahr_stevens_1990, woodhull_1973, maex_de_schutter_1998]"
    text = f"{DECAY}sweep:\n  mg_o: [0.5 mM, 1 mM, 2 mM]\n  nmda.block: {blocks}\n"
    experiment = build(parse(text, "decay.yaml"), cards)
    told = []

    def progress(part):
        return lambda fraction, what: told.append((part, what))

    verdict = verify(experiment, 3, options=QUICK, progress=progress)
    assert verdict.agrees and verdict.of == 9
    assert ("oracle", "scipy, structure 3 of 3, 1 lanes") in told
    assert {part for part, _ in told} == {"tested", "at half the step", "reference", "oracle"}


def test_a_config_alone_and_without_a_sweep(config):
    verdict = verify(config, options=QUICK, sets={"sweep": {}}, spike_tolerance=1e-9)
    assert (verdict.points, verdict.of) == (1, 1)
    assert rows(verdict)["spikes"].notes[0].endswith("largest at the only point")


# the reference that is not there


NO_BRIAN = ModuleNotFoundError("No module named 'brian2'", name="brian2")
REFUSES = EngineError(Fault("engine brian", "no C++ compiler", "one"))


@pytest.mark.parametrize(
    ("error", "says"), [(NO_BRIAN, "pip install 'mgsim[brian]'"), (REFUSES, "no C++ compiler")]
)
def test_without_the_reference_the_rest_is_compared(config, without_reference, error, says):
    without_reference(error)
    result = run("verify", config, "--lanes", 2)
    assert result.exit_code == 0, result.output
    left_out = [line for line in result.stdout.splitlines() if "left out" in line]
    assert len(left_out) == 1 and says in left_out[0]
    verdict = verify(config, 2)
    assert verdict.rows[0].reference is None and verdict.rows[0].cells()[2] == "-"


def test_a_bug_of_ours_is_not_a_missing_reference(firing, without_reference):
    without_reference(ModuleNotFoundError("No module named 'mgsim.lost'", name="mgsim.lost"))
    with pytest.raises(ModuleNotFoundError):
        verify(firing, 2)


# the command


def test_the_command_says_what_it_will_run_and_what_came_out(config):
    result = run("verify", config, "--lanes", 2, "--codegen", "numpy")
    assert result.exit_code == 0, result.output
    for words in (
        "A cell that fires\npoints: 2 of 4 (amplitude 4)\n",
        "duration: 30 ms in steps of 0.025 ms",
        "engines: fused, fused at half the step, brian (reference), scipy (oracle)",
    ):
        assert words in result.stdout
    table = result.stdout.partition("\nreadout ")[2].splitlines()
    assert [line.split()[0] for line in table[1:]] == [
        "spikes", "count", "latency", "v", "i_membrane",
    ]  # fmt: skip
    assert all("agrees" in line for line in table[1:])
    assert not Path("results").exists()


def test_a_disagreement_ends_with_4(config):
    quick = ("--lanes", 2, "--codegen", "numpy")
    coarse = ("--set", "clock.dt=0.1 ms", "--spike-tolerance", "0.02 ms")
    result = run("verify", config, *coarse, *quick)
    assert result.exit_code == 4, result.output
    assert "disagrees" in result.stdout and "at amplitude=1400 pA" in result.stdout
    wide = run("verify", config, *quick, "--spike-tolerance", "1e-6 ms", "--json")
    assert wide.exit_code == 4
    document = json.loads(wide.stdout)
    assert document["agrees"] is False and document["points"] == 2
    assert document["rows"][0]["verdict"] == "disagrees"
    assert document["rows"][0]["tested"]["largest"] > 0


def test_lanes_that_fail_on_every_engine_end_with_3(config):
    sets = 'sweep={membrane.c_m: ["1 uF/cm^2", "0 uF/cm^2"]}'
    result = run("verify", config, "--codegen", "numpy", "--set", sets)
    assert result.exit_code == 3, result.output
    assert result.stdout.count("failed: ") == 4
    assert "failed: scipy at c_m=0" in result.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--spike-tolerance", "0.05"), "spike tolerance: found '0.05'; expected a time"),
        (("--spike-tolerance", "1 mV"), "spike tolerance: found '1 mV'; expected a time"),
        (("--spike-tolerance", "0 ms"), "spike tolerance: found 0 ms; expected a time above zero"),
        (("--tolerance", "-1"), "tolerance: found -1.0; expected"),
        (("--tolerance", "nan"), "tolerance: found nan; expected"),
        (("--method", "rk5"), "rk5"),
        (("--set", "bath.mgo=1"), "bath.mgo"),
    ],
)
def test_a_mistake_ends_with_2_and_one_sentence(config, words, says):
    result = run("verify", config, *words)
    assert result.exit_code == 2, result.output
    assert says in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_mistake_that_only_a_script_can_make(config):
    assert run("verify", config, "--lanes", "0").exit_code == 2
    with pytest.raises(MgsimError, match="lanes: found 0"):
        verify(config, 0)
    config.write_text(FIRING.partition("readouts:")[0])
    with pytest.raises(MgsimError, match=r"firing\.yaml: found no readout; expected something to"):
        verify(config)


def test_each_run_tells_its_progress(config, monkeypatch):
    monkeypatch.setattr(terminal, "QUIET_SECONDS", -1.0)
    said = run("verify", config, "--lanes", 2, "--codegen", "numpy").stderr
    for words in (
        "tested: fused,",
        "at half the step: fused,",
        "reference: brian,",
        "oracle: scipy,",
    ):
        assert words in said


# step-halving


def test_the_step_halving_error_of_rk4_falls_by_16(cards):
    experiment = build(parse(DECAY, "decay.yaml"), cards)
    errors = [
        step_halving(experiment.setting("clock.dt", dt, "--set"), "fused")["open"].largest
        for dt in ("0.2 ms", "0.1 ms")
    ]
    assert errors[1] > 1e-12
    assert 12 < errors[0] / errors[1] < 20


def test_a_halved_run_is_sampled_at_the_same_times(cards):
    text = FIRING.replace('every: "1 ms"', 'every: "0.06 ms"').replace('"30 ms"', '"5.01 ms"')
    experiment = build(parse(text, "firing.yaml"), cards)
    plan = spread(experiment)
    one, two = (run_plan(e, plan, "fused") for e in (experiment, halved(experiment)))
    assert one.attrs["step_ms"] == 2 * two.attrs["step_ms"]
    assert one["time"].values == pytest.approx(two["time"].values, abs=1e-9)


def test_a_run_can_report_its_step_halving_error(config):
    result = run("run", config, "--step-halving")
    assert result.exit_code == 0, result.output
    assert "change at half the step" in result.stdout
    dataset = mgsim.open_results("results/firing")
    stored = json.loads(dataset.attrs["step_halving"])
    found = step_halving(config, "fused")
    assert list(stored) == list(found) == ["spikes", "count", "latency", "v", "i_membrane"]
    assert stored["spikes"]["largest"] == found["spikes"].largest > 0
    assert stored["spikes"]["unit"] == "ms" and stored["v"]["unit"] == "relative"
    assert stored["spikes"]["at"].startswith("amplitude=")
    assert asdict(found["count"])["odd"] == {}
    document = json.loads(run("run", config, "--step-halving", "--json").stdout)
    assert document["step_halving"] == stored
    assert "step_halving" not in json.loads(run("run", config, "--json").stdout)


def test_a_run_without_it_says_nothing_of_half_a_step(config):
    assert "half" not in run("run", config).stdout
    assert "step_halving" not in mgsim.open_results("results/firing").attrs


def test_a_lane_that_only_fails_at_one_step_is_told(config):
    result = run("run", config, "--step-halving", "--set", "clock.dt=0.11 ms")
    assert result.exit_code == 3, result.output
    stored = json.loads(mgsim.open_results("results/firing").attrs["step_halving"])
    assert stored["spikes"]["apart"]["amplitude=1400 pA"] == "failed on one side only"
    sets = ("--set", "clock.dt=0.11 ms", "--set", 'sweep={amplitude: ["1.4 nA"]}')
    result = run("run", config, "--step-halving", *sets, "--json")
    assert "largest" not in json.loads(result.stdout)["step_halving"]["spikes"]


def test_a_scheme_too_fast_for_explicit_steps_runs_on_every_engine(tmp_path):
    """Kampa's rates at -100 mV; the reference takes them by the exponential of their matrix."""
    path = tmp_path / "trapped.yaml"
    path.write_text(
        """\
duration: "30 ms"
clock: {dt: "0.05 ms"}
bath: {mg_o: "2 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-100 mV"}
    nmda: {kinetics: kampa_2004, permeation: {model: ohmic, g_max: "1 nS"}}
drives:
  puff:
    {model: glutamate_pulse, concentration: "1 mM", start: "5 ms", width: "10 ms", to: patch.nmda}
readouts: {charge: {model: charge, of: nmda.i_membrane}}
""",
        encoding="utf-8",
    )
    verdict = mgsim.verify(path, options={"brian": {"codegen": "numpy"}}, tolerance=0.02)
    assert not verdict.left_out
    assert verdict.agrees
    (charge,) = verdict.rows
    assert charge.reference.largest < 1e-6
