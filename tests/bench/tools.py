"""Which tools are measured, and on how much work each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Tool:
    """A peer with options; `milliseconds`: how long 1,024 lanes run in a measurement of speed.

    steps_of: the tool whose step at equal error is taken over (the same method, run faster).
    has_threads: False where a second thread does nothing. is_outside: the loop runs in a program of
    its own, whose memory is not seen.
    """

    name: str
    says: str
    peer: str
    milliseconds: float
    options: Mapping[str, Any] = field(default_factory=dict)
    has_threads: bool = True
    steps_of: str = ""
    is_outside: bool = False


STAGGERED = {"method": "staggered"}
SINGLE = {"precision": "single"}
TOOLS = (
    Tool("fused", "mgsim, engine fused", "mgsim_peer", 5000, STAGGERED),
    Tool("fused_single", "the same, single precision", "mgsim_peer", 5000, STAGGERED | SINGLE),
    Tool("fused_direct", "the same, no tables", "mgsim_peer", 2000,
         STAGGERED | {"tables": False}),
    Tool("fused_rk4", "the same, Runge-Kutta 4 (default)", "mgsim_peer", 1000,
         {"method": "rk4"}),
    Tool("fused_rk4_single", "Runge-Kutta 4, single precision", "mgsim_peer", 1000,
         {"method": "rk4"} | SINGLE),
    Tool("handwritten", "by hand, tables", "prototype_numba", 5000),
    Tool("handwritten_single", "by hand, tables, single", "prototype_numba", 5000,
         {"single": True}),
    Tool("handwritten_direct", "by hand, no tables", "prototype_numba", 2000, {"kind": "direct"}),
    Tool("brian_cython", "Brian2 runtime, Cython", "brian_peer", 50, {}, False,
         "brian_standalone"),
    Tool("brian_standalone", "Brian2 standalone, OpenMP", "brian_peer", 100,
         {"kind": "standalone"}, is_outside=True),
    Tool("mgsim_brian", "mgsim, engine brian (Runge-Kutta 4)", "mgsim_peer", 25,
         {"engine": "brian"}, False),
    Tool("neuron", "NEURON", "neuron_peer", 100),
    Tool("neuron_second", "NEURON, second order", "neuron_peer", 100, {"second_order": True}),
    Tool("arbor", "Arbor", "arbor_peer", 400),
    Tool("jax", "JAX, scan + vmap", "jax_peer", 250),
    Tool("jax_single", "JAX, single", "jax_peer", 500, {"single": True}),
    Tool("numpy", "NumPy", "numpy_peer", 100, {}, False),
)  # fmt: skip
# each divides the times of the events; the coarsest that keeps class A is taken
STEPS = (
    0.2, 0.125, 0.1, 0.08, 0.0625, 0.05, 0.04, 0.03125, 0.025, 0.02, 0.0125, 0.01, 0.00625, 0.005,
    0.003125, 0.0025, 0.0015625, 0.00125, 0.001,
)  # fmt: skip
PEERS = ("brian_cython", "brian_standalone", "neuron", "arbor", "jax")
