"""Results: labelled, carried with their provenance, readable without mgsim, never overwritten."""

import json
import subprocess
import sys

import numpy as np
import pytest
import xarray as xr

import mgsim
from mgsim.engines.contract import RawRun, join_runs
from mgsim.language.errors import ResultError
from mgsim.results import fresh_folder, open_results, save, tabulate
from mgsim.study.batch import spread

CONFIG = """\
title: A small question
duration: "5 ms"
clock: {dt: "0.1 ms"}
seed: 7
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
  arrivals: {model: spike_times, of: nmda.open, threshold: "0.5"}
record: {quantities: [nmda.open, patch.v], every: "0.1 ms"}
sweep:
  mg_o: ["0.2 mM", "1.5 mM"]
  nmda.block: [jahr_stevens_1990, maex_de_schutter_1998]
  trial: {repeats: 2}
"""


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(CONFIG.replace('"0.5"}', "0.5}"), encoding="utf-8")
    return path


@pytest.fixture
def found(config):
    return mgsim.run(config, "scipy")


def test_dims_are_the_axes_in_the_order_of_the_config(found):
    assert found["peak"].dims == ("mg_o", "block", "trial")
    assert found["open"].dims == ("mg_o", "block", "trial", "time")
    assert found["arrivals"].dims == ("mg_o", "block", "trial", "arrivals_number")
    assert list(found["block"].values) == ["jahr_stevens_1990", "maex_de_schutter_1998"]


def test_numbers_stand_where_their_labels_say(found):
    """Each point again by itself: the lane must be the one that the labels name."""
    v = -60.0
    opened = found["open"].isel(time=-1, trial=0)
    for mg in (0.2, 1.5):
        for block, shift in (("jahr_stevens_1990", 0.0), ("maex_de_schutter_1998", 10.0)):
            one = opened.sel(mg_o=mg, block=block)
            factor = 3.57 if shift == 0 else 1 / 0.2801
            b = 1 / (1 + mg / factor * np.exp(-0.062 * (v - shift)))
            peak = float(found["peak"].sel(mg_o=mg, block=block, trial=0))
            top = float(found["open"].sel(mg_o=mg, block=block).isel(trial=0).max())
            assert peak == pytest.approx(2 * top * b * v, rel=2e-3)
            assert float(one) > 0


def test_units_and_names_are_attributes(found):
    assert found["peak"].attrs["units"] == "pA"
    assert found["mg_o"].attrs["units"] == "mM"
    assert "smallest value of patch.nmda.permeation.i_membrane" in found["peak"].attrs["long_name"]
    assert found["v"].attrs["units"] == "mV"


def test_provenance_is_whole(found, config):
    attrs = found.attrs
    texts = json.loads(attrs["config_text"])
    assert texts[str(config)] == config.read_text()
    assert json.loads(attrs["resolved"])["cell"]["patch"]["nmda"]["block"] == "jahr_stevens_1990"
    assert attrs["engine"] == "scipy"
    assert attrs["method"] == "LSODA"
    assert attrs["step_ms"] == 0.1
    assert attrs["seed"] == 7
    assert {"jahr_stevens_1990", "maex_de_schutter_1998"} <= set(json.loads(attrs["sources"]))
    assert attrs["mgsim_version"]
    assert attrs["weakest_grade"][0] in "ABCD"


def test_saved_results_open_without_mgsim(found, tmp_path):
    folder = save(found, tmp_path / "out")
    code = (
        "import sys; sys.modules['mgsim'] = None\n"
        "import xarray as xr\n"
        f"d = xr.open_zarr(r'{folder / 'results.zarr'}')\n"
        "print(float(d['peak'].sel(mg_o=1.5, block='jahr_stevens_1990', trial=1)))\n"
        "print(d['peak'].attrs['units'], d.attrs['engine'], str(d['status'].values.flat[0]))\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    number, words = said.stdout.splitlines()
    wanted = float(found["peak"].sel(mg_o=1.5, block="jahr_stevens_1990", trial=1))
    assert float(number) == wanted
    assert words == "pA scipy ok"
    xr.testing.assert_identical(found, open_results(folder))
    header, *lines = (folder / "summary.csv").read_text().splitlines()
    assert header.startswith("mg_o,block,trial,peak")
    assert len(lines) == 8


def test_a_run_without_axes_is_saved_too(config, tmp_path):
    found = mgsim.run(config, "scipy", sets={"sweep": {}})
    assert found["peak"].dims == ()
    folder = save(found, tmp_path / "one")
    xr.testing.assert_identical(found, open_results(folder))
    assert len((folder / "summary.csv").read_text().splitlines()) == 2


def test_nothing_is_overwritten(found, tmp_path):
    folder = save(found, tmp_path / "out")
    before = (folder / "summary.csv").read_bytes()
    with pytest.raises(ResultError, match="a folder that exists"):
        save(found.isel(mg_o=[0]), folder)
    assert (folder / "summary.csv").read_bytes() == before
    assert fresh_folder(tmp_path, "out").name == "out-2"
    save(found, tmp_path / "out-2")
    assert fresh_folder(tmp_path, "out").name == "out-3"
    assert fresh_folder(tmp_path, "other").name == "other"


def test_a_folder_without_results_is_named(tmp_path):
    with pytest.raises(ResultError, match=r"no results\.zarr"):
        open_results(tmp_path)


def raw(reasons: np.ndarray) -> RawRun:
    """Three lanes of the config without traces, as an engine hands them back."""
    crossings = [np.array([1.0, 2.0]), np.empty(0), np.array([3.0])]
    folds = {"readout_peak_bottom": np.array([-1.0, -2.0, -3.0])}
    return RawRun(folds, {"arrivals": crossings}, np.empty(0), {}, reasons)


@pytest.mark.parametrize("form", ["U160", "U8", object, "T"])
def test_reasons_may_be_any_text(config, tmp_path, form):
    """A lane that failed says why in whatever form the engine says it, and is kept when saved."""
    if form == "T" and np.lib.NumpyVersion(np.__version__) < "2.0.0":
        pytest.skip("this numpy has no text of variable width")
    lines = [line for line in config.read_text().splitlines() if not line.startswith("record")]
    config.write_text("\n".join(lines))
    experiment = mgsim.load(config, {"sweep": {"mg_o": ["0.2 mM", "1 mM", "2 mM"]}})
    plan = spread(experiment)
    found = tabulate([raw(np.array(["", "too far", ""], form))], plan, experiment)
    assert found["status"].values.tolist() == ["ok", "too far", "ok"]
    assert found["peak"].values.tolist() == pytest.approx([-1, np.nan, -3], nan_ok=True)
    wanted = [[1, 2], [np.nan, np.nan], [3, np.nan]]
    np.testing.assert_array_equal(found["arrivals"].values, wanted)
    folder = save(found, tmp_path / "out")
    xr.testing.assert_identical(found, open_results(folder))
    assert "too far" in (folder / "summary.csv").read_text()


def test_runs_with_reasons_of_unlike_form_are_joined():
    parts = [raw(np.array(["", "a", ""])), raw(np.array(["", "", "longer than a"], object))]
    joined = join_runs(parts)
    assert joined.reasons.tolist() == ["", "a", "", "", "", "longer than a"]


def test_a_run_is_repeatable_to_the_bit(config, found):
    again = mgsim.run(config, "scipy")
    xr.testing.assert_equal(found, again)


def test_progress_is_told_and_ends_at_one(config):
    told = []
    mgsim.run(config, "scipy", progress=lambda fraction, what: told.append((fraction, what)))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1.0)
    assert "structure 2 of 2" in told[-1][1]
