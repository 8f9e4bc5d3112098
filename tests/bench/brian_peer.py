"""The bench neuron in Brian2, as its documentation would write it: exponential Euler.

`runtime`: generated Cython, one thread. `standalone`: generated C++ with OpenMP; what is timed is
the run of the built program, without generation and compilation.
"""

from __future__ import annotations

import shutil
import tempfile
import time

import bench_neuron as neuron
import numpy as np
from bench_neuron import Measured, Missing

EQUATIONS = """
dv/dt = -(g_na*m**3*h*(v - 50) + g_k*n**4*(v + 90) + g_m*p*(v + 90) + i_l
          + g_ahp*ca**2/(1 + ca**2)*(v + 90) + (da - ra)*v + i_nmda + g_leak*(v + 70))/ms : 1
i_l = g_l*q**2*r*(v - 120) : 1
i_nmda = (dn - rn)/(1 + mg/3.57*exp(-0.062*v))*v : 1
dca/dt = (-per_current*(i_l + 0.1*i_nmda) - (ca - 0.1)/80)/ms : 1
u = v + 56.2 : 1
a_m = 0.32*4/exprel((13 - u)/4) : 1
b_m = 0.28*5/exprel((u - 40)/5) : 1
dm/dt = (a_m*(1 - m) - b_m*m)/ms : 1
a_h = 0.128*exp((17 - u)/18) : 1
b_h = 4/(1 + exp((40 - u)/5)) : 1
dh/dt = (a_h*(1 - h) - b_h*h)/ms : 1
a_n = 0.032*5/exprel((15 - u)/5) : 1
b_n = 0.5*exp((10 - u)/40) : 1
dn/dt = (a_n*(1 - n) - b_n*n)/ms : 1
dp/dt = (1/(1 + exp(-(v + 35)/10)) - p)*(3.3*exp((v + 35)/20) + exp(-(v + 35)/20))/(1000*ms) : 1
a_q = 0.055*3.8/exprel((-27 - v)/3.8) : 1
b_q = 0.94*exp((-75 - v)/17) : 1
dq/dt = (a_q*(1 - q) - b_q*q)/ms : 1
a_r = 0.000457*exp((-13 - v)/50) : 1
b_r = 0.0065/(1 + exp((-15 - v)/28)) : 1
dr/dt = (a_r*(1 - r) - b_r*r)/ms : 1
dra/dt = -ra/(0.5*ms) : 1
dda/dt = -da/(3*ms) : 1
drn/dt = -rn/(4*ms) : 1
ddn/dt = -dn/(80*ms) : 1
peak : 1
mg : 1 (constant)
v_last : 1
"""


def run(
    mg_o: np.ndarray, dt: float, duration: float, threads: int = 1, kind: str = "runtime"
) -> Measured:
    """Every lane in one group; spikes are interpolated within the step as for the other tools."""
    try:
        import brian2
    except ImportError as error:
        raise Missing(str(error)) from error
    if shutil.which("g++") is None:
        raise Missing("no C++ compiler")
    brian2.BrianLogger.log_level_error()
    facts = f"brian2 {brian2.__version__}, {kind}"
    if kind == "runtime":
        brian2.prefs.codegen.target = "cython"
        return _runtime(brian2, mg_o, dt, duration, facts)
    with tempfile.TemporaryDirectory() as folder:
        return _standalone(brian2, mg_o, dt, duration, threads, folder, facts)


def _network(brian2, mg_o: np.ndarray, dt: float, duration: float):
    """The network, and the two things to read when it has run."""
    ms = brian2.ms
    brian2.defaultclock.dt = dt * ms
    names = {
        "g_na": neuron.G_NA, "g_k": neuron.G_K, "g_m": neuron.G_M, "g_l": neuron.G_L,
        "g_ahp": neuron.G_AHP, "g_leak": neuron.G_LEAK, "per_current": neuron.CA_PER_CURRENT,
    }  # fmt: skip
    group = brian2.NeuronGroup(
        mg_o.size, EQUATIONS, method="exponential_euler", namespace=names,
        threshold="v >= -20 and v_last < -20", reset="",
    )  # fmt: skip
    inf, _ = neuron.gate_curves(np.array(neuron.V_0))
    group.v, group.v_last, group.ca, group.peak = neuron.V_0, neuron.V_0, 0.1, 0.1
    for name, value in zip(neuron.GATES, inf, strict=True):
        setattr(group, name, float(value))
    group.mg = mg_o
    last = group.run_regularly("v_last = v\npeak = clip(peak, ca, inf)", when="start")
    arrivals = neuron.arrivals(duration)
    source = brian2.SpikeGeneratorGroup(1, np.zeros(arrivals.size, int), arrivals * ms)
    ampa, nmda = float(neuron.KICK_AMPA), float(neuron.KICK_NMDA)
    synapses = brian2.Synapses(
        source, group, on_pre=f"ra += {ampa}\nda += {ampa}\nrn += {nmda}\ndn += {nmda}"
    )
    synapses.connect()
    monitor = brian2.SpikeMonitor(group, variables=["v", "v_last"])
    return brian2.Network(group, last, source, synapses, monitor), group, monitor


def _harvest(group, monitor, dt: float) -> tuple[list[np.ndarray], np.ndarray]:
    """A monitor's time is that of the step's start; the crossing lies within the step."""
    v, before = np.asarray(monitor.v), np.asarray(monitor.v_last)
    at = np.asarray(monitor.t) * 1e3 + (neuron.THRESHOLD - before) / (v - before) * dt
    lanes = np.asarray(monitor.i)
    spikes = [np.sort(at[lanes == lane]) for lane in range(len(group))]
    return spikes, np.maximum(np.asarray(group.peak), np.asarray(group.ca))


def _runtime(brian2, mg_o, dt, duration, facts) -> Measured:
    began = time.perf_counter()
    network, group, monitor = _network(brian2, mg_o, dt, duration)
    network.run(0 * brian2.ms)  # generates and compiles
    built = time.perf_counter()
    network.run(duration * brian2.ms)
    ended = time.perf_counter()
    spikes, peak = _harvest(group, monitor, dt)
    return Measured(spikes, peak, ended - built, built - began, facts)


def _standalone(brian2, mg_o, dt, duration, threads, folder, facts) -> Measured:
    began = time.perf_counter()
    brian2.set_device("cpp_standalone", directory=folder, build_on_run=False)
    brian2.prefs.devices.cpp_standalone.openmp_threads = threads if threads > 1 else 0
    network, group, monitor = _network(brian2, mg_o, dt, duration)
    network.run(duration * brian2.ms)
    brian2.device.build(directory=folder, compile=True, run=False)
    built = time.perf_counter()
    brian2.device.run(folder, with_output=False, run_args=[])
    wall = brian2.device._last_run_time or time.perf_counter() - built  # the loop alone
    spikes, peak = _harvest(group, monitor, dt)
    return Measured(spikes, peak, wall, built - began, facts)
