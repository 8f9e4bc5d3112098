"""A receptor that is a mixture: one receptor for each kind, and all that they share said once.

`subunits: {glun2a: 0.6, glun2b: 0.4}` in a receptor 'nmda' makes the receptors 'nmda_glun2a' and
'nmda_glun2b'. Each takes, in every slot whose card has sets named after subunits, the one of its
own name. A number that no such set tells apart is one number for all, at the path as written. The
first kind takes what the others leave, so each other fraction can be swept by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mgsim.catalogue.find import Catalogue
from mgsim.language.errors import ConfigError, Fault, one_of
from mgsim.language.ports import SUBUNITS
from mgsim.study.tree import Key, Tree, matches

_DUST = 1e-9


def check_mixture(tree: Tree, cards: Catalogue, here: Key) -> None:
    """Raise ConfigError where fractions do not add to 1, a name is taken or nothing differs."""
    *above, name = here
    slots, beside = _at(tree, here), _at(tree, tuple(above))
    fractions, where = slots["subunits"], tree.where((*here, "subunits"))
    total = sum(fractions.values())
    if abs(total - 1.0) > _DUST:
        raise ConfigError(Fault(where, f"fractions that add to {total:g}", "a sum of 1"))
    for kind in fractions:
        if f"{name}_{kind}" in beside:
            found = f"'{name}_{kind}', the name of the {kind} part of '{name}'"
            taken = tree.where((*above, f"{name}_{kind}"))
            raise ConfigError(Fault(taken, found, "a name of its own", "Choose another name."))
    inner = {role: given for role, given in slots.items() if role != "subunits"}
    if not any(_own_sets(cards, role, model_of(given)) for role, given in inner.items()):
        found = "a mixture whose kinds are all alike: no card of it has numbers by subunit"
        hint = "Take one that has, e.g. 'block: competition', or remove 'subunits'."
        raise ConfigError(Fault(where, found, "a card with sets such as 'glun2a'", hint))


def _at(tree: Tree, key: Key) -> Any:
    node: Any = tree.value
    for part in key:
        node = node[part]
    return node


def model_of(given: Any) -> str:
    """The card of a slot in its short or its long form."""
    return given if isinstance(given, str) else given["model"]


def _own_sets(cards: Catalogue, role: str, model: str) -> list[str]:
    return [name for name in cards.names(f"parameters/{role}/{model}") if name in SUBUNITS]


def sets_of(
    cards: Catalogue, role: str, given: Mapping[str, Any], kinds: Iterable[str], where: str
) -> dict[str, str]:
    """The parameter set that a slot takes for each kind; '' where its card is the same for all."""
    if "set" in given:
        return {kind: given["set"] for kind in kinds}
    known = _own_sets(cards, role, given["model"])
    for kind in kinds if known else ():
        if kind not in known:
            found = f"no numbers of {role}/{given['model']} for '{kind}'"
            hint = "Leave that kind out, or give this slot a 'set' for all kinds."
            raise ConfigError(Fault(where, found, one_of(known), hint))
    return {kind: kind if known else "" for kind in kinds}


def parts(target: str, mixtures: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """What a drive's target means: itself, or every kind of the mixture of that name."""
    return tuple(f"{target}_{kind}" for kind in mixtures.get(target, ())) or (target,)


def refuse_first(path: str, mixtures: Mapping[str, Iterable[str]], where: str) -> None:
    """Raise ConfigError where an axis is the fraction that follows from the others."""
    for receptor, kinds in mixtures.items():
        first, *others = kinds
        written = f"{receptor}.subunits.{first}"
        if matches(tuple(f"cell.{written}".split(".")), tuple(path.split("."))):
            expected = one_of(f"subunits.{kind}" for kind in others)
            hint = f"'{first}' stands first and takes what the others leave."
            raise ConfigError(Fault(where, f"'{path}'", expected, hint))
