"""YAML text -> a tree that remembers where every value was written.

Strict YAML 1.2: a key given twice is refused, `1e-3` is a number, `yes` is a word.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

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
    """Read a config file and what it `extends`; raises ConfigError with every fault of the texts."""
    return _read(Path(path), ())


def _read(path: Path, trail: tuple[Path, ...]) -> Tree:
    if path in trail:
        raise ConfigError(Fault(str(path), "a file that extends itself", "a chain that ends"))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        hint = _sibling(path)
        raise ConfigError(
            Fault(str(path), f"{type(error).__name__}", "a config file", hint)
        ) from None
    tree = parse(text, str(path))
    bases = tree.value.pop("extends", [])
    bases = [bases] if isinstance(bases, str) else bases
    if not isinstance(bases, list) or not all(isinstance(base, str) for base in bases):
        raise ConfigError(
            Fault(tree.where(("extends",)), repr(bases), "a file name or a list of them")
        )
    merged = Tree({}, {}, {}, tree.name)
    for base in bases:
        merged = merge(merged, _read((path.parent / base), (*trail, path)))
    return merge(merged, tree)


def _sibling(path: Path) -> str:
    names = [p.name for p in path.parent.glob("*.yaml")] if path.parent.is_dir() else []
    return near_miss(path.name, names)


def parse(text: str, name: str = "config") -> Tree:
    """Parse one YAML text; every duplicate key is reported at once."""
    try:
        node = YAML(pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise ConfigError(Fault(f"{name}:{line}", f"{error.problem}", "YAML 1.2")) from None
    faults: list[Fault] = []
    places: dict[Key, str] = {}
    value = _value(node, (), name, places, faults) if node is not None else {}
    if not isinstance(value, dict):
        faults.append(Fault(f"{name}:1", "no mapping", "keys and values"))
    if faults:
        raise ConfigError(*faults)
    return Tree(value, places, {name: text}, name)


def _value(node: Node, key: Key, name: str, places: dict[Key, str], faults: list[Fault]) -> Any:
    places[key] = f"{name}:{node.start_mark.line + 1}"
    if isinstance(node, SequenceNode):
        return [
            _value(child, (*key, i), name, places, faults) for i, child in enumerate(node.value)
        ]
    if isinstance(node, MappingNode):
        found: dict[str, Any] = {}
        for key_node, child in node.value:
            word = str(key_node.value)
            line = key_node.start_mark.line + 1
            if word in found:
                path = ".".join(str(part) for part in (*key, word))
                hint = "Remove one of the two."
                faults.append(
                    Fault(f"{name}:{line} {path}", "the key a second time", "one value", hint)
                )
            found[word] = _value(child, (*key, word), name, places, faults)
            places[(*key, word)] = f"{name}:{line}"
        return found
    if str(node.tag).endswith(":float") and node.value.lower().lstrip("+-") in (".inf", ".nan"):
        path = ".".join(str(part) for part in key)
        faults.append(Fault(f"{places[key]} {path}", node.value, "a finite number"))
        return 0.0
    return _scalar(node)


def _scalar(node: ScalarNode) -> Any:
    text, tag = node.value, str(node.tag)
    if tag.endswith(":int"):
        return int(text.replace("_", ""), 0) if not text.lstrip("+-").isdigit() else int(text)
    if tag.endswith(":float"):
        return float(text)
    if tag.endswith(":bool"):
        return text.lower() == "true"
    return None if tag.endswith(":null") else text


def merge(base: Tree, child: Tree) -> Tree:
    """Lay `child` over `base`; a slot that names another model starts afresh."""
    places = dict(base.places)
    value = _merged(base.value, child.value, (), places, child.places)
    return Tree(value, places, {**base.texts, **child.texts}, child.name)


def _merged(old: Any, new: Any, key: Key, places: dict[Key, str], fresh: dict[Key, str]) -> Any:
    is_mapping = isinstance(old, dict) and isinstance(new, dict)
    if is_mapping and old.get("model") == new.get("model", old.get("model")):
        out = dict(old)
        for word, value in new.items():
            out[word] = _merged(old.get(word), value, (*key, word), places, fresh)
        return out
    for stale in [k for k in places if k[: len(key)] == key]:
        del places[stale]
    places.update({k: where for k, where in fresh.items() if k[: len(key)] == key})
    return new


def put(tree: Tree, path: str, value: Any, where: str) -> Tree:
    """Set one value, as `--set` and structural axes do; `path` may leave out what is unique.

    A slot in short form (`block: jahr_stevens_1990`) is opened where the path goes into it.
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
    is_slot = isinstance(old, dict) and isinstance(value, str) and "model" in old
    keep = {k: v for k, v in old.items() if k in ("role", "to", "between")} if is_slot else {}
    node[key[-1]] = {**keep, "model": value} if keep else value
    places = {k: v for k, v in tree.places.items() if k[: len(key)] != key}
    places[key] = where
    return Tree(out, places, tree.texts, tree.name)


TOP = ("duration", "seed", "title", "question", "figure", "clock", "record", "sweep", "bath")


def find_key(tree: Tree, path: str, where: str) -> tuple[str, ...]:
    """The full key of a path that may leave out leading or middle parts."""
    parts = tuple(path.split("."))
    if parts[0] in tree.value or (parts[0] in TOP and len(parts) <= 2):
        return parts
    branches = _branches(tree.value, ())
    exact = [b for b in branches if matches(b, parts)]
    under = [(*b, parts[-1]) for b in branches if len(parts) > 1 and matches(b, parts[:-1])]
    found = exact or under
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
    skip = ("sweep", "readouts", "record")
    below = [b for k, v in value.items() if key or k not in skip for b in _branches(v, (*key, k))]
    return ([key] if key else []) + below
