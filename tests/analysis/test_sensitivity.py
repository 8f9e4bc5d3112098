"""Sensitivity and uncertainty: indices, effects, bars, bands and surfaces whose truth is known."""

from __future__ import annotations

import json

import numpy as np
import pytest
import xarray as xr
from scipy.stats import norm

import mgsim
from mgsim import analysis
from mgsim.language.errors import ResultError
from mgsim.study import arrange
from mgsim.validation.table import CONFIGS

PI = np.pi
ISHIGAMI = {"a": 7.0, "b": 0.1}


def sampled(kind, formula, boxes, seed=4, others=None, **words):
    """A dataset of one readout over a design, as a run would make it."""
    specs = [{"from": low, "to": high, "base": base} for low, high, base in boxes.values()]
    rng = np.random.default_rng(seed)
    x = np.column_stack(arrange.arranged(kind, words, specs, rng))
    coords = {
        name: ("s", x[:, j], {"units": "1", "long_name": name, "path": f"patch.{name}"})
        for j, name in enumerate(boxes)
    }
    coords["s"] = ("s", np.arange(len(x)), {"long_name": f"point of {kind}"})
    sizes = {name: len(values) for name, values in (others or {}).items()}
    y = np.broadcast_to(formula(*x.T), (*sizes.values(), len(x))).copy()
    for name, values in (others or {}).items():
        coords[name] = (name, np.asarray(values, float), {"units": "mV", "long_name": name})
        y = y * np.asarray(values, float).reshape([-1 if n == name else 1 for n in (*sizes, "s")])
    over = {name: {"from": str(b[0]), "to": str(b[1])} for name, b in boxes.items()}
    attrs = {"config_name": "made_up", "seed": seed}
    attrs["resolved"] = json.dumps({"sweep": {"s": {kind: {**words, "over": over}}}})
    dims = (*sizes, "s")
    status = np.full(y.shape, "ok", dtype=object)
    return xr.Dataset({"y": (dims, y, {"units": "Hz"}), "status": (dims, status)}, coords, attrs)


def ishigami(points=2048, second=True, order=("x1", "x2", "x3"), others=None):
    a, b = ISHIGAMI.values()

    def formula(*x):
        x1, x2, x3 = (x[order.index(name)] for name in ("x1", "x2", "x3"))
        return np.sin(x1) + a * np.sin(x2) ** 2 + b * x3**4 * np.sin(x1) + 100.0

    boxes = {name: (-PI, PI, 0.0) for name in order}
    return sampled(
        "saltelli", formula, boxes, others=others, points=points, second_order=int(second)
    )


def truth():
    """First order, total and the one pair of Ishigami & Homma (1990), by its variances."""
    a, b = ISHIGAMI.values()
    v1, v2 = 0.5 * (1 + b * PI**4 / 5) ** 2, a**2 / 8
    v13 = b**2 * PI**8 * 8 / 225
    total = v1 + v2 + v13
    return np.array([v1, v2, 0]) / total, np.array([v1 + v13, v2, v13]) / total, v13 / total


@pytest.mark.parametrize("second", [True, False])
def test_sobol_indices_of_the_ishigami_function(second):
    first, total, pair = truth()
    table = analysis.find_sobol(ishigami(second=second), "y")
    assert table["s1"].values == pytest.approx(first, abs=0.02)
    assert table["st"].values == pytest.approx(total, abs=0.02)
    assert (np.abs(table["s1"] - first) < 2 * table["s1_conf"] + 0.01).all()
    assert (int(table["n"]), int(table["dropped"]), table["status"].item()) == (2048, 0, "ok")
    assert ("s2" in table) == second
    if second:
        assert table["pair"].values.tolist() == ["x1 x x2", "x1 x x3", "x2 x x3"]
        assert table["s2"].values == pytest.approx([0, pair, 0], abs=0.03)


def test_the_design_is_read_off_its_points_in_whatever_order_the_numbers_are_stored():
    data = ishigami(256)
    names = [name for name in data.coords if name != "s"][::-1]
    stored = data.drop_vars(names).assign_coords({name: data[name] for name in names})
    one, other = analysis.find_sobol(data, "y"), analysis.find_sobol(stored, "y")
    assert other["parameter"].values.tolist() == ["x1", "x2", "x3"]
    assert other["s1"].values.tolist() == one["s1"].values.tolist()
    with pytest.raises(ResultError, match="in another order"):
        analysis.find_sobol(data.isel(s=slice(1, None)), "y")
    with pytest.raises(ResultError, match="in another order"):
        analysis.find_sobol(data.isel(s=np.random.default_rng(1).permutation(data.sizes["s"])), "y")


def test_failed_runs_drop_their_whole_base_sample():
    data = ishigami(512)
    clean = analysis.find_sobol(data.isel(s=slice(8 * 100, None)), "y")
    holed = data.copy(deep=True)
    holed["y"][0 : 8 * 100 : 8] = np.nan  # one run in each of the first hundred
    table = analysis.find_sobol(holed, "y")
    assert (int(table["n"]), int(table["dropped"])) == (412, 100)
    assert table["st"].values.tolist() == clean["st"].values.tolist()
    holed["y"][: 8 * 300] = np.nan
    table = analysis.find_sobol(holed, "y")
    assert table["status"].item() == (
        "212 complete base samples of 512; at least 16 and half are needed"
    )
    assert np.isnan(table["s1"]).all()
    holed["y"][:] = 3.0
    assert analysis.find_sobol(holed, "y")["status"].item() == "the readout is the same everywhere"


def test_sobol_of_every_lane_and_its_seed():
    data = ishigami(64, others={"v": [1.0, -2.0]})
    table = analysis.find_sobol(data, "y")
    assert table["s1"].dims == ("v", "parameter")
    assert table["s1"][0].values == pytest.approx(table["s1"][1].values, abs=1e-9)
    again = analysis.find_sobol(data.isel(v=[1]), "y")
    assert again["s1_conf"][0].values.tolist() == table["s1_conf"][1].values.tolist()
    other = analysis.find_sobol(data, "y", seed=1)
    assert other["s1_conf"].values.tolist() != table["s1_conf"].values.tolist()


LINEAR = {"a": (0.0, 2.0, 1.0), "b": (-1.0, 1.0, 0.5), "c": (10.0, 20.0, 12.0)}


def linear(a, b, c):
    return 3 * a - 5 * b + 0.1 * c


def test_morris_of_a_linear_function_is_exact():
    data = sampled("morris", linear, LINEAR, trajectories=10, levels=6)
    table = analysis.find_morris(data, "y")
    assert table["mu"].values == pytest.approx([6, -10, 1], rel=1e-9)
    assert table["mu_star"].values == pytest.approx([6, 10, 1], rel=1e-9)
    assert table["sigma"].values == pytest.approx(np.zeros(3), abs=1e-9)
    assert table["mu"].attrs["units"] == "Hz"
    data["y"][4] = np.nan
    table = analysis.find_morris(data, "y")
    assert (int(table["n"]), int(table["dropped"])) == (9, 1)
    data["y"][: 4 * 6] = np.nan
    assert "4 complete trajectories of 10" in analysis.find_morris(data, "y")["status"].item()
    with pytest.raises(ResultError, match="no axis that is saltelli"):
        analysis.find_sobol(data, "y")


def test_tornado_has_signs_and_order():
    data = sampled("one_at_a_time", linear, LINEAR)
    table = analysis.find_tornado(data, "y")
    assert table["parameter"].values.tolist() == ["b", "a", "c"]
    assert float(table["base"]) == pytest.approx(3 - 2.5 + 1.2)
    assert table["change_low"].values == pytest.approx([7.5, -3, -0.2])
    assert table["change_high"].values == pytest.approx([-2.5, 3, 0.8])
    assert table["swing"].values == pytest.approx([10, 6, 1])
    data["y"][3] = np.nan  # b, low
    table = analysis.find_tornado(data, "y")
    assert table["parameter"].values.tolist() == ["a", "c", "b"]
    assert (int(table["dropped"]), table["status"].item()) == (1, "ok")
    data["y"][0] = np.nan
    assert analysis.find_tornado(data, "y")["status"].item() == "no number at the base"


def bell(sizes, sd=2.0):
    spec = {"mean": 10.0, "sd": sd, "low": -np.inf, "high": np.inf}
    rng = np.random.default_rng(2)
    (draws,) = arrange.arranged("uncertain", {"points": sizes}, [spec], rng)
    return draws


def test_bands_are_the_quantiles_of_the_normal(made):
    draws = bell(1024)
    data = made(lambda v, k: v * draws[k.astype(int)], v=([1, 3], "mV"), s=(np.arange(1024), "1"))
    data["s"].attrs["long_name"] = "point of uncertain"
    table = analysis.find_band(data, "unblocked")
    assert table["low"].values == pytest.approx(norm(10, 2).ppf(0.05) * np.array([1, 3]), rel=2e-3)
    assert table["high"].values == pytest.approx(norm(10, 2).ppf(0.95) * np.array([1, 3]), rel=2e-3)
    assert table["median"].values == pytest.approx([10, 30], rel=2e-3)
    half = analysis.find_band(data, "unblocked", level=0.5)
    assert float(half["high"][0]) == pytest.approx(norm(10, 2).ppf(0.75), rel=2e-3)
    assert json.loads(table.attrs["analysis_options"])["along"] == "v"
    data["unblocked"][0, :24] = np.nan
    data["unblocked"][1, 15:] = np.nan
    table = analysis.find_band(data, "unblocked")
    assert table["n"].values.tolist() == [1000, 15]
    assert table["status"].values.tolist() == ["ok", "15 numbers of 1024; 20 and half are needed"]


def test_a_band_over_repeats_and_draws_together(made):
    data = made(
        lambda s, r: s + 1000 * r, s=(np.arange(100), "1"), trial=(np.arange(2), "1"), unit="Hz"
    )
    data["s"].attrs["long_name"], data["trial"].attrs["long_name"] = "point of normal", "repeat"
    with pytest.raises(ResultError, match=r"2 axes that are sampled.*Say which: s, trial"):
        analysis.find_band(data, "unblocked")
    table = analysis.find_band(data, "unblocked", over="s", beside="trial")
    assert (int(table["n"]), table["median"].dims) == (200, ())
    with pytest.raises(ResultError, match="between 0 and 1"):
        analysis.find_band(data, "unblocked", over="s", level=90)


def test_a_quadratic_is_found_again_and_left_out_points_are_predicted():
    def formula(a, b, c):
        u, w = a - 1, b  # scaled to -1 .. 1
        return 5 + 2 * u - 3 * w + u * w - 4 * w**2 + 0 * c

    boxes = {"a": (0.0, 2.0, 1.0), "b": (-1.0, 1.0, 0.0), "c": (0.0, 1.0, 0.5)}
    data = sampled("saltelli", formula, boxes, points=64, second_order=0)
    table = analysis.find_response(data, "y", "a", "b")
    found = dict(zip(table["term"].values, table["coefficient"].values, strict=True))
    assert float(table["r_squared"]) == pytest.approx(1)
    surface = table["surface"].interp(x=1.5, y=-0.5)
    assert float(surface) == pytest.approx(formula(1.5, -0.5, 0), abs=0.01)
    assert found["c"] == pytest.approx(0, abs=1e-9)
    noise = np.random.default_rng(1).normal(0, 0.5, data.sizes["s"])
    data["y"] = data["y"] + noise
    table = analysis.find_response(data, "y", "a", "b")
    left = np.delete(np.arange(data.sizes["s"]), 7)
    alone = analysis.find_response(data.isel(s=left), "y", "a", "b")
    x = np.array([[data[n][7].item() for n in "abc"]])
    boxed = np.column_stack([data[n].values[left] for n in "abc"])
    middle, half = (boxed.max(0) + boxed.min(0)) / 2, np.ptp(boxed, axis=0) / 2
    u = (x - middle) / half
    terms = np.array([1, *u[0], *(u[0, i] * u[0, j] for i in range(3) for j in range(i, 3))])
    assert float(table["left_out"][7]) == pytest.approx(float(terms @ alone["coefficient"].values))
    data["y"][5:] = np.nan
    short = analysis.find_response(data, "y", "a", "b")
    assert short["status"].item() == "5 numbers for the 10 terms of a quadratic"


def test_a_grid_is_shown_as_it_was_run(made):
    data = made(lambda a, b: a + 10 * b, a=([1, 2, 3], "mV"), b=([1, 2], "mM"))
    data["unblocked"][0, 1] = np.nan
    table = analysis.find_response(data, "unblocked", "b", "a")
    assert table["surface"].dims == ("x", "y")
    assert table["surface"].values[0].tolist() == [11, 12, 13]
    assert (float(table["least"]), float(table["greatest"])) == (11, 23)
    assert (int(table["n"]), int(table["dropped"])) == (5, 1)


BOX = {
    "mg_o": {"from": "0.9 mM", "to": "1.1 mM"},
    "nmda.block.k_0": {"from": "3.9 mM", "to": "4.3 mM"},
    "nmda.block.delta": {"from": 0.79, "to": 0.81},
}
BLOCK = {"nmda.block": "woodhull_1973", "membrane.v_hold": "-60 mV"}


def run(design):
    return mgsim.run(CONFIGS / "clamped_receptor.yaml", sets={**BLOCK, "sweep": {"design": design}})


def test_a_block_by_magnesium_end_to_end(tmp_path):
    """Woodhull: y = 1/(1 + mg/k_0 exp(-c v)), so dy/dln mg = -y (1 - y) = -dy/dln k_0."""
    bars = analysis.find_tornado(run({"one_at_a_time": {"over": BOX}}), "unblocked")
    ends = dict(zip(bars["parameter"].values, bars["change_high"].values, strict=True))
    assert ends["mg_o"] < 0 < ends["k_0"] and ends["delta"] < 0
    screened = run({"morris": {"trajectories": 12, "over": BOX}})
    folder = mgsim.save(screened, tmp_path / "screened")
    effects = analysis.find_morris(mgsim.open_results(folder), "unblocked")
    mean = dict(zip(effects["parameter"].values, effects["mu"].values, strict=True))
    base = float(bars["base"])
    slope = base * (1 - base)
    assert mean["mg_o"] == pytest.approx(-slope * 0.2 / 1.0, rel=0.1)
    assert mean["k_0"] == pytest.approx(slope * 0.4 / 4.1, rel=0.1)
    indices = analysis.find_sobol(run({"saltelli": {"points": 256, "over": BOX}}), "unblocked")
    parts = dict(zip(indices["parameter"].values, indices["s1"].values, strict=True))
    size = {name: value**2 for name, value in mean.items()}
    for name, part in parts.items():  # nearly linear in so small a box
        assert part == pytest.approx(size[name] / sum(size.values()), abs=0.06)


DRAWN = {
    "sobol": lambda: (ishigami(32), {}),
    "sobol_along": lambda: (ishigami(32, others={"v": [1.0, 2.0]}), {}),
    "morris": lambda: (sampled("morris", linear, LINEAR, trajectories=6, levels=4), {}),
    "tornado": lambda: (sampled("one_at_a_time", linear, LINEAR), {}),
    "response": lambda: (ishigami(32), {"x": "x1", "y": "x2"}),
    "band": lambda: (ishigami(32, others={"v": [1.0, 2.0]}), {"over": "s"}),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_figure_is_drawn_with_its_words(name, tmp_path):
    data, words = DRAWN[name]()
    verb = name.partition("_")[0]
    table = getattr(analysis, f"find_{verb}")(data, "y", **words)
    marks = getattr(analysis, f"mark_{verb}")(data, table)
    png, svg = mgsim.draw(marks, f"analysis_{verb}", tmp_path)
    assert png.read_bytes()[:4] == b"\x89PNG"
    text = svg.read_text(encoding="utf-8")
    assert {"sobol": "base samples", "morris": "sigma", "tornado": "low end"}.get(verb, "y") in text
    analysis.write_csv(marks, tmp_path / "drawn.csv")
    assert (tmp_path / "drawn.csv").stat().st_size > 100
