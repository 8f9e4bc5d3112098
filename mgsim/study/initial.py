"""The values that everything starts from: steady-state gates, schemes at rest, t = 0."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping

import numpy as np
from scipy.linalg import expm

from mgsim.language.errors import ConfigError, Fault
from mgsim.language.expression import evaluate, names, order
from mgsim.study.model import Conditioning, Model, Occupancies

Values = dict[str, np.ndarray]
_AT_ONCE = 2**14  # lanes: the matrices of a million would take gigabytes


def initial_values(model: Model, constants: Mapping[str, np.ndarray]) -> Values:
    """Every quantity at t = 0: (lane,) arrays or scalars in house units.

    Raises ConfigError where a scheme asked to start at equilibrium has no unique one.
    """
    return _settled(model, {**constants, "t": np.asarray(0.0)})


def _settled(model: Model, known: Mapping[str, np.ndarray], roots: Collection[str] = ()) -> Values:
    """What is known, and all that follows from it; with roots, only what these need."""
    texts = {**model.algebra, **model.held, **{n: o.initial for n, o in model.odes.items()}}
    texts = {name: text for name, text in texts.items() if name not in known}
    owner = {state: scheme for scheme in model.schemes for state in scheme.states}
    needs = {name: set(names(text)) for name, text in texts.items()}
    for state, scheme in owner.items():
        needs[state] = _scheme_needs(scheme)
    ordered = order({n: needs[n] & texts.keys() for n in texts}, _circle)
    if roots:
        wanted = set(roots)
        for name in reversed(ordered):
            wanted |= needs[name] if name in wanted else set()
        ordered = [name for name in ordered if name in wanted]
    values: Values = dict(known)
    with np.errstate(all="ignore"):
        for name in ordered:
            if name not in owner:
                values[name] = np.asarray(evaluate(texts[name], values), float)
            elif name not in values:
                values |= _start(owner[name], model, values)
    return values


def _circle(cycle: list[str]) -> Exception:
    return ConfigError(Fault("initial values", " -> ".join(cycle), "a start without a circle"))


def _rate_names(scheme: Occupancies) -> set[str]:
    texts = [rate for _, _, forth, back in scheme.transitions for rate in (forth, back)]
    return {name for text in texts for name in names(text)}


def _scheme_needs(scheme: Occupancies) -> set[str]:
    if isinstance(scheme.initial, Mapping):
        return {name for text in scheme.initial.values() for name in names(text)}
    held = scheme.initial.held if isinstance(scheme.initial, Conditioning) else {}
    return _rate_names(scheme) - held.keys()


def _start(scheme: Occupancies, model: Model, values: Values) -> Values:
    """The occupancies of a scheme, where all that they need is among the values."""
    initial = scheme.initial
    if isinstance(initial, Mapping):
        return _given(scheme, initial, values)
    if not isinstance(initial, Conditioning):
        return _each(scheme, values, (), lambda matrices, _: _resting(matrices, scheme))
    held = {name: values[number] for name, number in initial.held.items()}
    known = {n: values[n] for n in model.constants}
    values = _settled(model, {**known, **held, "t": np.asarray(0.0)}, _rate_names(scheme))
    if isinstance(initial.begins, Mapping):
        before = _given(scheme, initial.begins, values)
    else:
        before = _each(scheme, values, (), lambda matrices, _: _resting(matrices, scheme))
    extra = (values[initial.after], *before.values())
    return _each(scheme, values, extra, lambda matrices, rest: _stood(matrices, *rest))


def _given(scheme: Occupancies, shares: Mapping[str, str], values: Values) -> Values:
    zero = dict.fromkeys(scheme.states, np.asarray(0.0))
    return zero | {n: np.asarray(evaluate(t, values), float) for n, t in shares.items()}


def _each(
    scheme: Occupancies,
    values: Values,
    extra: tuple[np.ndarray, ...],
    act: Callable[[np.ndarray, list[np.ndarray]], np.ndarray],
) -> Values:
    """The occupancies that `act` makes of rate matrices (and of `extra`), some lanes at a time."""
    rates = []
    for left, right, forth, back in scheme.transitions:
        rates.append((left, right, np.asarray(evaluate(forth, values), float)))
        rates.append((right, left, np.asarray(evaluate(back, values), float)))
    lanes = np.broadcast_shapes(*(rate.shape for _, _, rate in rates), *(x.shape for x in extra))
    count = math.prod(lanes)
    flat = [(left, right, np.broadcast_to(rate, lanes).ravel()) for left, right, rate in rates]
    rest = [np.broadcast_to(x, lanes).ravel() for x in extra]
    found = []
    for begin in range(0, count, _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        found.append(act(_matrices(flat, some, scheme), [x[some] for x in rest]))
    shares = np.concatenate(found)
    return {name: shares[:, i].reshape(lanes) for i, name in enumerate(scheme.states)}


def _matrices(
    rates: list[tuple[str, str, np.ndarray]], some: slice, scheme: Occupancies
) -> np.ndarray:
    """The (lane, state, state) rates of change of some lanes, each row summing to zero."""
    matrices = np.zeros((rates[0][2][some].size, len(scheme.states), len(scheme.states)))
    for left, right, rate in rates:
        i, j = scheme.states.index(left), scheme.states.index(right)
        matrices[:, i, j] += rate[some]
        matrices[:, i, i] -= rate[some]
    return matrices


def _resting(matrices: np.ndarray, scheme: Occupancies) -> np.ndarray:
    """The unique p with p Q = 0 and sum(p) = 1, lane by lane."""
    size = len(scheme.states)
    scale = np.maximum(np.abs(matrices).max(axis=(-1, -2), keepdims=True), 1e-300)
    if (np.linalg.matrix_rank(matrices / scale, tol=1e-12) < size - 1).any():
        raise ConfigError(_no_rest(scheme))
    system = np.concatenate(
        [np.swapaxes(matrices, -1, -2) / scale, np.ones((*matrices.shape[:-2], 1, size))], -2
    )
    right = np.zeros((*matrices.shape[:-2], size + 1, 1))
    right[..., -1, 0] = 1.0
    return _sound((np.linalg.pinv(system) @ right)[..., 0])


def _no_rest(scheme: Occupancies) -> Fault:
    found = "'equilibrium', which this scheme has no unique one of here"
    expected = "a start that is said"
    hint = (
        f"Write 'initial: {scheme.card.states[0]}' or another state, shares such as "
        "{STATE: 0.5, STATE: 0.5}, or let some transmitter bind."
    )
    return Fault(scheme.where or scheme.prefix, found, expected, hint)


def _stood(matrices: np.ndarray, after: np.ndarray, *before: np.ndarray) -> np.ndarray:
    """Occupancies after a time, exactly: p exp(Q t), lane by lane."""
    shares = np.stack(before, axis=-1)[:, None, :]
    return _sound((shares @ expm(matrices * after[:, None, None]))[:, 0, :])


def _sound(shares: np.ndarray) -> np.ndarray:
    """Shares within 0 .. 1 that add up to 1, from ones that do but for rounding."""
    shares = np.maximum(shares, 0.0)
    return shares / shares.sum(axis=-1, keepdims=True)
