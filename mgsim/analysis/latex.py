"""Rows as a LaTeX table (booktabs), for a paper: units in the headings, four digits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xarray as xr

from mgsim.analysis.tables import heading

_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip


def write_latex(
    parts: Sequence[tuple[list[dict[str, Any]], str]], table: xr.Dataset, path: Path
) -> None:
    """Write one tabular for each part (its rows and its name); comments say where it comes from.

    It needs \\usepackage{booktabs}; no caption and no float, which are the paper's to choose.
    """
    attrs = table.attrs
    facts = {word: attrs.get(word) for word in ("analysis", "config_name", "seed", "mgsim_version")}
    text = [f"% {word}: {value}" for word, value in facts.items() if value not in (None, "")]
    text += [f"% options: {attrs.get('analysis_options', '{}')}", "% \\usepackage{booktabs}"]
    for found, part in parts:
        if found:
            text += [f"% {part}", *_tabular(found, table)]
    path.write_text("\n".join(line.replace("\n", " ") for line in text) + "\n", encoding="utf-8")


def _tabular(found: list[dict[str, Any]], table: xr.Dataset) -> list[str]:
    names = list(found[0])
    is_number = [isinstance(found[0][name], int | float) for name in names]
    columns = "".join("r" if one else "l" for one in is_number)
    head = " & ".join(escaped(heading(table, name)) for name in names)
    rows = [" & ".join(_cell(row[name]) for name in names) + r" \\" for row in found]
    begin, end = f"\\begin{{tabular}}{{{columns}}}", r"\end{tabular}"
    return [begin, r"\toprule", head + r" \\", r"\midrule", *rows, r"\bottomrule", end]


def _cell(value: Any) -> str:
    if not isinstance(value, float):
        return escaped(str(value))
    if not math.isfinite(value):
        return "--" if math.isnan(value) else r"$\infty$" if value > 0 else r"$-\infty$"
    digits, _, exponent = f"{value:.4g}".partition("e")
    power = rf" \times 10^{{{int(exponent)}}}" if exponent else ""
    return f"${digits}{power}$"


def escaped(text: str) -> str:
    """Text as LaTeX prints it."""
    return "".join(_SPECIAL.get(letter, letter) for letter in text)
