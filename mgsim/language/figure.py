"""What a figure card says: how to draw a dataset on axes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A picture of a results dataset.

    panels: rows and columns of axes. size: inches. needs: readouts the dataset must hold.
    draw(dataset, axes) gets the axes as a list, row by row; it may neither run, read nor compute
    a result.
    """

    says: str
    panels: tuple[int, int]
    size: tuple[float, float]
    needs: tuple[str, ...]
    draw: Callable[[Any, Any], None]
