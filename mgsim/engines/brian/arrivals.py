"""Spikes that arrive within a step, as statements at the start of that step.

A jump J of a state s that decays at rate lambda, due `lag` after the start of the step, is applied
at once as J exp(lag lambda), so that s is right from its own time on. What the jump would do to
every other state z before its time, (dz'/ds) J lag exprel(lag lambda), is taken off again: what is
left is of third order in the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy
from brian2.parsing.sympytools import str_to_sympy, sympy_to_str

from mgsim.language.expression import names, rename
from mgsim.study.model import Model


def arrival_lines(
    model: Model, flat: Callable[[str], str], do: Mapping[str, str], train: str, number: int
) -> list[str]:
    """The statements of one arrival event; every new value is taken from before the event."""
    lag = f"lag_{train}"
    now = {"t_event": f"(t + {lag})"}
    jumps = {name: f"jump_{number}_{k}" for k, name in enumerate(do)}
    lines = [
        f"{jumps[name]} = where(pending_{train} > 0, {rename(flat(text), now)} - {name}, 0*{name})"
        for name, text in do.items()
    ]
    moved = [name for name in do if name in model.odes]
    decays = {name: f"({_slope(model, flat, name, name)})" for name in moved}
    early = {name: f"{jumps[name]}*{lag}*exprel(-{lag}*{decays[name]})" for name in moved}
    others = [state for state in model.odes if state not in do]
    slopes = {other: {name: _slope(model, flat, other, name) for name in moved} for other in others}
    pulls = {
        other: [f"({slope})*{early[name]}" for name, slope in found.items() if slope != "0"]
        for other, found in slopes.items()
    }
    pulled = [other for other in others if pulls[other]]
    lines += [f"pull_{number}_{k} = {' + '.join(pulls[o])}" for k, o in enumerate(pulled)]
    lines += [_moved(other, f"- pull_{number}_{k}", train) for k, other in enumerate(pulled)]
    for name in do:
        grown = f"*exp(-{lag}*{decays[name]})" if name in decays else ""
        lines.append(_moved(name, f"+ {jumps[name]}{grown}", train))
    return lines


def _moved(name: str, by: str, train: str) -> str:
    """A statement that Brian2 does not turn into `+=`, which would change aliases of the array."""
    return f"{name} = where(pending_{train} > 0, {name} {by}, {name})"


def _slope(model: Model, flat: Callable[[str], str], state: str, by: str) -> str:
    """d(rate of `state`)/d(`by`) as text, through the algebra between them; '0' if none."""
    text = _inlined(model, flat, model.odes[state].rate, by)
    if by not in names(text):
        return "0"
    slope = str_to_sympy(text).diff(str_to_sympy(by))
    if slope.has(sympy.Derivative, sympy.Subs):
        return "0"
    return sympy_to_str(slope) if slope != 0 else "0"


def _inlined(model: Model, flat: Callable[[str], str], text: str, by: str) -> str:
    """A text with all algebra that reads `by`, directly or not, written out."""
    written: dict[str, str] = {}
    for name, equation in model.algebra.items():
        if names(equation) & (written.keys() | {by}):
            written[name] = f"({rename(flat(equation), written)})"
    return rename(flat(text), written)
