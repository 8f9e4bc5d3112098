"""How sure a readout is: its median and the band that most draws of what is uncertain stay in."""

from __future__ import annotations

import numpy as np
import xarray as xr

from mgsim.analysis.design import along_sample, sampled_axis
from mgsim.analysis.lanes import OK, Lanes, axis, provenance, readout
from mgsim.language.errors import Fault, ResultError

LEVEL = 0.9  # 5 to 95 %
_DUST = 1e-9


def find_band(
    dataset: xr.Dataset,
    name: str,
    along: str | None = None,
    *,
    over: str | None = None,
    level: float = LEVEL,
    beside: str | None = None,
) -> xr.Dataset:
    """Median and the middle `level` of a readout over a sampled axis, at every value of the others.

    along: the numeric axis that the band is drawn along; the longest where it is left out.
    over: the sampled axis (sobol, latin_hypercube, normal, uncertain, saltelli, repeats); the only
    one where it is left out. beside: a second one that is taken together with it, such as repeats.
    Quantiles are median-unbiased (Hyndman & Fan 1996, Am Stat 50:361, type 8). Values that are no
    numbers are left out and counted; where fewer are left than reach beyond the band on each side,
    or than half of all, there is none.
    """
    if not 0 < level < 1:
        raise ResultError(Fault("level", f"{level:g}", "a number between 0 and 1, e.g. 0.9"))
    array = readout(dataset, name)
    dim = sampled_axis(dataset, array, over)
    laid = along_sample(dataset, name, dim, beside)
    shown = _along(dataset, name, along, laid)
    table = xr.Dataset(_fields(laid, level), laid.others.coords)
    told = {"readout": name, "over": dim, "along": shown, "level": level, "beside": beside}
    return table.assign_attrs(provenance(dataset, "band", told))


def _along(dataset: xr.Dataset, name: str, along: str | None, laid: Lanes) -> str | None:
    """The axis that the band runs along: as asked, or the longest numeric one; None for none."""
    if along is not None:
        found = axis(readout(dataset, name), along)
        if found.dim not in laid.sizes:
            what = f"'{along}', which is taken together"
            raise ResultError(Fault("along", what, "another axis than the sampled one"))
        return found.name
    numeric = [
        (size, dim)
        for dim, size in laid.sizes.items()
        if size > 1 and np.issubdtype(laid.others[dim].dtype, np.number)
    ]
    return max(numeric)[1] if numeric else None


@np.errstate(all="ignore")
def _fields(laid: Lanes, level: float) -> dict[str, xr.Variable]:
    known = np.isfinite(laid.y)
    n, dropped = known.sum(axis=1), (~known).sum(axis=1)
    tail = (1 - level) / 2
    is_enough = (n * tail >= 1 - _DUST) & (n >= dropped)
    found = np.full((3, len(laid.y)), np.nan)
    if is_enough.any():
        kept = np.where(known, laid.y, np.nan)[is_enough]
        parts = (tail, 0.5, 1 - tail)
        found[:, is_enough] = np.nanquantile(kept, parts, axis=1, method="median_unbiased")
    least = int(np.ceil(1 / tail - _DUST))
    status = np.full(len(n), OK, dtype=object)
    for lane in np.flatnonzero(~is_enough):
        few = f"{n[lane]} numbers of {n[lane] + dropped[lane]}; {least} and half are needed"
        status[lane] = few if n[lane] else "no data"
    middle = f"{100 * tail:.3g} to {100 - 100 * tail:.3g} % band"
    says = str(laid.says)
    return {
        "median": laid.variable(found[1], laid.unit, f"median of {says}"),
        "low": laid.variable(found[0], laid.unit, f"lower end of the {middle}"),
        "high": laid.variable(found[2], laid.unit, f"upper end of the {middle}"),
        "n": laid.variable(n, "1", "numbers in the band"),
        "dropped": laid.variable(dropped, "1", "values left out because they are no numbers"),
        "status": laid.variable(status, "", "'ok', or why there is no result"),
    }
