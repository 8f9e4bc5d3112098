"""Laws of a card's checks: they hold, and they stand where no term vanishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mgsim.language.mechanism import Check
from mgsim.language.units import value
from mgsim.laws.bench import NAME, Bench
from mgsim.laws.broken import Broken


def misses(bench: Bench, check: Check, values: Mapping[str, Any]) -> Iterator[str]:
    """What a check wants and does not find among these values."""
    for word, text in check.gives.items():
        found, wanted = float(values[bench.called(word)]), value(text)
        if not abs(found - wanted) <= check.tolerance * abs(wanted):
            yield f"'{word}' is {found:.7g}, not {wanted:.7g}"


def keeps_checks(bench: Bench) -> Iterator[Broken]:
    """A card keeps its own checks, by its text."""
    for check, point in bench.checks:
        at = ", ".join(f"{word} = {text}" for word, text in check.at.items())
        for missed in misses(bench, check, bench.values(point)):
            yield Broken("a card keeps its checks", f"{missed} at {at} ({check.why})")


def notices_every_number(bench: Bench) -> Iterator[Broken]:
    """Each knob moved by a tenth breaks a check, so a mistyped number cannot pass."""
    exempt = {f"{NAME}_{n}" for n in bench.card.emits.needs} if bench.card.emits else set()
    for knob in bench.knobs:
        if knob not in exempt and not _is_noticed(bench, knob):
            word = knob.removeprefix(f"{NAME}_")
            yield Broken("the checks notice every number", f"'{word}' by a tenth breaks no check")


def _is_noticed(bench: Bench, knob: str) -> bool:
    return any(
        any(misses(bench, check, bench.values(bench.moved(point, knob))))
        for check, point in bench.checks
    )
