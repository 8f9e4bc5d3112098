"""Finished points as one file: arrays by variable, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mgsim.results import STATUS, Field, Values

_SIZES, _KEYS, _CODES, _ABOUT, _SAMPLES = "sizes:", "keys", "status", "about", "samples"


@dataclass(frozen=True)
class Records:
    """Some finished points of a sweep.

    keys: (point,) what each is. numbers, traces: (point,) and (point, sample), by field. times: by
    field, the points' lists one after the other; sizes: (point,) how long each is. texts, codes:
    the different statuses, and (point,) which each has. samples: (sample,) ms. facts: the engine's.
    """

    keys: np.ndarray
    numbers: Mapping[str, np.ndarray]
    traces: Mapping[str, np.ndarray]
    times: Mapping[str, np.ndarray]
    sizes: Mapping[str, np.ndarray]
    texts: Sequence[str]
    codes: np.ndarray
    samples: np.ndarray
    facts: Mapping[str, Any]

    @property
    def status(self) -> np.ndarray:
        """(point,) objects: 'ok', or why a point has no numbers."""
        return np.array(self.texts, object)[self.codes]

    def to_bytes(self) -> bytes:
        """The content of the points' file."""
        about = json.dumps({"texts": list(self.texts), "facts": dict(self.facts)})
        arrays = {f"{kind}:{name}": x for kind in _KINDS for name, x in getattr(self, kind).items()}
        arrays |= {_KEYS: self.keys, _CODES: self.codes, _SAMPLES: self.samples}
        arrays[_ABOUT] = np.frombuffer(about.encode(), np.uint8)
        out = io.BytesIO()
        np.savez(out, allow_pickle=False, **arrays)
        return out.getvalue()


_KINDS = ("numbers", "traces", "times", "sizes")


def records(
    keys: np.ndarray,
    values: Mapping[str, Values],
    wanted: Sequence[Field],
    samples: np.ndarray,
    facts: Mapping[str, Any],
) -> Records:
    """Records of points with these variables, as `results.harvest` gives them."""
    lists = [field.name for field in wanted if field.kind == "times"]
    texts, codes = np.unique(np.asarray(values[STATUS.name]).astype(str), return_inverse=True)
    return Records(
        keys=keys,
        numbers={f.name: np.asarray(values[f.name]) for f in wanted if f.kind == "number"},
        traces={f.name: np.asarray(values[f.name]) for f in wanted if f.kind == "trace"},
        times={n: np.concatenate([np.empty(0), *values[n]]) for n in lists},
        sizes={n: np.array([times.size for times in values[n]], np.int64) for n in lists},
        texts=texts.tolist(),
        codes=codes.astype(np.int32),
        samples=samples,
        facts=facts,
    )


def failed(key: int, reason: str, wanted: Sequence[Field], samples: np.ndarray) -> Records:
    """The record of one point that no engine could run: NaN everywhere, and why."""
    empty: dict[str, Values] = {STATUS.name: np.array([reason], object)}
    for field in wanted:
        empty[field.name] = {
            "number": np.array([np.nan]),
            "times": [np.empty(0)],
            "trace": np.full((1, samples.size), np.nan),
        }[field.kind]
    has_traces = any(field.kind == "trace" for field in wanted)
    times = samples if has_traces else np.empty(0)
    return records(np.array([key], np.uint64), empty, wanted, times, {})


def digest(content: bytes) -> str:
    """The checksum that stands in a file's name."""
    return hashlib.sha256(content).hexdigest()[:32]


def parse(content: bytes) -> Records:
    """Read what `to_bytes` made; raises ValueError where it is not whole."""
    with opened(io.BytesIO(content)) as file:
        about = json.loads(bytes(file[_ABOUT]))
        found: dict[str, dict[str, np.ndarray]] = {kind: {} for kind in _KINDS}
        for member in file.files:
            kind, _, name = member.partition(":")
            if kind in found:
                found[kind][name] = file[member]
        return Records(
            keys=file[_KEYS], codes=file[_CODES], samples=file[_SAMPLES], **found, **about
        )


def outcome(file: np.lib.npyio.NpzFile) -> tuple[np.ndarray, np.ndarray]:
    """(point,) keys and statuses, without reading the numbers; ValueError where they are torn."""
    try:
        texts = json.loads(bytes(file[_ABOUT]))["texts"]
        return file[_KEYS], np.array(texts, object)[file[_CODES]]
    except (EOFError, KeyError, zipfile.BadZipFile) as error:
        raise ValueError(str(error)) from None


def opened(source: Any) -> np.lib.npyio.NpzFile:
    """The archive of a points' file; raises ValueError where it is not whole."""
    try:
        file = np.load(source, allow_pickle=False)
    except (EOFError, KeyError, OSError, zipfile.BadZipFile) as error:
        raise ValueError(str(error)) from None
    if not isinstance(file, np.lib.npyio.NpzFile):
        raise ValueError("not an archive of points")
    return file
