"""The bench neuron in Arbor: a cable cell of one segment a lane; a catalogue from mod_arbor/.

The catalogue is built with the vectors that the wheel was built for. Spikes are interpolated by
Arbor itself; peak calcium is a state of the mechanism, probed once at the end.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import bench_neuron as neuron
import numpy as np
from bench_neuron import Measured, Missing, built_once

MOD = Path(__file__).parent / "mod_arbor"


def run(mg_o: np.ndarray, dt: float, duration: float, threads: int = 1) -> Measured:
    """Every lane as a cell of its own."""
    try:
        import arbor as A
    except ImportError as error:
        raise Missing(str(error)) from error
    folder, compile_s = built_once("arbor", MOD, _compile)
    recipe = _recipe(A, A.load_catalogue(str(folder / "bench-catalogue.so")), mg_o, duration)
    context = A.context(threads=threads)
    # a group of cells a thread: Arbor's default, a group for each cell, is ten times slower here
    hint = A.partition_hint(cpu_group_size=-(-mg_o.size // threads))
    shares = A.partition_load_balance(recipe, context, {A.cell_kind.cable: hint})
    simulation = A.simulation(recipe, context, shares)
    simulation.record(A.spike_recording.local)  # `all` is empty where nothing is connected
    end = A.explicit_schedule([(duration - dt) * A.units.ms])
    handles = [simulation.sample((lane, "peak"), end) for lane in range(mg_o.size)]
    began = time.perf_counter()
    simulation.run(duration * A.units.ms, dt * A.units.ms)
    wall = time.perf_counter() - began
    found = simulation.spikes()
    lanes, times = found["source"]["gid"], found["time"]
    spikes = [np.sort(times[lanes == lane]) for lane in range(mg_o.size)]
    peaks = [simulation.samples(handle)[0][0][-1, 1] * 1e3 for handle in handles]
    return Measured(spikes, np.array(peaks), wall, compile_s, f"arbor {A.__version__}")


def _compile(source: Path, folder: Path) -> None:
    package = importlib.util.find_spec("arbor")
    word = Path(sys.executable).parent / "arbor-build-catalogue"
    if package is None or package.origin is None or not word.exists():
        raise Missing("no arbor-build-catalogue beside the Python that runs")
    # the script is started by the Python that is found first in PATH
    path = os.pathsep.join([str(word.parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [word, "bench", source],
        cwd=folder, capture_output=True, text=True, env={**os.environ, "PATH": path},
    )  # fmt: skip
    if done.returncode:
        raise Missing(f"arbor-build-catalogue failed: {(done.stdout + done.stderr)[-400:]}")


def _recipe(A, catalogue, mg_o: np.ndarray, duration: float):
    U = A.units

    class Recipe(A.recipe):
        """A cell for each lane, all driven by the same train."""

        def __init__(self):
            A.recipe.__init__(self)
            self.properties = A.neuron_cable_properties()
            self.properties.catalogue = catalogue
            self.properties.set_ion(
                "ca", valence=2, int_con=1e-4 * U.mM, ext_con=2 * U.mM, rev_pot=120 * U.mV
            )
            self.times = [float(t) * U.ms for t in neuron.arrivals(duration)]

        def num_cells(self):
            return mg_o.size

        def cell_kind(self, gid):
            return A.cell_kind.cable

        def global_properties(self, kind):
            return self.properties

        def cell_description(self, gid):
            return _cell(A, float(mg_o[gid]))

        def event_generators(self, gid):
            return [A.event_generator("synapse", 1.0, A.explicit_schedule(self.times))]

        def probes(self, gid):
            return [A.cable_probe_density_state("(location 0 0.5)", "benchca", "peak", "peak")]

    return Recipe()


def _cell(A, mg_o: float):
    U = A.units
    tree = A.segment_tree()
    length = 100 / np.pi
    tree.append(
        A.mnpos, A.mpoint(0, 0, 0, 50), A.mpoint(length, 0, 0, 50), tag=1
    )  # 10000 um2, ends not counted
    decor = A.decor()
    decor.set_property(Vm=neuron.V_0 * U.mV, cm=0.01 * U.F / U.m2, tempK=309.15 * U.Kelvin)
    decor.paint("(all)", A.density("benchmem"))
    decor.paint("(all)", A.density("benchca"))
    kicks = {"kick_a": float(neuron.KICK_AMPA), "kick_n": float(neuron.KICK_NMDA)}
    decor.place("(location 0 0.5)", A.synapse("benchsyn", {"mg": mg_o, **kicks}), "synapse")
    decor.place("(location 0 0.5)", A.threshold_detector(neuron.THRESHOLD * U.mV), "spike")
    return A.cable_cell(tree, decor, discretization=A.cv_policy_single())
