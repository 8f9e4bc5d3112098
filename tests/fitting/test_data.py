"""A table of measured points: what is read, and each mistake as one sentence, all at once."""

import numpy as np
import pandas as pd
import pytest
from made_up import FIT, K_0, PATCH, woodhull

import mgsim
from mgsim.language.errors import ConfigError

HEAD = "v_hold (mV),mg_o (mM),unblocked\n"
ROWS = "-60,1,0.09\n-40,1,0.25\n-20,1,0.54\n0,1,0.8\n"


def faults(experiment, tmp_path, text, config=PATCH + FIT, **words):
    """The sentences of what a fit of this CSV complains about."""
    path = tmp_path / "points.csv"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        mgsim.fit(experiment(config), path, **words)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD.replace("unblocked", "un") + ROWS, "no column 'unblocked'"),
        (HEAD.replace("(mM)", "(mV)") + ROWS, "points.csv mg_o (mV): found the unit 'mV'"),
        (HEAD.replace("(mM)", "(mMol)") + ROWS, "'mMol'"),
        (HEAD.replace(" (mM)", "") + ROWS, "no unit; expected it in brackets, e.g. 'mg_o (mM)'"),
        (HEAD + ROWS.replace("0.25", "high"), "points.csv:3 unblocked: found 'high'"),
        (HEAD + ROWS.replace("-20,1", "-20,"), "points.csv:4 mg_o (mM): found an empty cell"),
        (HEAD + ROWS.replace("0.54", "nan"), "points.csv:4 unblocked: found 'nan'"),
        (HEAD + ROWS.replace("-20,1", "-20,-1"), "a negative bath.mg_o"),
        (HEAD + "-60,1,0.09\n-40,1,0.25\n", "2 rows for 2 free parameters; expected at least 3"),
        (HEAD + ROWS + "5,1\n", "points.csv:6: found 2 cells; expected 3"),
        (HEAD.replace(",", ";") + ROWS, "columns parted by semicolons"),
        (HEAD.replace("mg_o (mM)", "v_hold (mV)") + ROWS, "'v_hold (mV)' twice"),
        (HEAD.replace("mg_o (mM)", "membrane.v_hold (V)") + ROWS, "'v_hold (mV)' is too"),
        (HEAD.replace("mg_o (mM)", "day") + ROWS, "To leave it out: 'fit: {columns: {day: none}}'"),
        (HEAD.replace("mg_o (mM)", "k_0 (mM)") + ROWS, f"'{K_0}', which is free as well"),
        (HEAD.replace("unblocked", "unblocked (mV)") + ROWS, "the unit 'mV'; expected a plain"),
        (
            HEAD.replace("mg_o (mM)", "sd") + ROWS.replace(",1,", ",0,"),
            "points.csv:2 sd: found '0'",
        ),
        ("", "no line of headings"),
        ("v_hold (mV),unblocked\n-60,'0,09'\n", "found 3 cells; expected 2"),
    ],
)
def test_a_mistake_in_the_file(experiment, tmp_path, text, says):
    found = faults(experiment, tmp_path, text)
    assert any(says in sentence for sentence in found), found
    assert all("found" in s and "expected" in s and "\n" not in s for s in found)


def test_all_mistakes_come_at_once(experiment, tmp_path):
    text = HEAD.replace("mg_o (mM)", "mg_o") + ROWS.replace("0.25", "x").replace("0.8", "0,8")
    text = text.replace("0,8", '"0,8"')
    config = PATCH + FIT.replace('to: "100 mM"', 'to: "100 mV"').replace("0.1, to", "2, to")
    found = faults(experiment, tmp_path, text, config)
    assert len(found) == 5
    told = " ".join(found)
    for part in ("no unit", "'x'", "decimal comma", "'100 mV'", "bounds from '2' to '1.5'"):
        assert part in told


def test_both_sd_and_weight(experiment, tmp_path):
    found = faults(experiment, tmp_path, "sd,weight,unblocked\n" + ROWS)
    assert any("both 'sd' and 'weight'" in sentence for sentence in found)


def test_a_data_frame(experiment, conditions, columns):
    table = pd.DataFrame(columns(woodhull(*conditions, 2.7, 0.93)))
    fitted = mgsim.fit(experiment(PATCH + FIT), table)
    assert fitted.estimates()[K_0] == pytest.approx(2.7, rel=1e-6)


def test_a_file_that_is_not_there(experiment):
    with pytest.raises(ConfigError, match="expected a CSV file"):
        mgsim.fit(experiment(PATCH + FIT), "no.csv")


def test_what_a_file_may_hold(experiment, tmp_path):
    """Notes, empty lines, a byte-order mark, spaces, a mapped heading, a column left aside."""
    path = tmp_path / "points.csv"
    v = np.array([-80.0, -60.0, -40.0, -20.0])
    rows = [f"{x:g} , cell {k}, {float(woodhull(x, 2.0, 3.0, 0.9))!r}" for k, x in enumerate(v)]
    text = "\ufeff# origin\nV [mV], who, B\n\n" + "\n# note\n".join(rows) + "\n"
    path.write_text(text, encoding="utf-8")
    config = PATCH.replace('mg_o: "1 mM"', 'mg_o: "2 mM"') + FIT
    config += "  columns: {V: v_hold, who: none, B: unblocked}\n"
    fitted = mgsim.fit(experiment(config), path)
    assert fitted.estimates()[K_0] == pytest.approx(3, rel=1e-6)
    assert fitted.data.lines == (4, 6, 8, 10)


def test_a_heading_may_be_the_name_of_an_axis(experiment, conditions, columns):
    """`e_rev` alone would fit several numbers; the config's own axis says which is meant."""
    config = PATCH + FIT.replace("readout: unblocked", "readout: i_nmda")
    config += 'sweep: {nmda.permeation.e_rev: ["0 mV", "5 mV"]}\n'
    v, mg = conditions
    data = {"v_hold (mV)": v, "mg_o (mM)": mg, "e_rev (mV)": np.full(27, -5.0)}
    data["i_nmda (pA)"] = (v + 5) * woodhull(v, mg, 2.7, 0.93)
    fitted = mgsim.fit(experiment(config), data)
    assert fitted.estimates()[K_0] == pytest.approx(2.7, rel=1e-6)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("unblocked\n  free", "unbloked\n  free", "Did you mean 'unblocked'?"),
        ("nmda.block.k_0", "nmda.block.k_1", "'nmda.block.k_1'"),
        ("nmda.block.k_0", "nmda.block", "'nmda.block'"),
        ('"0.1 mM", to', '"0 mM", to', "a logarithm of bounds that reach zero"),
        ("scale: log", 'start: "200 mM"', "a start of '200 mM'"),
        ("scale: log", "scale: lin", "expected one of 'log'"),
        ("to: 1.5", "to: 1.5, points: 3", "'points'"),
        ("nmda.block.delta: {from: 0.1, to: 1.5}", "block.k_0: {from: 1 mM, to: 2 mM}", "once"),
        ("free:\n", "columns: {a: v_hold}\n  free:\n", "'a'; expected one of"),
    ],
)
def test_a_mistake_in_the_section(experiment, tmp_path, old, new, says):
    text = (PATCH + FIT).replace(old, new)
    try:
        found = faults(experiment, tmp_path, HEAD + ROWS, text)
    except ConfigError as error:  # the shape is refused before there is a fit
        found = [str(fault) for fault in error.faults]
    assert any(says in sentence for sentence in found), found
    assert all("a.yaml:" in sentence for sentence in found), found


def test_nothing_free(experiment, tmp_path):
    (sentence,) = faults(experiment, tmp_path, HEAD + ROWS, PATCH + "fit: {readout: unblocked}")
    assert "no free parameter" in sentence


def test_no_readout_named_where_there_are_two(experiment, tmp_path):
    text = PATCH + FIT.replace("  readout: unblocked\n", "")
    (sentence,) = faults(experiment, tmp_path, HEAD + ROWS, text)
    assert "no readout named, and 2 to choose from" in sentence


def test_free_numbers_of_a_call_join_and_override_those_of_the_config(
    experiment, conditions, columns
):
    more = {"block.k_0": {"from": "1 uM", "to": "2 mM"}}
    fitted = mgsim.fit(experiment(PATCH + FIT), columns(woodhull(*conditions, 1.5, 0.9)), more)
    k_0, delta = fitted.parameters
    assert (k_0.path, k_0.high, k_0.is_log, k_0.unit) == (K_0, 2.0, False, "uM")
    assert delta.high == 1.5
    assert fitted.estimates()[K_0] == pytest.approx(1500, rel=1e-6)
