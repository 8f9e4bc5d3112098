"""The validation table: every file of `targets/` adds its rows."""

from __future__ import annotations

import csv
import importlib
from collections.abc import Callable, Iterable
from pathlib import Path

from mgsim.run import run
from mgsim.validation.row import Row

TARGETS = Path(__file__).parent / "targets"
CONFIGS = Path(__file__).parent / "configs"
COLUMNS = (
    "id", "quantity", "published", "source", "ours", "difference", "tolerance", "verdict", "reason",
)  # fmt: skip


def target_names() -> list[str]:
    """The target files, sorted."""
    return sorted(path.stem for path in TARGETS.glob("*.py") if not path.stem.startswith("_"))


def rows(tell: Callable[[float, str], None] | None = None) -> list[Row]:
    """Compute every row; tell(fraction, what) is called before each file."""
    found: list[Row] = []
    names = target_names()
    for number, name in enumerate(names):
        if tell:
            tell(number / len(names), name)
        found += target_rows(name)
    return found


def target_rows(name: str) -> list[Row]:
    """The rows of one target file."""
    return list(importlib.import_module(f"mgsim.validation.targets.{name}").rows())


def write_csv(found: Iterable[Row], path: Path) -> None:
    """Write the table; numbers with seven digits, so that noise makes no difference."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in found:
            cells = (getattr(row, column) for column in COLUMNS)
            writer.writerow(f"{c:.7g}" if isinstance(c, float) else c for c in cells)


__all__ = ["COLUMNS", "CONFIGS", "Row", "rows", "run", "target_names", "target_rows", "write_csv"]
