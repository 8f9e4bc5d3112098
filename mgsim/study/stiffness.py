"""How fast a Markov scheme can be: whether a fixed step may take it explicitly."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np

from mgsim.language.expression import evaluate
from mgsim.study.model import Model, Occupancies

_VOLTAGES = (-100.0, -60.0, -20.0, 20.0)  # mV, at which rates are looked at
FAST = 1.0  # transitions a step: faster schemes are not taken explicitly


def fastest_rate(model: Model, scheme: Occupancies, start: Mapping[str, np.ndarray]) -> float:
    """The fastest transition (per ms) from a start, at any voltage, with pulses off or on."""
    texts = [rate for _, _, *both in scheme.transitions for rate in both]
    paths = {n: model.quantities[n].path for n in (*model.odes, *model.algebra)}
    voltages = [n for n, path in paths.items() if path.endswith(".v")]
    times = [np.asarray(0.0), *(evaluate(text, start) for text in model.breaks)]
    fastest = 0.0
    for v, t, pulse in product(_VOLTAGES, times, (0.0, 1.0)):
        values = {**start, "t": t, "pulse": lambda *_, x=pulse: np.asarray(x)}
        values |= dict.fromkeys(voltages, np.asarray(v))
        for name, text in model.algebra.items():
            if name not in voltages:
                values[name] = evaluate(text, values)
        rates = np.concatenate([np.ravel(evaluate(text, values)) for text in texts])
        fastest = max(fastest, float(np.fmax.reduce(rates, initial=0.0)))
    return fastest
