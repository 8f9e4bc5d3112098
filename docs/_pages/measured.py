"""Pages of what was measured: the validation table and the benchmark, from their files."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from writing import page, plain, table

DOCS = Path(__file__).parents[1]
_SHOWN = ("quantity", "published", "ours", "difference", "tolerance", "verdict", "source")


def pages() -> dict[str, str]:
    """The validation page and the benchmark's whole data."""
    with (DOCS / "validation.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = json.loads((DOCS / "benchmarks.json").read_text(encoding="utf-8"))
    return {
        "validation.md": page(*_validation(rows)),
        "reference/benchmarks.md": page(*_benchmarks(found)),
    }


def _validation(rows: list[dict[str, str]]) -> Iterator[str]:
    rows = sorted(rows, key=lambda row: _order(row["id"]))
    counts = Counter(row["verdict"] for row in rows)
    told = ", ".join(f"{n} {verdict.removesuffix('s')}" for verdict, n in counts.most_common())
    yield "# Validation"
    yield (
        f"{len(rows)} numbers, published or computed elsewhere from what is, beside "
        f"what mgsim computes: {told}. "
        "Made from [validation.csv](validation.csv), which `mgsim validate --csv` writes."
    )
    yield (
        "The tolerance is absolute, in the unit of the quantity. *holds*: the difference is within "
        "it. *disagrees*: it is not, and the reason is known and stated. A row that disagrees "
        "without a reason *fails*, and so does the build."
    )
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(row["id"], []).append(row)
    yield table(
        (
            "target",
            "rows",
            "hold",
            "disagree",
            "largest difference / tolerance among those that hold",
        ),
        (_summary(name, own) for name, own in groups.items()),
    )
    reasons = [row for row in rows if row["verdict"] != "holds"]
    yield "## Where mgsim disagrees" if reasons else ""
    yield table(
        ("target", "quantity", "published", "ours", "why"),
        (
            [plain(row[w]) for w in ("id", "quantity", "published", "ours", "reason")]
            for row in reasons
        ),
    )
    for name, own in groups.items():
        yield f"## {name}"
        yield table(_SHOWN, ([_cell(row, word) for word in _SHOWN] for row in own))


def _order(name: str) -> tuple[str, int]:
    letters = name.rstrip("0123456789")
    return letters, int(name.removeprefix(letters) or 0)


def _cell(row: dict[str, str], word: str) -> str:
    return f"**{row[word]}**" if word == "verdict" and row[word] != "holds" else plain(row[word])


def _summary(name: str, rows: list[dict[str, str]]) -> tuple[str, ...]:
    held = [row for row in rows if row["verdict"] == "holds"]
    sizes = [
        abs(float(row["difference"])) / float(row["tolerance"])
        for row in held
        if float(row["tolerance"])
    ]
    largest = f"{max(sizes):.2g}" if sizes else ""
    return (
        f"[{name}](#{name.lower()})",
        str(len(rows)),
        str(len(held)),
        str(len(rows) - len(held)),
        largest,
    )


def _benchmarks(found: dict[str, Any]) -> Iterator[str]:
    machine = found["machine"]
    yield "# Benchmark data"
    yield (
        "All that `make bench` measured, from [benchmarks.json](../benchmarks.json); what the "
        "numbers mean, and what falls short, stands on [the page about speed](../performance.md)."
    )
    yield (
        f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}; "
        f"{found['lanes']:,} lanes, step {found['dt_ms']:g} ms, {found['rounds']} rounds, "
        "two threads unless said otherwise."
    )
    yield table(("package", "version"), ((n, v or "none") for n, v in machine["versions"].items()))
    yield "## Each tool"
    yield table(
        ("tool", "M lane-steps/s, 1 thread", "2 threads, each round", "simulated (ms)", "run as"),
        (_tool(entry) for entry in found["tools"].values()),
    )
    yield "## Ratios"
    yield table(
        ("ratio", "times"),
        ((plain(n.replace("_", " ")), f"{r:,.4g}") for n, r in found["ratios"].items()),
    )


def _tool(entry: dict[str, Any]) -> tuple[str, ...]:
    if "missing" in entry:
        return plain(entry["says"]), "not measured", plain(entry["missing"]), "", ""
    rounds = ", ".join(f"{rate / 1e6:,.4g}" for rate in entry["rates_2"] or ())
    return (
        plain(entry["says"]),
        f"{entry['rate_1'] / 1e6:,.4g}",
        rounds,
        str(entry["simulated_ms"]),
        plain(entry["facts"]),
    )
