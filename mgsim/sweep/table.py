"""Finished points -> results.zarr, summary.csv and config.json: the sweep as one dataset."""

from __future__ import annotations

import json
import math
import os
import shutil
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
import zarr

from mgsim.results import (
    SEED,
    STATUS,
    STORE,
    SUMMARY,
    Field,
    coordinates,
    padded,
    time_coordinate,
    write_summary,
)
from mgsim.study.batch import Layout
from mgsim.sweep.records import Records
from mgsim.sweep.store import Store, sync_folder

CONFIG = "config.json"
_BLOCK = 2**25  # bytes of a trace, or of lists of times, that are written at once
_KEPT = 2**28  # bytes of traces and times that are kept in memory while a table is written

Attributes = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass
class _Found:
    """Where every point's record is, and its numbers.

    file, row: (unique,) of its record. numbers: (unique,) by field; sizes: of its lists.
    """

    keys: np.ndarray
    which: np.ndarray
    file: np.ndarray
    row: np.ndarray
    numbers: dict[str, np.ndarray]
    sizes: dict[str, np.ndarray]
    status: np.ndarray
    samples: np.ndarray
    facts: Mapping[str, Any]


def write_table(
    store: Store,
    layout: Layout,
    keys: np.ndarray,
    seeds: np.ndarray,
    wanted: Sequence[Field],
    attributes: Attributes,
) -> bool:
    """Write the table of a sweep whose points are all finished; False where some are not.

    keys, seeds: (point,). attributes: of the dataset, from the facts of the engine. The table is
    written under a temporary name; one that is there stays until the new one is whole.
    """
    found = _gather(store, keys, wanted)
    if found is None:
        return False
    part = store.folder / f".table.{os.getpid()}.part"
    for left in store.folder.glob(".table.*.part"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        part.mkdir()
        scalars = _scalars(found, layout, seeds, wanted, attributes)
        scalars.to_zarr(part / STORE, mode="w", zarr_format=2, consolidated=False)
        _write_wide(part / STORE, store, found, layout, wanted)
        zarr.consolidate_metadata(part / STORE, zarr_format=2)
        _sort_metadata(part / STORE / ".zmetadata")
        write_summary(scalars, part / SUMMARY)
        (part / CONFIG).write_text(json.dumps(layout.experiment.tree.value), encoding="utf-8")
        _put_in_place(part, store.folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return True


def _sort_metadata(path: Path) -> None:
    """Older zarr lists the members in the order in which the file system finds them."""
    found = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(found, indent=2, sort_keys=True), encoding="utf-8")


def _put_in_place(part: Path, folder: Path) -> None:
    """Move the new table in; the old store steps aside for the instant that needs it."""
    sync_folder(part)
    if (folder / STORE).exists():
        (folder / STORE).rename(part / "old")
    (part / STORE).rename(folder / STORE)
    for name in (SUMMARY, CONFIG):
        (part / name).replace(folder / name)
    sync_folder(folder)


def _gather(store: Store, keys: np.ndarray, wanted: Sequence[Field]) -> _Found | None:
    """Read every file once; a sound record wins over a failed one, then the later one."""
    unique, which = np.unique(keys, return_inverse=True)
    numbers = [field.name for field in wanted if field.kind == "number"]
    lists = [field.name for field in wanted if field.kind == "times"]
    found = _Found(
        unique, which,
        file=np.full(unique.size, -1, np.int32), row=np.zeros(unique.size, np.int32),
        numbers={name: np.full(unique.size, np.nan) for name in numbers},
        sizes={name: np.zeros(unique.size, np.int64) for name in lists},
        status=np.full(unique.size, "", object), samples=np.empty(0), facts={},
    )  # fmt: skip
    for number, path in enumerate(store.shards):
        records = store.read(path)
        if records is not None:
            _take(found, records, number, keys[0])
    return found if (found.file >= 0).all() else None


def _take(found: _Found, records: Records, number: int, first: int) -> None:
    at = np.searchsorted(found.keys, records.keys)
    at = np.minimum(at, found.keys.size - 1)
    status = records.status
    is_new = (status == "ok") | (found.status[at] != "ok")
    rows = np.flatnonzero((found.keys[at] == records.keys) & is_new)
    at = at[rows]
    found.file[at], found.row[at], found.status[at] = number, rows, status[rows]
    for name, values in records.numbers.items():
        found.numbers[name][at] = values[rows]
    for name, sizes in records.sizes.items():
        found.sizes[name][at] = sizes[rows]
    if records.samples.size:
        found.samples = records.samples
    if records.facts and (not found.facts or first in records.keys):
        found.facts = records.facts


def _scalars(
    found: _Found,
    layout: Layout,
    seeds: np.ndarray,
    wanted: Sequence[Field],
    attributes: Attributes,
) -> xr.Dataset:
    """Everything that is one number, or one text, a point; and the coordinates."""
    along = tuple(axis.name for axis in layout.axes)
    values = {n: x[found.which] for n, x in found.numbers.items()}
    values |= {STATUS.name: found.status[found.which], SEED.name: seeds}
    variables = {
        field.name: (along, values[field.name].reshape(layout.shape), dict(field.attrs))
        for field in (*wanted, STATUS, SEED)
        if field.name in values
    }
    laid = coordinates(layout.axes, layout.values)
    if any(field.kind == "trace" for field in wanted):
        laid["time"] = time_coordinate(found.samples)
    return xr.Dataset(variables, laid, dict(attributes(found.facts)))


def _write_wide(
    path: Path, store: Store, found: _Found, layout: Layout, wanted: Sequence[Field]
) -> None:
    """Traces and lists of times, a block of points at a time."""
    along = tuple(axis.name for axis in layout.axes)
    group = zarr.open_group(path, mode="a", zarr_format=2)
    files = _Files(store)
    for field in wanted:
        if field.kind == "number":
            continue
        is_trace = field.kind == "trace"
        width = found.samples.size if is_trace else int(found.sizes[field.name].max(initial=0))
        chunks = _chunks(layout.shape, width)
        array = group.create_array(
            field.name,
            shape=(*layout.shape, width),
            chunks=(*chunks, max(width, 1)),
            dtype="float64",
            fill_value=np.nan,
            attributes={**field.attrs, "_ARRAY_DIMENSIONS": list(field.dims(along))},
        )
        for region, points in _blocks(layout.shape, chunks):
            block = _block(files, found, field, points, width)
            array[region] = block.reshape(*(s.stop - s.start for s in region), width)


def _chunks(shape: tuple[int, ...], width: int) -> tuple[int, ...]:
    """How many points a chunk has along each axis: neighbours, up to the size of a block."""
    room = max(1, _BLOCK // (8 * max(width, 1)))
    chunks = []
    for size in reversed(shape):
        chunks.append(max(1, min(size, room)))
        room = room // size if size <= room else 1
    return tuple(reversed(chunks))


def _blocks(
    shape: tuple[int, ...], chunks: tuple[int, ...]
) -> Iterator[tuple[tuple[slice, ...], np.ndarray]]:
    """Each chunk's region, and its points as flat indices."""
    counts = [-(-size // chunk) for size, chunk in zip(shape, chunks, strict=True)]
    for number in range(math.prod(counts)):
        at = np.unravel_index(number, counts) if counts else ()
        region = tuple(
            slice(int(i) * c, min((int(i) + 1) * c, size))
            for i, c, size in zip(at, chunks, shape, strict=True)
        )
        ranges = [np.arange(s.start, s.stop) for s in region]
        points = np.ravel_multi_index(np.ix_(*ranges), shape) if shape else np.zeros(1, int)
        yield region, np.ravel(points)


def _block(
    files: _Files, found: _Found, field: Field, points: np.ndarray, width: int
) -> np.ndarray:
    """(point, width): the wide values of some points."""
    out = np.full((points.size, width), np.nan)
    own = found.which[points]
    for number in np.unique(found.file[own]):
        here = np.flatnonzero(found.file[own] == number)
        rows = found.row[own[here]]
        records = files.read(int(number))
        if field.kind == "trace":
            out[here] = records.traces[field.name][rows]
        else:
            ends = np.cumsum(records.sizes[field.name])
            begins = ends - records.sizes[field.name]
            flat = records.times[field.name]
            out[here] = padded([flat[begins[r] : ends[r]] for r in rows], width)
    return out


class _Files:
    """The files of points, the last few read kept in memory."""

    def __init__(self, store: Store):
        self.store, self.paths = store, store.shards
        self.kept: OrderedDict[int, Records] = OrderedDict()

    def read(self, number: int) -> Records:
        if number not in self.kept:
            records = self.store.read(self.paths[number])
            if records is None:
                raise OSError(f"{self.paths[number].name} has changed while it was read")
            self.kept[number] = records
        self.kept.move_to_end(number)
        while len(self.kept) > 1 and sum(map(_bytes, self.kept.values())) > _KEPT:
            self.kept.popitem(last=False)
        return self.kept[number]


def _bytes(records: Records) -> int:
    wide = (*records.traces.values(), *records.times.values())
    return sum(x.nbytes for x in wide)
