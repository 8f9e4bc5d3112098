"""How the command line speaks: lines, tables and JSON on stdout, complaints and progress on stderr.

Only the rooms of the command line use it: `cli.py`, `cli_analyze.py`, `verbs.py`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

WIDE = 400  # columns of a table that goes to a file or a pipe
QUIET_SECONDS = 10.0  # between two lines of progress where there is no terminal for a bar

out = Console(highlight=False, markup=False, emoji=False)
err = Console(highlight=False, markup=False, emoji=False, stderr=True)


def say(text: str, where: Console = out, style: str | None = None) -> None:
    """Print one line as it is, never wrapped: a line is a unit for grep."""
    where.print(text, soft_wrap=True, style=style)


def say_json(document: Any) -> None:
    """Print one JSON document; what is not a number becomes null, as JSON knows no NaN."""
    strict = json.loads(json.dumps(document, default=str), parse_constant=lambda _: None)
    print(json.dumps(strict, indent=2, ensure_ascii=False))


def grid(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Print a table; where there is no terminal, wide enough that no cell is folded."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(f"{c:.5g}" if isinstance(c, float) else str(c) for c in row))
    where = out if out.is_terminal else Console(width=WIDE, highlight=False, markup=False)
    where.print(table)


class Teller:
    """Progress on stderr: a bar with the time left on a terminal, else a line now and then."""

    def __init__(self) -> None:
        columns = (
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
        )
        self.bar = Progress(*columns, console=err, transient=True, disable=not err.is_terminal)
        self.last = time.monotonic()
        self.tell = self.part()

    def __enter__(self) -> Teller:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def part(self, name: str = "") -> Callable[[float, str], None]:
        """The teller of one part of the work, which gets a bar of its own once it begins."""
        tasks: list[TaskID] = []

        def tell(fraction: float, what: str) -> None:
            text = f"{name}: {what}" if name else what
            if err.is_terminal:
                tasks[:] = tasks or [self.bar.add_task(text, total=1.0)]
                self.bar.update(tasks[0], completed=fraction, description=text)
            elif time.monotonic() - self.last > QUIET_SECONDS:
                self.last = time.monotonic()
                say(f"{fraction:4.0%}  {text}", err)

        return tell
