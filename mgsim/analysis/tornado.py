"""How far each number alone moves a readout: one at a time, from its low to its high end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import xarray as xr

from mgsim.analysis.design import Design, not_so, open_design
from mgsim.analysis.lanes import OK, provenance


def find_tornado(
    dataset: xr.Dataset, readout: str, over: str | None = None, *, replicates: str | None = None
) -> xr.Dataset:
    """The readout with each number at its low and at its high end, the widest bar first.

    over: the axis made by `one_at_a_time`; the only one where it is left out. Where there are other
    axes, the order is that of the widest bar in any lane, and `rank` says each lane's own. A bar
    with an end that has no number is NaN and counted.
    """
    design = _arranged(open_design(dataset, readout, "one_at_a_time", over, replicates))
    laid, y = design.laid, design.y
    base, low, high = y[:, 0], y[:, 1::2], y[:, 2::2]
    ends = np.stack((low, high, np.broadcast_to(base[:, None], low.shape)))
    swing = ends.max(axis=0) - ends.min(axis=0)
    widest = np.nanmax(np.where(np.isnan(swing), -1.0, swing), axis=0)
    order = np.argsort(-widest, kind="stable")
    ordered = replace(design, parameters=tuple(design.parameters[j] for j in order))
    rank = np.argsort(
        np.argsort(-np.nan_to_num(swing[:, order], nan=-1.0), axis=1, kind="stable"), axis=1
    )
    unit = laid.unit
    columns = {
        "at_low": (low[:, order], unit, "readout with the number at its low end"),
        "at_high": (high[:, order], unit, "readout with the number at its high end"),
        "change_low": ((low - base[:, None])[:, order], unit, "change from the base, low end"),
        "change_high": ((high - base[:, None])[:, order], unit, "change from the base, high end"),
        "swing": (swing[:, order], unit, "width of the bar"),
        "rank": (rank + 1, "1", "1 is the widest bar of the lane"),
    }
    fields = {
        word: laid.variable(values, own, says, ("parameter",))
        for word, (values, own, says) in columns.items()
    }
    lacks = np.isnan(swing).sum(axis=1)
    status = np.where(np.isnan(base), "no number at the base", OK).astype(object)
    status[(lacks == swing.shape[1]) & (status == OK)] = "no number at any end"
    fields["base"] = laid.variable(base, unit, "readout with every number as in the config")
    fields["dropped"] = laid.variable(lacks, "1", "bars without a number at one of their ends")
    fields["status"] = laid.variable(status, "", "'ok', or why there is no result")
    table = xr.Dataset(fields, {**laid.others.coords, **ordered.coordinates()})
    told = {"readout": readout, "over": design.dim, "replicates": replicates}
    return table.assign_attrs(provenance(dataset, "tornado", told))


def _arranged(design: Design) -> Design:
    """The design with its parameters in order: each moves in two rows of its own."""
    x, k = design.x, len(design.parameters)
    if len(x) != 2 * k + 1:
        raise not_so(design, "one_at_a_time")
    has_moved = (x[1:] != x[0]).reshape(k, 2, k).any(axis=1)
    order = has_moved.argmax(axis=1)
    if (has_moved.sum(axis=1) != 1).any() or sorted(order) != list(range(k)):
        raise not_so(design, "one_at_a_time")
    return replace(design, parameters=tuple(design.parameters[j] for j in order))
