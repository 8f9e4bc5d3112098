"""A table of measured points as it was written: headings, cells, and the line of each."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mgsim.language.errors import ConfigError, Fault

_HEADING = re.compile(r"^(?P<name>[^(\[]+?)\s*(?:[(\[](?P<unit>.*)[)\]])?$")


@dataclass(frozen=True)
class Table:
    """Headings and rows of text. name: for complaints. lines: the line of the file of each row."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def where(self, heading: str, row: int | None = None) -> str:
        """'data.csv:7 mg_o (mM)'; without a row the place of the headings."""
        line = f":{self.lines[row]}" if row is not None else ""
        return f"{self.name}{line} {heading}"

    def numbers(self, heading: str, faults: list[Fault]) -> list[float]:
        """A column as numbers; what is none is added to the faults, with its line."""
        at = self.headings.index(heading)
        found = []
        for number, row in enumerate(self.rows):
            try:
                found.append(float(row[at]))
            except ValueError:
                found.append(math.nan)
            if not math.isfinite(found[-1]):
                faults.append(_no_number(row[at], self.where(heading, number)))
        return found


def _no_number(cell: str, where: str) -> Fault:
    if re.fullmatch(r"[+-]?\d+,\d+", cell):
        hint = f"Write {cell.replace(',', '.')}."
        return Fault(where, f"'{cell}', with a decimal comma", "a number", hint)
    return Fault(where, f"'{cell}'" if cell else "an empty cell", "a number")


def parted(heading: str) -> tuple[str, str]:
    """'mg_o (mM)' as its name and its unit; '' where no unit stands in brackets."""
    match = _HEADING.match(heading.strip())
    if not match:
        return heading.strip(), ""
    return match["name"].strip(), (match["unit"] or "").strip()


def read_table(data: str | Path | Mapping[str, Sequence[float]] | Any) -> Table:
    """Read a CSV file, or columns by heading (a dict, a pandas DataFrame).

    Lines that begin with '#' are notes, empty lines count for nothing. Raises ConfigError with
    every fault of the table's shape.
    """
    if not isinstance(data, str | Path):
        columns = {str(name): [str(v) for v in values] for name, values in data.items()}
        if len({len(values) for values in columns.values()}) > 1:
            raise ConfigError(Fault("data", "columns of different lengths", "one length"))
        rows = tuple(zip(*columns.values(), strict=True))
        return Table("data", tuple(columns), rows, tuple(range(1, len(rows) + 1)))
    path = Path(data)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(Fault(str(path), f"no file '{path}'", "a CSV file")) from None
    except (OSError, UnicodeDecodeError) as error:
        what = f"a file that cannot be read ({type(error).__name__})"
        raise ConfigError(Fault(str(path), what, "a CSV file in UTF-8")) from None
    return _parsed(str(path), text)


def _parsed(name: str, text: str) -> Table:
    kept = [
        (number, [cell.strip() for cell in next(csv.reader([line]))])
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if not kept:
        raise ConfigError(Fault(name, "no line of headings", "headings, then rows"))
    (first, headings), *body = kept
    faults = []
    if len(headings) == 1 and re.search(r"[;\t]", headings[0]):
        found = "columns parted by semicolons or tabs"
        raise ConfigError(Fault(f"{name}:{first}", found, "columns parted by commas"))
    for heading in sorted({h for h in headings if headings.count(h) > 1}):
        faults.append(Fault(f"{name}:{first}", f"'{heading}' twice", "each heading once"))
    for number, cells in body:
        if len(cells) != len(headings):
            found = f"{len(cells)} cells"
            faults.append(Fault(f"{name}:{number}", found, f"{len(headings)}, one a heading"))
    if faults:
        raise ConfigError(*faults)
    rows = tuple(tuple(cells) for _, cells in body)
    return Table(name, tuple(headings), rows, tuple(number for number, _ in body))
