"""What every verb of `mgsim analyze` shares: its options, and how a result is told and written."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

import mgsim
from mgsim import analysis
from mgsim.language.errors import ConfigError, Fault
from mgsim.terminal import grid, say, say_json
from mgsim.verbs import EXIT_CODES, FAILED_LANES, verbs_of

SHOWN_ROWS = 40

app = typer.Typer(
    help="Pharmacology of a results folder, what it is sensitive to, and how sure it is.",
    epilog=f"{EXIT_CODES} Here 3: not one lane has a result.",
    no_args_is_help=True,
)
verb = verbs_of(app)

Results = Annotated[
    Path, typer.Argument(metavar="RESULTS", help="A results folder.", show_default=False)
]
Readout = Annotated[str, typer.Option("--readout", help="What is analysed.", show_default=False)]
At = Annotated[
    list[str] | None,
    typer.Option("--at", metavar="AXIS=VALUE", help="Only this value of an axis; repeatable."),
]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write every row to this file.")]
Latex = Annotated[
    Path | None, typer.Option("--latex", help="Write the printed tables as LaTeX (booktabs).")
]
Picture = Annotated[
    Path | None,
    typer.Option(
        "--figure", help="Draw to this .png, .svg beside it; NAME_drawn.csv has the data."
    ),
]
Replicates = Annotated[str | None, typer.Option(help="An axis of repeats, taken together.")]
Level = Annotated[float, typer.Option(help="Coverage of the intervals.")]
Resamples = Annotated[int, typer.Option(help="How often the bootstrap draws.")]
Seed = Annotated[int, typer.Option(help="Seed of the bootstrap.")]


@dataclass(frozen=True)
class Wanted:
    """Where a result goes."""

    csv: Path | None
    latex: Path | None
    figure: Path | None
    as_json: bool


@dataclass(frozen=True)
class Telling:
    """How an analysis is told: figure card, its drawing, columns of each printed table.

    parts: (name, variable whose axes make the rows, columns; none: all). told: how many of them
    are printed as tables, and then only rows that are ok where is_brief.
    """

    card: str
    mark: Callable[[Any, Any], Any]
    parts: Sequence[tuple[str, str, Sequence[str]]]
    status: str = "status"
    told: int = 2
    is_brief: bool = False


def opened(results: Path, at: list[str] | None) -> Any:
    """The dataset of a results folder, or the part of it at some values of its axes."""
    where = {}
    for text in at or []:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise ConfigError(Fault("--at", f"'{text}'", "AXIS=VALUE, e.g. mg_o='1 mM'"))
        where[name.strip()] = value.strip()
    return analysis.at(mgsim.open_results(results), where)


def need_places(wanted: Wanted) -> None:
    """Refuse before the fits what would stop them from being written."""
    for option, path in (
        ("--csv", wanted.csv),
        ("--latex", wanted.latex),
        ("--figure", wanted.figure),
    ):
        if path and not path.absolute().parent.is_dir():
            raise ConfigError(Fault(option, f"'{path}'", "a file in a folder that exists"))
    if wanted.figure and wanted.figure.suffix not in (".png", ".svg", ""):
        raise ConfigError(Fault("--figure", f"'{wanted.figure}'", "a file name that ends in .png"))


def report(dataset: Any, table: Any, wanted: Wanted, telling: Telling) -> None:
    """Write, draw and print one analysis; exit code 3 where no lane has a result."""
    parts = [(analysis.rows(table, names, of), part) for part, of, names in telling.parts]
    files: dict[str, list[str]] = {"csv": [], "latex": [], "figures": []}
    if wanted.csv:
        files["csv"] = _write(table, wanted.csv, telling)
    if wanted.latex:
        analysis.write_latex(parts[: telling.told], table, wanted.latex)
        files["latex"] = [str(wanted.latex)]
    if wanted.figure:
        marks = telling.mark(dataset, table)
        folder, stem = wanted.figure.parent, wanted.figure.stem
        files["figures"] = [
            str(path) for path in mgsim.draw(marks, telling.card, folder, None, stem)
        ]
        analysis.write_csv(marks, folder / f"{stem}_drawn.csv")
        files["figures"].append(str(folder / f"{stem}_drawn.csv"))
    statuses = [str(status) for status in table[telling.status].values.ravel()]
    if wanted.as_json:
        _say_document(table, parts, statuses, files)
    else:
        shown = [
            (_brief(found) if telling.is_brief else found) for found, _ in parts[: telling.told]
        ]
        _say_tables(table, shown, statuses, files)
    if "ok" not in statuses:
        raise typer.Exit(FAILED_LANES)


def _brief(found: list[dict]) -> list[dict]:
    """The rows that have a result."""
    return [row for row in found if row.get("status", "ok") == "ok"]


def _write(table: Any, path: Path, telling: Telling) -> list[str]:
    """Every column of every part, each after the first in a file of its own; returns the paths."""
    written = []
    for number, (part, of, _) in enumerate(telling.parts):
        to = path if number == 0 else path.with_name(f"{path.stem}_{part}{path.suffix}")
        analysis.write_rows(analysis.rows(table, (), of), table, to)
        written.append(str(to))
    return written


def _say_document(
    table: Any, parts: list[tuple[list, str]], statuses: list[str], files: dict[str, list[str]]
) -> None:
    options = json.loads(table.attrs["analysis_options"])
    units = {
        str(n): str(v.attrs["units"]) for n, v in table.variables.items() if "units" in v.attrs
    }
    document = {"analysis": table.attrs["analysis"], "options": options, "units": units}
    for word in ("config_name", "seed", "mgsim_version", "commit", "engine"):
        document[word] = table.attrs.get(word)
    tables = {part: found for found, part in parts}
    say_json({**document, "statuses": analysis.statuses(statuses), **files, **tables})


def _say_tables(
    table: Any, parts: list[list[dict]], statuses: list[str], files: dict[str, list[str]]
) -> None:
    for found in parts:
        if found:
            headings = [analysis.heading(table, name) for name in found[0]]
            grid(headings, [row.values() for row in found[:SHOWN_ROWS]])
        if len(found) > SHOWN_ROWS:
            say(f"and {len(found) - SHOWN_ROWS} rows more; --csv FILE keeps them all")
    for status, count in analysis.statuses(statuses).items():
        say(f"{status}: {count} of {len(statuses)}")
    for kind, paths in files.items():
        for path in paths:
            say(f"{kind.removesuffix('s')}: {path}")
