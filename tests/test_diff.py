"""Two results folders side by side: pairing, differences to the bit, reasons, in little memory."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
import xarray as xr
from typer.testing import CliRunner

import mgsim
from mgsim import cli
from mgsim.difference import Tally, statuses
from mgsim.language.errors import ConfigError, ResultError

CONFIG = """\
title: A small question
duration: "5 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM"}
cell:
  patch:
    membrane: voltage_clamp
    nmda:
      kinetics: {model: double_exponential, tau_decay: "40 ms"}
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "2 nS"}
drives:
  input: {model: regular_train, rate: "400 Hz", start: "1 ms", to: patch.nmda}
readouts:
  peak: {model: trough, of: nmda.i_membrane}
  arrivals: {model: spike_times, of: nmda.open, threshold: 0.5}
record: {quantities: [nmda.open], every: "0.1 ms"}
sweep:
  mg_o: ["0.2 mM", "0.5 mM", "1.5 mM"]
  trial: {repeats: 2}
"""


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    path = tmp_path_factory.mktemp("config") / "small.yaml"
    path.write_text(CONFIG, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def base(config):
    return mgsim.run(config)


@pytest.fixture
def two(tmp_path, base):
    """A function: save the base and another dataset, and compare them."""

    def compare(other, tolerance=0.0):
        for name, dataset in (("one", base), ("two", other)):
            if not (tmp_path / name).exists():
                mgsim.save(dataset, tmp_path / name)
        return mgsim.diff(tmp_path / "one", tmp_path / "two", tolerance)

    return compare


def row(found, name):
    return next(row for row in found.rows if row.name == name)


def test_equal_runs_are_identical(two, config):
    """All attributes but the clock's are the same too: nothing is told."""
    found = two(mgsim.run(config))
    assert found.verdict == "identical" and found.is_same
    assert {row.name for row in found.rows} == {"peak", "arrivals", "open"}
    assert all(row.points == 6 and row.moved == 0 for row in found.rows)
    assert (found.config, found.made, found.lone, found.seeds) == ((), (), (), 0)


def test_equal_runs_have_equal_attributes(base, config):
    again = mgsim.run(config).attrs
    differ = {word for word in base.attrs if base.attrs[word] != again[word]}
    assert differ <= {"wall_s", "created"}


def test_one_set_names_the_path_and_the_readouts(two, config):
    found = two(mgsim.run(config, sets={"nmda.permeation.g_max": "2.02 nS"}))
    assert [str(change) for change in found.config] == [
        "cell.patch.nmda.permeation.g_max: was 2 nS, is 2.02 nS"
    ]
    peak = row(found, "peak")
    assert peak.verdict(0.0) == "moved" and peak.moved == 6
    assert peak.relative == pytest.approx(0.02 / 2.02, rel=1e-9)  # the current is linear in g_max
    assert peak.at.startswith("mg_o=0.2 mM")  # least blocked: there the difference is largest
    assert row(found, "open").verdict(0.0) == "identical"
    assert found.seeds == 6 and found.verdict == "different"


def test_the_tolerance_decides_and_then_seeds_do_not(two, config):
    other = mgsim.run(config, sets={"nmda.permeation.g_max": "2.02 nS"})
    assert two(other, 0.00991).verdict == "within tolerance"
    assert two(other, 0.00989).verdict == "different"


def test_points_that_only_overlap_are_paired_by_their_coordinates(two, config):
    sweep = {"mg_o": ["3 mM", "1.5 mM", "0.2 mM"], "trial": {"repeats": 3}}
    found = two(mgsim.run(config, sets={"sweep": sweep}))
    assert (found.matched, found.points, found.only_first, found.only_second) == (
        "coordinates", 4, 2, 5,
    )  # fmt: skip
    assert all(row.moved == 0 and row.points == 4 for row in found.rows)  # each beside its own
    assert any("first: mg_o=0.5 mM" in line for line in found.lone)
    assert not found.is_same


def test_axes_in_another_order_are_the_same_points(two, base):
    found = two(base.transpose("trial", "mg_o", ...))
    assert found.verdict == "identical" and found.points == 6


def test_other_axes_are_paired_by_content(two, config):
    sweep = {"mg_o": ["1.5 mM", "3 mM"], "v_hold": ["-60 mV", "-30 mV"]}
    found = two(mgsim.run(config, sets={"sweep": sweep, "patch.membrane.v_hold": "-60 mV"}))
    assert found.matched == "content"
    assert found.points == 1 and found.seeds == 0
    assert row(found, "peak").moved == 0  # 1.5 mM at the voltage that the card has anyway


def test_points_of_a_design_are_paired_by_what_they_are(tmp_path, config):
    """Points 2 and 3 of three stand first in the other: their numbers on the axis are others."""
    for name, mg, v in (
        ("one", ["0.1 mM", "1 mM", "2 mM"], ["-80 mV", "-60 mV", "-40 mV"]),
        ("two", ["1 mM", "2 mM", "2 mM"], ["-60 mV", "-40 mV", "-20 mV"]),
    ):
        sweep = {"pair": {"zip": {"mg_o": mg, "v_hold": v}}}
        mgsim.save(mgsim.run(config, sets={"sweep": sweep}), tmp_path / name)
    found = mgsim.diff(tmp_path / "one", tmp_path / "two")
    assert (found.points, found.only_first, found.only_second) == (2, 1, 1)
    assert row(found, "peak").moved == 0


def test_a_value_that_stands_twice_is_paired_with_its_like(tmp_path, config):
    sweep = {"mg_o": ["1 mM", "1 mM", "0.5 mM"]}
    one = mgsim.run(config, sets={"sweep": sweep})
    two = one.copy(deep=True)
    two["peak"][1] *= 2
    mgsim.save(one, tmp_path / "one")
    mgsim.save(two, tmp_path / "two")
    found = mgsim.diff(tmp_path / "one", tmp_path / "two")
    assert found.points == 3 and row(found, "peak").moved == 1


def test_a_number_changed_in_its_last_bit_is_found(two, base):
    other = base.copy(deep=True)
    other["peak"][1, 1] = np.nextafter(float(other["peak"][1, 1]), 0)
    peak = row(two(other), "peak")
    assert (peak.moved, peak.at) == (1, "mg_o=0.5 mM, trial=1")
    assert 0 < peak.relative < 3e-16
    assert two(other, 1e-9).verdict == "within tolerance"


def test_a_trace_is_compared_sample_by_sample(two, base):
    other = base.copy(deep=True)
    other["open"][2, 0, 17] += 0.25
    trace = row(two(other), "open")
    assert (trace.moved, trace.apart, trace.at) == (1, 0, "mg_o=1.5 mM, trial=0")
    top = max(float(other["open"][2, 0].max()), float(base["open"][2, 0].max()))
    assert trace.largest == pytest.approx(0.25)
    assert trace.relative == pytest.approx(0.25 / top)


def test_samples_that_only_one_side_has_are_left_out(two, config):
    found = two(mgsim.run(config, sets={"record.every": "0.5 ms"}))
    assert row(found, "open").moved == 0 and row(found, "open").points == 6


def test_lists_of_times_differ_by_count_or_by_time(two, base):
    assert base["arrivals"].shape[-1] >= 1
    late = base.copy(deep=True)
    late["arrivals"][0, 0, 0] += 0.125
    late["arrivals"][1, 0, 0] = np.nan
    times = row(two(late), "arrivals")
    assert (times.moved, times.apart) == (2, 1)
    assert times.largest == pytest.approx(0.125) and times.unit == "ms"
    assert times.at == "mg_o=0.2 mM, trial=0" and times.apart_at == "mg_o=0.5 mM, trial=0"


def test_statuses_tell_which_side_failed(two, base):
    other = base.copy(deep=True)
    status = other["status"].values.copy()
    status[0, 0] = "v became infinite"
    other["status"] = (other["status"].dims, status)
    other["peak"][0, 0] = np.nan
    found = two(other, 1.0)
    assert (found.status.lost, found.status.won, found.status.other) == (1, 0, 0)
    assert found.status.said == ("mg_o=0.2 mM, trial=0: was 'ok', is 'v became infinite'",)
    assert row(found, "peak").points == 5 and row(found, "peak").moved == 0
    assert found.verdict == "different"


def test_statuses_count_each_way():
    was = np.array(["ok", "a", "a", "a", "ok"], object)
    now = np.array(["ok", "ok", "b", "a", "b"], object)
    found = statuses(was, now, np.arange(5), str)
    assert (found.lost, found.won, found.other) == (1, 1, 1)


def test_a_tally_is_the_same_in_blocks_as_at_once():
    """Against plain numpy, with infinities, NaN and zeros of either sign among the numbers."""
    rng = np.random.default_rng(5)
    was = rng.standard_normal((60, 4)) * 10.0 ** rng.integers(-6, 6, (60, 1))
    now = np.where(rng.random((60, 4)) < 0.2, was * (1 + rng.normal(0, 1e-3, (60, 4))), was)
    was[3], now[3] = np.nan, np.nan
    was[7, 1], now[9, 0], was[11, 2], now[11, 2] = np.nan, np.inf, np.inf, np.inf
    was[13, 0], now[13, 0] = 0.0, -0.0
    whole, parts = (Tally("x", "number", "mV") for _ in range(2))
    whole.take(np.arange(60), was, now)
    for some in np.split(np.arange(60), range(7, 60, 7)):
        parts.take(some, was[some], now[some])
    assert whole.end(str) == parts.end(str)
    assert whole.apart == 2  # points 7 and 9; 3 and 11 have the same NaN and infinity twice
    one, two = (np.delete(x, [3, 7, 9], axis=0) for x in (was, now))
    one, two = (np.where(np.isinf(x), 0.0, x) for x in (one, two))
    size = np.maximum(np.abs(one), np.abs(two))
    assert whole.largest[0] == np.abs(two - one).max()
    assert whole.relative[0] == np.max(np.abs(two - one) / np.where(size == 0, 1, size))
    bits = (was.view("i8") != now.view("i8")) & ~(np.isnan(was) & np.isnan(now))
    assert whole.moved == bits.any(1).sum() and bits[13].any()


def test_another_engine_and_version_are_told(two, config):
    other = mgsim.run(config, "scipy")
    packages = json.loads(other.attrs["packages"]) | {"numpy": "1.0"}
    found = two(other.assign_attrs(packages=json.dumps(packages), mgsim_version="0.0.1"))
    told = [str(change) for change in found.made]
    assert "engine: was fused, is scipy" in told
    assert any(line.endswith(", is 0.0.1") and line.startswith("mgsim_version") for line in told)
    assert f"package numpy: was {np.__version__}, is 1.0" in told


def test_variables_of_one_side_are_named(two, base):
    found = two(base.drop_vars("peak"))
    assert found.missing == ("peak (only in the first)",) and not found.is_same


def test_a_run_without_a_sweep(tmp_path, config):
    for name, g in (("one", "2 nS"), ("two", "4 nS")):
        sets = {"sweep": {}, "nmda.permeation.g_max": g}
        mgsim.save(mgsim.run(config, sets=sets), tmp_path / name)
    found = mgsim.diff(tmp_path / "one", tmp_path / "two")
    assert found.points == 1
    assert row(found, "peak").relative == pytest.approx(0.5)


def test_what_holds_no_results_is_one_sentence(tmp_path, two, base):
    two(base)
    with pytest.raises(ResultError) as caught:
        mgsim.diff(tmp_path / "one", tmp_path)
    assert str(caught.value) == f"{tmp_path}: found no results.zarr; expected a results folder."
    (tmp_path / "bad" / "results.zarr").mkdir(parents=True)
    with pytest.raises(ResultError) as caught:
        mgsim.diff(tmp_path / "bad", tmp_path / "one")
    assert "\n" not in str(caught.value) and "results of mgsim" in str(caught.value)
    with pytest.raises(ConfigError):
        mgsim.diff(tmp_path / "one", tmp_path / "two", -1.0)


def test_the_verb_ends_with_4_where_they_differ(tmp_path, two, base):
    run = CliRunner().invoke
    two(base)
    one, same = str(tmp_path / "one"), str(tmp_path / "two")
    assert run(cli.app, ["diff", one, same]).exit_code == 0
    other = base.copy(deep=True)
    other["peak"][0, 0] *= 1.5
    moved = str(mgsim.save(other, tmp_path / "moved"))
    csv = tmp_path / "rows.csv"
    done = run(cli.app, ["diff", one, moved, "--json", "--csv", str(csv)])
    assert done.exit_code == 4
    document = json.loads(done.stdout)
    assert document["verdict"] == "different"
    assert {r["name"]: r["verdict"] for r in document["rows"]}["peak"] == "moved"
    assert len(csv.read_text().splitlines()) == 4
    assert run(cli.app, ["diff", one, moved, "--tolerance", "0.5"]).exit_code == 0
    assert "verdict: different" in run(cli.app, ["diff", one, moved]).stdout
    nowhere = run(cli.app, ["diff", one, moved, "--csv", str(tmp_path / "no" / "x.csv")])
    assert nowhere.exit_code == 2


MANY = """
import resource, sys
import mgsim
found = mgsim.diff(*sys.argv[1:])
row, = [row for row in found.rows if row.name == "y"]
print(found.verdict, row.moved, row.at, row.largest)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_a_million_points_fit_in_two_gigabytes(tmp_path):
    """Two readouts and a trace of 40 samples: 340 MB a side, of which a block is read at a time."""
    shape = (1000, 1000)
    dims = ("a", "b")
    coords = {
        "a": ("a", np.linspace(0, 1, 1000), {"units": "mM"}),
        "b": ("b", np.linspace(-90, 40, 1000), {"units": "mV"}),
        "time": ("time", np.arange(40) * 0.1),
    }
    numbers = np.random.default_rng(1).standard_normal(shape)
    trace = np.repeat(numbers[..., None], 40, -1).astype("f8")
    fields = {
        "x": (dims, numbers),
        "y": (dims, numbers),
        "trace": ((*dims, "time"), trace),
        "status": (dims, np.full(shape, "ok", object)),
        "seed": (dims, np.arange(10**6, dtype=np.uint64).reshape(shape)),
    }
    dataset = xr.Dataset(fields, coords, {"resolved": "{}"})
    for name in ("one", "two"):
        if name == "two":
            dataset["y"] = (dims, numbers.copy())
            dataset["y"][512, 7] += 1.0
        dataset.to_zarr(tmp_path / name / "results.zarr", zarr_format=2, consolidated=True)
    del dataset, trace
    folders = [str(tmp_path / "one"), str(tmp_path / "two")]
    done = subprocess.run(
        [sys.executable, "-c", MANY, *folders], capture_output=True, text=True, check=True,
        timeout=300, env=dict(os.environ),
    )  # fmt: skip
    said, memory = done.stdout.splitlines()
    assert said.startswith("different 1 a=0.512513 mM, b=-89.0891 mV 1.0")
    assert int(memory) < 2000
