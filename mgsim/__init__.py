"""mgsim: what a change of extracellular magnesium does to a neuron."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mgsim.language.errors import MgsimError as MgsimError
    from mgsim.results import open_results as open_results
    from mgsim.run import run as run
    from mgsim.study.experiment import load as load

_FACE = {
    "MgsimError": "mgsim.language.errors",
    "load": "mgsim.study.experiment",
    "open_results": "mgsim.results",
    "run": "mgsim.run",
}
__all__ = ["MgsimError", "load", "open_results", "run"]


def __getattr__(name: str) -> Any:
    """The public verbs, each loaded on first use so that `import mgsim` costs nothing."""
    if name not in _FACE:
        raise AttributeError(f"module 'mgsim' has no attribute '{name}'")
    return getattr(importlib.import_module(_FACE[name]), name)
