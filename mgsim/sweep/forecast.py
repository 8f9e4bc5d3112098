"""What a sweep will take, said before it does: points, programs, memory, disk, time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mgsim.sweep.execute import Tally
from mgsim.sweep.plan import Sweep

_PARENT = 0.20  # GB of this process before it has points, as measured
_WORKER = 0.25  # GB of a process that runs them
_POINT = 100  # bytes of a point that this process holds, besides its numbers


@dataclass(frozen=True)
class Forecast:
    """A sweep's size; seconds is None where no point was left to measure it on.

    lanes: of each program. measured: points that the time was measured on.
    """

    title: str
    sizes: dict[str, int]
    points: int
    finished: int
    failed: int
    to_run: int
    lanes: tuple[int, ...]
    workers: int
    memory_gb: float
    disk_gb: float
    rate: float
    measured: int

    @property
    def seconds(self) -> float | None:
        """How long what is left will take."""
        return self.to_run / (self.rate * self.workers) if self.rate else None

    def __str__(self) -> str:
        sizes = ", ".join(f"{axis} {size}" for axis, size in self.sizes.items())
        few, many = min(self.lanes), max(self.lanes)
        each = f"{many:,} lanes" if few == many else f"{few:,} to {many:,} lanes"
        before = f", {self.finished:,} finished before" if self.finished else ""
        before += f" ({self.failed:,} failed)" if self.failed else ""
        lines = [
            self.title,
            f"points: {self.points:,}" + (f" ({sizes})" if sizes else "") + before,
            f"programs: {len(self.lanes)}, each of {each}",
            f"to run: {self.to_run:,} points, {self.workers} at a time"
            if self.workers == 1
            else f"to run: {self.to_run:,} points by {self.workers} processes",
            f"memory: about {self.memory_gb:.1f} GB; disk: about {_size(self.disk_gb)}",
        ]
        if self.seconds is not None:
            speed = f"{self.rate * self.workers:,.4g} points/s"
            on = f"measured on {self.measured:,} points"
            lines.append(f"time: about {duration(self.seconds)} ({speed}, {on})")
        return "\n".join(line for line in lines if line)


def _size(gigabytes: float) -> str:
    return f"{gigabytes:.1f} GB" if gigabytes >= 1 else f"{gigabytes * 1000:.0f} MB"


def duration(seconds: float) -> str:
    """'8 s', '12 min', '3 h 20 min'."""
    if seconds < 100:
        return f"{max(seconds, 1):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"


def forecast(
    sweep: Sweep, finished: int, failed: int, to_run: int, tally: Tally, workers: int
) -> Forecast:
    """The size of a sweep of which the first few points were run, as `tally` counts them."""
    narrow, wide = sweep.bytes_each
    points = sweep.layout.points
    parent = points * (3 * narrow + _POINT) / 1e9
    return Forecast(
        title=sweep.experiment.title,
        sizes={axis.name: axis.size for axis in sweep.layout.axes},
        points=points,
        finished=finished,
        failed=failed,
        to_run=to_run,
        lanes=tuple(np.bincount(sweep.owner, minlength=len(sweep.structures)).tolist()),
        workers=workers,
        memory_gb=_PARENT + parent + workers * _WORKER,
        disk_gb=2 * points * (narrow + wide) / 1e9,
        rate=tally.rate,
        measured=tally.done,
    )
