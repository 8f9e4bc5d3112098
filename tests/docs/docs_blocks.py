"""The fenced blocks of a Markdown page, and what its author says about each in a comment above it.

    <!-- block: no-run: why -->                       not executed, for this reason
    <!-- block: fragment of configs/x.yaml -->        YAML that is laid over this config
    <!-- block: fragment of configs/x.yaml, kept as my.yaml -->     ... and written to this file
    <!-- block: in a program -->                      Python that runs as a program of its own
    <!-- block: beside other.yaml, my_cards/ -->      these are there, and empty

They stand above the fence and not in it: mkdocs takes a fence with an unknown option for text.
A fence that names a file (title="my.yaml", or a first line `# my.yaml`) is written to it.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w-]*)(?P<options>.*)$")
_TITLE = re.compile(r'title="([^"]+)"')
_OPTIONS = re.compile(r'( (title|linenums|hl_lines)="[^"]*")*\s*$')
_NAMED = re.compile(r"# (\S+\.(?:yaml|csv))$")
_NOTE = re.compile(r"^\s*<!-- block: (.+) -->\s*$")
_FRAGMENT = re.compile(r"fragment of (?P<base>\S+?)(?:, kept as (?P<kept>\S+))?$")
PROGRAM = "in a program"
SHELLS = ("bash", "console", "sh", "")


@dataclass(frozen=True)
class Block:
    """One fenced block; `note` is the comment above it, `title` the file that it names."""

    line: int
    language: str
    title: str
    note: str
    text: str

    @property
    def skipped(self) -> str:
        """Why this block is not run; empty where it is."""
        return self.note.removeprefix("no-run: ") if self.note.startswith("no-run: ") else ""

    @property
    def beside(self) -> list[str]:
        """Files and folders (with a slash at their end) that the block takes for granted."""
        is_told = self.note.startswith("beside ")
        return self.note.removeprefix("beside ").split(", ") if is_told else []

    @property
    def fragment(self) -> tuple[str, str] | None:
        """The config that a fragment is laid over, and the file it is kept as."""
        found = _FRAGMENT.match(self.note)
        return (found["base"], found["kept"] or "") if found else None

    @property
    def commands(self) -> list[list[str]]:
        """The lines that are typed, as words; with `$` in front of some, the others are output."""
        if self.language not in SHELLS or self.title:
            return []
        lines = self.text.replace("\\\n", " ").splitlines()
        typed = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        if not typed and self.language == "" and not lines[0].startswith(("mgsim ", "make ")):
            return []  # plain text
        words = (shlex.split(line, comments=True) for line in typed or lines)
        return [line for line in words if line]


def blocks_of(page: Path) -> list[Block]:
    """Every fenced block of a page; an unknown comment or a fence left open is an error."""
    lines = page.read_text(encoding="utf-8").splitlines()
    found, i = [], 0
    while i < len(lines):
        opening = _FENCE.match(lines[i])
        if opening:
            end = next(n for n in range(i + 1, len(lines)) if lines[n].strip() == "```")
            body = [line.removeprefix(opening["indent"]) for line in lines[i + 1 : end]]
            if not _OPTIONS.match(opening["options"]):
                raise ValueError(f"line {i + 1}: mkdocs does not know {opening['options']}")
            note = _note(lines, i)
            title = _TITLE.search(opening["options"]) or _NAMED.match(body[0])
            name = title[1] if title else ""
            found.append(Block(i + 1, opening["language"], name, note, "\n".join(body)))
            i = end
        i += 1
    return found


def _note(lines: list[str], fence: int) -> str:
    above = [line for line in lines[max(0, fence - 2) : fence] if line.strip()]
    note = _NOTE.match(above[-1]) if above else None
    if note is None:
        return ""
    if not (
        note[1].startswith(("no-run: ", "beside "))
        or note[1] == PROGRAM
        or _FRAGMENT.match(note[1])
    ):
        raise ValueError(f"line {fence}: an unknown comment on a block: {note[1]}")
    return note[1]
