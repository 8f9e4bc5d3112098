"""Sweeps: the table that one run gives, whoever ran which part; more points, and other sweeps."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys

import numpy as np
import pytest
import xarray as xr
from small_sweep import TEXT, changed, table_bytes

import mgsim
from mgsim.language.errors import EngineError, ResultError
from mgsim.sweep import Part, Wishes, look_ahead, part_of, status, sweep
from mgsim.sweep.store import SHARDS, Store

TABLE = importlib.import_module("mgsim.sweep.table")
ONE, TWO = Wishes(workers=1), Wishes(workers=2)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A sweep that nothing disturbed."""
    from mgsim.catalogue.find import SHIPPED, Catalogue
    from mgsim.study.experiment import build
    from mgsim.study.tree import parse

    folder = tmp_path_factory.mktemp("undisturbed") / "sweep"
    report = sweep(build(parse(TEXT, "a.yaml"), Catalogue((SHIPPED,))), folder, wishes=TWO)
    assert (report.points, report.ran, report.missing, report.failed) == (48, 48, 0, {})
    assert report.has_table
    return folder


def test_a_sweep_gives_what_a_run_gives(finished, small):
    whole, found = mgsim.run(small), mgsim.open_results(finished)
    assert list(whole.variables) == list(found.variables) or set(whole.variables) == set(
        found.variables
    )
    for name in whole.variables:
        one, other = whole[name], found[name]
        assert one.dims == other.dims
        assert dict(one.attrs) == dict(other.attrs)
        assert one.dtype.kind == other.dtype.kind or name == "status"
        np.testing.assert_array_equal(one.values, other.values, err_msg=name)
    assert np.isfinite(found.charge).all()
    assert found.sizes["spikes_number"] > 3
    assert found["v"].sizes["time"] == 21
    same = {n for n in whole.attrs if str(whole.attrs[n]) == str(found.attrs.get(n))}
    assert set(whole.attrs) - same == {"created", "wall_s", "commit", "engine_facts"}


def test_the_table_is_the_same_whatever_the_workers_and_shards(finished, small, tmp_path):
    sweep(small, tmp_path / "one", wishes=ONE)
    for k in (3, 1, 2):
        report = sweep(small, tmp_path / "three", wishes=Wishes(1, part=Part(k, 3)))
        assert 0 < report.ran < 40
    assert report.has_table
    expected = table_bytes(finished)
    assert len(expected) > 20
    assert table_bytes(tmp_path / "one") == expected
    assert table_bytes(tmp_path / "three") == expected


def test_a_second_call_runs_nothing_and_leaves_the_table(finished, small):
    before = table_bytes(finished)
    report = sweep(small, finished, wishes=ONE)
    assert (report.ran, report.missing, report.has_table) == (0, 0, True)
    assert table_bytes(finished) == before


def test_an_axis_that_grows_keeps_every_finished_point(experiment, tmp_path):
    few = changed(mg_o='mg_o: ["1.1 mM", "0 mM"]', trial="trial: {repeats: 2}")
    report = sweep(experiment(few), tmp_path / "s", wishes=ONE)
    assert report.ran == 16
    old = mgsim.open_results(tmp_path / "s")
    report = sweep(experiment(TEXT), tmp_path / "s", wishes=ONE)
    assert report.ran == 48 - 16
    new = mgsim.open_results(tmp_path / "s")
    for name in ("charge", "v_peak", "seed"):
        kept = new[name].sel(mg_o=old.mg_o, trial=old.trial)
        np.testing.assert_array_equal(kept.values, old[name].values)
    sweep(experiment(TEXT), tmp_path / "fresh", wishes=ONE)
    for name in ("charge", "v", "spikes"):
        one, other = new[name].values, mgsim.open_results(tmp_path / "fresh")[name].values
        np.testing.assert_array_equal(one, other)


def test_a_shorter_axis_needs_no_run(experiment, small, tmp_path):
    sweep(small, tmp_path / "s", wishes=ONE)
    report = sweep(experiment(changed(mg_o='mg_o: ["1.1 mM"]')), tmp_path / "s", wishes=ONE)
    assert (report.points, report.ran, report.has_table) == (16, 0, True)
    assert mgsim.open_results(tmp_path / "s").sizes["mg_o"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (changed(seed="seed: 8"), "seed was '7', is '8'"),
        (changed(duration='duration: "300 ms"'), "duration was '200 ms', is '300 ms'"),
        (changed(v_peak="v_peak: {model: mean, of: soma.v}"), "readouts.v_peak.model was 'peak'"),
        (changed(bath='bath: {mg_o: "1 mM", temperature: "34 degC"}'), "bath.temperature was"),
    ],
)
def test_another_sweep_is_refused(experiment, finished, text, said):
    before = table_bytes(finished)
    with pytest.raises(ResultError, match=said):
        sweep(experiment(text), finished, wishes=ONE)
    with pytest.raises(ResultError, match=said):
        look_ahead(experiment(text), finished, wishes=ONE)
    assert table_bytes(finished) == before


def test_another_engine_and_a_changed_card_are_refused(small, finished):
    with pytest.raises(ResultError, match="engine was 'fused', is 'scipy'"):
        sweep(small, finished, "scipy", wishes=ONE)
    with pytest.raises(ResultError, match="options was"):
        sweep(small, finished, "", {"precision": "single"}, wishes=ONE)
    path = finished / "sweep.json"
    kept = path.read_text()
    card = mgsim.sweep.__globals__["prepare"](small).manifest["recipe"]["cards"]
    path.write_text(kept.replace(card["block/jahr_stevens_1990"], "0" * 64))
    with pytest.raises(ResultError, match="the card block/jahr_stevens_1990 has changed"):
        sweep(small, finished, wishes=ONE)
    path.write_text(kept)


def test_what_depends_on_company_is_refused(small, tmp_path):
    with pytest.raises(EngineError, match="accuracy"):
        sweep(small, tmp_path / "s", options={"accuracy": "0.05 ms"})
    assert not (tmp_path / "s").exists()


def test_an_engine_that_cannot_is_said_at_once(small, tmp_path):
    with pytest.raises(EngineError, match="'fast'"):
        sweep(small, tmp_path / "s", options={"method": "fast"}, wishes=ONE)
    assert not Store(tmp_path / "s").shards


def test_the_forecast_counts_and_keeps_nothing(small, tmp_path):
    told = look_ahead(small, tmp_path / "s", wishes=Wishes(2, part=Part(1, 1)))
    assert (told.points, told.to_run, told.lanes, told.workers) == (48, 48, (24, 24), 2)
    assert told.seconds and 0.001 < told.seconds < 60
    assert "points: 48 (mg_o 3, block 2, rate 2, trial 4)" in str(told)
    assert "programs: 2, each of 24 lanes" in str(told)
    assert not (tmp_path / "s").exists()


def test_status_tells_how_far_it_is(small, tmp_path):
    sweep(small, tmp_path / "s", wishes=Wishes(1, part=Part(1, 2)))
    found = status(tmp_path / "s")
    assert 10 < found.finished < 40
    assert (found.points, found.is_running, found.has_table) == (48, False, False)
    sweep(small, tmp_path / "s", wishes=Wishes(1, part=Part(2, 2)))
    assert status(tmp_path / "s").has_table
    with pytest.raises(ResultError, match="no sweep"):
        status(tmp_path)


def test_parts_are_of_all_points_each_once():
    keys = np.random.default_rng(3).integers(0, 2**63, 1000).astype(np.uint64)
    owners = sum(Part(k, 7).of(keys).astype(int) for k in range(1, 8))
    assert (owners == 1).all()
    assert part_of("2/7") == Part(2, 7)
    for wrong in ("0/3", "4/3", "x", "1/", "-1/2"):
        with pytest.raises(ResultError, match="K/N"):
            part_of(wrong)


def test_one_point_and_no_axis(experiment, tmp_path):
    text = TEXT[: TEXT.index("sweep:")]
    report = sweep(experiment(text), tmp_path / "s", wishes=ONE)
    assert (report.points, report.ran, report.has_table) == (1, 1, True)
    one = mgsim.run(experiment(text))
    assert float(mgsim.open_results(tmp_path / "s").charge) == float(one.charge)


def test_traces_that_need_many_chunks_are_laid_out_right(small, tmp_path, monkeypatch):
    monkeypatch.setattr(TABLE, "_BLOCK", 21 * 8 * 5)
    monkeypatch.setattr(TABLE, "_KEPT", 1)
    sweep(small, tmp_path / "s", wishes=ONE)
    whole, found = mgsim.run(small), mgsim.open_results(tmp_path / "s")
    for name in ("v", "spikes"):
        np.testing.assert_array_equal(whole[name].values, found[name].values)


def test_summary_in_blocks_is_the_summary(small, tmp_path, monkeypatch):
    monkeypatch.setattr("mgsim.results._ROWS", 5)
    sweep(small, tmp_path / "s", wishes=ONE)
    monkeypatch.undo()
    folder = mgsim.save(mgsim.run(small), tmp_path / "run")
    assert (folder / "summary.csv").read_bytes() == (tmp_path / "s" / "summary.csv").read_bytes()


READ = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mgsim", "numba", "scipy", "brian2"):
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
import pandas, xarray
found = xarray.open_zarr(sys.argv[1] + "/results.zarr")
rows = pandas.read_csv(sys.argv[1] + "/summary.csv")
flat = found.charge.values.ravel()
assert len(rows) == 48 and (abs(rows.charge.values - flat) <= 1e-12 * abs(flat)).all()
print(found.charge.attrs["units"], found["v"].shape)
"""


def test_plain_xarray_and_pandas_read_it(finished):
    done = subprocess.run(
        [sys.executable, "-c", READ, str(finished)],
        capture_output=True, text=True, timeout=120, cwd=os.sep,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["pC", "(3,", "2,", "2,", "4,", "21)"]


def test_its_attributes_do_not_hang_on_time_or_place(finished):
    found = xr.open_zarr(finished / "results.zarr")
    assert {"created", "wall_s"}.isdisjoint(found.attrs)
    assert str(finished.parent) not in str(found.attrs)
    assert (finished / SHARDS).is_dir()
