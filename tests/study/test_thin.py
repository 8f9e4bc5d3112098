"""A sweep thinned out: which points, and that they are the sweep's own."""

import numpy as np
import pytest

import mgsim
from mgsim.run import run_plan
from mgsim.study.batch import spread
from mgsim.study.thin import even_points, thin

SWEPT = """
duration: "4 ms"
clock: {dt: "0.05 ms"}
seed: 5
bath: {temperature: "25 degC", mg_o: "1 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-60 mV"}
    nmda:
      kinetics: {model: double_exponential, set: bench_nmda}
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "1 nS"}
drives:
  input: {model: poisson_train, rate: "2 kHz", start: "0 ms", to: patch.nmda}
readouts:
  charge: {model: charge, of: nmda.i_membrane}
sweep:
  nmda.block: [jahr_stevens_1990, woodhull_1973, maex_de_schutter_1998]
  mg_o: {linspace: {from: "0.1 mM", to: "2 mM", points: 5}}
  again: {repeats: 2}
"""
ONE = np.zeros(101, int)


@pytest.mark.parametrize(
    ("points", "lanes", "expected"),
    [
        (101, 5, [0, 25, 50, 75, 100]),
        (101, 1, [0]),
        (101, 2, [0, 100]),
        (10, 4, [0, 3, 6, 9]),
        (3, 8, [0, 1, 2]),
    ],
)
def test_points_are_even_from_first_to_last(points, lanes, expected):
    assert even_points(ONE[:points], lanes).tolist() == expected


def test_every_structure_has_a_point_where_there_are_lanes_enough():
    """A structure every fourth point, and an even spacing that always hits the first."""
    owner = np.arange(13) % 4
    assert set(owner[np.linspace(0, 12, 4).astype(int)]) == {0}
    for lanes in (4, 5, 7):
        chosen = even_points(owner, lanes)
        assert chosen.size == lanes == np.unique(chosen).size
        assert chosen[0] == 0 and chosen[-1] == 12
    assert len(set(owner[even_points(owner, 5)])) == 4
    assert even_points(owner, 2).tolist() == [0, 12]


def test_a_structure_of_few_points_is_not_left_out():
    owner = np.zeros(1000, int)
    owner[700:702] = 1
    assert even_points(owner, 5).tolist() == [0, 250, 500, 701, 999]


def test_thinned_lanes_are_the_lanes_of_the_sweep(experiment):
    """The same coordinates, seeds and numbers as in the whole sweep, structures and repeats too."""
    swept = experiment(SWEPT)
    whole = mgsim.run(swept, "scipy").stack(all=("block", "mg_o", "again"))
    plan = thin(spread(swept), 7)
    assert plan.points == 7 and len(plan.groups) == 3
    few = run_plan(swept, plan, "scipy")
    assert few["charge"].dims == ("point",)
    chosen = [0, 5, 10, 14, 19, 24, 29]
    for name in ("charge", "seed", "mg_o", "block", "again"):
        assert (few[name].values == whole[name].values[chosen]).all(), name
    assert len(set(few["charge"].values)) == 7
    assert few["mg_o"].attrs["units"] == "mM"


def test_a_sweep_of_one_axis_keeps_its_name(experiment):
    swept = experiment(SWEPT).setting("sweep", {"mg_o": ["1 mM", "2 mM", "3 mM"]}, "--set")
    few = run_plan(swept, thin(spread(swept), 2), "scipy")
    assert few["mg_o"].values.tolist() == [1.0, 3.0]
    assert few["charge"].dims == ("mg_o",)


def test_a_small_sweep_stays_as_it_is(experiment):
    plan = spread(experiment(SWEPT))
    assert thin(plan, 30) is plan and thin(plan, 31) is plan
    alone = spread(experiment(SWEPT.partition("sweep:")[0]))
    assert thin(alone, 8) is alone
