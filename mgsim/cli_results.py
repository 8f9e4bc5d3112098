"""The verbs of kept results: run them again (`replay`), hold two of them side by side (`diff`)."""

from __future__ import annotations

from collections.abc import Iterable
from csv import writer
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

import mgsim
from mgsim.language.errors import ConfigError, Fault
from mgsim.terminal import Teller, grid, say, say_json
from mgsim.verbs import DISAGREES, FAILED_LANES, Json, verbs_of

SHOWN_CHANGES = 40

Csv = Annotated[Path | None, typer.Option("--csv", help="Write a row a variable to this file.")]


def _folder(help_text: str) -> Any:
    return typer.Argument(metavar="FOLDER", help=help_text, show_default=False)


def add_results(app: typer.Typer) -> None:
    """Make the verbs of this module commands of an app."""
    verb = verbs_of(app)
    verb("replay", "mgsim replay results/block_curve --points 8")(replay)
    verb("diff", "mgsim diff results/block_curve results/block_curve-2")(diff)


def replay(
    folder: Annotated[Path, _folder("A results folder of `run` or `sweep`.")],
    points: Annotated[
        int | None, typer.Option(min=1, help="So many points, spread evenly; else all.")
    ] = None,
    tolerance: Annotated[float, typer.Option(min=0, help="Relative.")] = 1e-9,
    cards: Annotated[
        list[Path] | None,
        typer.Option("--catalogue", help="A folder of cards to take before the kept ones."),
    ] = None,
    csv: Csv = None,
    as_json: Json = False,
) -> None:
    """Run a results folder again from what it holds; exit code 4 where other numbers come out."""
    _need_place(csv)
    with Teller() as teller:
        found = mgsim.replay(folder, points, tolerance, cards or (), teller.tell)
    if csv:
        _write(csv, found)
    _say_replay_document(found) if as_json else _say_replay(found)
    if found.only_lost:
        raise typer.Exit(FAILED_LANES)
    if found.verdict == "moved":
        raise typer.Exit(DISAGREES)


def _say_replay_document(found: Any) -> None:
    say_json({**_document(found), "verdict": found.verdict})


def _say_replay(found: Any) -> None:
    say(found.title or "no title")
    say(f"points: {found.points} of {found.of}")
    say(f"engine: {found.engine}")
    say(f"time: {found.wall_s:.1f} s")
    _say_rows(found)
    _say_status(found, "then", "now")
    if found.seeds:
        say(f"seeds: {found.seeds} points have another seed: they are no longer what they were")
    _say_changes("not as it was then", found.made)
    if not found.made:
        say("made with the same mgsim, cards, options, packages and processor")
    say(f"verdict: {found.verdict}")


def diff(
    first: Annotated[Path, _folder("A results folder.")],
    second: Annotated[Path, _folder("Another one.")],
    tolerance: Annotated[
        float, typer.Option(min=0, help="Relative; a difference up to it does not count.")
    ] = 0.0,
    csv: Csv = None,
    as_json: Json = False,
) -> None:
    """Say how two results folders differ: configs, versions, every number; exit code 4 if so."""
    _need_place(csv)
    found = mgsim.diff(first, second, tolerance)
    if csv:
        _write(csv, found)
    if as_json:
        say_json({**_document(found), "verdict": found.verdict})
    else:
        _say_diff(found)
    if not found.is_same:
        raise typer.Exit(DISAGREES)


def _say_diff(found: Any) -> None:
    _say_changes("config", found.config)
    _say_changes("made with", found.made)
    say(f"points: {found.points} in both, paired by {found.matched}")
    for line in (*found.lone, *(f"missing: {name}" for name in found.missing)):
        say(f"  {line}")
    _say_rows(found)
    _say_status(found, "first", "second")
    if found.seeds:
        say(f"seeds: {found.seeds} points have another seed (a hash of their cards and numbers)")
    say(f"verdict: {found.verdict}")


_COLUMNS = ("variable", "in", "points", "verdict", "not identical", "largest difference", "at",
            "relative", "at", "apart", "at")  # fmt: skip


def _cells(row: Any, tolerance: float) -> tuple[Any, ...]:
    largest, relative = (x if row.points > row.apart else "-" for x in (row.largest, row.relative))
    return (
        row.name, row.unit, row.points, row.verdict(tolerance), row.moved, largest, row.at,
        relative, row.relative_at, row.apart, row.apart_at,
    )  # fmt: skip


def _say_rows(found: Any) -> None:
    rows = [_cells(row, found.tolerance) for row in found.rows]
    # columns that say nothing are left out: places of differences that are none
    kept = [i for i in range(len(_COLUMNS)) if i < 4 or any(row[i] for row in rows)]
    grid([_COLUMNS[i] for i in kept], [[row[i] for i in kept] for row in rows])


def _say_status(found: Any, first: str, second: str) -> None:
    status = found.status
    if status.is_same:
        return
    counts = [(status.lost, f"failed only {second}"), (status.won, f"failed only {first}")]
    counts += [(status.other, "failed for another reason")]
    say("status: " + ", ".join(f"{many} {what}" for many, what in counts if many))
    for line in status.said:
        say(f"  {line}")


def _say_changes(heading: str, found: Iterable[Any]) -> None:
    lines = [str(change) for change in found]
    if lines:
        say(f"{heading}:")
    for line in lines[:SHOWN_CHANGES]:
        say(f"  {line}")
    if len(lines) > SHOWN_CHANGES:
        say(f"  and {len(lines) - SHOWN_CHANGES} more; --json tells all")


def _document(found: Any) -> dict[str, Any]:
    rows = [{**asdict(row), "verdict": row.verdict(found.tolerance)} for row in found.rows]
    return {**asdict(found), "rows": rows}


def _need_place(csv: Path | None) -> None:
    if csv and not csv.absolute().parent.is_dir():
        raise ConfigError(Fault("--csv", f"'{csv}'", "a file in a folder that exists"))


def _write(csv: Path, found: Any) -> None:
    """One row a variable, every column."""
    words = ("name", "kind", "unit", "points", "moved", "apart", "largest", "at", "relative")
    words = (*words, "relative_at", "apart_at")
    with csv.open("w", encoding="utf-8", newline="") as file:
        table = writer(file)
        table.writerow((*words, "verdict"))
        for row in found.rows:
            own = (getattr(row, word) for word in words)
            table.writerow((*own, row.verdict(found.tolerance)))
