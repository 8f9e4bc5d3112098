"""A receptor that goes by one name: its slots, written out before anything else reads the tree.

`nmda: {model: kampa_2004, permeation: ohmic}` stands for the slots of receptors/kampa_2004; a slot
that is written beside the name stays as written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mgsim.catalogue.find import Catalogue
from mgsim.language.roles import ROLES
from mgsim.study.tree import Tree

MODEL = "model"


def named(tree: Tree) -> dict[str, str]:
    """The name of every receptor that has one, by its path ('soma.nmda')."""
    return {f"{compartment}.{key}": slots[MODEL] for compartment, key, slots in _named(tree)}


def _named(tree: Tree) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for compartment, slots in tree.value["cell"].items():
        for key, given in slots.items():
            words = given if isinstance(given, dict) and key not in ROLES else {}
            if MODEL in words and "permeation" in words and "role" not in words:
                yield compartment, key, given


def written_out(tree: Tree, cards: Catalogue) -> Tree:
    """The tree with the slots of every named receptor, each placed where its name is written."""
    cell = {compartment: dict(slots) for compartment, slots in tree.value["cell"].items()}
    places = dict(tree.places)
    for compartment, key, given in _named(tree):
        here = ("cell", compartment, key)
        slots = cards.receptor(given[MODEL]).slots
        own = {role: slot for role, slot in given.items() if role != MODEL}
        cell[compartment][key] = {**slots, **own}
        where = tree.places.get((*here, MODEL), "")
        places |= {(*here, role): where for role in slots if role not in own and where}
    return Tree({**tree.value, "cell": cell}, places, tree.texts, tree.name)
