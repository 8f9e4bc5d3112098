"""mgsim: what a change of extracellular magnesium does to a neuron."""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mgsim.bibliography import cite as cite
    from mgsim.check import check as check
    from mgsim.diff import diff as diff
    from mgsim.doctor import diagnose as diagnose
    from mgsim.explain import explain as explain
    from mgsim.fitting.procedure import fit as fit
    from mgsim.guide import describe as describe
    from mgsim.guide import inventory as inventory
    from mgsim.language.errors import MgsimError as MgsimError
    from mgsim.outline import outline as outline
    from mgsim.replay import replay as replay
    from mgsim.results import fresh_folder as fresh_folder
    from mgsim.results import open_results as open_results
    from mgsim.results import save as save
    from mgsim.run import run as run
    from mgsim.slider import slider as slider
    from mgsim.study.experiment import load as load
    from mgsim.sweep import sweep as sweep
    from mgsim.verify import step_halving as step_halving
    from mgsim.verify import verify as verify

# public name: the module it lives in, and its name there where that is another
_FACE = {
    "MgsimError": "mgsim.language.errors",
    "check": "mgsim.check",
    "cards": "mgsim.catalogue.find:catalogue",
    "cite": "mgsim.bibliography",
    "compose": "mgsim.study.compose",
    "config_schema": "mgsim.study.schema:build",
    "describe": "mgsim.guide",
    "diagnose": "mgsim.doctor",
    "diff": "mgsim.diff",
    "draw": "mgsim.draw",
    "duration": "mgsim.sweep.forecast",
    "examine": "mgsim.laws",
    "explain": "mgsim.explain",
    "fit": "mgsim.fitting.procedure",
    "fresh_folder": "mgsim.results",
    "inventory": "mgsim.guide",
    "load": "mgsim.study.experiment",
    "look_ahead": "mgsim.sweep",
    "open_results": "mgsim.results",
    "outline": "mgsim.outline",
    "reckon": "mgsim.run",
    "replay": "mgsim.replay",
    "part_of": "mgsim.sweep",
    "run": "mgsim.run",
    "save": "mgsim.results",
    "slider": "mgsim.slider",
    "status": "mgsim.sweep",
    "step_halving": "mgsim.verify",
    "sweep": "mgsim.sweep",
    "validate": "mgsim.validation.table:rows",
    "verify": "mgsim.verify",
    "verify_outline": "mgsim.verify",
    "Wishes": "mgsim.sweep",
    "with_step_halving": "mgsim.verify",
    "write_validation": "mgsim.validation.table:write_csv",
}
__all__ = [
    "MgsimError", "check", "cite", "diff", "explain", "fit", "load", "open_results", "outline",
    "replay", "run", "step_halving", "sweep", "verify",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The public verbs, each loaded on first use so that `import mgsim` costs nothing."""
    if name not in _FACE:
        raise AttributeError(f"module 'mgsim' has no attribute '{name}'")
    module, _, own = _FACE[name].partition(":")
    return getattr(importlib.import_module(module), own or name)


class _Face(ModuleType):
    """Keeps `mgsim.run` the verb: importing the module `mgsim.run` would else put itself there."""

    def __setattr__(self, name: str, value: Any) -> None:
        is_verb = isinstance(value, ModuleType) and f"mgsim.{name}" == _FACE.get(name)
        super().__setattr__(name, getattr(value, name) if is_verb else value)


sys.modules[__name__].__class__ = _Face
