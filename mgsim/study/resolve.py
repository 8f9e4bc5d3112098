"""A path as a person writes it -> the one quantity it means."""

from __future__ import annotations

from collections.abc import Mapping

from mgsim.language.errors import ConfigError, Fault, near_miss, one_of
from mgsim.study.model import Quantity
from mgsim.study.tree import matches


def resolve(quantities: Mapping[str, Quantity], path: str, where: str) -> str:
    """The flat name of a quantity whose path may leave parts out.

    Raises ConfigError where no quantity or more than one answers to the path.
    """
    asked = tuple(path.split("."))
    exact = [q.name for q in quantities.values() if q.path == path]
    found = exact or [
        q.name for q in quantities.values() if matches(tuple(q.path.split(".")), asked)
    ]
    if len(found) == 1:
        return found[0]
    paths = sorted(q.path for q in quantities.values())
    if not found:
        same_end = [p for p in paths if p.split(".")[-1] == asked[-1]]
        raise ConfigError(
            Fault(where, f"'{path}'", one_of(same_end or paths), near_miss(path, paths))
        )
    many = one_of(quantities[n].path for n in found)
    raise ConfigError(Fault(where, f"'{path}', which fits {len(found)} quantities", many))
