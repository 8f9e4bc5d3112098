"""Analyses of a results dataset: pharmacology of what was run. Each is loaded on first use."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mgsim.analysis.combination import find_isoboles as find_isoboles
    from mgsim.analysis.combination import mark_isoboles as mark_isoboles
    from mgsim.analysis.concentration import fit_hill as fit_hill
    from mgsim.analysis.concentration import mark_hill as mark_hill
    from mgsim.analysis.iv import fit_iv as fit_iv
    from mgsim.analysis.iv_marks import mark_iv as mark_iv
    from mgsim.analysis.lanes import at as at
    from mgsim.analysis.lanes import statuses as statuses
    from mgsim.analysis.marks import write_csv as write_csv
    from mgsim.analysis.relaxation import fit_relaxation as fit_relaxation
    from mgsim.analysis.relaxation import mark_relaxation as mark_relaxation
    from mgsim.analysis.shift import fit_shift as fit_shift
    from mgsim.analysis.shift import mark_shift as mark_shift
    from mgsim.analysis.tables import heading as heading
    from mgsim.analysis.tables import rows as rows
    from mgsim.analysis.tables import write_rows as write_rows

_FACE = {
    "at": "lanes",
    "find_isoboles": "combination",
    "fit_hill": "concentration",
    "fit_iv": "iv",
    "fit_relaxation": "relaxation",
    "fit_shift": "shift",
    "mark_hill": "concentration",
    "mark_isoboles": "combination",
    "mark_iv": "iv_marks",
    "mark_relaxation": "relaxation",
    "mark_shift": "shift",
    "heading": "tables",
    "rows": "tables",
    "statuses": "lanes",
    "write_csv": "marks",
    "write_rows": "tables",
}
__all__ = ["at", "find_isoboles", "fit_hill", "fit_iv", "fit_relaxation", "fit_shift"]


def __getattr__(name: str) -> Any:
    """The analyses, each loaded on first use so that the command line answers at once."""
    if name not in _FACE:
        raise AttributeError(f"module 'mgsim.analysis' has no attribute '{name}'")
    return getattr(importlib.import_module(f"mgsim.analysis.{_FACE[name]}"), name)
