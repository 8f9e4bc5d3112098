"""Curves against the committed ones: each variable within its own stated tolerance, or red."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mgsim.atlas.curves import Curve
from mgsim.atlas.entries import Entry, Tolerance


@dataclass(frozen=True)
class Row:
    """One variable: its largest relative difference, where, and the reason of a plain red."""

    variable: str
    difference: float
    at: str
    tolerance: Tolerance | None
    trouble: str = ""

    @property
    def is_red(self) -> bool:
        if self.trouble or self.tolerance is None:
            return True
        return not self.difference <= self.tolerance.relative

    @property
    def verdict(self) -> str:
        return f"red: {self.trouble}" if self.trouble else "red" if self.is_red else "holds"


def compare(entry: Entry, now: Sequence[Curve], committed: Sequence[Curve]) -> list[Row]:
    """One row a variable; one that states no tolerance, and a missing or extra curve, is red."""
    new = {curve.key: curve for curve in now}
    old = {curve.key: curve for curve in committed}
    names = dict.fromkeys(curve.variable for curve in (*committed, *now))
    return [_row(entry, name, new, old) for name in names]


def _row(entry: Entry, name: str, new: dict, old: dict) -> Row:
    tolerance = entry.tolerance(name)
    keys = dict.fromkeys(key for key in (*old, *new) if key[0] == name)
    worst, at, trouble = 0.0, "", "" if tolerance else "no tolerance is stated"
    for key in keys:
        place = f"panel {key[1]}, {key[2]}" if key[1] >= 0 else key[2]
        if key not in new or key not in old:
            trouble = trouble or f"{'missing' if key in old else 'extra'} curve: {place}"
            continue
        if new[key].x.size != old[key].x.size:
            sizes = f"{new[key].x.size} points, committed {old[key].x.size}"
            trouble = trouble or f"{sizes}: {place}"
            continue
        far, where = _distance(new[key], old[key], tolerance.floor if tolerance else 0.0)
        if far > worst:
            worst, at = far, f"{place}, {where}"
    return Row(name, worst, at, tolerance, trouble)


def _distance(new: Curve, old: Curve, floor: float) -> tuple[float, str]:
    """The largest relative difference of two curves of one size, and at which point."""
    worst, at = 0.0, ""
    for word in ("x", "y", "value"):
        a, b = getattr(new, word), getattr(old, word)
        if not b.size:
            continue
        size = np.abs(b)
        size = size if word == "x" else np.maximum(size, floor)
        with np.errstate(divide="ignore", invalid="ignore"):
            far = np.where(a == b, 0.0, np.abs(a - b) / size)
        far = np.where(np.isnan(a) & np.isnan(b), 0.0, np.where(np.isnan(far), np.inf, far))
        if far.max() > worst:
            point = int(far.argmax())
            worst, at = float(far.max()), f"{word} of point {point} at {old.x[point]:g}"
    return worst, at
