"""The atlas as data: entries read from a YAML file, every fault of it said at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from mgsim.language.errors import ConfigError, Fault, near_miss, one_of
from mgsim.study.tree import Key, Tree, read

LOOSEST = 0.005  # a tolerance above it could hide a constant that is 2 % off
_WORDS = (
    "config", "figure", "sets", "engine", "options", "analysis", "tolerances", "model", "sees",
    "validation", "published", "apart", "more",
)  # fmt: skip
_OF_ANALYSIS = ("find", "mark", "at", "with")


@dataclass(frozen=True)
class Tolerance:
    """How far a variable may move: relative to the larger of its committed value and `floor`.

    floor: in the variable's own unit, for one that passes zero; why: the reason for it.
    """

    relative: float
    floor: float = 0.0
    why: str = ""

    def __str__(self) -> str:
        return f"{self.relative:g}" + (f" (floor {self.floor:g})" if self.floor else "")


@dataclass(frozen=True)
class Entry:
    """One figure of the atlas. config: a file. told: what its page says, as the YAML has it."""

    name: str
    config: Path
    figure: str
    tolerances: Mapping[str, Tolerance]
    sets: Mapping[str, Any] = field(default_factory=dict)
    engine: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    analysis: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)

    def tolerance(self, variable: str) -> Tolerance | None:
        """That of the variable's own name, else of the first pattern (`current, *`) it fits."""
        if variable in self.tolerances:
            return self.tolerances[variable]
        fits = (t for p, t in self.tolerances.items() if "*" in p and fnmatchcase(variable, p))
        return next(fits, None)


@dataclass(frozen=True)
class Atlas:
    """Every entry by name, and the file that they stand in."""

    path: Path
    entries: Mapping[str, Entry]

    def entry(self, name: str) -> Entry:
        """The entry of this name; raises ConfigError with the near miss."""
        if name not in self.entries:
            known = list(self.entries)
            fault = Fault(
                "mgsim figure", f"'{name}'", "a results folder or a figure of the atlas",
                near_miss(name, known) or f"The atlas holds {one_of(known)}.",
            )  # fmt: skip
            raise ConfigError(fault)
        return self.entries[name]


def open_atlas(path: Path) -> Atlas:
    """Read an atlas; raises ConfigError with every fault of it."""
    tree = read(path)
    faults: list[Fault] = []
    entries = {}
    for name, given in tree.value.items():
        if not isinstance(given, dict):
            faults.append(Fault(tree.where((name,)), repr(given), "an entry"))
            continue
        found = list(_faults(tree, name, given))
        faults += found
        if not found:
            entries[name] = _entry(path, name, given)
    if faults:
        raise ConfigError(*faults)
    return Atlas(path, entries)


def _entry(path: Path, name: str, given: Mapping[str, Any]) -> Entry:
    page = ("model", "sees", "validation", "published", "apart", "more")
    return Entry(
        name=name,
        config=path.parent / given["config"],
        figure=given["figure"],
        tolerances={variable: _tolerance(t) for variable, t in given["tolerances"].items()},
        sets=given.get("sets", {}),
        engine=given.get("engine", ""),
        options=given.get("options", {}),
        analysis=given.get("analysis", {}),
        told={word: given[word] for word in page if word in given},
    )


def _tolerance(given: Any) -> Tolerance:
    return Tolerance(**given) if isinstance(given, dict) else Tolerance(float(given))


def _faults(tree: Tree, name: str, given: Mapping[str, Any]) -> Iterator[Fault]:
    for word in given:
        if word not in _WORDS:
            hint = near_miss(word, _WORDS)
            yield Fault(tree.where((name, word)), f"'{word}'", one_of(_WORDS), hint)
    for word in ("config", "figure", "tolerances"):
        if word not in given:
            yield Fault(tree.where((name,)), f"no '{word}'", "one")
    for word in given.get("analysis", {}):
        if word not in _OF_ANALYSIS:
            where = tree.where((name, "analysis", word))
            yield Fault(where, f"'{word}'", one_of(_OF_ANALYSIS))
    for variable, tolerance in given.get("tolerances", {}).items():
        yield from _faults_of(tree, (name, "tolerances", variable), variable, tolerance)


def _faults_of(tree: Tree, key: Key, variable: str, given: Any) -> Iterator[Fault]:
    where = tree.where(key)
    if not variable.strip("* "):
        yield Fault(where, "a tolerance for every variable", "one for each variable")
    relative = given.get("relative") if isinstance(given, dict) else given
    if not isinstance(relative, int | float) or not 0 < relative <= LOOSEST:
        yield Fault(where, f"{relative!r}", f"above 0, at most {LOOSEST}")
    if isinstance(given, dict) and ("floor" in given) != bool(given.get("why")):
        yield Fault(where, "a floor without its reason", "'floor' and 'why'")
