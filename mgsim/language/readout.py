"""What a readout card says: a mechanism that only watches, folded once per step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mgsim.language.mechanism import Param


@dataclass(frozen=True)
class Fold:
    """An accumulator: its next value from its last, the quantity `x`, `x_last` and `t`, `dt`."""

    next: str
    initial: str
    unit: str = "1"


@dataclass(frozen=True)
class Readout:
    """A number (or a list of times) taken from a run without keeping its traces.

    Texts may read `x` (the watched quantity), `x_last` (one step before), `t`, `dt`, the
    accumulators and the params; units may be written with `x`. `result` is evaluated at the end.
    collects: 'crossings' keeps the time of every upward crossing of `threshold`.
    """

    says: str
    unit: str
    params: Mapping[str, Param] = field(default_factory=dict)
    folds: Mapping[str, Fold] = field(default_factory=dict)
    result: str = ""
    collects: Literal["", "crossings"] = ""
    of_unit: str = ""
