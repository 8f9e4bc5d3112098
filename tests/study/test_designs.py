"""Designs of a sweep: uncertain numbers, and the designs of sensitivity analyses."""

from __future__ import annotations

import numpy as np
import pytest
from SALib.analyze import morris as salib_morris
from SALib.sample import sobol as salib_sobol
from scipy.stats import truncnorm

from mgsim.language.errors import ConfigError
from mgsim.study import arrange, designs
from mgsim.study.batch import spread
from mgsim.study.compose import compose

MORADI = """\
duration: "20 ms"
clock: {dt: "0.1 ms"}
seed: 5
bath: {mg_o: "1 mM", temperature: "32 degC"}
cell:
  patch:
    membrane: voltage_clamp
    nmda: {kinetics: moradi_2013, block: woodhull_1973, permeation: ohmic}
"""
BOX = 'over: {mg_o: {from: "1 mM", to: "3 mM"}, k_0: {from: "2 mM", to: "8 mM"}}'


@pytest.fixture
def sample(experiment):
    """A function: one axis as text -> its points, (points, numbers)."""

    def make(axis: str, base: str = MORADI) -> np.ndarray:
        plan = spread(experiment(f"{base}sweep: {{x: {{{axis}}}}}\n"))
        return np.column_stack(plan.values[0])

    return make


def refusal(make) -> str:
    with pytest.raises(ConfigError) as error:
        make()
    return str(error.value)


def test_stated_spreads_are_sampled_and_no_others(experiment):
    plan = spread(experiment(f"{MORADI}sweep: {{x: {{uncertain: {{points: 512, over: all}}}}}}\n"))
    paths = {
        c.path.rpartition(".")[2]: v
        for c, v in zip(plan.axes[0].columns, plan.values[0], strict=True)
    }
    assert {"tau_2", "tau_3", "w_2", "q_1"} <= set(paths)
    assert "tau_1" not in paths and "mg_o" not in paths
    assert paths["tau_2"].mean() == pytest.approx(23.5, rel=1e-3)
    assert paths["tau_2"].std() == pytest.approx(3.8, rel=0.01)
    by_name = spread(
        experiment(f"{MORADI}sweep: {{x: {{uncertain: {{points: 4, over: [tau_2]}}}}}}\n")
    )
    assert by_name.axes[0].columns[0].path == "patch.nmda.kinetics.tau_2"


def test_a_time_keeps_its_sign_and_follows_the_cut_normal(sample):
    (tau_3,) = sample("uncertain: {points: 1024, over: [tau_3]}").T
    assert tau_3.min() > 0
    cut = truncnorm(-123 / 83, np.inf, 123, 83)
    assert np.quantile(tau_3, (0.05, 0.5, 0.95)) == pytest.approx(
        cut.ppf((0.05, 0.5, 0.95)), rel=0.02
    )
    assert tau_3.mean() == pytest.approx(cut.mean(), rel=0.005)


def test_what_is_cut(experiment):
    model = compose(experiment(MORADI))

    def ends(name, mean):
        constant = model.constants[name]
        made = type(constant)(mean, constant.source, constant.grade, "")
        bell = designs.bell(made, model.quantities[name], 1.0, "here")
        return bell["low"], bell["high"]

    tau = "patch_nmda_kinetics_tau_2"
    assert ends(tau, 3.0) == (0, np.inf)
    assert ends(tau, -3.0) == (-np.inf, 0)
    assert ends(tau, 0.0) == (-np.inf, np.inf)
    assert ends("mg_o", 0.0) == (0, np.inf)
    assert ends("patch_membrane_v_hold", -3.0) == (-np.inf, np.inf)
    assert ends("temperature", 300.0) == (-np.inf, np.inf)


def test_a_spread_of_ones_own_beside_stated_ones(sample):
    text = 'uncertain: {points: 256, over: {tau_2: stated, bath.temperature: {sd: "2 degC"}}}'
    tau_2, temperature = sample(text).T
    assert tau_2.std() == pytest.approx(3.8, rel=0.02)
    assert (temperature.mean(), temperature.std()) == pytest.approx((305.15, 2), rel=0.01)
    assert abs(np.corrcoef(tau_2, temperature)[0, 1]) < 0.05


@pytest.mark.parametrize("second", [True, False])
def test_saltelli_is_the_design_that_salib_analyses(sample, second):
    """Row by row SALib's own arrangement, of the same Sobol points."""
    word = "" if second else ", second_order: false"
    ours = sample(f"saltelli: {{points: 8, {BOX}{word}}}")
    problem = {"num_vars": 2, "names": ["a", "b"], "bounds": [[1, 3], [2, 8]]}
    step = 6 if second else 4
    assert ours.shape == (8 * step, 2)
    rng = np.random.default_rng(3)
    chosen = {"points": 8, "second_order": int(second)}
    specs = [{"from": 1.0, "to": 3.0}, {"from": 2.0, "to": 8.0}]
    mine = np.column_stack(arrange.arranged("saltelli", chosen, specs, rng))
    theirs = salib_sobol.sample(problem, 8, calc_second_order=second, seed=np.random.default_rng(3))
    assert mine == pytest.approx(theirs, rel=1e-15)


def test_morris_moves_each_number_once_by_half_the_grid(sample):
    ours = sample(f"morris: {{trajectories: 50, levels: 4, {BOX}}}").reshape(50, 3, 2)
    unit = (ours - [1, 2]) / [2, 6]
    assert np.unique(unit.round(9)).tolist() == pytest.approx([0, 1 / 3, 2 / 3, 1])
    steps = np.diff(unit, axis=1)
    assert ((steps != 0).sum(axis=1) == 1).all() and ((steps != 0).sum(axis=2) == 1).all()
    assert np.abs(steps).sum(axis=1) == pytest.approx(np.full((50, 2), 2 / 3))
    assert (steps > 0).any(axis=(0, 1)).all() and (steps < 0).any(axis=(0, 1)).all()
    assert len({tuple(order) for order in (steps != 0).argmax(axis=2)}) == 2
    problem = {"num_vars": 2, "names": ["a", "b"], "bounds": [[0, 1], [0, 1]]}
    x = unit.reshape(-1, 2)
    found = salib_morris.analyze(problem, x, x @ [3.0, -5.0], num_levels=4, seed=1)
    assert list(found["mu"]) == pytest.approx([3, -5])


def test_one_at_a_time_is_the_base_and_two_ends_of_each(sample):
    assert sample(f"one_at_a_time: {{{BOX}}}").tolist() == [
        [1, 4.1], [1, 4.1], [3, 4.1], [1, 2], [1, 8],
    ]  # fmt: skip
    ours = sample("one_at_a_time: {over: [tau_2, w_2]}")
    expected = np.array([[23.5, 0.65], [19.7, 0.65], [27.3, 0.65], [23.5, 0.53], [23.5, 0.77]])
    assert ours == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("few", "many"),
    [
        (f"saltelli: {{points: 4, {BOX}}}", f"saltelli: {{points: 16, {BOX}}}"),
        (f"morris: {{trajectories: 3, {BOX}}}", f"morris: {{trajectories: 7, {BOX}}}"),
        ("uncertain: {points: 4, over: all}", "uncertain: {points: 16, over: all}"),
    ],
)
def test_more_points_leave_the_first_ones_where_they_were(sample, few, many):
    before, after = sample(few), sample(many)
    assert after[: len(before)].tolist() == before.tolist()
    assert len(after) > len(before)


def test_a_design_depends_on_the_seed(sample):
    text = f"morris: {{trajectories: 9, {BOX}}}"
    assert sample(text).tolist() != sample(text, MORADI.replace("seed: 5", "seed: 6")).tolist()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "uncertain: {points: 4, over: [tau_1]}",
            "'patch.nmda.kinetics.tau_1', for which no spread",
        ),
        ("uncertain: {points: 4, over: [tau_1]}", "Write one yourself, e.g. 'over: {patch.nmda."),
        ("uncertain: {points: 4, over: [kinetics.tau_0]}", "Did you mean"),
        ("uncertain: {points: 4, over: most}", "found 'most'; expected one of 'all'"),
        ("uncertain: {points: 4, over: {tau_1: known}}", "expected one of 'stated'"),
        ('uncertain: {points: 4, over: {tau_1: {sd: "1 mV"}}}', "found '1 mV', a voltage"),
        ('uncertain: {points: 4, over: {tau_1: {sd: "0 ms"}}}', "expected a spread above zero"),
        (
            "uncertain: {points: 4, over: [tau_2, kinetics.tau_2]}",
            "twice; expected each number once",
        ),
        (f"saltelli: {{points: 100, {BOX}}}", "Take 64 or 128"),
        (f"saltelly: {{points: 4, {BOX}}}", "Did you mean 'saltelli'?"),
        (
            'saltelli: {points: 4, over: {mg_o: {from: "-1 mM", to: "1 mM"}}}',
            "a negative bath.mg_o",
        ),
        (
            'morris: {trajectories: 4, over: {mg_o: {from: "2 mM", to: "2 mM"}}}',
            "'from' below 'to'",
        ),
        (f"morris: {{trajectories: 4, levels: 5, {BOX}}}", "an even number of levels"),
        ("one_at_a_time: {over: [mg_o]}", "for which no spread is stated"),
    ],
)
def test_what_cannot_be_designed_says_why(sample, text, says):
    assert says in refusal(lambda: sample(text))


def test_all_over_nothing_is_refused(sample, clamped):
    said = refusal(lambda: sample("uncertain: {points: 4, over: all}", clamped))
    assert "no number states a spread" in said


def test_a_number_has_one_axis_and_a_spread_one_card(experiment):
    two = f'{MORADI}sweep: {{x: {{morris: {{trajectories: 2, {BOX}}}}}, mg_o: ["1 mM"]}}\n'
    assert "'bath.mg_o', which 'x' moves as well" in refusal(lambda: spread(experiment(two)))
    draws = "x: {uncertain: {points: 2, over: [tau_2]}}"
    cards = f"{MORADI}sweep: {{{draws}, nmda.kinetics: [moradi_2013, double_exponential]}}\n"
    said = refusal(lambda: spread(experiment(cards)))
    assert "'patch.nmda.kinetics.tau_2' of a card that 'nmda.kinetics' changes" in said
    blocks = f"{MORADI}sweep: {{{draws}, nmda.block: [woodhull_1973, jahr_stevens_1990]}}\n"
    assert spread(experiment(blocks)).shape == (2, 2)
