"""The reference of the config file: every key, from the JSON Schema that the parser uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from writing import inline, page, plain, table

import mgsim

Schema = dict[str, Any]
_FREE = {"cell": "COMPARTMENT", "cell.COMPARTMENT": "RECEPTOR", "sweep": "PATH"}
_SHOWN = 12  # words of a list that are written out
_SPOKEN = {"string": "text", "object": "mapping", "array": "list", "boolean": "true or false"}


@dataclass
class Key:
    """One key: where it stands, of which card it is (or none), and what it takes."""

    path: str
    card: str
    kinds: list[str] = field(default_factory=list)
    unit: str = ""
    says: str = ""
    words: list[str] = field(default_factory=list)


def pages() -> dict[str, str]:
    """The one page of keys."""
    return {"reference/config_keys.md": page(*_parts(keys()))}


def keys() -> list[Key]:
    """Every key of the schema once, in its order."""
    schema = mgsim.config_schema(mgsim.cards())
    found: dict[tuple[str, str], Key] = {}
    for branch in (schema["else"], schema["then"]):
        _walk(branch, "", "", found)
    return list(found.values())


def _walk(schema: Schema, path: str, card: str, found: dict[tuple[str, str], Key]) -> None:
    if path:
        _note(found.setdefault((path, card), Key(path, card)), schema)
    for name, inner in schema.get("properties", {}).items():
        if "const" not in inner:
            _walk(inner, f"{path}.{name}".lstrip("."), card, found)
    if isinstance(schema.get("additionalProperties"), dict):
        _walk(schema["additionalProperties"], f"{path}.{_FREE.get(path, 'NAME')}", card, found)
    if isinstance(schema.get("items"), dict):
        _note(found[path, card], schema["items"])
    for case in schema.get("allOf", ()):
        _case(case, path, card, found)
    for branch in ("then", "else"):
        if branch in schema and not _names_role(schema):
            _walk(schema[branch], path, card, found)


def _case(case: Schema, path: str, card: str, found: dict[tuple[str, str], Key]) -> None:
    """The keys of one card; a slot under a name of one's own repeats those of its role."""
    chosen = case.get("if", {}).get("properties", {}).get("model", {}).get("const", card)
    own = case.get("then", {}).get("properties", {})
    for name, inner in {} if _names_role(case) else own.items():
        if "const" not in inner:  # its model, or its role, again
            _walk(inner, f"{path}.{name}", chosen, found)


def _names_role(schema: Schema) -> bool:
    return "role" in schema.get("if", {}).get("properties", {})


def _note(key: Key, schema: Schema) -> None:
    kinds = schema.get("type", [])
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if kind not in key.kinds:
            key.kinds.append(kind)
    key.unit = key.unit or schema.get("x-unit", "")
    key.says = key.says or schema.get("description", "")
    words = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    key.words += [str(word) for word in words if str(word) not in key.words]


def _parts(found: list[Key]) -> Iterator[str]:
    yield "# Every config key"
    yield (
        "Made from the JSON Schema that the parser uses (`mgsim schema`). What the keys mean "
        "together is told in [the config file](../config.md). Words in capitals are names of your "
        'own; a number with a unit is text such as `"0.5 mM"`.'
    )
    head = ("key", "takes", "unit", "meaning")
    shared = [key for key in found if not key.card]
    tops = dict.fromkeys(key.path.split(".")[0] for key in shared)
    yield "## A file"
    yield table(head, ((inline(k.path), *_row(k)) for k in shared if "." not in k.path))
    for top in tops:
        own = [key for key in shared if key.path.startswith(f"{top}.")]
        yield f"## {top}" if own else ""
        yield table(head, ((inline(key.path), *_row(key)) for key in own))
    yield "## The numbers of each card"
    yield (
        "Beside `model`, a slot (a drive, a readout, a coupling) takes the numbers of its card; "
        "without them the card's own hold. A slot under a name of your own takes the same keys "
        "and `role`."
    )
    for path in dict.fromkeys(key.path.rpartition(".")[0] for key in found if key.card):
        own = [key for key in found if key.card and key.path.rpartition(".")[0] == path]
        if path.endswith(".initial"):  # told in the row of `initial`
            continue
        yield f"### {path}"
        yield table(("card", *head), (_of_card(key, found) for key in own))


def _of_card(key: Key, found: list[Key]) -> tuple[str, ...]:
    inner = [k for k in found if k.card == key.card and k.path.startswith(f"{key.path}.")]
    slot, _, name = key.path.rpartition(".")
    role = {"drives.NAME": "drive", "couplings.NAME": "axial", "readouts.NAME": "readouts"}
    room = role.get(slot, slot.rpartition(".")[2])
    takes, unit, says = _row(key)
    if inner:
        takes += "; keys " + ", ".join(inline(k.path.rpartition(".")[2]) for k in inner)
    return f"[{plain(key.card)}](../physics/{room}.md#{key.card})", inline(name), takes, unit, says


def _row(key: Key) -> tuple[str, str, str]:
    spoken = "number with a unit" if key.unit else _takes(key)
    return spoken, inline(key.unit), plain(key.says)


def _takes(key: Key) -> str:
    spoken = " or ".join(_SPOKEN.get(kind, kind) for kind in key.kinds)
    words = ", ".join(inline(word) for word in key.words[:_SHOWN])
    words += f" ... ({len(key.words)} in all)" if len(key.words) > _SHOWN else ""
    return "; ".join(text for text in (spoken, words) if text)
