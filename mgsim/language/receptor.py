"""What a receptor card says: which cards fill the slots of a receptor that goes by one name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Receptor:
    """A receptor by one name, so that whole models can be compared along one axis.

    slots: role -> the name of a card, or {'model': ..., 'set': ...}, as a config writes it; a role
    that is left out stays empty. What conducts (`permeation`) is the config's to say.
    """

    says: str
    slots: Mapping[str, str | Mapping[str, str]]
