"""A sweep thinned out: a few of its points, spread evenly over it, as a plan of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mgsim.study.axes import Axis, Column
from mgsim.study.batch import Batch, Group, Plan


def thin(plan: Plan, lanes: int) -> Plan:
    """At most `lanes` points of a plan, the same numbers, seeds and spikes, along one axis.

    The first and the last point are among them, and every structure where there are lanes enough;
    each point keeps its coordinates. A plan that is small enough comes back as it is.
    """
    if lanes >= plan.points:
        return plan
    owner = np.zeros(plan.points, int)
    for number, group in enumerate(plan.groups):
        owner[group.batch.points] = number
    chosen = even_points(owner, lanes)
    axis, values = _line(plan, chosen)
    groups = []
    for number, group in enumerate(plan.groups):
        new = np.flatnonzero(owner[chosen] == number)
        if new.size:
            old = np.searchsorted(group.batch.points, chosen[new])
            groups.append(Group(group.model, replace(_picked(group.batch, old), points=new)))
    return Plan((axis,), (values,), tuple(groups))


def even_points(owner: np.ndarray, lanes: int) -> np.ndarray:
    """Indices of `lanes` points spread evenly; `owner` is the structure that each point is of.

    A structure that an even spacing leaves out takes the place of the nearest point of one that has
    several (never that of the first or the last point).
    """
    chosen = np.unique(np.linspace(0, owner.size - 1, min(lanes, owner.size)).round().astype(int))
    counts = np.bincount(owner[chosen], minlength=owner.max() + 1)
    for missing in np.flatnonzero(counts == 0):
        inner = np.flatnonzero(counts[owner[chosen[1:-1]]] > 1) + 1
        if not inner.size:
            break
        own = np.flatnonzero(owner == missing)
        away = np.abs(own[None, :] - chosen[inner, None])
        place, point = np.unravel_index(away.argmin(), away.shape)
        counts[owner[chosen[inner[place]]]] -= 1
        counts[missing] += 1
        chosen[inner[place]] = own[point]
    return np.sort(chosen)


def _line(plan: Plan, chosen: np.ndarray) -> tuple[Axis, list[np.ndarray]]:
    """One axis with a column for all that varies, as an axis of the kind `zip` has."""
    at = np.unravel_index(chosen, plan.shape)
    columns: list[Column] = []
    values: list[np.ndarray] = []
    for axis, numbers, index in zip(plan.axes, plan.values, at, strict=True):
        if axis.kind == "repeats":
            columns.append(Column(axis.name, "1", "repeat"))
            values.append(index)
        columns += axis.columns
        values += [column[index] for column in numbers]
    name = plan.axes[0].name if len(columns) == 1 else "point"
    return Axis(name, "zip", chosen.size, tuple(columns)), values


def _picked(batch: Batch, some: np.ndarray) -> Batch:
    """The lanes of some positions, as a batch of their own."""
    start = {n: v[some] if v.shape == (batch.lanes,) else v for n, v in batch.start.items()}
    return replace(
        batch,
        lanes=some.size,
        columns={n: v[some] for n, v in batch.columns.items()},
        start=start,
        arrivals={n: [times[i] for i in some] for n, times in batch.arrivals.items()},
        points=batch.points[some],
        seeds=batch.seeds[some],
    )
