"""Is this machine fit to run mgsim? Packages, compiler, engines, cards, one known number."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from mgsim.catalogue.find import Catalogue, catalogue
from mgsim.engines.contract import engine_names, load_engine
from mgsim.language.errors import MgsimError
from mgsim.run import run
from mgsim.study.experiment import build
from mgsim.study.tree import parse

REQUIRED = (
    "numpy",
    "scipy",
    "xarray",
    "zarr",
    "pandas",
    "ruamel.yaml",
    "jsonschema",
    "typer",
    "rich",
)
OPTIONAL = {"brian2": "the engine brian", "matplotlib": "figures"}
PYTHON = (3, 11)
# 1/(1 + 1/3.57*exp(0.062*60)), by hand
SELF_TEST_VALUE, SELF_TEST_TOLERANCE = 0.0796264, 1e-6
SELF_TEST = """
duration: "1 ms"
bath: {mg_o: "1 mM"}
cell:
  soma:
    membrane: {model: voltage_clamp, v_hold: "-60 mV"}
    nmda:
      kinetics: {model: destexhe_1994}
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "1 nS"}
readouts:
  unblocked: {model: last, of: nmda.unblocked}
"""


@dataclass(frozen=True)
class Finding:
    """One thing looked at. 'lacking' is something that one can do without, 'bad' is not."""

    name: str
    found: str
    state: Literal["ok", "lacking", "bad"] = "ok"
    hint: str = ""


def diagnose() -> list[Finding]:
    """Look at everything mgsim stands on, and run one tiny experiment with a known answer."""
    return [
        _python(),
        *(_package(name, "") for name in REQUIRED),
        *(_package(name, use) for name, use in OPTIONAL.items()),
        _compiler(),
        _headers(),
        *(_tried(f"engine {name}", lambda name=name: _engine(name)) for name in engine_names()),
        *_catalogue(),
        _tried("self-test", _self_test),
    ]


def _python() -> Finding:
    is_old = sys.version_info[:2] < PYTHON
    hint = f"mgsim needs Python {PYTHON[0]}.{PYTHON[1]} or newer." if is_old else ""
    return Finding("python", platform.python_version(), "bad" if is_old else "ok", hint)


def _package(name: str, use: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        if use:
            return Finding(name, "not installed", "lacking", f"Only {use} needs it.")
        return Finding(name, "not installed", "bad", f"Install {name}.")


_NO_CYTHON = "Without it the engine brian needs --codegen numpy, which is slower."


def _compiler() -> Finding:
    words = (os.environ.get("CXX", ""), "c++", "g++", "clang++", "cl")
    found = next((path for word in words if word and (path := shutil.which(word))), "")
    if not found:
        return Finding("C++ compiler", "none", "lacking", _NO_CYTHON)
    return Finding("C++ compiler", found)


def _headers() -> Finding:
    header = Path(sysconfig.get_path("include")) / "Python.h"
    if not header.is_file():
        return Finding("Python headers", "none", "lacking", _NO_CYTHON)
    return Finding("Python headers", str(header.parent))


def _tried(name: str, look: Callable[[], Finding]) -> Finding:
    """A finding, or what went wrong while looking: a doctor does not die of the illness."""
    try:
        return look()
    except MgsimError as error:
        return Finding(name, "an error", "bad", str(error))
    except Exception as error:
        return Finding(name, type(error).__name__, "bad", " ".join(str(error).split()))


def _engine(name: str) -> Finding:
    try:
        load_engine(name)
    except ModuleNotFoundError as error:
        if error.name in OPTIONAL:
            return Finding(
                f"engine {name}", f"no {error.name}", "lacking", "pip install mgsim[all]"
            )
        raise
    return Finding(f"engine {name}", "loads")


def _catalogue() -> Iterator[Finding]:
    try:
        cards = catalogue()
    except MgsimError as error:
        yield Finding("catalogue", "an error", "bad", str(error))
        return
    for folder in cards.folders:
        count = sum(1 for _ in folder.glob("[mrfp]*/**/[!_]*.py"))
        yield Finding("catalogue", f"{folder}, {count} cards")
    yield _tried("cards", lambda: _cards(cards))


def _cards(cards: Catalogue) -> Finding:
    for role in cards.roles():
        for name in cards.names(f"mechanisms/{role}"):
            cards.mechanism(role, name)
    return Finding("cards", "every mechanism loads")


def _self_test() -> Finding:
    experiment = build(parse(SELF_TEST, "self-test"), catalogue())
    found = float(run(experiment, engine="scipy")["unblocked"])
    is_right = abs(found - SELF_TEST_VALUE) <= SELF_TEST_TOLERANCE
    text = f"unblocked at -60 mV, 1 mM magnesium = {found:.7f}"
    hint = "" if is_right else f"Expected {SELF_TEST_VALUE}; do not trust results of this machine."
    return Finding("self-test", text, "ok" if is_right else "bad", hint)
