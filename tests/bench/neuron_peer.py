"""The bench neuron in NEURON: one section a lane, mechanisms in NMODL (mod_neuron/).

Fixed step; `second_order` asks for Crank-Nicolson with staggered gates. NEURON's own detection of
spikes is on the grid: where there are few lanes the voltage is recorded and interpolated.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import bench_neuron as neuron
import numpy as np
from bench_neuron import Measured, Missing, built_once

MOD = Path(__file__).parent / "mod_neuron"
FEW = 64
DELAY = 1.0  # ms


def run(
    mg_o: np.ndarray, dt: float, duration: float, threads: int = 1, second_order: bool = False
) -> Measured:
    """Every lane as a cell of its own."""
    try:
        import neuron as package
    except ImportError as error:
        raise Missing(str(error)) from error
    folder, compile_s = built_once("neuron", MOD, _compile)
    h = package.h
    if not hasattr(h, "BenchSyn"):
        package.load_mechanisms(str(folder))
    h.dt, h.secondorder, h.celsius = dt, 2 if second_order else 0, 36
    cells = _Cells(h, mg_o, record=mg_o.size <= FEW)
    parallel = h.ParallelContext()
    parallel.nthread(threads)
    parallel.set_maxstep(10)
    h.finitialize(neuron.V_0)
    began = time.perf_counter()
    parallel.psolve(duration)
    wall = time.perf_counter() - began
    return Measured(
        cells.spikes(dt), cells.peaks(), wall, compile_s, f"neuron {package.__version__}"
    )


def _compile(source: Path, folder: Path) -> None:
    word = Path(sys.executable).parent / "nrnivmodl"
    if not word.exists():
        raise Missing("no nrnivmodl beside the Python that runs")
    done = subprocess.run([word, source], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise Missing(f"nrnivmodl failed: {done.stderr[-300:]}")


class _Cells:
    """The network; keeps what NEURON would otherwise forget."""

    def __init__(self, h, mg_o: np.ndarray, record: bool):
        h.kick_a_BenchSyn, h.kick_n_BenchSyn = float(neuron.KICK_AMPA), float(neuron.KICK_NMDA)
        self.stim = h.NetStim()
        # threads need a delay, so the stimulus is that much early
        self.stim.start, self.stim.interval = neuron.EVENTS[0] - DELAY, neuron.EVENTS[1]
        self.stim.number, self.stim.noise = 1e9, 0
        self.sections, self.parts, self.traces = [], [], []
        self.times, self.lanes = h.Vector(), h.Vector()
        for lane, mg in enumerate(mg_o):
            section = h.Section(name=f"lane_{lane}")
            section.L, section.diam, section.nseg, section.cm = 100 / np.pi, 100, 1, 1
            section.insert("benchmem")
            section.insert("benchca")
            synapse = h.BenchSyn(section(0.5))
            synapse.mg = mg
            wire = h.NetCon(self.stim, synapse)
            wire.delay, wire.weight[0] = DELAY, 1
            crossing = h.NetCon(section(0.5)._ref_v, None, sec=section)
            crossing.threshold = neuron.THRESHOLD
            crossing.record(self.times, self.lanes, lane)
            self.sections.append(section)
            self.parts += [synapse, wire, crossing]
            if record:
                self.traces.append(h.Vector().record(section(0.5)._ref_v))

    def spikes(self, dt: float) -> list[np.ndarray]:
        if self.traces:
            return [_crossings(np.array(trace), dt) for trace in self.traces]
        times, lanes = np.array(self.times), np.array(self.lanes)
        return [times[lanes == lane] for lane in range(len(self.sections))]

    def peaks(self) -> np.ndarray:
        return np.array([section(0.5).benchca.peak for section in self.sections]) * 1e3


def _crossings(v: np.ndarray, dt: float) -> np.ndarray:
    up = np.flatnonzero((v[1:] >= neuron.THRESHOLD) & (v[:-1] < neuron.THRESHOLD))
    return (up + (neuron.THRESHOLD - v[up]) / (v[up + 1] - v[up])) * dt
