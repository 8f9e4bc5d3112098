"""How a sweep stands, read from its folder alone."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mgsim.language.errors import Fault, ResultError
from mgsim.results import STORE
from mgsim.sweep.bench import unpacked
from mgsim.sweep.forecast import duration
from mgsim.sweep.plan import packed_by, prepare
from mgsim.sweep.store import BROKEN, MANIFEST, SHARDS, Store, is_busy, peek


@dataclass(frozen=True)
class Standing:
    """How a sweep stands. failed: points by reason. idle_s: since the last point was kept.

    broken: damaged files that lie aside. has_table: results.zarr and summary.csv are there.
    """

    folder: Path
    title: str
    points: int
    finished: int
    failed: Mapping[str, int]
    is_running: bool
    idle_s: float
    has_table: bool
    broken: int

    def __str__(self) -> str:
        share = self.finished / self.points
        lines = [
            self.title,
            f"points: {self.finished:,} of {self.points:,} finished ({share:.1%})",
            f"running: {'yes' if self.is_running else 'no'}, "
            f"last points kept {duration(self.idle_s)} ago",
            f"table: {'results.zarr and summary.csv' if self.has_table else 'not yet'}",
        ]
        lines += [f"damaged files set aside: {self.broken}"] if self.broken else []
        return "\n".join(line for line in lines if line)


def status(folder: str | Path) -> Standing:
    """Read how a sweep stands; changes nothing, and may be asked while it runs.

    Raises ResultError for a folder that holds no sweep.
    """
    folder = Path(folder)
    manifest = peek(folder) if (folder / MANIFEST).is_file() else None
    if manifest is None:
        raise ResultError(Fault(str(folder), "no sweep", "the folder of a sweep"))
    job = packed_by(manifest)
    found = prepare(unpacked(job), job.engine, dict(job.options))
    store = Store(folder, is_read_only=True)
    there = store.finished()
    newest = max((p.stat().st_mtime for p in store.shards), default=time.time())
    return Standing(
        folder=folder,
        title=manifest["title"],
        points=found.layout.points,
        finished=int(np.isin(found.keys, there.keys).sum()),
        failed=there.reasons(found.keys),
        is_running=is_busy(folder),
        idle_s=max(0.0, time.time() - newest),
        has_table=(folder / STORE).is_dir(),
        broken=len(list((folder / SHARDS).glob(f"*{BROKEN}"))) + len(store.broken),
    )
