"""Name -> card. A card is found by its file name; nothing is registered.

Besides the catalogue that ships, cards come from the folders of MGSIM_CATALOGUE (separated like
PATH), from `extra` folders, and from packages that name one under the entry point
`mgsim.catalogue`.
A folder is laid out like the catalogue: mechanisms/ROLE/NAME.py, readouts/NAME.py, figures/NAME.py,
parameters/ROLE/CARD/NAME.py, receptors/NAME.py.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from mgsim.language.errors import CardError, ConfigError, Fault, near_miss, one_of
from mgsim.language.figure import Figure
from mgsim.language.mechanism import Mechanism, ParameterSet
from mgsim.language.readout import Readout
from mgsim.language.receptor import Receptor

SHIPPED = Path(__file__).parent


@dataclass(frozen=True)
class Catalogue:
    """Every card there is, by kind and name; read from `folders` in order, earlier ones first."""

    folders: tuple[Path, ...]

    def mechanism(self, role: str, name: str) -> Mechanism:
        return _load(self._one(f"mechanisms/{role}", name), "mechanism", Mechanism)

    def readout(self, name: str) -> Readout:
        return _load(self._one("readouts", name), "readout", Readout)

    def figure(self, name: str) -> Figure:
        return _load(self._one("figures", name), "figure", Figure)

    def receptor(self, name: str) -> Receptor:
        return _load(self._one("receptors", name), "receptor", Receptor)

    def parameter_set(self, role: str, card: str, name: str) -> ParameterSet:
        return _load(self._one(f"parameters/{role}/{card}", name), "parameters", ParameterSet)

    def names(self, kind: str) -> list[str]:
        """Sorted card names of one folder, e.g. 'mechanisms/block' or 'readouts'."""
        return sorted(self._files(kind))

    def roles(self) -> list[str]:
        """Roles that have at least one card."""
        found = {p.name for f in self.folders for p in (f / "mechanisms").glob("*") if p.is_dir()}
        return sorted(role for role in found if self.names(f"mechanisms/{role}"))

    def path(self, kind: str, name: str) -> Path:
        """The file of one card."""
        return self._one(kind, name)

    def _files(self, kind: str) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted((folder / kind).glob("*.py")):
                if not path.stem.startswith("_"):
                    found.setdefault(path.stem, path)
        return found

    def _one(self, kind: str, name: str) -> Path:
        files = self._files(kind)
        if name not in files:
            expected = one_of(files) if files else "a folder with cards"
            raise ConfigError(
                Fault(f"catalogue {kind}", f"'{name}'", expected, near_miss(name, files))
            )
        return files[name]


def catalogue(extra: Iterable[Path | str] = ()) -> Catalogue:
    """Shipped cards first, then `extra`, then MGSIM_CATALOGUE, then plug-ins."""
    listed = [
        Path(text) for text in os.environ.get("MGSIM_CATALOGUE", "").split(os.pathsep) if text
    ]
    plugged = [Path(entry.load()) for entry in metadata.entry_points(group="mgsim.catalogue")]
    folders = (SHIPPED, *(Path(e) for e in extra), *listed, *plugged)
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(Fault("catalogue", f"no folder '{folder}'", "a folder of cards"))
    return Catalogue(folders)


def _load(path: Path, attribute: str, kind: type) -> Any:
    card = getattr(_module(path, path.stat().st_mtime_ns), attribute, None)
    if not isinstance(card, kind):
        raise CardError(
            Fault(
                str(path),
                f"no `{attribute}`",
                f"a {kind.__name__}",
                f"Write `{attribute} = {kind.__name__}(...)`.",
            )
        )
    return card


@cache
def _module(path: Path, _stamp: int) -> Any:
    spec = importlib.util.spec_from_file_location(f"mgsim_card_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise CardError(Fault(str(path), "no Python file", "a card"))
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        hint = "Run the file with Python to see the line."
        raise CardError(
            Fault(str(path), f"{type(error).__name__}: {error}", "a card that loads", hint)
        ) from error
    return module


def docstring(path: Path) -> str:
    """The first docstring of a card's file."""
    return (_module(path, path.stat().st_mtime_ns).__doc__ or "").strip()
