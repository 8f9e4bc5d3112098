"""The validation table holds, row by row, and its file in the docs is what the code computes."""

import csv
from pathlib import Path

import pytest

from mgsim.validation.row import Row
from mgsim.validation.table import COLUMNS, target_names, target_rows, write_csv

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", target_names())
def test_every_row_holds_or_says_why_not(name):
    rows = target_rows(name)
    assert rows
    failing = [r for r in rows if r.verdict == "fails"]
    assert not failing, "\n".join(f"{r.quantity}: {r.published} / {r.ours}" for r in failing)


def test_a_wrong_number_fails_and_a_reason_marks_it():
    row = Row("X", "q", 1.0, "s", 1.2, 0.1)
    assert row.verdict == "fails"
    assert Row("X", "q", 1.0, "s", 1.2, 0.1, reason="known").verdict == "disagrees"
    assert Row("X", "q", 1.0, "s", 1.05, 0.1).verdict == "holds"
    assert Row("X", "q", 1.0, "s", float("nan"), 0.1).verdict == "fails"


def test_the_committed_table_is_current(tmp_path):
    """Every committed row is still computed, and to the digits that its tolerance speaks of."""
    with (ROOT / "docs" / "validation.csv").open(encoding="utf-8") as file:
        committed = list(csv.DictReader(file))
    found = [row for name in target_names() for row in target_rows(name)]
    assert [r["quantity"] for r in committed] == [r.quantity for r in found]
    for old, new in zip(committed, found, strict=True):
        slack = max(new.tolerance, 1e-9)
        assert float(old["ours"]) == pytest.approx(new.ours, abs=slack), new.quantity
        assert old["verdict"] == new.verdict
    write_csv(found, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_text().splitlines()[0] == ",".join(COLUMNS)
