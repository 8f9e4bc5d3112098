"""The bench neuron in NumPy, vectorised by hand: exponential Euler, synapses exact."""

from __future__ import annotations

import time

import bench_neuron as neuron
import numpy as np
from bench_neuron import Measured

TINY = 1e-9


def run(mg_o: np.ndarray, dt: float, duration: float, threads: int = 1) -> Measured:
    """Every lane at once; one thread, whatever is asked."""
    began = time.perf_counter()
    lanes = mg_o.size
    v, ca = np.full(lanes, neuron.V_0), np.full(lanes, neuron.CA_REST)
    gates = np.repeat(neuron.gate_curves(np.array([neuron.V_0]))[0], lanes, 1)
    synapses, taus, kicks = np.zeros(4), np.array(neuron.TAUS), np.array(neuron.KICKS)
    decays, keep = np.exp(-dt / taus), np.exp(-dt / neuron.TAU_CA)
    events, peak, mg = list(neuron.arrivals(duration)), ca.copy(), mg_o / neuron.K_MG
    spikes: list[list[float]] = [[] for _ in range(lanes)]
    for s in range(round(duration / dt)):
        while events and events[0] <= s * dt + 1e-9:
            synapses += kicks * np.exp((events.pop(0) - s * dt) / taus)
        new, ca = _step(v, ca, gates, synapses, mg, dt, keep)
        synapses *= decays
        up = (new >= neuron.THRESHOLD) & (v < neuron.THRESHOLD)
        if up.any():
            for lane in np.flatnonzero(up):
                part = (neuron.THRESHOLD - v[lane]) / (new[lane] - v[lane])
                spikes[lane].append((s + part) * dt)
        v = new
        np.maximum(peak, ca, out=peak)
    return Measured([np.array(t) for t in spikes], peak, time.perf_counter() - began, 0.0)


def _step(v, ca, gates, synapses, mg, dt, keep):
    """(v, ca) after a step; the gates are moved first and in place."""
    _move_gates(v, gates, dt)
    m, h, n, p, q, r = gates
    sodium = neuron.G_NA * m * m * m * h
    potassium = neuron.G_K * (n * n) * (n * n) + neuron.G_M * p
    square = ca * ca
    potassium += neuron.G_AHP * square / (1 + square)
    l_type = neuron.G_L * q * q * r
    nmda = (synapses[3] - synapses[2]) / (1 + mg * np.exp(-neuron.SLOPE * v))
    total = sodium + potassium + l_type + nmda + (synapses[1] - synapses[0] + neuron.G_LEAK)
    driven = neuron.E_NA * sodium + neuron.E_K * potassium + neuron.E_CA * l_type
    rest = (driven + neuron.G_LEAK * neuron.E_LEAK) / total
    inward = l_type * (v - neuron.E_CA) + neuron.NMDA_CA * nmda * v
    target = neuron.CA_REST - neuron.TAU_CA * neuron.CA_PER_CURRENT * inward
    return rest + (v - rest) * np.exp(-dt * total), target + (ca - target) * keep


def _move_gates(v, gates, dt):
    u = v - neuron.V_T
    e_m, e_n = (13 - u) / 4 + TINY, (15 - u) / 5 + TINY
    e_b, e_q = (u - 40) / 5 + TINY, (-27 - v) / 3.8 + TINY
    e_p = np.exp((v + 35) / 20)
    rates = (
        (1.28 * e_m / np.expm1(e_m), 1.4 * e_b / np.expm1(e_b)),
        (0.128 * np.exp((17 - u) / 18), 4 / (1 + np.exp((40 - u) / 5))),
        (0.16 * e_n / np.expm1(e_n), 0.5 * np.exp((10 - u) / 40)),
        ((3.3 * e_p + 1 / e_p) / (1 + 1 / (e_p * e_p)) / 1000, None),
        (0.209 * e_q / np.expm1(e_q), 0.94 * np.exp((-75 - v) / 17)),
        (0.000457 * np.exp((-13 - v) / 50), 0.0065 / (1 + np.exp((-15 - v) / 28))),
    )
    for k, (gain, loss) in enumerate(rates):
        total = (3.3 * e_p + 1 / e_p) / 1000 if loss is None else gain + loss
        inf = gain / total
        gates[k] = inf + (gates[k] - inf) * np.exp(-dt * total)
