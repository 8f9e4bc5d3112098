"""A fit finds the numbers that made the data, where the data are made by another formula."""

import numpy as np
import pytest
from made_up import DELTA, FIT, K_0, PATCH, PER_MV, SYNAPSE, noisy, synapse_data, woodhull

import mgsim
from mgsim import fitting
from mgsim.fitting.errors import errors, linear, standard_errors
from mgsim.fitting.procedure import with_data
from mgsim.fitting.search import descend


@pytest.mark.parametrize("is_global", [False, True])
def test_exact_data_give_back_their_numbers(patch, conditions, columns, is_global):
    fitted = mgsim.fit(patch, columns(woodhull(*conditions, 2.7, 0.93)), is_global=is_global)
    assert fitted.estimates()[K_0] == pytest.approx(2.7, rel=1e-7)
    assert fitted.estimates()[DELTA] == pytest.approx(0.93, rel=1e-7)
    assert fitted.is_converged and not fitted.doubts
    assert fitted.r_squared == pytest.approx(1)
    assert fitted.facts["failed_lanes"] == 0


def test_errors_of_a_woodhull_curve_are_the_analytic_ones(patch, conditions, columns):
    v, mg = conditions
    fitted = mgsim.fit(patch, columns(noisy(woodhull(v, mg, 2.7, 0.93), 0.02)), profile=True)
    k_0, delta = fitted.estimates()[K_0], fitted.estimates()[DELTA]
    b = woodhull(v, mg, k_0, delta)
    slopes = np.stack([b * (1 - b) / k_0, b * (1 - b) * PER_MV * v], axis=1)
    sd = np.sqrt(((fitted.data.y - b) ** 2).sum() / (v.size - 2))
    covariance = sd**2 * np.linalg.inv(slopes.T @ slopes)
    rows = fitting.parameter_rows(fitted)
    for row, own in zip(rows, np.sqrt(np.diag(covariance)), strict=True):
        assert row["standard_error"] == pytest.approx(own, rel=1e-5)
    t = 2.0595385527532946  # Student's t, 25 degrees of freedom, 97.5 %
    assert rows[1]["high"] - delta == pytest.approx(t * np.sqrt(covariance[1, 1]), rel=1e-5)
    assert rows[0]["high"] / k_0 == pytest.approx(k_0 / rows[0]["low"], rel=1e-9)
    correlation = covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1])
    assert fitted.errors.correlation[0, 1] == pytest.approx(correlation, rel=1e-4)
    assert fitted.errors.sd == pytest.approx(sd, rel=1e-9)


@pytest.mark.parametrize("u", [(0.0, 1.0), (1.0, 0.0), (0.4, 0.6)])
def test_derivatives_at_the_bounds_are_those_inside(patch, conditions, columns, u):
    v, mg = conditions
    problem = mgsim.fit(patch, columns(woodhull(v, mg, 2.7, 0.93))).problem
    k_0, delta = 0.1 * 1000 ** u[0], 0.1 + 1.4 * u[1]
    b = woodhull(v, mg, k_0, delta)
    own = [b * (1 - b) * np.log(1000), b * (1 - b) * PER_MV * v * 1.4]
    slopes = problem.slopes(np.array(u))
    assert slopes == pytest.approx(np.stack(own, axis=1), rel=1e-4, abs=1e-7)


def test_a_profile_ends_where_the_sum_of_squares_has_risen_by_t(patch, conditions, columns):
    v, mg = conditions
    y = noisy(woodhull(v, mg, 2.7, 0.93), 0.02)
    fitted = mgsim.fit(patch, columns(y), profile=True)
    grid = np.exp(np.linspace(np.log(0.5), np.log(10), 40001))  # K0 by brute force at each end
    least = ((y - woodhull(v, mg, *fitted.estimates().values())) ** 2).sum()
    bound = least * (1 + 2.0595385527532946**2 / 25)
    for delta in fitted.profile[1]:
        part = np.exp(-delta * PER_MV * v) * mg
        rss = min(
            ((y - 1 / (1 + part / some[:, None])) ** 2).sum(axis=1).min()
            for some in np.array_split(grid, 40)
        )
        assert rss == pytest.approx(bound, rel=1e-3)


def test_an_interval_covers_the_truth_as_often_as_it_says(patch, conditions, columns):
    y = woodhull(*conditions, 2.7, 0.93)
    problem = mgsim.fit(patch, columns(y)).problem
    truth, hits, runs = np.array([2.7, 0.93]), np.zeros(2), 200
    rng = np.random.default_rng(11)
    for _ in range(runs):
        one = with_data(problem, y + 0.03 * rng.standard_normal(y.size))
        end = descend(one, one.coordinates([3.0, 0.8]), np.zeros(2, bool))
        ends = linear(one, end, errors(one, end), 0.95)
        hits += (ends[:, 0] <= truth) & (truth <= ends[:, 1])
    assert (hits / runs > 0.90).all() and (hits / runs < 0.99).all()  # 3 sd of a binomial of 200


def test_sd_and_weight_say_the_same_and_count(patch, conditions, columns):
    sd = np.where(conditions[0] < -20, 0.005, 0.05)
    y = noisy(woodhull(*conditions, 2.7, 0.93), sd)
    by_sd = mgsim.fit(patch, columns(y, sd=sd))
    by_weight = mgsim.fit(patch, columns(y, weight=sd**-2.0))
    plain = mgsim.fit(patch, columns(y))
    assert by_sd.estimates()[K_0] == pytest.approx(by_weight.estimates()[K_0], rel=1e-6)
    assert by_sd.estimates()[K_0] != pytest.approx(plain.estimates()[K_0], rel=1e-3)
    assert by_sd.errors.sd == pytest.approx(1, abs=0.4)  # in units of the sd that was given


def test_units_of_the_file_and_of_the_bounds_do_not_matter(experiment, conditions):
    v, mg = conditions
    text = PATCH + FIT.replace('"0.1 mM", to: "100 mM"', '"100 uM", to: "0.1 M"')
    text = text.replace("unblocked\n", "i_nmda\n")
    current = v * woodhull(v, mg, 2.7, 0.93)  # pA of 1 nS
    data = {"v_hold (V)": v / 1000, "mg_o [uM]": mg * 1000, "i_nmda (nA)": current / 1000}
    fitted = mgsim.fit(experiment(text), data)
    assert fitted.estimates()[K_0] == pytest.approx(2700, rel=1e-6)
    assert fitted.parameters[0].unit == "uM"
    rows = fitting.point_rows(fitted)
    assert rows[0]["mg_o [uM]"] == pytest.approx(100)
    assert rows[0]["i_nmda (pA)"] == pytest.approx(current[0])


def test_a_temperature_is_fitted_in_celsius(experiment, conditions, columns):
    text = PATCH + 'fit: {readout: unblocked, free: {temperature: {from: "5 degC", to: "45 degC"}}}'
    y = noisy(woodhull(*conditions, 4.1, 0.8 * 298.15 / 303.15), 1e-3)
    fitted = mgsim.fit(experiment(text), columns(y))
    (row,) = fitting.parameter_rows(fitted)
    assert row["estimate"] == pytest.approx(30, abs=0.3)
    assert row["low"] < row["estimate"] < row["high"]
    assert row["standard_error"] < 0.2


def test_a_model_in_time_is_fitted_by_an_integral_of_its_current(experiment):
    fitted = mgsim.fit(experiment(SYNAPSE), synapse_data(3.0, 2.0, 43.0))
    found = fitted.estimates()
    assert found["patch.nmda.permeation.g_max"] == pytest.approx(3, rel=1e-3)
    assert found["patch.nmda.kinetics.tau_decay"] == pytest.approx(43, rel=1e-3)
    assert fitted.is_converged


def test_the_band_is_that_of_the_mean(patch, conditions, columns):
    v, mg = conditions
    fitted = mgsim.fit(patch, columns(noisy(woodhull(v, mg, 2.7, 0.93), 0.02)))
    k_0, delta = fitted.estimates()[K_0], fitted.estimates()[DELTA]

    def slopes(v, mg):
        b = woodhull(v, mg, k_0, delta)
        return np.stack([b * (1 - b) / k_0, b * (1 - b) * PER_MV * v], axis=1)

    covariance = fitted.errors.sd**2 * np.linalg.inv(slopes(v, mg).T @ slopes(v, mg))
    marks = fitting.mark_fit(fitted)
    lines = marks.isel(series=marks["kind"].values == "line")
    assert lines.sizes["series"] == 3
    for number, amount in enumerate((0.1, 1.0, 3.0)):
        one = lines.isel(series=number)
        x = one["x"].values
        along = slopes(x, amount)
        reach = 2.0595385527532946 * np.sqrt(np.einsum("rp,pq,rq->r", along, covariance, along))
        assert one["y"].values == pytest.approx(woodhull(x, amount, k_0, delta), rel=1e-6)
        assert (one["high"] - one["y"]).values == pytest.approx(reach, rel=1e-3)
        assert (one["y"] - one["low"]).values == pytest.approx(reach, rel=1e-3)


def test_both_engines_fit_the_same(experiment, conditions, columns):
    y = noisy(woodhull(*conditions, 2.7, 0.93), 0.02)
    ours = mgsim.fit(experiment(PATCH + FIT), columns(y), starts=1)
    some = np.arange(0, y.size, 3)
    data = {name: np.asarray(values)[some] for name, values in columns(y).items()}
    ours = mgsim.fit(experiment(PATCH + FIT), data, starts=1)
    judge = mgsim.fit(experiment(PATCH + FIT), data, starts=1, engine="scipy")
    for path, number in ours.estimates().items():
        assert number == pytest.approx(judge.estimates()[path], rel=1e-4)
    assert standard_errors(ours.problem, ours.found.best, ours.errors) == pytest.approx(
        standard_errors(judge.problem, judge.found.best, judge.errors), rel=1e-3
    )


def test_the_same_fit_twice_is_the_same(patch, conditions, columns):
    y = noisy(woodhull(*conditions, 2.7, 0.93), 0.02)
    first, second = (mgsim.fit(patch, columns(y), is_global=True) for _ in range(2))
    assert first.estimates() == second.estimates()
