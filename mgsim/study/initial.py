"""The values that everything starts from: steady-state gates, schemes at equilibrium, t = 0."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from mgsim.language.errors import ConfigError, Fault
from mgsim.language.expression import evaluate, names, order
from mgsim.study.model import Model, Occupancies

Values = dict[str, np.ndarray]
_AT_ONCE = 2**14  # lanes: the matrices of a million would take gigabytes


def initial_values(model: Model, constants: Mapping[str, np.ndarray]) -> Values:
    """Every quantity at t = 0: (lane,) arrays or scalars in house units.

    Raises ConfigError where a scheme asked to start at equilibrium has no unique one.
    """
    texts = {**model.algebra, **model.held, **{n: o.initial for n, o in model.odes.items()}}
    owner = {state: scheme for scheme in model.schemes for state in scheme.states}
    needs = {name: set(names(text)) for name, text in texts.items()}
    for state, scheme in owner.items():
        needs[state] = _scheme_needs(scheme)
    values: Values = {**constants, "t": np.asarray(0.0)}
    with np.errstate(all="ignore"):
        for name in order({n: needs[n] & texts.keys() for n in texts}, _circle):
            if name not in owner:
                values[name] = np.asarray(evaluate(texts[name], values), float)
            elif name not in values:
                values |= _start(owner[name], values)
    return values


def _circle(cycle: list[str]) -> Exception:
    return ConfigError(Fault("initial values", " -> ".join(cycle), "a start without a circle"))


def _scheme_needs(scheme: Occupancies) -> set[str]:
    if isinstance(scheme.initial, str):
        texts = [rate for _, _, forth, back in scheme.transitions for rate in (forth, back)]
    else:
        texts = list(scheme.initial.values())
    return {name for text in texts for name in names(text)}


def _start(scheme: Occupancies, values: Values) -> Values:
    if not isinstance(scheme.initial, str):
        zero = dict.fromkeys(scheme.states, np.asarray(0.0))
        return zero | {n: np.asarray(evaluate(t, values), float) for n, t in scheme.initial.items()}
    rates = []
    for left, right, forth, back in scheme.transitions:
        rates.append((left, right, np.asarray(evaluate(forth, values), float)))
        rates.append((right, left, np.asarray(evaluate(back, values), float)))
    lanes = np.broadcast_shapes(*(rate.shape for _, _, rate in rates))
    count = math.prod(lanes)
    flat = [(left, right, np.broadcast_to(rate, lanes).ravel()) for left, right, rate in rates]
    shares = np.concatenate(
        [
            _resting(_matrices(flat, slice(begin, begin + _AT_ONCE), scheme), scheme)
            for begin in range(0, count, _AT_ONCE)
        ]
    )
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
        hint = "Give `initial` as occupancies, or let some transmitter bind."
        raise ConfigError(
            Fault(scheme.prefix, "a scheme with no unique resting state", "an explicit start", hint)
        )
    system = np.concatenate(
        [np.swapaxes(matrices, -1, -2) / scale, np.ones((*matrices.shape[:-2], 1, size))], -2
    )
    right = np.zeros((*matrices.shape[:-2], size + 1, 1))
    right[..., -1, 0] = 1.0
    return (np.linalg.pinv(system) @ right)[..., 0]
