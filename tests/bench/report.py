"""docs/performance.md: the tables between two markers are written anew, the rest is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- benchmark: begin -->", "<!-- benchmark: end -->"


def write_page(page: Path, found: dict[str, Any]) -> None:
    """Put the tables where the page has its markers."""
    text = page.read_text(encoding="utf-8") if page.exists() else f"# Speed\n\n{BEGIN}\n{END}\n"
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    lines = "\n".join(_lines(found))
    page.write_text(f"{before}{BEGIN}\n\n{lines}\n\n{END}{after}", encoding="utf-8")


def _lines(found: dict[str, Any]) -> Iterator[str]:
    machine = found["machine"]
    names = ("numpy", "numba", "brian2", "neuron", "arbor", "jax")
    versions = ", ".join(f"{n} {machine['versions'][n] or '(none)'}" for n in names)
    yield (
        f"Measured on {machine['processor']}, {machine['cores']} cores, Python "
        f"{machine['python']}, {versions}; {found['lanes']:,} lanes, step {found['dt_ms']:g} ms, "
        "double precision unless said otherwise, medians of "
        f"{found['rounds']} interleaved rounds, without compilation."
    )
    yield ""
    yield from _speeds(found)
    yield ""
    yield from _equal(found)
    if "scaling" in found:
        yield ""
        yield from _scaling(found)
    yield ""
    yield from _limits(found)


def _speeds(found: dict[str, Any]) -> Iterator[str]:
    yield (
        "| tool | M lane-steps/s, 1 thread | 2 threads | spike-time error, median / 95 % (ms) "
        "| lanes uneven | compilation (s) | peak memory (MB) |"
    )
    yield "|---|---|---|---|---|---|---|"
    for name, entry in found["tools"].items():
        if "missing" in entry:
            yield f"| {entry['says']} | not measured: {entry['missing']} | | | | | |"
            continue
        error = entry.get("error")
        late = f"{error['median']:.4f} / {error['p95']:.4f}" if error else ""
        both = _number(entry["rate_2"] / 1e6) if entry["has_threads"] else ""
        yield (
            f"| {_mark(name, entry['says'])} | {_number(entry['rate_1'] / 1e6)} | {both} | {late} "
            f"| {error['uneven_lanes'] if error else ''} | {entry['compile_s']:.1f} "
            f"| {_memory(entry)} |"
        )


def _memory(entry: dict[str, Any]) -> str:
    return "" if entry["peak_mb"] is None else f"{entry['peak_mb']:.0f}"


def _equal(found: dict[str, Any]) -> Iterator[str]:
    yield (
        "At equal error (95th percentile at most 0.05 ms, median 0.02 ms, peak calcium 0.5 %; the "
        "coarsest step of a list that keeps all three), on one core:"
    )
    yield ""
    yield "| tool | step (ms) | 95 % error (ms) | neuron-seconds per core-second |"
    yield "|---|---|---|---|"
    for name, entry in found["tools"].items():
        equal = entry.get("equal_error")
        if equal:
            carried = _number(equal["neuron_seconds_per_core_second"])
            said = _mark(name, entry["says"])
            yield f"| {said} | {equal['dt_ms']:g} | {equal['p95']:.4f} | {carried} |"
        elif entry.get("error"):
            yield f"| {entry['says']} | no step of the list | | |"


def _scaling(found: dict[str, Any]) -> Iterator[str]:
    yield "| lanes | threads | M lane-steps/s | wall time of 1 s simulated (s) | peak memory (MB) |"
    yield "|---|---|---|---|---|"
    for row in found["scaling"]:
        if row["rate"]:
            wall = row["wall_s"] * 1000 / row["simulated_ms"]
            yield (
                f"| {row['lanes']:,} | {row['threads']} | {_number(row['rate'] / 1e6)} "
                f"| {_number(wall)} | {row['peak_mb']:.0f} |"
            )


def _limits(found: dict[str, Any]) -> Iterator[str]:
    limits = found["roofline"]
    if "missing" in limits:
        yield f"The limits of a core were not measured: {limits['missing']}"
        return
    double, single = limits["double"], limits["single"]
    adds, more_adds = (_number(x["multiply_adds"] / 1e9) for x in (double, single))
    exps, more_exps = (_number(x["exponentials"] / 1e9) for x in (double, single))
    yield (
        f"One core does {adds} G fused multiply-adds a second in double ({more_adds} G in single) "
        f"and {exps} G own exponentials ({more_exps} G). The hand-written step with tables needs "
        f"{double['instructions_per_step']} arithmetic instructions for 8 lanes; at its speed that "
        f"is {_part(limits, 'handwritten')} of the peak, and at the fused engine's "
        f"{_part(limits, 'fused')}."
    )


def _part(limits: dict[str, Any], name: str) -> str:
    part = limits.get(f"{name}_fraction")
    return "(not measured)" if part is None else f"{part:.0%}"


def _mark(name: str, says: str) -> str:
    return f"**{says}**" if name == "fused" else says


def _number(value: float) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 4
    return f"{value:,.{digits}f}"
