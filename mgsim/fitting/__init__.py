"""Fit numbers of a config to measured points: the data, the search, the errors, the doubts."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mgsim.fitting.marks import mark_fit as mark_fit
    from mgsim.fitting.procedure import Fitted as Fitted
    from mgsim.fitting.procedure import fit as fit
    from mgsim.fitting.report import document as document
    from mgsim.fitting.report import fitted_tree as fitted_tree
    from mgsim.fitting.report import parameter_rows as parameter_rows
    from mgsim.fitting.report import point_rows as point_rows
    from mgsim.fitting.report import save as save

_FACE = {
    "Fitted": "procedure",
    "fit": "procedure",
    "mark_fit": "marks",
    "document": "report",
    "fitted_tree": "report",
    "parameter_rows": "report",
    "point_rows": "report",
    "save": "report",
}
__all__ = ["fit", "mark_fit", "save"]


def __getattr__(name: str) -> Any:
    """What a fit offers, loaded on first use so that the command line answers at once."""
    if name not in _FACE:
        raise AttributeError(f"module 'mgsim.fitting' has no attribute '{name}'")
    return getattr(importlib.import_module(f"mgsim.fitting.{_FACE[name]}"), name)
