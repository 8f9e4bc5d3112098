"""Numbers along an axis: spans, Sobol points, Latin hypercubes, normal draws, designs."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.stats import qmc

from mgsim.study.arrange import arranged
from mgsim.study.axes import Axis
from mgsim.study.designs import KINDS


def seed_of(*parts: object) -> int:
    """A 64-bit seed from the text of some parts; the same on every machine."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def seeds_of(begin: Sequence[object], ends: Iterable[str]) -> np.ndarray:
    """seed_of(*begin, end) for each of `ends`, (end,); what they have in common is hashed once."""
    common = hashlib.sha256("".join(f"{part}\x1f" for part in begin).encode())

    def seed(end: str) -> int:
        own = common.copy()
        own.update(end.encode())
        return int.from_bytes(own.digest()[:8], "big")

    return np.fromiter(map(seed, ends), np.uint64)


def column_values(axis: Axis, seed: int) -> list[np.ndarray]:
    """The values of each column of an axis, each (size,)."""
    specs = [column.spec for column in axis.columns]
    if axis.kind in ("values", "zip"):
        return [np.asarray(column.values) for column in axis.columns]
    if axis.kind == "linspace":
        return [np.linspace(s["from"], s["to"], axis.size) for s in specs]
    if axis.kind == "logspace":
        return [np.geomspace(s["from"], s["to"], axis.size) for s in specs]
    if axis.kind == "repeats":
        return []
    rng = np.random.Generator(np.random.Philox(seed_of(seed, axis.kind, axis.name)))
    if axis.kind == "normal":
        draws = rng.standard_normal((axis.size, len(specs)))
        return [s["mean"] + s["sd"] * draws[:, i] for i, s in enumerate(specs)]
    if axis.kind in KINDS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # as below
            return arranged(axis.kind, axis.options, specs, rng)
    unit = _unit_cube(axis, rng)
    return [s["from"] + (s["to"] - s["from"]) * unit[:, i] for i, s in enumerate(specs)]


def _unit_cube(axis: Axis, rng: np.random.Generator) -> np.ndarray:
    if axis.kind == "latin_hypercube":
        return qmc.LatinHypercube(len(axis.columns), rng=rng).random(axis.size)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a number of points that is no power of two
        return qmc.Sobol(len(axis.columns), rng=rng).random(axis.size)
