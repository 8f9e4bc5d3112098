"""Markdown from plain values: text that stays as it is, tables, code, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\*_\[\]<>|{}#])")
_CODE = re.compile(r"(`[^`\n]+`)")


def plain(text: str) -> str:
    """Text of which Markdown changes nothing; what stands in backticks stays code."""
    parts = _CODE.split(text)
    return "".join(p if _CODE.fullmatch(p) else _SPECIAL.sub(r"\\\1", p) for p in parts)


def paragraphs(text: str) -> str:
    """A docstring: its paragraphs, each of them plain text, without its indentation."""
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    return "\n\n".join(plain(block) for block in blocks if block)


def code(lines: Iterable[str]) -> str:
    """Lines as they are, in a block; none give nothing."""
    body = "\n".join(lines)
    return f"```text\n{body}\n```" if body else ""


def inline(text: str) -> str:
    """One piece of code inside a line, also inside a cell of a table."""
    return f"`{text}`".replace("|", r"\|") if text else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; without rows it is the empty text. Cells are Markdown already."""
    found = [[" ".join(str(cell).split()) for cell in row] for row in rows]
    if not found:
        return ""
    lines = [head, ["---"] * len(head), *found]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(*parts: str) -> str:
    """The parts that say something, a blank line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"
