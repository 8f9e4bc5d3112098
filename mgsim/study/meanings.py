"""What the keys of a config mean: the descriptions in its JSON Schema, by path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mgsim.language.ports import PORTS, SUBUNITS
from mgsim.language.roles import ROLES

Schema = dict[str, Any]
_FREE = {"cell": "COMPARTMENT", "cell.COMPARTMENT": "RECEPTOR", "sweep": "PATH"}
_SPAN = {"from": "one end, with its unit", "to": "the other end, with its unit"}
_POINTS = "how many points"
_BOX = "the numbers that are drawn, by path"

MEANINGS = {
    "title": "a short title; printed, stored and drawn",
    "question": "what is asked",
    "catalogue": "folders of cards of your own, relative to this file",
    "duration": "how long each point is simulated",
    "clock": "the time grid",
    "clock.dt": "step of the fixed-step engines and grid of the readouts",
    "engine": "who computes, unless the command line says another",
    "seed": "changes every random number of the experiment",
    "bath": "what is around the cell: concentrations and temperature",
    "cell": "the compartments, by names of your own",
    "cell.COMPARTMENT": "the slots of one compartment, by role, and its receptors",
    "cell.COMPARTMENT.RECEPTOR": "a receptor, or a slot under a name of your own",
    "cell.COMPARTMENT.RECEPTOR.model": "a receptor by one name, or the card of a slot",
    "cell.COMPARTMENT.RECEPTOR.role": "the role of a slot that has a name of your own",
    "cell.COMPARTMENT.RECEPTOR.subunits": "shares of the kinds of receptor; they add up to 1",
    "couplings": "what joins compartments, by names of your own",
    "couplings.NAME": "one coupling, and the numbers of its card",
    "couplings.NAME.between": "the two compartments",
    "drives": "what is done to the cell or the bath, by names of your own",
    "drives.NAME": "one drive, and the numbers of its card",
    "drives.NAME.to": "what it acts on: a compartment, receptors, or a path of the bath",
    "record": "traces that are kept",
    "record.quantities": "which quantities, by path",
    "record.every": "the time between two samples",
    "readouts": "numbers taken from each point, by names of your own",
    "readouts.NAME": "one readout, and the numbers of its card",
    "readouts.NAME.of": "the quantity that it watches",
    "sweep": "the axes; every combination of their values is a point",
    "sweep.PATH": "one axis: a list of values, or one of the keywords below",
    "sweep.PATH.values": "these values; for a slot, these cards",
    "sweep.PATH.linspace": "evenly spaced values",
    "sweep.PATH.logspace": "values evenly spaced in the logarithm",
    "sweep.PATH.zip": "several paths that move together along one axis",
    "sweep.PATH.zip.NAME": "the values of one of them",
    "sweep.PATH.sobol": "scrambled Sobol points of a box",
    "sweep.PATH.latin_hypercube": "a Latin hypercube of a box",
    "sweep.PATH.normal": "independent normal draws",
    "sweep.PATH.repeats": "the same point this many times, with fresh randomness",
    "sweep.PATH.uncertain": "draws of each number from its own spread",
    "sweep.PATH.saltelli": "points for Sobol indices",
    "sweep.PATH.saltelli.points": "a power of two; the runs are N (2k + 2), or N (k + 2)",
    "sweep.PATH.morris": "trajectories for elementary effects",
    "sweep.PATH.morris.trajectories": "how many; the runs are this many times (k + 1)",
    "sweep.PATH.morris.levels": "how many levels each number has",
    "sweep.PATH.one_at_a_time": "the config's own point, then each number at either end",
    "fit": "what `mgsim fit` does",
    "fit.readout": "which readout was measured; may be left out where there is one",
    "fit.free": "what may move, by path",
    "fit.free.NAME": "the bounds of one number",
    "fit.free.NAME.start": "where the first descent begins",
    "fit.free.NAME.scale": "search the logarithm",
    "fit.columns": "heading of the CSV: a path, the readout, sd, weight or none",
    "fit.columns.NAME": "what the column of this heading is",
    "fit.method": "a local search from several starts, or a global one first",
    "figure": "the figure that draws the results",
    "extends": "the config, or configs, that this one is laid over",
}
_ENDINGS = {
    "model": "which card",
    "set": "a published set of numbers of the card",
    "drug": "which drug of the bath the card is about",
    "initial": "where the scheme starts",
    "points": _POINTS,
    "over": _BOX,
    "over.NAME": "how this number is drawn",
    "mean": "mean of the draws",
    "sd": "standard deviation of the draws",
    "role": "the role of this slot",
    **_SPAN,
}


def told(schema: Schema) -> Schema:
    """The same schema with a description at every key whose meaning is known here."""
    return _told(schema, "")


def _told(schema: Schema, path: str) -> Schema:
    found = dict(schema)
    for word, place, inner in _parts(schema, path):
        if word == "properties":
            own = {name: _told(part, _under(path, name)) for name, part in inner.items()}
            found[word] = {name: _with(part, _under(path, name)) for name, part in own.items()}
        elif isinstance(inner, list):
            found[word] = [_told(part, place) for part in inner]
        else:
            found[word] = _told(inner, place)
    if "additionalProperties" in found and isinstance(found["additionalProperties"], dict):
        place = _under(path, _FREE.get(path, "NAME"))
        found["additionalProperties"] = _with(found["additionalProperties"], place)
    return found


def _parts(schema: Schema, path: str) -> Iterator[tuple[str, str, Any]]:
    """The keywords that hold further schemas, the path these stand at, and what they hold."""
    for word in ("then", "else", "properties", "allOf"):
        if word in schema:
            yield word, path, schema[word]
    if isinstance(schema.get("additionalProperties"), dict):
        place = _under(path, _FREE.get(path, "NAME"))
        yield "additionalProperties", place, schema["additionalProperties"]


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _with(schema: Schema, path: str) -> Schema:
    says = "" if "const" in schema or "description" in schema else meaning(path)
    return {**schema, "description": says} if says else schema


def meaning(path: str) -> str:
    """What the key at a path means; empty for a card's own number, which says so itself."""
    parent, _, name = path.rpartition(".")
    if path in MEANINGS:
        return MEANINGS[path]
    if parent == "bath" and name in PORTS:
        return PORTS[name].says
    if parent.endswith("subunits") and name in SUBUNITS:
        return "the share of this kind"
    if path.startswith("cell.") and name in ROLES:
        return ROLES[name].says
    if parent.endswith(".initial"):
        return _start(name)
    return next((_ENDINGS[end] for end in _ENDINGS if path.endswith(f".{end}")), "")


def _start(name: str) -> str:
    if name == "after":
        return "begin where the scheme has got after this time"
    return f"during that time: {PORTS[name].says}" if name in PORTS else "the share in this state"
