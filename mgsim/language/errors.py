"""The one shape of every complaint: WHERE: found X; expected Y. What to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One mistake of the user's, said in one sentence."""

    where: str
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        sentence = f"{self.where}: found {self.found}; expected {self.expected}."
        return f"{sentence} {self.hint}".rstrip()


class MgsimError(Exception):
    """Bad input: carries every fault found, so that all can be mended at once.

    MgsimError
     ├── ConfigError   a config file, a path or a value in it
     ├── CardError     a card that breaks the rules of the language
     ├── EngineError   an engine that cannot do what was asked, and says so
     └── ResultError   a results folder that cannot be read or would be overwritten
    """

    def __init__(self, *faults: Fault):
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class ConfigError(MgsimError):
    """A config file, a path in it or a value is wrong."""


class CardError(MgsimError):
    """A card breaks the rules of the language."""


class EngineError(MgsimError):
    """An engine cannot do what was asked."""


class ResultError(MgsimError):
    """A results folder cannot be read, or would be overwritten."""


def near_miss(word: str, known: Iterable[str]) -> str:
    """Return `Did you mean 'x'?` for the nearest known word, or an empty string."""
    known = list(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if not close:
        folded = {name.lower(): name for name in known}
        close = [folded[word.lower()]] if word.lower() in folded else []
    return f"Did you mean '{close[0]}'?" if close else ""


def one_of(known: Iterable[str]) -> str:
    """Return `one of 'a', 'b', 'c'`, cut short where the list is long."""
    names = sorted(known)
    shown = ", ".join(f"'{name}'" for name in names[:12])
    return f"one of {shown}" + (f" and {len(names) - 12} more" if len(names) > 12 else "")
