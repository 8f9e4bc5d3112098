"""A law that a card does not keep, and how it showed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Broken:
    """One broken law; its text is one sentence."""

    law: str
    what: str

    def __str__(self) -> str:
        return f"{self.law}: {self.what}"
