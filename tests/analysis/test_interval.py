"""The batched fit and its intervals against SciPy and against textbook formulas."""

import numpy as np
import pytest
from scipy import optimize, stats

from mgsim.analysis.interval import percentiles, profile, resampled_replicates
from mgsim.analysis.least_squares import covariance, least_squares

X = np.array([0.0, 1, 2, 4, 7, 9, 12, 15])


def line(theta, x):
    values = theta[:, :1] + theta[:, 1:2] * x
    return values, np.stack((np.ones_like(values), np.broadcast_to(x, values.shape)), axis=-1)


def decay(theta, x):
    fall = np.exp(-x / np.exp(theta[:, 1:2]))
    values = theta[:, :1] * fall
    return values, np.stack((fall, values * x / np.exp(theta[:, 1:2])), axis=-1)


def noisy_lines(count=5):
    rng = np.random.default_rng(2)
    return 3 - 0.5 * X + 0.4 * rng.standard_normal((count, X.size))


def fitted(formula, y, start):
    theta = np.tile(np.array(start, float), (len(y), 1))
    return least_squares(formula, X, y, theta, np.zeros(theta.shape, bool))


def test_the_profile_of_a_straight_line_is_students_interval():
    y = noisy_lines()
    fit = fitted(line, y, (0, 0))
    for level in (0.5, 0.95):
        found = profile(line, X, y, fit, 1, level)
        for lane, row in enumerate(y):
            known = stats.linregress(X, row)
            half = stats.t.ppf((1 + level) / 2, X.size - 2) * known.stderr
            assert fit.theta[lane, 1] == pytest.approx(known.slope, rel=1e-9)
            assert found.low[lane] == pytest.approx(known.slope - half, rel=1e-5)
            assert found.high[lane] == pytest.approx(known.slope + half, rel=1e-5)


def test_the_fit_and_its_covariance_are_those_of_scipy():
    rng = np.random.default_rng(4)
    y = 2 * np.exp(-X / 5) + 0.05 * rng.standard_normal((4, X.size))
    fit = fitted(decay, y, (1, 1))
    assert fit.is_converged.all()
    inverse = covariance(decay, X, y, fit)
    for lane, row in enumerate(y):
        theta, matrix = optimize.curve_fit(
            lambda x, a, s: a * np.exp(-x / np.exp(s)), X, row, (1, 1), xtol=1e-12, ftol=1e-12
        )
        np.testing.assert_allclose(fit.theta[lane], theta, rtol=1e-6)
        s2 = fit.rss[lane] / fit.freedom[lane]
        np.testing.assert_allclose(inverse[lane] * s2, matrix, rtol=1e-4)


def test_a_lane_is_fitted_the_same_alone_and_with_holes():
    y = noisy_lines()
    y[1, 3] = np.nan
    together, alone = fitted(line, y, (0, 0)), fitted(line, y[1:2], (0, 0))
    np.testing.assert_allclose(together.theta[1], alone.theta[0], rtol=1e-12)
    assert list(together.points) == [8, 7, 8, 8, 8]
    kept = np.isfinite(y[1])
    assert alone.theta[0, 1] == pytest.approx(stats.linregress(X[kept], y[1][kept]).slope)


def test_a_fit_without_an_answer_does_not_claim_one():
    """Growth, fitted as a decay from far off, or data that are not there."""
    y = np.full((1, X.size), np.nan)
    assert not fitted(decay, y, (1, 1)).is_converged[0] or fitted(decay, y, (1, 1)).points[0] == 0
    rising = np.exp(X / 3)[None]
    found = fitted(decay, rising, (1, 1))
    bounds = profile(decay, X, rising, found, 1, reach=5.0)
    assert not found.is_converged[0] or bounds.note[0].startswith("open")


def test_replicates_are_drawn_with_the_variance_of_the_data():
    rng = np.random.default_rng(6)
    y = rng.standard_normal((1, 4))
    again = resampled_replicates(y, rng.random((40000, 4)))
    assert again.mean() == pytest.approx(y.mean(), abs=0.01)
    assert again.var() == pytest.approx(y.var(ddof=1), rel=0.02)


def test_percentiles_are_widened_for_few_degrees_of_freedom():
    rng = np.random.default_rng(7)
    samples = rng.standard_normal(400000)
    low, high, note = percentiles(samples, 5, 0.95)
    assert (low, high) == pytest.approx((-2.571, 2.571), abs=0.03)
    assert note == ""
    samples[:100000] = np.nan
    assert percentiles(samples, 5, 0.95)[2] == "25% of the resamples could not be fitted"
