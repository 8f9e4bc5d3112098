"""The folder of a sweep: what it is, which points are finished, who is writing to it.

sweep.json says what the sweep is; shards/ holds the finished points, one file a unit, each written
under a temporary name, synced and renamed, its checksum in its name. results.zarr, summary.csv and
config.json are made of them when every point is there.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import filelock
import numpy as np

from mgsim.language.errors import Fault, ResultError
from mgsim.provenance import config_changes
from mgsim.sweep.records import Records, digest, opened, outcome, parse

MANIFEST = "sweep.json"
SHARDS = "shards"
BROKEN = ".broken"
_LOCKS = "locks"
_FORMAT = 1
OK = "ok"
_SHARD = re.compile(r"(\d{4,})-([0-9a-f]{32})\.npz")
_SHOWN = 6  # differences that a refusal lists


@dataclass(frozen=True)
class Part:
    """The share of a sweep that one command does: the k-th of n."""

    k: int = 1
    n: int = 1

    def of(self, keys: np.ndarray) -> np.ndarray:
        """(point,) whether a point is in this part; a point's part goes by its content alone."""
        return keys % np.uint64(self.n) == np.uint64(self.k - 1)

    @property
    def name(self) -> str:
        return f"{self.k}-of-{self.n}"


@dataclass(frozen=True)
class Finished:
    """Finished points: keys, rising, and the status of each, 'ok' or why it has no numbers."""

    keys: np.ndarray
    status: np.ndarray

    @property
    def sound(self) -> np.ndarray:
        """The keys of those with numbers."""
        return self.keys[self.status == OK]

    def reasons(self, asked: np.ndarray) -> dict[str, int]:
        """Why points of these keys failed, and how many of them for each reason."""
        bad = self.status != OK
        which = np.searchsorted(self.keys[bad], asked)
        here = np.minimum(which, max(bad.sum() - 1, 0))
        if not bad.any():
            return {}
        texts = self.status[bad][here[self.keys[bad][here] == asked]]
        return {str(text): int(many) for text, many in zip(*_counts(texts), strict=True)}


def _counts(texts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.unique(texts.astype(str), return_counts=True)


@dataclass
class Store:
    """A sweep's folder, opened by one process.

    generation: the number in front of the files of this run, above that of every earlier one.
    broken: files that were found damaged, and set aside unless is_read_only.
    """

    folder: Path
    generation: int = 0
    is_read_only: bool = False
    broken: list[str] = field(default_factory=list)

    @property
    def shards(self) -> list[Path]:
        """The files of finished points, earlier runs first."""
        found = (p for p in (self.folder / SHARDS).glob("*.npz") if _SHARD.fullmatch(p.name))
        return sorted(found, key=lambda p: (int(p.name.partition("-")[0]), p.name))

    def add(self, content: bytes) -> None:
        """Keep finished points; once this returns they outlive the process and the machine."""
        name = f"{self.generation:04d}-{digest(content)}.npz"
        write_whole(self.folder / SHARDS / name, content)

    def read(self, path: Path) -> Records | None:
        """The points of a file, or None, with the file set aside, where its checksum is wrong."""
        content = path.read_bytes()
        with contextlib.suppress(ValueError):
            if digest(content) == path.stem.partition("-")[2]:
                return parse(content)
        self._set_aside(path)
        return None

    def finished(self) -> Finished:
        """Every finished point; a sound record wins over a failed one, else the later one."""
        keys, status = [np.empty(0, np.uint64)], [np.empty(0, object)]
        for path in self.shards:
            try:
                with path.open("rb") as handle, opened(handle) as file:
                    found = outcome(file)
            except ValueError:
                self._set_aside(path)
                continue
            keys.append(found[0])
            status.append(found[1])
        every, told = np.concatenate(keys), np.concatenate(status)
        order = np.lexsort((np.arange(every.size), told == OK, every))
        last = np.append(every[order][1:] != every[order][:-1], True)[: every.size]
        return Finished(every[order][last], told[order][last])

    def _set_aside(self, path: Path) -> None:
        self.broken.append(path.name)
        if not self.is_read_only:
            path.rename(path.with_name(path.name + BROKEN))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is whole or absent, whatever happens; its name is on the disk after it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; not every system can."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def peek(folder: Path) -> dict[str, Any] | None:
    """What a folder says that its sweep is, or None where it holds none.

    Raises ResultError for a folder of something else.
    """
    path = folder / MANIFEST
    if path.is_file():
        try:
            return json.loads(path.read_text("utf-8"))
        except (ValueError, OSError) as error:
            hint = "Restore it, or choose another --name."
            raise ResultError(Fault(str(path), str(error), "what a sweep is", hint)) from None
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "Choose another --name."
        raise ResultError(Fault(str(folder), "something else", "a sweep's or a new folder", hint))
    return None


def refuse_other(folder: Path, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Raise ResultError where a folder's points are of another sweep than the one wanted."""
    changes = list(_changes(found["recipe"], wanted["recipe"]))
    if changes:
        more = f" and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else ""
        what = f"points of another sweep ({'; '.join(changes[:_SHOWN])}{more})"
        hint = "Choose another --name, or undo the change: nothing is mixed."
        raise ResultError(Fault(str(folder), what, "points of this one", hint))


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """What a point's numbers hang on and is not the same; a card counts where both have it."""
    before, after = old["cards"], new["cards"]
    for name in sorted(before.keys() & after.keys()):
        if before[name] != after[name]:
            yield f"the card {name} has changed"
    for change in config_changes(old["config"], new["config"]):
        yield f"{change.path} was '{change.was or 'absent'}', is '{change.now or 'absent'}'"
    for word in ("engine", "options", "mgsim"):
        if old[word] != new[word]:
            yield f"{word} was '{old[word]}', is '{new[word]}'"


@contextlib.contextmanager
def open_store(folder: Path, manifest: Mapping[str, Any], part: Part) -> Iterator[Store]:
    """Open or begin the folder of a sweep for one part of it; no other may write it meanwhile.

    Raises ResultError where it holds something else, cannot be written or is being written.
    """
    found = peek(folder)
    if found is not None:
        refuse_other(folder, found, manifest)
    try:
        for name in (SHARDS, _LOCKS):
            (folder / name).mkdir(parents=True, exist_ok=True)
        with _held(folder, part):
            text = json.dumps({"format": _FORMAT, **manifest}, indent=1, ensure_ascii=False)
            if found != json.loads(text):
                write_whole(folder / MANIFEST, text.encode())
            for left in (folder / SHARDS).glob(".*.part") if part.n == 1 else ():
                left.unlink(missing_ok=True)  # of a killed run: no other writes here now
            store = Store(folder)
            numbers = (int(p.name.partition("-")[0]) for p in store.shards)
            store.generation = max(numbers, default=0) + 1
            yield store
    except OSError as error:
        raise ResultError(_disk_fault(folder, error)) from None


def _disk_fault(folder: Path, error: OSError) -> Fault:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        hint = "What is finished is kept: free some space, and the same command goes on."
        return Fault(str(folder), "a full disk", "room for the results", hint)
    hint = "What is finished is kept. Choose another --out, or mend it and go on."
    what = error.strerror or type(error).__name__
    return Fault(str(folder), what.lower(), "a folder that can be written", hint)


@contextlib.contextmanager
def _held(folder: Path, part: Part) -> Iterator[None]:
    """Hold this part's lock, which ends with the process; no other division may be under way."""
    with _locked(folder, part.name):
        for path in sorted((folder / _LOCKS).glob("*-of-*.lock")):
            if not path.stem.endswith(f"-of-{part.n}"):
                with _locked(folder, path.stem):
                    pass
        yield


@contextlib.contextmanager
def _locked(folder: Path, name: str) -> Iterator[None]:
    lock = filelock.FileLock(folder / _LOCKS / f"{name}.lock", blocking=False)
    try:
        with lock:
            yield
    except filelock.Timeout:
        hint = "Wait until it has ended, or choose another --name."
        what = f"a sweep under way in it (part {name.replace('-', ' ')})"
        raise ResultError(Fault(str(folder), what, "a folder at rest", hint)) from None


def is_busy(folder: Path) -> bool:
    """True where a process is writing to this sweep."""
    for path in (folder / _LOCKS).glob("*-of-*.lock"):
        try:
            with filelock.FileLock(path, blocking=False):
                pass
        except filelock.Timeout:
            return True
    return False


@contextlib.contextmanager
def table_lock(folder: Path) -> Iterator[bool]:
    """Hold the right to write the table; False where another process has it."""
    try:
        with filelock.FileLock(folder / _LOCKS / "table.lock", blocking=False):
            yield True
    except filelock.Timeout:
        yield False
