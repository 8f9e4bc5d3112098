"""Cards of one's own in a folder, and one small receptor under a clamp."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mgsim.catalogue.find import Catalogue

HEAD = '''"""A card of a test."""

from mgsim.language import (
    ASSUMED, Event, Gate, Held, Mechanism, Param, Scheme, State, Train
)

'''  # fmt: skip
CLAMPED = """\
duration: "20 ms"
clock: {dt: "0.1 ms"}
seed: 5
bath: {mg_o: "1 mM"}
cell:
  patch:
    membrane: voltage_clamp
    nmda: {kinetics: double_exponential, block: jahr_stevens_1990, permeation: ohmic}
"""


@pytest.fixture
def clamped() -> str:
    """A config text: one receptor under a voltage clamp, to be added to."""
    return CLAMPED


@pytest.fixture
def own_cards(tmp_path, cards) -> Callable[..., Catalogue]:
    """A function: {'block/mine': 'mechanism = ...'} -> the catalogue with these cards too."""

    def make(**files: str) -> Catalogue:
        for place, text in files.items():
            role, _, name = place.partition("__")
            path = Path(tmp_path, "mechanisms", role, f"{name}.py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(HEAD + text, encoding="utf-8")
        return Catalogue((*cards.folders, tmp_path))

    return make
