"""Hold a tree against the schema, and say each fault as one sentence with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from mgsim.catalogue.find import Catalogue
from mgsim.language.errors import Fault, MgsimError, near_miss, one_of
from mgsim.language.units import NUMBER, kind_of, parse_unit, quantity, spellings
from mgsim.study.schema import build
from mgsim.study.tree import Tree


def faults(tree: Tree, catalogue: Catalogue) -> list[Fault]:
    """Every fault of the tree's shape, in the order of the file."""
    errors = _validator(catalogue, _stamp(catalogue)).iter_errors(tree.value)
    found = [fault for error in errors for fault in _sentences(error, tree)]
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda fault: _place(fault.where))


@lru_cache(maxsize=8)
def _validator(catalogue: Catalogue, _stamp: int) -> Draft202012Validator:
    return Draft202012Validator(build(catalogue))


def _stamp(catalogue: Catalogue) -> int:
    """Changes when a card is added, edited or removed, so that a notebook sees its new card."""
    files = [path for folder in catalogue.folders for path in folder.rglob("*.py")]
    return hash(frozenset((path, path.stat().st_mtime_ns) for path in files))


def _place(where: str) -> tuple[str, int]:
    file, _, rest = where.partition(":")
    digits = rest.split(" ")[0]
    return file, int(digits) if digits.isdigit() else 0


def _sentences(error: ValidationError, tree: Tree) -> Iterator[Fault]:
    key = tuple(error.absolute_path)
    where = tree.where(key)
    say = _BY_RULE.get(str(error.validator))
    if say is None:
        yield Fault(where, _shown(error.instance), _expected(error))
    else:
        yield from say(error, tree, key)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return "nothing" if value is None else f"'{value}'"


def _expected(error: ValidationError) -> str:
    schema = error.schema if isinstance(error.schema, dict) else {}
    if "x-unit" in schema:
        return quantity_of(schema["x-unit"])
    words = {
        "object": "a mapping",
        "array": "a list",
        "string": "a text",
        "integer": "a whole number",
        "boolean": "true or false",
    }
    rule, value = str(error.validator), error.validator_value
    if rule == "type":
        kinds = [value] if isinstance(value, str) else list(value)  # type: ignore[arg-type]
        return " or ".join(words.get(kind, f"a {kind}") for kind in kinds)
    ends = {
        "minItems": "at least {} items",
        "maxItems": "at most {} items",
        "minimum": "at least {}",
        "maximum": "at most {}",
        "uniqueItems": "each of them once",
    }
    ends |= {"minProperties": "at least {} entry", "maxProperties": "exactly {} keyword"}
    return ends.get(rule, rule + " {}").format(value)


def quantity_of(unit: str) -> str:
    """'a concentration and its unit, e.g. '1.2 mM'' for the unit a card states."""
    kind = kind_of(parse_unit(unit))
    return f"a {kind} with its unit, e.g. '1.2 {unit.strip()}'"


def _extra_keys(error: ValidationError, tree: Tree, key: tuple) -> Iterator[Fault]:
    known = list(error.schema.get("properties", {}))  # type: ignore[union-attr]
    for word in error.instance:  # type: ignore[union-attr]
        if word not in known:
            yield Fault(
                tree.where((*key, word)), f"'{word}'", one_of(known), near_miss(word, known)
            )


def _missing(error: ValidationError, tree: Tree, key: tuple) -> Iterator[Fault]:
    needed = error.validator_value
    for word in needed:  # type: ignore[union-attr]
        if word not in error.instance:  # type: ignore[operator]
            if word == "role":
                yield _no_role(error, tree, key)
            else:
                yield Fault(tree.where(key), f"no '{word}'", f"the key '{word}'")


_NEEDS = (
    "A receptor needs 'permeation' and 'kinetics' (or a name, as its 'model'), "
    "another slot its 'role'."
)


def _no_role(error: ValidationError, tree: Tree, key: tuple) -> Fault:
    roles = error.schema["properties"]["role"]["enum"]  # type: ignore[index]
    hint = near_miss(str(key[-1]), roles) or _NEEDS
    return Fault(tree.where(key), f"'{key[-1]}'", one_of(roles) + ", or a receptor", hint)


def _unknown_word(error: ValidationError, tree: Tree, key: tuple) -> Iterator[Fault]:
    known = [str(word) for word in error.validator_value]  # type: ignore[union-attr]
    found = _shown(error.instance)
    expected = one_of(known) if known else "nothing yet: the catalogue has none"
    yield Fault(tree.where(key), found, expected, near_miss(str(error.instance), known))


def _bad_text(error: ValidationError, tree: Tree, key: tuple) -> Iterator[Fault]:
    unit = error.schema.get("x-unit")  # type: ignore[union-attr]
    text = str(error.instance)
    if unit is None:
        hint = "Names are lower-case letters, digits and '_'."
        yield Fault(tree.where((*key, text)), f"'{text}'", "a name such as 'soma'", hint)
        return
    yield Fault(tree.where(key), *quantity_fault(text, unit))


def quantity_fault(text: Any, unit: str) -> tuple[str, str, str]:
    """(found, expected, hint) for a text that is no quantity in this unit."""
    expected = quantity_of(unit)
    if not isinstance(text, str):
        return f"'{text}', a bare number", expected, f"Write '{text} {unit.strip()}'."
    body = text.strip()
    if "," in body:
        return f"'{text}', with a decimal comma", expected, f"Write '{body.replace(',', '.')}'."
    try:
        _, found = quantity(body)
        what = "a bare number" if found.is_dimensionless else f"a {kind_of(found)}"
        if found.dims == parse_unit(unit).dims and body.startswith("-"):
            return f"'{text}', below zero", expected, "It cannot be negative."
    except MgsimError:
        what = "no number with a unit known here"
    hint = f"Write '{body} {unit.strip()}'." if what == "a bare number" else ""
    return f"'{text}', {what}", expected, _other_case(body, unit) or hint


def _other_case(body: str, unit: str) -> str:
    """The hint where only letter case, a typographic sign or the spacing is wrong."""
    number = re.match(NUMBER, body)
    if not number:
        return ""
    tail = " ".join(body[number.end() :].split()).replace("°", "deg")
    plain = tail.replace("\N{MICRO SIGN}", "u").replace("\N{GREEK SMALL LETTER MU}", "u")
    known = spellings(unit)
    close = [s for s in known if s == plain] or [s for s in known if s.lower() == plain.lower()]
    return f"Did you mean '{number.group()} {close[0]}'?" if close and tail else ""


def _wrong_type(error: ValidationError, tree: Tree, key: tuple) -> Iterator[Fault]:
    if "enum" in error.schema.get("properties", {}).get("role", {}):  # type: ignore[union-attr]
        yield _no_role(error, tree, key)
        return
    unit = error.schema.get("x-unit")  # type: ignore[union-attr]
    is_number = isinstance(error.instance, int | float) and not isinstance(error.instance, bool)
    if unit and is_number:
        yield Fault(tree.where(key), *quantity_fault(error.instance, unit))
    else:
        hint = (
            "Write it without quotes and without a unit."
            if error.validator_value == "number"
            else ""
        )
        yield Fault(tree.where(key), _shown(error.instance), _expected(error), hint)


_BY_RULE = {
    "additionalProperties": _extra_keys,
    "required": _missing,
    "enum": _unknown_word,
    "const": lambda e, t, k: iter(
        [Fault(t.where(k), _shown(e.instance), f"'{e.validator_value}'")]
    ),
    "pattern": _bad_text,
    "type": _wrong_type,
}
