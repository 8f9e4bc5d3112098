"""What a reader of the estimates must know: each doubt is a sentence that names the parameters."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import stats

from mgsim.fitting.errors import Errors
from mgsim.fitting.problem import Problem
from mgsim.fitting.search import Found

CORRELATED = 0.98
_FEW = 3
ILL = 1e6  # condition number of the scaled J'J: a thousandfold in the errors themselves


def doubts(
    problem: Problem, found: Found, known: Errors, interval: np.ndarray, values: np.ndarray
) -> tuple[str, ...]:
    """Every doubt about a fit, the gravest first; none where there is none."""
    return (
        *_of_search(problem, found, values),
        *_of_few_data(known),
        *_of_bounds(problem, found),
        *_of_identity(problem, known),
        *_of_width(problem, known, interval),
        *_of_other_minima(problem, found, known),
    )


def _named(problem: Problem, which: tuple[int, ...] | list[int]) -> str:
    return " and ".join(f"'{problem.parameters[k].path}'" for k in which)


def _text(problem: Problem, k: int, house: float) -> str:
    p = problem.parameters[k]
    unit = "" if p.unit == "1" else f" {p.unit}"
    return f"{p.shown(house):.4g}{unit}"


def _of_search(problem: Problem, found: Found, values: np.ndarray) -> Iterator[str]:
    machine = problem.machine
    lost = int((~np.isfinite(values)).sum())
    if lost:
        why = "; ".join(sorted(machine.reasons)) or "the readout is no number there"
        yield f"{lost} of {values.size} data have no model value at the estimate ({why})."
    if not found.best.is_converged:
        yield "The search did not converge: it stopped at its limit of evaluations."
    if machine.failed:
        yield (
            f"{machine.failed} of {machine.lanes} lanes of the search failed and counted as far "
            f"off ({'; '.join(sorted(machine.reasons)) or 'no number'})."
        )


def _of_few_data(known: Errors) -> Iterator[str]:
    if known.freedom < _FEW:
        word = "degree" if known.freedom == 1 else "degrees"
        yield (
            f"Only {known.freedom} {word} of freedom: so few data hardly tell their own scatter, "
            "and the intervals are wide for that."
        )


def _of_bounds(problem: Problem, found: Found) -> Iterator[str]:
    numbers = problem.numbers(found.best.u)
    for k in np.flatnonzero(found.best.held).tolist():
        side = "lower" if found.best.u[k] < 0.5 else "higher"
        yield (
            f"{_named(problem, [k])} ended at its {side} bound, "
            f"{_text(problem, k, float(numbers[k]))}: it has no error, and the others' hold "
            "with it there."
        )


def _of_identity(problem: Problem, known: Errors) -> Iterator[str]:
    for k in np.flatnonzero(known.blind):
        yield f"No datum moves with {_named(problem, [int(k)])}: these data do not determine it."
    for group in known.mixed:
        yield (
            f"{_named(problem, group)} cannot be told apart: these data determine only a "
            "combination of them; hold one, or measure where they differ."
        )
    in_groups = [set(group) for group in known.mixed]
    count = len(problem.parameters)
    for i in range(count):
        for j in range(i):
            value = known.correlation[i, j]
            if abs(value) > CORRELATED and not any({i, j} <= group for group in in_groups):
                yield (
                    f"{_named(problem, [j, i])} are correlated by {value:.3f}: an error of the one "
                    "is made up by the other."
                )
    if known.condition > ILL and not known.mixed:
        yield (
            f"The problem is ill-conditioned ({known.condition:.2g} for the scaled J'J): "
            "some combination of the parameters is hardly determined."
        )


def _of_width(problem: Problem, known: Errors, interval: np.ndarray) -> Iterator[str]:
    for k, p in enumerate(problem.parameters):
        low, high = interval[k]
        if np.isfinite(known.error[k]) and (low < p.low and high > p.high):
            yield (
                f"The interval of {_named(problem, [k])}, {_text(problem, k, low)} to "
                f"{_text(problem, k, high)}, is wider than its bounds: the bounds say more than "
                "the data."
            )


def _of_other_minima(problem: Problem, found: Found, known: Errors) -> Iterator[str]:
    """Places elsewhere that fit no worse than the 95 % region of this one."""
    count = int((~found.best.held).sum()) or 1
    room = known.sd**2 * count * float(stats.f.ppf(0.95, count, known.freedom))
    rival = [e for e in found.others if e.is_converged and e.rss <= found.best.rss + room]
    if rival and not known.mixed and not known.blind.any():
        numbers = problem.numbers(min(rival, key=lambda end: end.rss).u)
        told = ", ".join(
            f"{p.path} = {_text(problem, k, numbers[k])}" for k, p in enumerate(problem.parameters)
        )
        yield f"Another minimum fits within the noise: {told}."
