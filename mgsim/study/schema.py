"""The shape of a config, as JSON Schema made from the catalogue; the parser validates with it.

What a schema cannot say (does a path exist, does a port have its writer) is said by
`experiment.py` and `compose.py` after the shape is right. A file that `extends` another holds only
changes, so only the names and the simple values of its sections are held against the schema; the
parser merges first, drops `extends`, and holds the whole against it.
"""

from __future__ import annotations

from typing import Any

from mgsim.catalogue.find import Catalogue
from mgsim.language.mechanism import Mechanism, Param, Scheme
from mgsim.language.ports import DRUGS, PORTS, SUBUNITS
from mgsim.language.roles import ROLES
from mgsim.language.units import parse_unit, pattern, quantity
from mgsim.study.meanings import told

Schema = dict[str, Any]
_NAME = r"^[a-z][a-z0-9_]*$"
_TIME = {"type": "string", "pattern": pattern("ms"), "x-unit": "ms"}
_SCALAR: Schema = {"type": ["string", "number"]}
_SHARED = {"type": "boolean", "description": "every point of a sweep gets the same random spikes"}
_COUNT: Schema = {"type": "integer", "minimum": 1}
_LOOSE: Schema = {"type": "object"}
ABSENT = "none"
_NEEDED = ("kinetics", "permeation")
_CHANGES = ("cell", "couplings", "drives", "record", "readouts", "sweep", "fit")


def build(catalogue: Catalogue) -> Schema:
    """The JSON Schema (draft 2020-12) of a config, for the cards of this catalogue."""
    bath = {p.name: _not_negative(p.unit) for p in PORTS.values() if p.scope == "bath"}
    receptor = {r: _slot(catalogue, r) for r, role in ROLES.items() if role.scope == "receptor"}
    receptor["subunits"] = _fractions()
    top = {
        "title": {"type": "string"},
        "question": {"type": "string"},
        "catalogue": _paths(),
        "duration": _TIME,
        "clock": _closed({"dt": _TIME}),
        "engine": {"type": "string", "pattern": _NAME},
        "seed": {"type": "integer", "minimum": 0},
        "bath": _closed(bath),
        "cell": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": _NAME},
            "additionalProperties": _compartment(catalogue, receptor),
        },
        "couplings": _many(_slot(catalogue, "axial", {"between": _pair()}, ("between",))),
        "drives": _many(_slot(catalogue, "drive", {"to": _names(), "shared": _SHARED}, ("to",))),
        "record": _closed(
            {"quantities": _list({"type": "string"}), "every": _TIME}, ("quantities",)
        ),
        "readouts": _many(_readout(catalogue)),
        "sweep": {"type": "object", "additionalProperties": _axis()},
        "fit": _fit(),
        "figure": {"enum": catalogue.names("figures")},
    }
    extends = {"if": {"type": "array"}, "then": _paths(), "else": {"type": "string"}}
    changes = {"extends": extends, **top, **dict.fromkeys(_CHANGES, _LOOSE)}
    return told({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mgsim config",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": _closed(changes),
        "else": _closed(top, ("duration", "cell")),
    })  # fmt: skip


def _closed(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _many(item: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": _NAME}, "additionalProperties": item}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def _paths() -> Schema:
    return {"type": "array", "items": {"type": "string"}}


def _pair() -> Schema:
    return {**_list({"type": "string"}), "minItems": 2, "maxItems": 2, "uniqueItems": True}


def _names() -> Schema:
    several = {**_list({"type": "string"}), "uniqueItems": True}
    return {"if": {"type": "array"}, "then": several, "else": {"type": "string"}}


def _fractions() -> Schema:
    part = {"type": "number", "minimum": 0, "maximum": 1}
    return {**_closed(dict.fromkeys(SUBUNITS, part)), "minProperties": 1}


def _unit_text(unit: str) -> Schema:
    if parse_unit(unit).is_dimensionless:
        return {"type": "number"}
    return {"type": "string", "pattern": pattern(unit), "x-unit": unit}


def _not_negative(unit: str) -> Schema:
    """A bath quantity: a concentration below zero is refused, a Celsius temperature is not."""
    schema = _unit_text(unit)
    is_concentration = unit == "mM"
    return schema | ({"pattern": "^(?!-)" + schema["pattern"][1:]} if is_concentration else {})


def parameter(param: Param) -> Schema:
    """The shape of one parameter's value; a parameter without a value is a list of times."""
    if not param.value:
        return {**_list(_TIME), "description": param.says}
    _, unit = quantity(param.value)
    return {**_unit_text(unit.text), "description": f"{param.says} (default {param.value})"}


def _slot(
    catalogue: Catalogue, role: str, extra: Schema | None = None, needs: tuple[str, ...] = ()
) -> Schema:
    names = catalogue.names(f"mechanisms/{role}")
    extra = {"role": {"const": role}, **(extra or {})}
    cases = []
    for name in names:
        card = catalogue.mechanism(role, name)
        sets = catalogue.names(f"parameters/{role}/{name}")
        fields = {"model": {"const": name}, **extra}
        fields |= {"set": {"enum": sets}} if sets else {}
        fields |= {"drug": {"enum": list(DRUGS)}} if "drug" in card.reads else {}
        fields |= {"initial": _initial(card)} if card.scheme else {}
        fields |= {key: parameter(param) for key, param in card.params.items()}
        listed = tuple(key for key, param in card.params.items() if not param.value)
        is_this = {"properties": {"model": {"const": name}}, "required": ["model"]}
        cases.append({"if": is_this, "then": _closed(fields, listed)})
    opened: Schema = {
        "type": "object",
        "properties": {"model": {"enum": names}},
        "required": ["model", *needs],
        "allOf": cases,
    }
    if needs:
        return opened
    absent = [ABSENT] if is_optional(role) else []
    return {"if": {"type": "string"}, "then": {"enum": [*names, *absent]}, "else": opened}


def is_optional(role: str) -> bool:
    """True for a slot of a receptor that may be empty, written 'none'."""
    return ROLES[role].scope == "receptor" and role not in _NEEDED


def starts(scheme: Scheme) -> list[str]:
    """The words by which a scheme can be told where to start."""
    return ["equilibrium", *scheme.states]


def _initial(card: Mechanism) -> Schema:
    """Where a scheme starts: a word, shares by state, or after a time under stated conditions."""
    assert card.scheme
    share = {"type": "number", "minimum": 0, "maximum": 1}
    shares = {**_closed(dict.fromkeys(card.scheme.states, share)), "minProperties": 1}
    ports = {n: _not_negative(PORTS[n].unit if n in PORTS else "mM") for n in card.reads}
    after = {**_TIME, "pattern": "^(?!-)" + pattern("ms")[1:]}
    is_after = {"type": "object", "required": ["after"]}
    told = {"if": is_after, "then": _closed({"after": after, **ports}), "else": shares}
    words = {"enum": starts(card.scheme)}
    return {"if": {"type": "string"}, "then": words, "else": told}


def _compartment(catalogue: Catalogue, receptor: Schema) -> Schema:
    cell_roles = [n for n in catalogue.roles() if n in ROLES and ROLES[n].scope == "cell"]
    is_receptor = {"type": "object", "required": ["kinetics"]}
    by_role = [
        {"if": {"properties": {"role": {"const": r}}}, "then": _slot(catalogue, r)}
        for r in cell_roles
    ]
    named: Schema = {
        "type": "object",
        "required": ["role"],
        "properties": {"role": {"enum": cell_roles}},
        "if": {
            "type": "object",
            "properties": {"role": {"enum": cell_roles}},
            "required": ["role"],
        },
        "then": {"allOf": by_role},
    }
    by_one_name = {"required": ["model", "permeation"], "not": {"required": ["role"]}}
    is_named: Schema = {"type": "object", **by_one_name}
    by_name = {**receptor, "model": {"enum": catalogue.names("receptors")}}
    other = {
        "if": is_named,
        "then": _closed(by_name, ("permeation",)),
        "else": {
            "if": is_receptor,
            "then": _closed(receptor, ("kinetics", "permeation")),
            "else": named,
        },
    }
    return {
        "type": "object",
        "propertyNames": {"pattern": _NAME},
        "properties": {r: _slot(catalogue, r) for r in cell_roles},
        "required": ["membrane"],
        "additionalProperties": other,
    }


def _readout(catalogue: Catalogue) -> Schema:
    names = catalogue.names("readouts")
    cases = []
    for name in names:
        card = catalogue.readout(name)
        fields = {"model": {"const": name}, "of": {"type": "string"}}
        fields |= {k: _watched(p) for k, p in card.params.items()}
        needed = tuple(key for key, param in card.params.items() if param.value == "x")
        is_this = {"properties": {"model": {"const": name}}, "required": ["model"]}
        cases.append({"if": is_this, "then": _closed(fields, needed)})
    return {
        "type": "object",
        "properties": {"model": {"enum": names}},
        "required": ["model", "of"],
        "allOf": cases,
    }


def _watched(param: Param) -> Schema:
    """A readout's threshold may have any unit: that of the quantity it watches."""
    if param.value == "x":
        return {"type": ["string", "number"], "description": param.says}
    return parameter(param)


def _fit() -> Schema:
    bounds = {"from": _SCALAR, "to": _SCALAR, "start": _SCALAR, "scale": {"enum": ["log"]}}
    free = {"type": "object", "additionalProperties": _closed(bounds, ("from", "to"))}
    columns = {"type": "object", "additionalProperties": {"type": "string"}}
    method = {"enum": ["local", "global"]}
    words = {"readout": {"type": "string"}, "free": free, "columns": columns, "method": method}
    return _closed(words)


def _designs(boxes: Schema, box: Schema) -> Schema:
    """The axes of a study of uncertainty or sensitivity."""
    bells = _stated(_closed({"sd": _SCALAR}, ("sd",)))
    is_second = {"type": "boolean", "description": "also N points a number for indices of pairs"}
    saltelli = {"points": _COUNT, "over": boxes, "second_order": is_second}
    levels = {"type": "integer", "minimum": 2}
    trajectories = {"type": "integer", "minimum": 2}
    morris = {"trajectories": trajectories, "levels": levels, "over": boxes}
    return {
        "uncertain": _closed({"points": _COUNT, "over": bells}, ("points", "over")),
        "saltelli": _closed(saltelli, ("points", "over")),
        "morris": _closed(morris, ("trajectories", "over")),
        "one_at_a_time": _closed({"over": _stated(box)}, ("over",)),
    }


def _stated(item: Schema) -> Schema:
    """Numbers whose spread a card states: 'all', a list of paths, or each with words of its own."""
    own = {"if": {"type": "string"}, "then": {"enum": ["stated"]}, "else": item}
    mapping = {"type": "object", "minProperties": 1, "additionalProperties": own}
    named = {"if": {"type": "string"}, "then": {"enum": ["all"]}, "else": mapping}
    return {"if": {"type": "array"}, "then": {**_names()["then"]}, "else": named}


def _axis() -> Schema:
    span = _closed({"from": _SCALAR, "to": _SCALAR, "points": _COUNT}, ("from", "to", "points"))
    box = _closed({"from": _SCALAR, "to": _SCALAR}, ("from", "to"))
    bell = _closed({"mean": _SCALAR, "sd": _SCALAR}, ("mean", "sd"))

    def cloud(item: Schema) -> Schema:
        over = {"type": "object", "minProperties": 1, "additionalProperties": item}
        return _closed({"points": _COUNT, "over": over}, ("points", "over"))

    zipped = {"type": "object", "minProperties": 1, "additionalProperties": _list(_SCALAR)}
    kinds = {
        "values": _list(_SCALAR),
        "linspace": span,
        "logspace": span,
        "zip": zipped,
        "sobol": cloud(box),
        "latin_hypercube": cloud(box),
        "normal": cloud(bell),
        "repeats": _COUNT,
        **_designs(cloud(box)["properties"]["over"], box),
    }
    opened = {**_closed(kinds), "minProperties": 1, "maxProperties": 1}
    return {"if": {"type": "array"}, "then": _list(_SCALAR), "else": opened}
