"""YAML text -> a tree that remembers where every value was written.

Strict YAML 1.2: a key given twice is refused, `1e-3` is a number, `yes` is a word.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from mgsim.language.errors import ConfigError, Fault, near_miss, one_of

Key = tuple[str | int, ...]


@dataclass(frozen=True)
class Tree:
    """A config as plain values, the place (file:line) of each, and the texts it was read from."""

    value: dict[str, Any]
    places: dict[Key, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    name: str = "config"

    def where(self, key: Key) -> str:
        """'configs/a.yaml:4 bath.mg_o': the nearest written place, then the path."""
        path = ".".join(str(part) for part in key)
        for length in range(len(key), -1, -1):
            if key[:length] in self.places:
                return f"{self.places[key[:length]]} {path}".strip()
        return f"{self.name} {path}".strip()


def read(path: str | Path) -> Tree:
    """Read a config file and what it `extends`; raises ConfigError with every fault of a text."""
    return _read(Path(path), (), "")


def _read(path: Path, trail: tuple[Path, ...], asked: str) -> Tree:
    """Read one file of a chain; `trail` are the files that led to it, `asked` where it is named."""
    if path.resolve() in trail:
        what = f"'{path.name}', which extends itself"
        raise ConfigError(Fault(asked, what, "a chain that ends"))
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        fault = Fault(asked or str(path), f"no file '{path}'", "a config file", _sibling(path))
        raise ConfigError(fault) from None
    except (OSError, UnicodeDecodeError) as error:
        what = f"a file that cannot be read ({type(error).__name__})"
        raise ConfigError(Fault(str(path), what, "a config file in UTF-8")) from None
    tree = parse(text, str(path))
    bases = tree.value.pop("extends", [])
    bases = [bases] if isinstance(bases, str) else bases
    if not isinstance(bases, list) or not all(isinstance(base, str) for base in bases):
        raise ConfigError(
            Fault(tree.where(("extends",)), repr(bases), "a file name or a list of them")
        )
    merged = Tree({}, {}, {}, tree.name)
    for base in bases:
        where = tree.where(("extends",))
        merged = merge(merged, _read(path.parent / base, (*trail, path.resolve()), where))
    return merge(merged, tree)


def _sibling(path: Path) -> str:
    names = [p.name for p in path.parent.glob("*.yaml")] if path.parent.is_dir() else []
    return near_miss(path.name, names)


def parse(text: str, name: str = "config") -> Tree:
    """Parse one YAML text; every duplicate key is reported at once."""
    try:
        node = YAML(pure=True).compose(text)
    except YAMLError as error:
        raise ConfigError(_not_yaml(error, name)) from None
    reader = _Reader(name)
    value = reader.value(node, ()) if node is not None else {}
    if not isinstance(value, dict):
        reader.faults.append(Fault(f"{name}:1", "no mapping", "keys and values"))
    if reader.faults:
        raise ConfigError(*reader.faults)
    return Tree(value, reader.places, {name: text}, name)


def _not_yaml(error: YAMLError, name: str) -> Fault:
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark
        problem = str(error.problem).removeprefix("found ")
        return Fault(f"{name}:{mark.line + 1 if mark else 1}", problem, "YAML 1.2")
    return Fault(name, str(error).splitlines()[0], "YAML 1.2")


class _Reader:
    """Turns nodes into plain values; keeps each one's place, and every fault met on the way."""

    def __init__(self, name: str):
        self.name = name
        self.places: dict[Key, str] = {}
        self.faults: list[Fault] = []
        self.inside: list[Node] = []

    def value(self, node: Node, key: Key) -> Any:
        self.places[key] = f"{self.name}:{node.start_mark.line + 1}"
        if isinstance(node, ScalarNode):
            return self._scalar(node, key)
        if any(node is outer for outer in self.inside):
            self._complain(key, "an alias of what it stands in", "a value that ends")
            return {}
        self.inside.append(node)
        if isinstance(node, MappingNode):
            found: Any = self._mapping(node, key)
        else:
            found = [self.value(child, (*key, i)) for i, child in enumerate(node.value)]
        self.inside.pop()
        return found

    def _mapping(self, node: MappingNode, key: Key) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, child in node.value:
            here = f"{self.name}:{key_node.start_mark.line + 1}"
            if not isinstance(key_node, ScalarNode):
                path = ".".join(str(part) for part in key)
                found_here = Fault(f"{here} {path}".strip(), "a key that is no word", "a word")
                self.faults.append(found_here)
                continue
            word = str(key_node.value)
            if word in found:
                self.places[(*key, word)] = here
                hint = "Remove one of the two."
                self._complain((*key, word), "the key a second time", "one value", hint)
            found[word] = self.value(child, (*key, word))
            self.places[(*key, word)] = here
        return found

    def _scalar(self, node: ScalarNode, key: Key) -> Any:
        read = _BY_TAG.get(str(node.tag).removeprefix("tag:yaml.org,2002:"))
        if read is None:
            self._complain(key, f"the tag '{node.tag}'", "a plain value")
            return ""
        try:
            found = read(node.value)
        except ValueError:
            self._complain(key, f"'{node.value}'", "a number")
            return 0
        if isinstance(found, float) and not math.isfinite(found):
            self._complain(key, node.value, "a finite number")
            return 0.0
        return found

    def _complain(self, key: Key, found: str, expected: str, hint: str = "") -> None:
        path = ".".join(str(part) for part in key)
        self.faults.append(Fault(f"{self.places[key]} {path}".strip(), found, expected, hint))


def _whole(text: str) -> int:
    digits = text.replace("_", "")
    return int(digits) if digits.lstrip("+-").isdigit() else int(digits, 0)


def _real(text: str) -> float:
    words = {".inf": "inf", "+.inf": "inf", "-.inf": "-inf", ".nan": "nan"}
    return float(words.get(text.lower(), text))


_BY_TAG: dict[str, Callable[[str], Any]] = {
    "int": _whole,
    "float": _real,
    "bool": lambda text: text.lower() == "true",
    "null": lambda _: None,
    "str": str,
    "timestamp": str,
}


def merge(base: Tree, child: Tree) -> Tree:
    """Lay `child` over `base`; a slot that names another model starts afresh."""
    places = dict(base.places)
    value = _merged(base.value, child.value, (), places, child.places)
    return Tree(value, places, {**base.texts, **child.texts}, child.name)


def _merged(old: Any, new: Any, key: Key, places: dict[Key, str], fresh: dict[Key, str]) -> Any:
    if key[:1] in _HOLD_SLOTS and len(key) > 1:
        old, new = _opened(old, new), _opened(new, old)
    is_mapping = isinstance(old, dict) and isinstance(new, dict)
    is_same = is_mapping and old.get("model") == new.get("model", old.get("model"))
    if is_same or (is_mapping and _RECEPTOR & (old.keys() | new.keys())):
        out = dict(old)
        for word, value in new.items():
            out[word] = _merged(old.get(word), value, (*key, word), places, fresh)
        return out
    for stale in [k for k in places if k[: len(key)] == key]:
        del places[stale]
    places.update({k: where for k, where in fresh.items() if k[: len(key)] == key})
    return new


_OF_PLACE = ("role", "to", "between", "shared")
_RECEPTOR = {"kinetics", "permeation"}
_HOLD_SLOTS = (("cell",), ("couplings",), ("drives",))


def _opened(slot: Any, beside: Any) -> Any:
    """A slot in short form as {'model': ...} where the other layer writes it in long form."""
    return {"model": slot} if isinstance(slot, str) and isinstance(beside, dict) else slot


def put(tree: Tree, path: str, value: Any, where: str) -> Tree:
    """Set one value, as `--set` and structural axes do; `path` may leave out what is unique.

    A slot in short form (`block: jahr_stevens_1990`) is opened where the path goes into it; one set
    to another model starts afresh and keeps only what belongs to its place.
    """
    key = find_key(tree, path, where)
    out = copy.deepcopy(tree.value)
    node = out
    for part in key[:-1]:
        if isinstance(node.get(part), str):
            node[part] = {"model": node[part]}
        node = node.setdefault(part, {})
        if not isinstance(node, dict):
            raise ConfigError(
                Fault(f"{where} {path}", f"a value at '{part}'", "a path into a mapping")
            )
    old = node.get(key[-1])
    if isinstance(old, dict) and isinstance(value, str) and "model" in old:
        keep = old if old["model"] == value else {k: v for k, v in old.items() if k in _OF_PLACE}
        value = {**keep, "model": value} if keep else value
    node[key[-1]] = value
    places = {k: v for k, v in tree.places.items() if k[: len(key)] != key}
    places[key] = where
    return Tree(out, places, tree.texts, tree.name)


TOP = (
    "duration",
    "engine",
    "seed",
    "title",
    "question",
    "figure",
    "clock",
    "record",
    "sweep",
    "fit",
    "bath",
)


def find_key(tree: Tree, path: str, where: str) -> tuple[str, ...]:
    """The full key of a path that may leave out leading or middle parts."""
    parts = tuple(path.split("."))
    if parts[0] in tree.value or (parts[0] in TOP and len(parts) <= 2):
        return parts
    branches = _branches(tree.value, ())
    exact = [b for b in branches if matches(b, parts)]
    under = [(*b, parts[-1]) for b in branches if len(parts) > 1 and matches(b, parts[:-1])]
    whole_tails = [b for b in exact if b[-len(parts) :] == parts]
    found = whole_tails if len(whole_tails) == 1 else exact or under
    if len(found) == 1:
        return found[0]
    if not found:
        known = sorted({".".join(b[1:]) or b[0] for b in branches})
        raise ConfigError(
            Fault(f"{where} {path}", "no such path", one_of(known), near_miss(path, known))
        )
    many = one_of(".".join(b) for b in found)
    raise ConfigError(Fault(f"{where} {path}", f"{len(found)} places", f"one place: {many}"))


def matches(full: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """True where `asked` is `full` with parts left out, the last one kept."""
    if not asked or not full or full[-1] != asked[-1]:
        return False
    rest = iter(full)
    return all(part in rest for part in asked)


def _branches(value: Any, key: tuple[str, ...]) -> list[tuple[str, ...]]:
    if not isinstance(value, dict):
        return [key]
    skip = ("sweep", "readouts", "record", "fit")
    below = [b for k, v in value.items() if key or k not in skip for b in _branches(v, (*key, k))]
    return ([key] if key else []) + below


def assignments(texts: Iterable[str]) -> dict[str, Any]:
    """Read each 'path=value'; the value is YAML, as it would stand in the config."""
    found = {}
    for text in texts:
        path, equals, value = text.partition("=")
        if not equals or not path.strip():
            raise ConfigError(Fault("--set", f"'{text}'", "PATH=VALUE, e.g. 'bath.mg_o=0.5 mM'"))
        found[path.strip()] = parse(f"value: {value}", "--set").value["value"]
    return found
