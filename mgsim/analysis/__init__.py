"""Analyses of a results dataset: pharmacology of what was run. Each is loaded on first use."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mgsim.analysis.band import find_band as find_band
    from mgsim.analysis.combination import find_isoboles as find_isoboles
    from mgsim.analysis.combination import mark_isoboles as mark_isoboles
    from mgsim.analysis.concentration import fit_hill as fit_hill
    from mgsim.analysis.concentration import mark_hill as mark_hill
    from mgsim.analysis.iv import fit_iv as fit_iv
    from mgsim.analysis.iv_marks import mark_iv as mark_iv
    from mgsim.analysis.lanes import at as at
    from mgsim.analysis.lanes import statuses as statuses
    from mgsim.analysis.latex import write_latex as write_latex
    from mgsim.analysis.marks import write_csv as write_csv
    from mgsim.analysis.morris import find_morris as find_morris
    from mgsim.analysis.relaxation import fit_relaxation as fit_relaxation
    from mgsim.analysis.relaxation import mark_relaxation as mark_relaxation
    from mgsim.analysis.response import find_response as find_response
    from mgsim.analysis.response_marks import mark_response as mark_response
    from mgsim.analysis.sensitivity_marks import mark_band as mark_band
    from mgsim.analysis.sensitivity_marks import mark_morris as mark_morris
    from mgsim.analysis.sensitivity_marks import mark_sobol as mark_sobol
    from mgsim.analysis.sensitivity_marks import mark_tornado as mark_tornado
    from mgsim.analysis.shift import fit_shift as fit_shift
    from mgsim.analysis.shift import mark_shift as mark_shift
    from mgsim.analysis.sobol import find_sobol as find_sobol
    from mgsim.analysis.tables import heading as heading
    from mgsim.analysis.tables import rows as rows
    from mgsim.analysis.tables import write_rows as write_rows
    from mgsim.analysis.tornado import find_tornado as find_tornado

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
    "find_band": "band",
    "find_morris": "morris",
    "find_response": "response",
    "find_sobol": "sobol",
    "find_tornado": "tornado",
    "mark_band": "sensitivity_marks",
    "mark_morris": "sensitivity_marks",
    "mark_response": "response_marks",
    "mark_sobol": "sensitivity_marks",
    "mark_tornado": "sensitivity_marks",
    "write_latex": "latex",
    "heading": "tables",
    "rows": "tables",
    "statuses": "lanes",
    "write_csv": "marks",
    "write_rows": "tables",
}
__all__ = [
    "at", "find_band", "find_isoboles", "find_morris", "find_response", "find_sobol",
    "find_tornado", "fit_hill", "fit_iv", "fit_relaxation", "fit_shift",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The analyses, each loaded on first use so that the command line answers at once."""
    if name not in _FACE:
        raise AttributeError(f"module 'mgsim.analysis' has no attribute '{name}'")
    return getattr(importlib.import_module(f"mgsim.analysis.{_FACE[name]}"), name)


def names() -> list[str]:
    """Every analysis by name: `find_`, `fit_` make a table, `mark_` what is drawn of it."""
    return sorted(_FACE)
