"""What results were made with: options, cards, packages, machine; and what of it is another now."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from mgsim.catalogue.find import SHIPPED
from mgsim.study.axes import axes
from mgsim.study.compose import compose
from mgsim.study.experiment import Experiment
from mgsim.study.structures import picks, restructured

PACKAGES = ("numpy", "scipy", "numba", "llvmlite", "xarray", "zarr")
UNKNOWN = "not kept"  # of results that were made before this was noted
_OF_ENGINE = {"brian": ("brian2", "Cython")}
_CODE = ("engines", "study", "language")  # folders of the code that makes the numbers


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was; `was` or `now` is '' where it is missing."""

    path: str
    was: str
    now: str

    def __str__(self) -> str:
        if not self.was:
            return f"{self.path}: {self.now}, which was not there"
        return f"{self.path}: was {self.was}, is {self.now or 'gone'}"


def made_with(experiment: Experiment, engine: str, options: Mapping[str, Any]) -> dict[str, str]:
    """What a run is made with, as attributes of its results; each a text, several of them JSON.

    engine_options: as given. cards: the SHA-256 of every card that the experiment and the axes of
    its sweep use. own_cards: path in a catalogue -> text, of the cards that do not ship. packages,
    code (a hash of mgsim's own), python, machine. Equal runs have equal attributes: no time, no
    process, no path of this machine.
    """
    files = dict(_files(experiment))
    given = {word: value for word, value in options.items() if value is not None}
    texts = {key: path.read_bytes() for key, path in files.items()}
    # a figure card makes no number, but a config that names it needs it to be read again
    names = {key: word for key in files if (word := _short(key))}
    return {
        "engine_options": _json(given),
        "cards": _json({names[key]: _hash(texts[key]) for key in names}),
        "own_cards": _json(
            {key: texts[key].decode() for key, path in files.items() if not _ships(path)}
        ),
        "packages": _json({name: _version(name) for name in _packages(engine)}),
        "code": code_hash(),
        "python": platform.python_version(),
        "machine": _json({"architecture": platform.machine(), "cpu": _cpu()}),
    }


def _json(table: Mapping[str, Any]) -> str:
    return json.dumps(table, sort_keys=True, default=str)


def _hash(text: bytes) -> str:
    """Of a card's text, however its lines end."""
    return hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()


def _ships(path: Path) -> bool:
    return path.is_relative_to(SHIPPED)


def _short(key: str) -> str:
    """'mechanisms/block/x.py' -> 'block/x'; '' for a figure."""
    name = key.removesuffix(".py")
    return "" if name.startswith("figures/") else name.removeprefix("mechanisms/")


def _files(experiment: Experiment) -> Iterator[tuple[str, Path]]:
    """Path in a catalogue and file of every card, over all structures of the sweep."""
    cards = experiment.catalogue
    wanted = {kind_and_name for one in _structures(experiment) for kind_and_name in _used(one)}
    for kind, name in sorted(wanted):
        yield f"{kind}/{name}.py", cards.path(kind, name)
    if experiment.figure in cards.names("figures"):
        yield f"figures/{experiment.figure}.py", cards.path("figures", experiment.figure)


def _structures(experiment: Experiment) -> Iterator[Experiment]:
    yield experiment
    found = axes(experiment, compose(experiment)) if experiment.sweep else ()
    if any(axis.is_structural for axis in found):
        yield from (restructured(experiment, found, picked) for picked in picks(found))


def _used(experiment: Experiment) -> Iterator[tuple[str, str]]:
    for slot in experiment.slots:
        yield f"mechanisms/{slot.role}", slot.name
        if slot.set:
            yield f"parameters/{slot.role}/{slot.name}", slot.set
    for name in experiment.receptors.values():
        yield "receptors", name
    for watch in experiment.watches:
        yield "readouts", watch.model


@cache
def code_hash() -> str:
    """A hash of the code that makes numbers, 12 digits; cards have hashes of their own."""
    home = Path(__file__).parent
    found = hashlib.sha256()
    for folder in _CODE:
        for path in sorted((home / folder).rglob("*.py")):
            found.update(f"{path.relative_to(home).as_posix()}\n".encode())
            found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:12]


def _packages(engine: str) -> tuple[str, ...]:
    return (*PACKAGES, *_OF_ENGINE.get(engine, ()))


@cache
def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"


@cache
def _cpu() -> str:
    """The processor's name; '' where the system does not tell."""
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        for line in listed.read_text("utf-8", "replace").splitlines():
            word, _, name = line.partition(":")
            if word.strip() == "model name":
                return name.strip()
    return platform.processor()


def put_cards(attributes: Mapping[str, Any], folder: Path) -> None:
    """Write the cards that results carry into a folder, which is then a catalogue."""
    for key, text in json.loads(attributes.get("own_cards", "{}")).items():
        path = (folder / key).resolve()
        if path.is_relative_to(folder.resolve()):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


_PLAIN = ("mgsim_version", "commit", "code", "engine", "method", "step_ms", "python")
_TABLES = {"engine_options": "option", "cards": "card", "packages": "package", "machine": "machine"}


def changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """What results were made with that other results, or a run of today, were not.

    was, now: attributes of results. Where one side did not keep a fact, it is not compared.
    """
    if "cards" not in was:
        return (Change("options, cards and packages", UNKNOWN, "kept"), *_other(was, now, _PLAIN))
    found = list(_other(was, now, _PLAIN))
    for word, kind in _TABLES.items():
        if word in was and word in now:
            then, today = ({f"{kind} {k}": _brief(v, kind) for k, v in _table(side, word).items()}
                           for side in (was, now))  # fmt: skip
            found += _other(then, today, sorted(then.keys() | today.keys()), "")
    return tuple(found)


def _other(
    was: Mapping[str, Any], now: Mapping[str, Any], words: Iterable[str], missing: str | None = None
) -> Iterator[Change]:
    """The words that differ; one that a side lacks counts only where `missing` says as what."""
    for word in words:
        one, two = was.get(word, missing), now.get(word, missing)
        if one is not None and two is not None and str(one) != str(two):
            yield Change(word, str(one), str(two))


def _table(attributes: Mapping[str, Any], word: str) -> dict[str, Any]:
    return json.loads(attributes[word])


def _brief(value: Any, kind: str) -> str:
    return f"text {value[:12]}" if kind == "card" else str(value)


def config_changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """The values of two resolved configs that differ, by path; '' where one has none."""
    return tuple(_between(was, now, ""))


def _between(was: Any, now: Any, path: str) -> Iterator[Change]:
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for word in (*was, *(word for word in now if word not in was)):
            yield from _between(was.get(word, ""), now.get(word, ""), f"{path}.{word}".lstrip("."))
    elif was != now:
        yield Change(path, _written(was), _written(now))


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
