"""The bench neuron in JAX: `vmap` of one lane's step inside `scan`, compiled by XLA.

Exponential Euler as in the NumPy peer. Each thread runs a share of the lanes with a program of one
thread: measured twice as fast as XLA's own threads, which split every step of all lanes anew.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor

import bench_neuron as neuron
import numpy as np
from bench_neuron import Measured, Missing

SPIKES = 160
TINY = 1e-9
ONE_THREAD = "--xla_cpu_multi_thread_eigen=false"


def run(
    mg_o: np.ndarray, dt: float, duration: float, threads: int = 2, single: bool = False
) -> Measured:
    """Every lane; compilation and the copy of the inputs are not timed."""
    os.environ.setdefault("XLA_FLAGS", ONE_THREAD)  # read when jax is first imported
    try:
        import jax
    except ImportError as error:
        raise Missing(str(error)) from error
    jax.config.update("jax_enable_x64", not single)
    number = np.float32 if single else np.float64
    share = -(-mg_o.size // threads)
    padded = np.concatenate([mg_o, np.repeat(mg_o[-1], share * threads - mg_o.size)])
    call, (kicks, lanes) = _program(jax, padded[:share], dt, duration, number)
    began = time.perf_counter()
    ready = call.lower(kicks, lanes).compile()
    compiled = time.perf_counter() - began
    kicks = jax.device_put(kicks)
    parts = [jax.device_put(part.astype(number)) for part in np.split(padded, threads)]
    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(lambda part: [np.asarray(x) for x in ready(kicks, part)], parts))
    wall = time.perf_counter() - began
    times, counts, peak = (np.concatenate(x)[: mg_o.size] for x in zip(*found, strict=True))
    spikes = [t[:n].astype(float) for t, n in zip(times, counts, strict=True)]
    return Measured(spikes, peak.astype(float), wall, compiled, f"jax {jax.__version__}")


def _program(jax, mg_o, dt, duration, number):
    """The compiled function and what it is called with: kicks for each step, one mg per lane."""
    steps = round(duration / dt)
    kicks = np.zeros((steps, 4), number)
    for event in neuron.arrivals(duration):
        s = int(np.ceil(event / dt - 1e-9))
        kicks[s] += np.array(neuron.KICKS) * np.exp((event - s * dt) / np.array(neuron.TAUS))
    step = _lane(jax.numpy, jax.lax, dt, number)

    def whole(kicks, mg_o):
        inf, _ = neuron.gate_curves(np.array(neuron.V_0))
        jnp = jax.numpy
        lanes = mg_o.shape[0]
        start = (
            jnp.full(lanes, neuron.V_0, number), jnp.full(lanes, neuron.CA_REST, number),
            *(jnp.full(lanes, g, number) for g in inf), *(jnp.zeros(lanes, number),) * 4,
            jnp.full(lanes, neuron.CA_REST, number), jnp.zeros(lanes, jnp.int32),
            jnp.zeros((lanes, SPIKES), number),
        )  # fmt: skip
        each = jax.vmap(step, in_axes=(0, 0, None, None))

        def advance(carry, given):
            kick, s = given
            return each(carry, mg_o / number(neuron.K_MG), kick, s), None

        end, _ = jax.lax.scan(advance, start, (kicks, jnp.arange(steps)))
        return end[-1], end[-2], end[-3]

    return jax.jit(whole), (kicks, mg_o.astype(number))


def _lane(jnp, lax, dt, number):
    """One lane's step."""
    decays = [float(np.exp(-dt / tau)) for tau in neuron.TAUS]
    keep = float(np.exp(-dt / neuron.TAU_CA))

    def step(carry, mg, kick, s):
        v, ca, m, h, n, p, q, r, *synapses, peak, count, times = carry
        synapses = [x + kick[k] for k, x in enumerate(synapses)]
        m, h, n, p, q, r = _gates(jnp, v, (m, h, n, p, q, r), dt)
        sodium = neuron.G_NA * m * m * m * h
        square = ca * ca
        potassium = neuron.G_K * (n * n) * (n * n) + neuron.G_M * p
        potassium = potassium + neuron.G_AHP * square / (1 + square)
        l_type = neuron.G_L * q * q * r
        nmda = (synapses[3] - synapses[2]) / (1 + mg * jnp.exp(-neuron.SLOPE * v))
        total = sodium + potassium + l_type + nmda + (synapses[1] - synapses[0] + neuron.G_LEAK)
        driven = neuron.E_NA * sodium + neuron.E_K * potassium + neuron.E_CA * l_type
        rest = (driven + neuron.G_LEAK * neuron.E_LEAK) / total
        inward = l_type * (v - neuron.E_CA) + neuron.NMDA_CA * nmda * v
        target = neuron.CA_REST - neuron.TAU_CA * neuron.CA_PER_CURRENT * inward
        new = rest + (v - rest) * jnp.exp(-dt * total)
        ca = target + (ca - target) * keep
        up = (new >= neuron.THRESHOLD) & (v < neuron.THRESHOLD)
        at = ((s + (neuron.THRESHOLD - v) / (new - v)) * dt).astype(number)
        place = jnp.where(up, count, SPIKES)
        times = times.at[place].set(at, mode="drop")
        synapses = [x * d for x, d in zip(synapses, decays, strict=True)]
        count = count + up.astype(jnp.int32)
        return (new, ca, m, h, n, p, q, r, *synapses, jnp.maximum(peak, ca), count, times)

    return step


def _gates(jnp, v, gates, dt):
    u = v - neuron.V_T
    e_m, e_n = (13 - u) / 4 + TINY, (15 - u) / 5 + TINY
    e_b, e_q = (u - 40) / 5 + TINY, (-27 - v) / 3.8 + TINY
    e_p = jnp.exp((v + 35) / 20)
    p_rate = (3.3 * e_p + 1 / e_p) / 1000
    pairs = (
        (1.28 * e_m / jnp.expm1(e_m), 1.4 * e_b / jnp.expm1(e_b)),
        (0.128 * jnp.exp((17 - u) / 18), 4 / (1 + jnp.exp((40 - u) / 5))),
        (0.16 * e_n / jnp.expm1(e_n), 0.5 * jnp.exp((10 - u) / 40)),
        None,
        (0.209 * e_q / jnp.expm1(e_q), 0.94 * jnp.exp((-75 - v) / 17)),
        (0.000457 * jnp.exp((-13 - v) / 50), 0.0065 / (1 + jnp.exp((-15 - v) / 28))),
    )
    found = []
    for gate, pair in zip(gates, pairs, strict=True):
        rate = p_rate if pair is None else pair[0] + pair[1]
        inf = 1 / (1 + 1 / (e_p * e_p)) if pair is None else pair[0] / rate
        found.append(inf + (gate - inf) * jnp.exp(-dt * rate))
    return found
