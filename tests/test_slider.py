"""Sliders: what is run when a number turns is what a fresh run of that number gives."""

import math

import numpy as np
import pytest
from matplotlib.figure import Figure as Canvas

import mgsim
from mgsim.catalogue.painting import GREY
from mgsim.engines.fused.program import compiled
from mgsim.knobs import house, knobs
from mgsim.language.errors import ConfigError, ResultError
from mgsim.lines import lines, reach
from mgsim.validation.table import CONFIGS

CLAMPED = CONFIGS / "clamped_receptor.yaml"
MG = "bath.mg_o"
BLOCKS = ["jahr_stevens_1990", "woodhull_1973"]
CURVE = {"v_hold": ["-80 mV", "-60 mV", "20 mV"], "nmda.block": BLOCKS}
SCHEMES = ["ascher_nowak_1988", "kampa_2004"]
FIRING = {"input.rate": ["200 Hz", "300 Hz"]}
NEURON = CONFIGS.parents[2] / "configs" / "low_magnesium.yaml"
PULSE = CONFIGS.parents[2] / "configs" / "epsc_magnesium.yaml"


@pytest.fixture(scope="module")
def curve():
    return knobs(CLAMPED, {MG: ("0 mM", "4 mM")}, {"sweep": CURVE})


def test_the_formula_at_every_turn(curve):
    for mg_o in (0.0, 0.37, 2.9, 4.0):
        found = curve.run({MG: mg_o})["unblocked"].sel(block="jahr_stevens_1990").squeeze()
        for v, ours in zip((-80.0, -60.0, 20.0), found.values, strict=True):
            assert ours == pytest.approx(1 / (1 + mg_o / 3.57 * math.exp(-0.062 * v)), rel=1e-9)


@pytest.mark.parametrize(
    ("config", "sweep", "number", "bounds", "turns"),
    [
        (CLAMPED, CURVE, MG, ("0 mM", "4 mM"), (0.0, 0.05, 3.3)),
        (NEURON, FIRING, MG, ("0 mM", "4 mM"), (0.02, 3.0)),
        (NEURON, {"mg_o": ["0.2 mM", "2 mM"]}, "input.rate", ("100 Hz", "400 Hz"), (0.123,)),
        # schemes, whose kernel is chosen by the lanes' numbers
        (PULSE, {"nmda.model": SCHEMES}, MG, ("0 mM", "4 mM"), (0.1, 4.0)),
    ],
    ids=["block", "firing", "rate", "schemes"],
)  # fmt: skip
def test_a_turn_is_a_fresh_run(config, sweep, number, bounds, turns):
    sets = {"duration": "100 ms"} if config != CLAMPED else {}
    turned = knobs(config, {number: bounds}, {**sets, "sweep": sweep})
    unit = turned.layout.axes[-1].columns[0].unit
    for turn in turns:
        alone = {**sweep, number: [f"{turn!r} {unit}"]}
        fresh = mgsim.run(config, sets={**sets, "sweep": alone})
        ours = turned.run({turned.numbers[0].path: turn})
        assert set(fresh.data_vars) == set(ours.data_vars)
        for name in fresh.data_vars:
            if fresh[name].dtype == float:
                assert fresh[name].dims == ours[name].dims
                size = float(np.nanmax(np.abs(fresh[name].values), initial=0)) or 1.0
                # a kernel's tables are those of the knob's whole way: not the same to the last bit
                np.testing.assert_allclose(
                    ours[name].values, fresh[name].values, rtol=0, atol=1e-4 * size, err_msg=name
                )
            else:
                assert (fresh[name] == ours[name]).all(), name
    assert all(len(program.kernels) == 1 for program in turned.programs)


def test_nothing_is_compiled_by_a_turn(curve):
    curve.run({MG: 1.0})
    before = compiled.cache_info().misses
    curve.run({MG: 3.7})
    assert compiled.cache_info().misses == before
    assert [len(program.kernels) for program in curve.programs] == [1, 1]


def test_an_axis_of_the_same_number_gives_way_and_a_box_does_not():
    sweep = {"mg_o": ["0.1 mM", "1 mM"], "v_hold": ["-60 mV"]}
    turned = knobs(CLAMPED, {"mg_o": ("0 mM", "4 mM", "0.5 mM")}, {"sweep": sweep})
    found = turned.run()
    assert dict(found.sizes) == {"v_hold": 1, "mg_o": 1}
    assert found["mg_o"].item() == 0.5
    box = {"box": {"zip": {"mg_o": ["0.1 mM"], "v_hold": ["-60 mV"]}}}
    with pytest.raises(ConfigError, match="one axis for each number"):
        knobs(CLAMPED, {"mg_o": ("0 mM", "4 mM")}, {"sweep": box})


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ({}, "no number"),
        ({MG: "4 mM"}, "its bounds"),
        ({MG: ("0 mM",)}, "its bounds"),
        ({MG: ("0 mM", "1 mM", "0.5 mM", "2 mM")}, "its bounds"),
        ({MG: ("4 mM", "0 mM")}, "a lower bound, then a higher one"),
        ({MG: ("0 mV", "4 mM")}, "mM"),
        ({"bath.mg": ("0 mM", "4 mM")}, "bath.mg"),
        ({MG: {"from": "0 mM", "to": "1 mM", "scale": "log"}}, "reach zero"),
    ],
)
def test_a_mistake_is_one_sentence(numbers, says):
    with pytest.raises(ConfigError, match=says):
        knobs(CLAMPED, numbers, {"sweep": CURVE})


def test_a_knob_keeps_to_its_bounds(curve):
    with pytest.raises(ConfigError, match="0 to 4 mM"):
        curve.run({MG: 4.2})
    with pytest.raises(ConfigError, match="no such knob"):
        curve.run({"bath.ca_o": 1.0})
    assert house(curve.numbers[0], 4.0000001) == 4.0


def test_a_plain_picture_shows_the_numbers_it_is_given(curve):
    began, now = curve.run({MG: 1.0}), curve.run({MG: 0.2})
    axes = Canvas().subplots()
    lines(now, ("unblocked",), "v_hold", (0.0, 1.0), began).draw(now, [axes])
    drawn = {line.get_label(): line for line in axes.lines if line.get_color() != GREY}
    for block in BLOCKS:
        wanted = now["unblocked"].sel(block=block).squeeze().values
        np.testing.assert_array_equal(drawn[block].get_ydata(), wanted)
    grey = [line.get_ydata() for line in axes.lines if line.get_color() == GREY]
    np.testing.assert_array_equal(grey, began["unblocked"].squeeze("mg_o").transpose("block", ...))
    assert axes.get_xlabel() == "v_hold: holding potential (mV)"
    assert axes.get_ylim() == (0.0, 1.0)
    low, high = reach([began, now], ("unblocked",))
    assert low < float(now["unblocked"].min()) and high > float(now["unblocked"].max())


def test_a_plain_picture_refuses_what_is_not_there(curve):
    found = curve.run()
    with pytest.raises(ResultError, match="not in these results"):
        lines(found, ("unblockd",), "v_hold")
    with pytest.raises(ResultError, match="not in these results"):
        lines(found, ("unblocked",), "time")


def test_a_slider_moves_the_numbers_the_picture_and_the_text():
    pytest.importorskip("ipywidgets")
    shown = mgsim.slider(
        CLAMPED, {MG: ("0 mM", "4 mM")}, "unblocked", "v_hold", sets={"sweep": CURVE}
    )
    at, before = shown.sliders[MG], (shown.png, shown.text)
    assert (at.min, at.max, at.value) == (0.0, 4.0, 1.0)
    at.value = 0.2
    wanted = 1 / (1 + 0.2 / 3.57 * math.exp(0.062 * 60))
    place = {"block": "jahr_stevens_1990", "v_hold": -60.0}
    assert shown.dataset["unblocked"].sel(place).item() == pytest.approx(wanted, rel=1e-9)
    assert shown.png[:4] == b"\x89PNG" and shown.png != before[0]
    assert "0.2 mM" in shown.text and "began at 1" in shown.text
    at.value = 1.0
    assert shown.text == before[1] and shown.png == before[0]


def test_a_logarithmic_slider_and_a_figure_card():
    pytest.importorskip("ipywidgets")
    bounds = {"from": "0.01 mM", "to": "10 mM", "scale": "log", "start": "1 mM"}
    shown = mgsim.slider(PULSE, {MG: bounds}, figure="epsc_magnesium", sets={"duration": "60 ms"})
    at, before = shown.sliders[MG], shown.png
    assert (at.min, at.max) == (-2.0, 1.0)
    at.value = 0.1
    assert shown.dataset["mg_o"].values.tolist() == [pytest.approx(0.1)]
    assert shown.png != before
    assert "Grey" not in shown.text
