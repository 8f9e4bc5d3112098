"""What a figure card says: how to draw a dataset on axes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A picture of a results dataset.

    panels: number of axes side by side. needs: readouts the dataset must hold. draw(dataset, axes)
    may neither run, read nor compute a result.
    """

    says: str
    panels: int
    needs: tuple[str, ...]
    draw: Callable[[Any, Any], None]
