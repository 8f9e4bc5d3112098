"""Receptors that are mixtures of subunits: what is shared, what is each kind's, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

import mgsim
from mgsim.language.errors import ConfigError
from mgsim.study.axes import axes
from mgsim.study.batch import spread
from mgsim.study.compose import compose

CONFIG = """\
duration: "60 ms"
clock: {dt: "0.05 ms"}
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "25 degC"}
cell:
  soma:
    membrane: {model: voltage_clamp, v_hold: "-40 mV"}
    nmda:
      subunits: {glun2a: 0.6, glun2b: 0.4}
      kinetics: double_exponential
      block: competition
      permeation: {model: fixed_fraction, g_max: "2 nS"}
drives:
  input: {model: listed_train, times: ["5 ms"], to: soma.nmda}
readouts:
  charge: {model: charge, of: nmda.i_membrane}
  calcium: {model: charge, of: nmda.i_ca}
  top: {model: peak, of: nmda.open}
  of_2b: {model: charge, of: nmda_glun2b.permeation.i_membrane}
"""
LONE = CONFIG.replace("      subunits: {glun2a: 0.6, glun2b: 0.4}\n", "").replace(
    "  of_2b: {model: charge, of: nmda_glun2b.permeation.i_membrane}\n", ""
)
SWEEP = "sweep:\n  nmda.subunits.glun2b: [0, 0.25, 1]\n"


def write(tmp_path, text):
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def alone(tmp_path, subunit):
    """The same receptor made of one kind only."""
    text = LONE.replace(
        "kinetics: double_exponential", f"kinetics: {{model: double_exponential, set: {subunit}}}"
    )
    text = text.replace("block: competition", f"block: {{model: competition, set: {subunit}}}")
    text = text.replace("model: fixed_fraction", f"model: fixed_fraction, set: {subunit}")
    return mgsim.run(write(tmp_path, text), "scipy")


@pytest.mark.parametrize("engine", ["scipy", "fused"])
def test_a_mixture_is_the_sum_of_its_kinds(tmp_path, engine):
    ours = mgsim.run(write(tmp_path, CONFIG + SWEEP), engine)
    pure = [alone(tmp_path, subunit) for subunit in ("glun2a", "glun2b")]
    for name in ("charge", "calcium"):
        a, b = (float(one[name]) for one in pure)
        wanted = [(1 - x) * a + x * b for x in (0, 0.25, 1)]
        np.testing.assert_allclose(ours[name], wanted, rtol=1e-5)
    assert float(ours["of_2b"][0]) == 0.0
    assert float(ours["top"][2]) == pytest.approx(float(pure[1]["top"]), rel=1e-4)


def test_what_no_set_tells_apart_is_one_number(experiment):
    model = compose(experiment(CONFIG))
    paths = {model.quantities[name].path for name in model.constants}
    assert {"soma.nmda.permeation.g_max", "soma.nmda.kinetics.tau_rise"} <= paths
    assert {"soma.nmda_glun2a.block.k_mg", "soma.nmda_glun2b.block.k_mg"} <= paths
    assert "soma.nmda.subunits.glun2b" in paths
    assert "soma.nmda.subunits.glun2a" not in paths


def test_a_number_written_in_the_slot_is_of_every_kind(experiment):
    text = CONFIG.replace("block: competition", 'block: {model: competition, k_mg: "70 uM"}')
    model = compose(experiment(text))
    paths = {model.quantities[name].path for name in model.constants}
    assert "soma.nmda.block.k_mg" in paths
    assert "soma.nmda_glun2a.block.k_mg" not in paths


def test_a_set_written_in_the_slot_is_of_every_kind(experiment):
    text = CONFIG.replace("block: competition", "block: {model: competition, set: glun2c}")
    sets = {s.path: s.set for s in experiment(text).slots if s.role in ("block", "kinetics")}
    assert sets["soma.nmda_glun2a.block"] == sets["soma.nmda_glun2b.block"] == "glun2c"
    assert sets["soma.nmda_glun2b.kinetics"] == "glun2b"


def test_numbers_and_cards_of_a_mixture_can_be_swept(experiment):
    sweep = 'sweep:\n  nmda.permeation.g_max: ["1 nS", "2 nS"]\n'
    sweep += "  nmda.block: [competition, jahr_stevens_1990]\n  nmda_glun2b.block.k_mg: ['1 mM']\n"
    made = experiment(CONFIG + sweep.replace("  nmda_glun2b.block.k_mg: ['1 mM']\n", ""))
    found = axes(made, compose(made))
    assert [axis.size for axis in found] == [2, 2]
    plan = spread(made)
    assert [g.batch.columns["soma_nmda_permeation_g_max"].tolist() for g in plan.groups] == [
        [1.0, 2.0],
        [1.0, 2.0],
    ]
    assert {s.name for s in experiment(CONFIG).slots if s.role == "block"} == {"competition"}
    with pytest.raises(ConfigError, match="which only some of the structures have"):
        spread(experiment(CONFIG + sweep))


def test_a_drive_reaches_every_kind_or_the_one_it_names(experiment):
    model = compose(experiment(CONFIG))
    assert len(model.happenings) == 2
    one = CONFIG.replace("to: soma.nmda}", "to: soma.nmda_glun2a}")
    said = [h for h in compose(experiment(one)).happenings]
    assert len(said) == 1
    pulse = CONFIG.replace('{model: listed_train, times: ["5 ms"],', "{model: glutamate_pulse,")
    pulse = pulse.replace("kinetics: double_exponential", "kinetics: steady_agonist")
    assert len(compose(experiment(pulse)).breaks) == 2


REFUSED = [
    (
        "glun2b: 0.4",
        "glun2b: 0.3",
        "a.yaml:8 cell.soma.nmda.subunits: found fractions that add to 0.9; expected a sum of 1.",
    ),
    ("glun2b: 0.4", "glun2e: 0.4", "found 'glun2e'; expected one of"),
    ("glun2b: 0.4", "glun2e: 0.4", "Did you mean 'glun2"),
    ("glun2b: 0.4", "glun2b: 1.4", "found '1.4'; expected at most 1."),
    ("glun2b: 0.4", 'glun2b: "0.4"', "found '0.4'; expected a number."),
    (
        "glun2b: 0.4",
        "glun2d: 0.4",
        "a.yaml:11 cell.soma.nmda.permeation: found no numbers of permeation/fixed_fraction for "
        "'glun2d'; expected one of 'glun2a', 'glun2b', 'glun2c'.",
    ),
    (
        "glun2b: 0.4",
        "glun2a_glun2b: 0.4",
        "found no numbers of block/competition for 'glun2a_glun2b'; expected one of 'glun2a'",
    ),
    (
        "    nmda:\n",
        "    nmda_glun2a: {kinetics: steady_open, permeation: ohmic}\n    nmda:\n",
        "found 'nmda_glun2a', the name of the glun2a part of 'nmda'; expected a name of its own.",
    ),
]


@pytest.mark.parametrize(("old", "new", "says"), REFUSED)
def test_a_mixture_that_cannot_be_says_why(experiment, old, new, says):
    with pytest.raises(ConfigError) as error:
        experiment(CONFIG.replace(old, new))
    assert says in str(error.value)


def test_kinds_that_do_not_differ_are_refused(experiment):
    text = CONFIG.replace("double_exponential", "steady_open").replace(
        "competition", "woodhull_1973"
    )
    text = text.replace("fixed_fraction", "practical_rule")
    with pytest.raises(ConfigError, match="a mixture whose kinds are all alike"):
        experiment(text)


@pytest.mark.parametrize(
    ("sweep", "says"),
    [
        ("nmda.subunits.glun2a: [0.1]", "'glun2a' stands first and takes what the others leave"),
        ("x: {zip: {nmda.subunits.glun2a: [0.1]}}", "expected one of 'subunits.glun2b'"),
        ("nmda.subunits.glun2b: [0.1, 1.5]", "found a share of -0.5 for 'glun2a' in 'soma.nmda'"),
        ("nmda.subunits.glun2b: [0.1, -0.5]", "expected shares between 0 and 1"),
    ],
)
def test_fractions_that_leave_too_little_are_refused(experiment, sweep, says):
    with pytest.raises(ConfigError) as error:
        spread(experiment(f"{CONFIG}sweep:\n  {sweep}\n"))
    assert says in str(error.value)


def test_the_identity_of_a_point_does_not_depend_on_how_it_was_swept(experiment):
    swept = spread(experiment(CONFIG + SWEEP)).groups[0].batch.seeds
    text = CONFIG.replace("{glun2a: 0.6, glun2b: 0.4}", "{glun2a: 0.75, glun2b: 0.25}")
    assert spread(experiment(text)).groups[0].batch.seeds[0] == swept[1]


def test_a_mixture_is_explained(tmp_path):
    path = write(tmp_path, CONFIG)
    told = str(mgsim.explain(mgsim.load(path), "nmda.i_membrane"))
    assert "soma_nmda_subunits_glun2b = 0.4" in told
    assert "set glun2b of card block/competition" in told
    assert "card permeation/fixed_fraction" in told
