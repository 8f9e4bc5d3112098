"""The reference of the library: the public names, their docstrings read by mkdocstrings."""

from __future__ import annotations

import inspect
from types import ModuleType

from writing import page

import mgsim
from mgsim import analysis


def pages() -> dict[str, str]:
    """The page of `mgsim` and the page of `mgsim.analysis`."""
    first = "The public names; whatever else the package holds may change without notice."
    own = {
        "reference/python.md": ("# import mgsim", mgsim, [*mgsim.__all__, "Wishes", "status"]),
        "reference/analysis.md": ("# mgsim.analysis", analysis, analysis.__all__),
    }
    return {
        path: page(
            title, first, *(_entry(module, name) for name in sorted(set(names), key=str.lower))
        )
        for path, (title, module, names) in own.items()
    }


def _entry(module: ModuleType, name: str) -> str:
    """A name of the face is documented where it lives: the face loads it on first use."""
    found = getattr(module, name)
    if not (inspect.isfunction(found) or inspect.isclass(found)):
        return f"## {name}\n\n`{name} = {found!r}`"
    lines = (
        f"::: {found.__module__}.{found.__qualname__}",
        "    options:",
        f'      heading: "{module.__name__}.{name}"',
        f'      toc_label: "{name}"',
        "      heading_level: 2",
    )
    return "\n".join(lines)
