"""The laws that every mechanism card must keep; run over whatever the catalogue holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mgsim.catalogue.find import Catalogue, catalogue, docstring
from mgsim.language.errors import MgsimError
from mgsim.language.mechanism import Mechanism
from mgsim.laws.bench import Bench, lay_out
from mgsim.laws.broken import Broken
from mgsim.laws.checks import keeps_checks, notices_every_number
from mgsim.laws.engines import agree, alive, keeps_on_engine, obeys_role
from mgsim.laws.text import as_data, no_singularity

ENGINES: Mapping[str, Mapping[str, Any]] = {
    "scipy": {},
    "brian": {"codegen": "numpy"},
    "fused": {"schemes": "explicit"},
}


def examine(card: str | Path, engines: Mapping[str, Mapping[str, Any]] = ENGINES) -> list[Broken]:
    """Hold one card (a file mechanisms/ROLE/NAME.py) against every law; [] if it keeps them."""
    path = Path(card).resolve()
    cards = catalogue([path.parent.parent.parent])
    return examine_card(cards, path.parent.name, path.stem, engines)


def examine_card(
    cards: Catalogue, role: str, name: str, engines: Mapping[str, Mapping[str, Any]] = ENGINES
) -> list[Broken]:
    """The same for a card of a catalogue; `engines`: names with options, the judge first."""
    card = cards.mechanism(role, name)
    broken = list(as_data(card, role, docstring(cards.path(f"mechanisms/{role}", name))))
    try:
        broken += _on_the_bench(cards, card, role, name, engines)
    except MgsimError as error:
        broken += [Broken("a card composes", str(fault)) for fault in error.faults]
    return broken


def _on_the_bench(
    cards: Catalogue, card: Mechanism, role: str, name: str, engines: Mapping
) -> Iterator[Broken]:
    bench = lay_out(cards, card, role, name)
    yield from keeps_checks(bench)
    yield from notices_every_number(bench)
    yield from no_singularity(bench)
    if not bench.outputs:
        return
    runs = {}
    for engine, options in engines.items():
        try:
            runs[engine] = bench.run(engine, options)
        except Exception as error:  # an engine has many words for "the dimensions do not balance"
            yield Broken(f"the card runs on {engine}", _root(error))
    for engine, run in runs.items():
        for law in (alive, obeys_role, keeps_on_engine):
            yield from (Broken(b.law, f"{b.what} (engine {engine})") for b in law(bench, run))
    yield from agree(bench, runs)


def _root(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


__all__ = ["ENGINES", "Bench", "Broken", "examine", "examine_card"]
