"""The atlas: figures that are remade from their configs, and held against the data they once drew.

An entry is data (`figures/atlas.yaml`): a config, a figure card, the analysis in between if there
is one, and how far each drawn number may move. Each verb is loaded on first use.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mgsim.atlas.entries import Atlas as Atlas
    from mgsim.atlas.entries import Entry as Entry
    from mgsim.atlas.entries import open_atlas as open_atlas
    from mgsim.atlas.making import Made as Made
    from mgsim.atlas.making import check as check
    from mgsim.atlas.making import made_of as made_of
    from mgsim.atlas.making import make as make
    from mgsim.atlas.making import write as write
    from mgsim.atlas.pages import write_index as write_index
    from mgsim.atlas.pages import write_pages as write_pages

_FACE = {
    "Atlas": "entries",
    "Entry": "entries",
    "open_atlas": "entries",
    "Made": "making",
    "check": "making",
    "make": "making",
    "made_of": "making",
    "write": "making",
    "write_index": "pages",
    "write_pages": "pages",
}


def __getattr__(name: str) -> Any:
    """The verbs of the atlas, each loaded on first use: drawing is slow to import."""
    if name not in _FACE:
        raise AttributeError(f"module 'mgsim.atlas' has no attribute '{name}'")
    return getattr(importlib.import_module(f"mgsim.atlas.{_FACE[name]}"), name)
