"""The sweep section: every keyword, every unit, and the axes that change a card."""

from __future__ import annotations

import numpy as np
import pytest

from mgsim.language.errors import ConfigError
from mgsim.study.axes import Axis, axes
from mgsim.study.batch import Plan, spread
from mgsim.study.compose import compose
from mgsim.study.sample import column_values

TWO_RECEPTORS = """\
duration: "20 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM", temperature: "300 K"}
cell:
  patch:
    membrane: voltage_clamp
    a: {kinetics: double_exponential, block: jahr_stevens_1990, permeation: ohmic}
    b: {kinetics: double_exponential, block: woodhull_1973, permeation: ohmic}
"""


@pytest.fixture
def swept(experiment, clamped):
    """A function: text of the sweep section (one axis a line) -> the plan."""

    def make(sweep: str, base: str = clamped) -> Plan:
        lines = "".join(f"  {line}\n" for line in sweep.strip().splitlines())
        return spread(experiment(f"{base}sweep:\n{lines}"))

    return make


def only(plan: Plan) -> tuple[Axis, list[np.ndarray]]:
    (axis,), (values,) = plan.axes, plan.values
    return axis, values


def refusal(make) -> str:
    with pytest.raises(ConfigError) as error:
        make()
    return str(error.value)


@pytest.mark.parametrize(
    "text", ['mg_o: ["0.2 mM", "500 uM", "0 mM"]', 'mg_o: {values: ["0.2 mM", "500 uM", "0 mM"]}']
)
def test_values(swept, text):
    plan = swept(text)
    axis, (numbers,) = only(plan)
    assert (axis.name, axis.size, plan.shape, plan.points) == ("mg_o", 3, (3,), 3)
    assert numbers.tolist() == [0.2, 0.5, 0.0]
    (group,) = plan.groups
    assert group.batch.columns["mg_o"].tolist() == [0.2, 0.5, 0.0]
    assert group.batch.points.tolist() == [0, 1, 2]
    assert (axis.columns[0].path, axis.columns[0].unit) == ("bath.mg_o", "mM")


def test_no_sweep_is_one_point(experiment, clamped):
    plan = spread(experiment(clamped))
    assert (plan.shape, plan.points, len(plan.groups)) == ((), 1, 1)
    assert plan.groups[0].batch.lanes == 1


@pytest.mark.parametrize(
    "text",
    [
        'mg_o: ["1 mM"]',
        'mg_o: {values: ["1 mM"]}',
        'mg_o: {linspace: {from: "1 mM", to: "2 mM", points: 1}}',
        'mg_o: {logspace: {from: "1 mM", to: "2 mM", points: 1}}',
        'x: {zip: {mg_o: ["1 mM"], v_hold: ["-20 mV"]}}',
        'x: {sobol: {points: 1, over: {mg_o: {from: "1 mM", to: "2 mM"}}}}',
        'x: {latin_hypercube: {points: 1, over: {mg_o: {from: "1 mM", to: "2 mM"}}}}',
        'x: {normal: {points: 1, over: {mg_o: {mean: "1 mM", sd: "1 uM"}}}}',
        "x: {repeats: 1}",
        "nmda.block: [woodhull_1973]",
    ],
)
def test_a_list_of_one_is_still_a_dimension(swept, clamped, text):
    base = clamped.replace('mg_o: "1 mM"}', 'mg_o: "1 mM", temperature: "300 K"}')
    assert swept(text, base).shape == (1,)


def test_linspace_takes_both_ends_and_any_unit(swept):
    axis, (numbers,) = only(swept('mg_o: {linspace: {from: "0 mM", to: "4000 uM", points: 5.0}}'))
    assert numbers.tolist() == [0, 1, 2, 3, 4]
    assert axis.kind == "linspace"


def test_logspace_is_even_in_ratios(swept):
    _, (numbers,) = only(swept('mg_o: {logspace: {from: "1 uM", to: "1 mM", points: 4}}'))
    assert numbers == pytest.approx([1e-3, 1e-2, 1e-1, 1.0])


@pytest.mark.parametrize("ends", [("0 mM", "1 mM"), ("-1 mM", "1 mM"), ("1 mM", "0 mM")])
def test_logspace_through_zero_is_refused(swept, ends):
    text = f'mg_o: {{logspace: {{from: "{ends[0]}", to: "{ends[1]}", points: 4}}}}'
    said = refusal(lambda: swept(text))
    assert said == (
        "a.yaml:10 sweep.mg_o: found a logspace that reaches zero; expected positive ends. "
        "Use linspace, or start above zero."
    )


def test_zip_moves_together(swept):
    plan = swept('pair: {zip: {mg_o: ["1 mM", "2 mM"], nmda.block.k_0: ["3 mM", "4 mM"]}}')
    axis, columns = only(plan)
    assert (axis.name, plan.shape) == ("pair", (2,))
    assert [c.tolist() for c in columns] == [[1, 2], [3, 4]]
    assert set(plan.groups[0].batch.columns) == {"mg_o", "patch_nmda_block_k_0"}


def test_zip_of_unequal_lengths_is_refused(swept):
    said = refusal(lambda: swept('pair: {zip: {mg_o: ["1 mM", "2 mM"], k_0: ["3 mM"]}}'))
    assert said == (
        "a.yaml:10 sweep.pair: found lists of [1, 2] items; expected lists of one length."
    )


@pytest.mark.parametrize("kind", ["sobol", "latin_hypercube"])
def test_clouds_fill_their_box(swept, kind):
    over = 'over: {mg_o: {from: "1 mM", to: "3 mM"}, v_hold: {from: "-80 mV", to: "40 mV"}}'
    plan = swept(f"cloud: {{{kind}: {{points: 64, {over}}}}}")
    axis, (mg_o, v_hold) = only(plan)
    assert (axis.size, plan.points) == (64, 64)
    assert (
        (mg_o.min() >= 1) and (mg_o.max() <= 3) and (v_hold.min() >= -80) and (v_hold.max() <= 40)
    )
    assert np.histogram(mg_o, 8, (1, 3))[0].tolist() == [8] * 8
    assert np.histogram(v_hold, 8, (-80, 40))[0].tolist() == [8] * 8
    assert abs(np.corrcoef(mg_o, v_hold)[0, 1]) < 0.3
    again = swept(f"cloud: {{{kind}: {{points: 64, {over}}}}}")
    assert again.values[0][0].tolist() == mg_o.tolist()


def test_a_cloud_depends_on_the_seed_of_the_config(swept, clamped):
    text = 'x: {sobol: {points: 8, over: {mg_o: {from: "1 mM", to: "3 mM"}}}}'
    other = swept(text, clamped.replace("seed: 5", "seed: 6"))
    assert other.values[0][0].tolist() != swept(text).values[0][0].tolist()


NORMAL = (
    'x: {{normal: {{points: {}, over: {{mg_o: {{mean: "5 mM", sd: "1000 uM"}}, '
    'v_hold: {{mean: "-60 mV", sd: "2 mV"}}}}}}}}'
)


def test_normal_draws_have_their_mean_and_spread(swept):
    _, (mg_o, v_hold) = only(swept(NORMAL.format(2000)))
    assert mg_o.mean() == pytest.approx(5, abs=0.1)
    assert mg_o.std() == pytest.approx(1, abs=0.05)
    assert v_hold.mean() == pytest.approx(-60, abs=0.2)
    assert v_hold.std() == pytest.approx(2, abs=0.1)
    assert abs(np.corrcoef(mg_o, v_hold)[0, 1]) < 0.1


@pytest.mark.parametrize(
    "text", [NORMAL, 'x: {{sobol: {{points: {}, over: {{mg_o: {{from: "1 mM", to: "3 mM"}}}}}}}}']
)
def test_more_points_leave_the_first_ones_where_they_were(swept, text):
    few, many = swept(text.format(4)).values[0], swept(text.format(16)).values[0]
    for before, after in zip(few, many, strict=True):
        assert after[:4].tolist() == before.tolist()


def test_a_spread_of_temperature_is_a_difference(swept):
    base = TWO_RECEPTORS
    text = 't: {{normal: {{points: 50, over: {{bath.temperature: {{mean: "{}", sd: "{}"}}}}}}}}'
    celsius = swept(text.format("27 degC", "2 degC"), base).values[0][0]
    kelvin = swept(text.format("300.15 K", "2 K"), base).values[0][0]
    assert celsius == pytest.approx(kelvin, rel=1e-12)
    assert np.std(celsius) < 4


def test_a_temperature_is_swept_in_either_unit(swept):
    plan = swept('t: {zip: {bath.temperature: ["27 degC", "310 K"]}}', TWO_RECEPTORS)
    assert plan.values[0][0] == pytest.approx([300.15, 310.0])
    span = 'temperature: {linspace: {from: "20 degC", to: "30 degC", points: 3}}'
    assert swept(span, TWO_RECEPTORS).values[0][0] == pytest.approx([293.15, 298.15, 303.15])


def test_repeats_have_no_values(swept):
    plan = swept("trial: {repeats: 3}\nmg_o: ['1 mM', '2 mM']")
    assert plan.shape == (3, 2)
    assert plan.values[0] == []
    assert plan.groups[0].batch.columns["mg_o"].tolist() == [1, 2, 1, 2, 1, 2]


def test_axes_are_in_the_order_of_the_config_the_last_fastest(swept):
    plan = swept("v_hold: ['-60 mV', '20 mV']\nmg_o: ['1 mM', '2 mM', '3 mM']")
    assert [axis.name for axis in plan.axes] == ["v_hold", "mg_o"]
    columns = plan.groups[0].batch.columns
    assert columns["patch_membrane_v_hold"].tolist() == [-60] * 3 + [20] * 3
    assert columns["mg_o"].tolist() == [1, 2, 3, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            'mg_o: ["1 mM", "2 mm"]',
            "a.yaml:10 sweep.mg_o: found '2 mm', a length; expected a concentration with its unit, "
            "e.g. '1.2 mM'. Did you mean '2 mM'?",
        ),
        ("mg_o: [1.2]", "a.yaml:10 sweep.mg_o: found '1.2', a bare number;"),
        ('mg_o: ["1,2 mM"]', "a.yaml:10 sweep.mg_o: found '1,2 mM', with a decimal comma;"),
        ('mg_o: ["much"]', "a.yaml:10 sweep.mg_o: found 'much', no number with a unit known here;"),
        (
            'v_hold: {linspace: {from: "1 mM", to: "2 mV", points: 2}}',
            "a.yaml:10 sweep.v_hold: found '1 mM', a concentration; expected a voltage",
        ),
        (
            'pair: {zip: {mg_o: ["1 mM"], v_hold: ["1 pA"]}}',
            "a.yaml:10 sweep.pair: found '1 pA', a current; expected a voltage",
        ),
        ('weight: ["1 mM"]', "a.yaml:10 sweep.weight: found '1 mM', a concentration; expected a "),
        ('nothing: ["1 mM"]', "a.yaml:10 sweep.nothing: found 'nothing'; expected one of"),
        ('nmda.block.ko: ["1 mM"]', "Did you mean 'patch.nmda.block.k_0'?"),
        ('nmda.block: ["1 mM"]', "a.yaml:10 sweep.nmda.block: found '1 mM'; expected one of '"),
        ("nmda.block: [jahr_stevens_1991]", "Did you mean 'jahr_stevens_1990'?"),
        ("unblocked: [0.5]", "a.yaml:10 sweep.unblocked: found 'unblocked'; expected one of"),
        ("rise: [0.5]", "a.yaml:10 sweep.rise: found 'rise'; expected one of"),
        (
            'x: {sobol: {points: 2, over: {nmda.block: {from: "a", to: "b"}}}}',
            "a.yaml:10 sweep.x: found 'nmda.block'; expected one of",
        ),
    ],
)
def test_what_cannot_be_swept_says_where(swept, text, says):
    assert says in refusal(lambda: swept(text))


def test_all_faults_of_a_sweep_come_at_once(swept):
    said = refusal(lambda: swept('mg_o: ["1 mm"]\nv_hold: ["1 mM"]\nnone: [1]')).splitlines()
    assert [line.split(" ")[0] for line in said] == ["a.yaml:10", "a.yaml:11", "a.yaml:12"]


def test_a_plain_number_may_be_swept(swept):
    plan = swept("weight: [0.5, 1, 2]")
    assert plan.values[0][0].tolist() == [0.5, 1.0, 2.0]
    assert plan.axes[0].columns[0].path == "patch.nmda.kinetics.weight"


@pytest.mark.parametrize(
    "path",
    ["k_0", "block.k_0", "nmda.block.k_0", "patch.nmda.block.k_0", "cell.patch.nmda.block.k_0"],
)
def test_paths_may_leave_parts_out(swept, path):
    plan = swept(f'{path}: ["1 mM"]')
    assert list(plan.groups[0].batch.columns) == ["patch_nmda_block_k_0"]
    assert plan.axes[0].name == "k_0"


def test_two_axes_of_one_last_word_have_whole_names(swept):
    plan = swept('a.block.k_0: ["1 mM"]\nb.block.k_0: ["2 mM"]', TWO_RECEPTORS.replace(
        "woodhull_1973", "jahr_stevens_1990"))  # fmt: skip
    assert [axis.name for axis in plan.axes] == ["a_block_k_0", "b_block_k_0"]


def test_a_whole_path_tells_compartments_apart(swept, clamped):
    cell = clamped[clamped.index("  patch:") :]
    base = clamped + cell.replace("patch", "other")
    plan = swept('cell.other.nmda.block.k_0: ["1 mM"]', base)
    assert list(plan.groups[0].batch.columns) == ["other_nmda_block_k_0"]
    assert "fits 2" in refusal(lambda: swept('nmda.block.k_0: ["1 mM"]', base))


def test_the_whole_path_of_a_slot_wins(swept, clamped):
    base = clamped.replace("    nmda:", "    fast: {role: leak, model: pospischil_2008}\n    nmda:")
    base += "drives: {fast: {model: regular_train, to: patch.nmda}}\n"
    plan = swept("fast: [regular_train, poisson_train]", base)
    assert [g.model.trains["fast"].train.kind for g in plan.groups] == ["regular", "poisson"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "block: [jahr_stevens_1990]",
            "found 'block', which fits 2 slots; expected one of 'cell.patch.a.",
        ),
        ("kinetics.set: [bmtool]", "found 'kinetics.set', which fits 2 slots"),
        ('e_rev: ["0 mV"]', "found 'e_rev', which fits 2 quantities"),
    ],
)
def test_a_path_that_fits_two_is_refused(swept, text, says):
    assert says in refusal(lambda: swept(text, TWO_RECEPTORS))


def test_an_axis_of_cards_makes_one_group_each(swept):
    plan = swept(
        "a.block: [jahr_stevens_1990, woodhull_1973]\nmg_o: ['1 mM', '2 mM']", TWO_RECEPTORS
    )
    axis = plan.axes[0]
    assert axis.is_structural
    assert not plan.axes[1].is_structural
    assert (axis.name, axis.columns[0].unit) == ("block", "name")
    first, second = plan.groups
    assert first.batch.points.tolist() == [0, 1]
    assert second.batch.points.tolist() == [2, 3]
    assert "patch_a_block_k_0" in first.model.constants
    assert "patch_a_block_slope" not in second.model.constants
    assert sorted([*first.batch.points, *second.batch.points]) == list(range(plan.points))


def test_an_axis_of_parameter_sets(swept):
    plan = swept("nmda.kinetics.set: [bmtool, bench_nmda]")
    taus = [g.model.constants["patch_nmda_kinetics_tau_decay"].value for g in plan.groups]
    assert len(set(taus)) == 2
    assert plan.axes[0].name == "set"
    said = refusal(lambda: swept("nmda.permeation.set: [any]"))
    assert "found 'any'; expected nothing: this card has no parameter set." in said
    said = refusal(lambda: swept("nmda.kinetics.set: [bmtol]"))
    assert "Did you mean 'bmtool'?" in said


def test_a_card_is_chosen_before_its_set(swept, clamped):
    base = clamped.replace("double_exponential", "five_state")
    zipped = "x: {zip: {nmda.kinetics.set: [lester_jahr_1992, clements_1992], nmda.block: "
    zipped += "[jahr_stevens_1990, maex_de_schutter_1998]}}"
    plan = swept(zipped, base)
    assert plan.shape == (2,)
    assert len(plan.groups) == 2
    assert [g.batch.lanes for g in plan.groups] == [1, 1]
    both = "x: {zip: {nmda.kinetics.set: [bmtool], nmda.kinetics: [double_exponential]}}"
    said = refusal(lambda: swept(both, base))
    assert "found 'bmtool'" in said  # an axis names sets of the card the config names


def test_a_swept_card_keeps_its_numbers_where_it_is_the_configs_own(swept, clamped):
    base = clamped.replace(
        "block: jahr_stevens_1990", 'block: {model: jahr_stevens_1990, k_0: "9 mM"}'
    )
    own, other = swept("nmda.block: [jahr_stevens_1990, maex_de_schutter_1998]", base).groups
    assert own.model.constants["patch_nmda_block_k_0"].value == 9.0
    assert "patch_nmda_block_k_0" not in other.model.constants or (
        other.model.constants["patch_nmda_block_k_0"].value != 9.0
    )


def test_an_axis_of_drives_keeps_what_they_drive(swept, clamped):
    base = clamped + "drives: {input: {model: regular_train, to: patch.nmda, shared: true}}\n"
    plan = swept("input: [regular_train, poisson_train]", base)
    kinds = [group.model.trains["input"].train.kind for group in plan.groups]
    assert kinds == ["regular", "poisson"]
    assert [h.train for g in plan.groups for h in g.model.happenings] == ["input", "input"]


def test_a_number_that_only_one_structure_has(swept):
    text = "nmda.block: [jahr_stevens_1990, maex_de_schutter_1998]\nnmda.block.slope: ['0.06 /mV']"
    said = refusal(lambda: swept(text))
    assert said == (
        "a.yaml:9 sweep: found 'patch.nmda.block.slope', which only some of the structures have; "
        "expected a number of every structure. Sweep it in a config of its own, or drop the axis "
        "that changes the card."
    )


def test_a_structure_that_does_not_compose_says_why(swept):
    said = refusal(lambda: swept("nmda.block: [woodhull_1973]"))
    assert "found no 'temperature'" in said


def test_a_perfused_quantity_is_swept_by_its_base(swept, clamped):
    base = clamped + "drives: {wash: {model: perfusion, to: bath.mg_o}}\n"
    plan = swept("mg_o: ['1 mM', '2 mM']\nwash.level: ['0 mM', '1 mM']", base)
    columns = plan.groups[0].batch.columns
    assert columns["mg_o_base"].tolist() == [1, 1, 2, 2]
    assert columns["wash_level"].tolist() == [0, 1, 0, 1]
    assert [axis.name for axis in plan.axes] == ["mg_o", "level"]


def test_a_readouts_number_may_be_swept(swept, clamped):
    base = clamped + "readouts: {up: {model: time_above, of: patch.v, threshold: '0 mV'}}\n"
    plan = swept("up.threshold: ['-20 mV', '20 mV']", base)
    assert plan.groups[0].batch.columns["readout_up_threshold"].tolist() == [-20, 20]


def test_axes_need_no_values_to_be_counted(experiment, clamped):
    made = experiment(
        clamped + "sweep: {mg_o: {linspace: {from: '0 mM', to: '1 mM', points: 7}}}\n"
    )
    (axis,) = axes(made, compose(made))
    assert (axis.size, axis.columns[0].values) == (7, ())
    assert column_values(axis, 0)[0].size == 7
