"""One published number beside ours."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A target: what was published, what mgsim computes, and by how much they may differ.

    tolerance is absolute, in the row's unit. reason: why a row is known to disagree; a row that
    disagrees without one fails.
    """

    id: str
    quantity: str
    published: float
    source: str
    ours: float
    tolerance: float
    reason: str = ""

    @property
    def difference(self) -> float:
        return self.ours - self.published

    @property
    def verdict(self) -> str:
        """'holds', 'disagrees' (with its reason) or 'fails'."""
        if abs(self.difference) <= self.tolerance and not math.isnan(self.ours):
            return "holds"
        return "disagrees" if self.reason else "fails"
