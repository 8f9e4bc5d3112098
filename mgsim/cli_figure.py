"""The verb of pictures: draw a results folder, or remake and check figures of the atlas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import mgsim
from mgsim import atlas
from mgsim.language.errors import ConfigError, Fault
from mgsim.terminal import Teller, grid, say
from mgsim.verbs import DISAGREES, verbs_of

ATLAS = Path("figures/atlas.yaml")
_STORE = "results.zarr"  # of a results folder; naming it there would load what it needs


def add_figure(app: typer.Typer) -> None:
    """Make the verb of this module a command of an app."""
    verbs_of(app)("figure", "mgsim figure results/block_curve")(figure)


def figure(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FOLDER_OR_FIGURE", help="A results folder, or a figure of the atlas."
        ),
    ] = "",
    name: Annotated[
        str | None, typer.Option(help="A figure card for a folder; else the config's own.")
    ] = None,
    is_all: Annotated[
        bool, typer.Option("--all", help="Every figure of the atlas, with index.html.")
    ] = False,
    is_check: Annotated[
        bool, typer.Option("--check", help="Compare with the committed CSV; write nothing.")
    ] = False,
    into: Annotated[
        Path | None, typer.Option("--out", help="Folder of the atlas's figures; else its own.")
    ] = None,
    pages: Annotated[
        Path | None, typer.Option("--pages", help="Write the pages of the atlas to this folder.")
    ] = None,
    book: Annotated[Path, typer.Option("--atlas", help="The file of the atlas.")] = ATLAS,
) -> None:
    """Draw a results folder's figure into that folder, or remake a figure of the atlas.

    Of the atlas it writes PNG, SVG and the CSV of what is drawn; --check compares with the
    committed CSV instead, exit code 4 where a variable is beyond its tolerance.
    """
    folder = Path(what)
    if what and not is_all and (folder.name == _STORE or (folder / _STORE).is_dir()):
        for path in mgsim.draw(mgsim.open_results(folder), name, folder):
            say(f"figure: {path}")
        return
    if what and not is_all and not book.is_file():
        mgsim.open_results(folder)  # complains that there is no such folder
    if bool(what) == is_all:
        raise ConfigError(Fault("mgsim figure", "no figure, or two", "a name, a folder, or --all"))
    found = atlas.open_atlas(book)
    entries = list(found.entries.values()) if is_all else [found.entry(what)]
    if is_check:
        _check(entries, book.parent)
        return
    out = into or book.parent
    made = _make(entries, out)
    if is_all:
        say(f"index: {atlas.write_index(made, out)}")
    if pages:
        for path in atlas.write_pages(made, pages, is_whole=is_all):
            say(f"page: {path}")


def _make(entries: Sequence[atlas.Entry], out: Path) -> list[atlas.Made]:
    done = []
    with Teller() as teller:
        for entry in entries:
            done.append(atlas.make(entry, teller.part(entry.name)))
            for path in atlas.write(done[-1], out):
                say(f"figure: {path}")
    return done


def _check(entries: Sequence[atlas.Entry], folder: Path) -> None:
    red = []
    with Teller() as teller:
        for entry in entries:
            rows = atlas.check(atlas.make(entry, teller.part(entry.name)), folder)
            say(entry.name, style="bold")
            cells = [(r.variable, r.difference, r.tolerance or "-", r.verdict, r.at) for r in rows]
            grid(("variable", "relative difference", "tolerance", "verdict", "at"), cells)
            red += [entry.name] * any(row.is_red for row in rows)
    if red:
        say(f"red: {', '.join(red)}")
        raise typer.Exit(DISAGREES)
    say(f"all {len(entries)} hold")
