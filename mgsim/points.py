"""A results folder opened point by point: nothing is read before it is asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from mgsim.agreement import Kind, kind_of, place
from mgsim.language.errors import Fault, ResultError
from mgsim.results import SEED, STATUS, STORE

_WASTE = 4  # how many points more than wanted may be read along with them
_DIGITS = 10  # to which a coordinate is the same


class Points:
    """The points of a results folder, numbered along its axes, the last one fastest.

    Raises ResultError where the folder holds no results.
    """

    def __init__(self, folder: str | Path):
        self.folder = Path(folder)
        path = self.folder if self.folder.name == STORE else self.folder / STORE
        if not path.is_dir():
            raise ResultError(Fault(str(folder), f"no {STORE}", "a results folder"))
        try:
            self.dataset = xr.open_zarr(path, chunks=None)
        except Exception as error:  # zarr and its codecs raise what they like at a broken store
            raise self._broken(type(error).__name__) from None
        if not {STATUS.name, SEED.name} <= set(map(str, self.dataset.data_vars)):
            raise self._broken("without status and seed")

    def _broken(self, why: str) -> ResultError:
        return ResultError(Fault(str(self.folder), f"a {STORE} {why}", "results of mgsim"))

    @property
    def attributes(self) -> Mapping[str, Any]:
        return {str(word): value for word, value in self.dataset.attrs.items()}

    @property
    def dims(self) -> tuple[str, ...]:
        return tuple(map(str, self.dataset[STATUS.name].dims))

    @property
    def shape(self) -> tuple[int, ...]:
        return self.dataset[STATUS.name].shape

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @property
    def variables(self) -> tuple[str, ...]:
        """Readouts and traces."""
        return tuple(
            str(name)
            for name in self.dataset.data_vars
            if name not in (STATUS.name, SEED.name) and self.dataset[name].dims[: len(self.dims)]
            == self.dims
        )  # fmt: skip

    @cached_property
    def status(self) -> np.ndarray:
        """(point,) 'ok', or why there are no numbers."""
        return np.asarray(self.dataset[STATUS.name].values, object).ravel()

    @cached_property
    def seeds(self) -> np.ndarray:
        return np.asarray(self.dataset[SEED.name].values).ravel()

    def kind(self, name: str) -> Kind:
        return kind_of(self.dataset, name)

    def unit(self, name: str) -> str:
        return str(self.dataset[name].attrs.get("units", ""))

    def width(self, name: str) -> int:
        """How many numbers one point has of a variable."""
        return math.prod(self.dataset[name].shape[len(self.dims) :])

    def place(self, point: int) -> str:
        """The coordinates of a point, e.g. 'mg_o=0.5 mM'; '' without a sweep."""
        return place(self.dataset, int(point))

    @property
    def times(self) -> np.ndarray:
        """(sample,) of the traces, in ms."""
        return self.dataset["time"].values if "time" in self.dataset.coords else np.empty(0)

    def read(self, name: str, points: np.ndarray) -> np.ndarray:
        """(point, ...) the values of rising points, read in boxes that hold little else."""
        variable = self.dataset[name].variable
        own = variable.shape[len(self.shape) :]
        if not points.size or 0 in own:
            return np.empty((points.size, *own), float)
        at = np.unravel_index(points, self.shape) if self.shape else ()
        low = [int(index.min()) for index in at]
        sizes = [int(index.max()) - least + 1 for index, least in zip(at, low, strict=True)]
        if math.prod(sizes) > _WASTE * points.size:
            half = points.size // 2
            return np.concatenate([self.read(name, points[:half]), self.read(name, points[half:])])
        box = tuple(slice(least, least + size) for least, size in zip(low, sizes, strict=True))
        values = np.asarray(variable[box].values)
        inside = tuple(index - least for index, least in zip(at, low, strict=True))
        return values[inside] if self.shape else values[None]

    def labels(self, dim: str) -> pd.MultiIndex:
        """What each place along an axis is, to ten digits; the second of two equal ones is its own.

        An axis that only counts (repeats, points of a design without coordinates) has its numbers.
        """
        axis = [
            coordinate
            for coordinate in self.dataset.coords.values()
            if coordinate.dims == (dim,) and not _counts(coordinate)
        ]
        columns = [_rounded(coordinate.values) for coordinate in axis]
        columns = columns or [np.arange(self.dataset.sizes[dim])]
        frame = pd.DataFrame(dict(enumerate(columns)))
        frame["again"] = frame.groupby(list(frame.columns), dropna=False).cumcount()
        return pd.MultiIndex.from_frame(frame)


def _counts(coordinate: xr.DataArray) -> bool:
    return str(coordinate.attrs.get("long_name", "")).startswith("point of ")


def _rounded(values: np.ndarray) -> np.ndarray:
    """Floating numbers to ten digits, so that the last bit of another machine does not count."""
    if values.dtype.kind != "f":
        return values
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.where(values == 0, 0.0, np.floor(np.log10(np.abs(values))))
    scale = 10.0 ** (_DIGITS - 1 - size)
    return np.where(np.isfinite(scale), np.rint(values * scale) / scale, values)
