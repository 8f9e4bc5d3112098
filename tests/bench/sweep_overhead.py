"""What `mgsim sweep` costs above the bare engine: wall and processor time, memory, side by side.

python tests/bench/sweep_overhead.py [ROUNDS] [--million] writes docs/benchmarks_sweep.json.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "configs" / "large_sweep.yaml"
BARE = """
import sys, time, mgsim
from mgsim.engines.contract import load_engine
from mgsim.study.batch import spread
experiment = mgsim.load(sys.argv[1])
(group,) = spread(experiment).groups
program = load_engine("fused").compile(group.model, experiment.clock, experiment.every, {})
began = time.perf_counter()
program.run(group.batch, lambda _: None)
print(time.perf_counter() - began)
"""
MILLION = """\
title: A million points of a clamped patch
duration: "20 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM"}
cell:
  patch:
    membrane: {model: voltage_clamp, v_hold: "-40 mV"}
    nmda: {kinetics: double_exponential, block: jahr_stevens_1990, permeation: ohmic}
drives:
  input: {model: regular_train, rate: "100 Hz", to: patch.nmda}
readouts:
  charge: {model: charge, of: nmda.i_membrane}
  peak: {model: peak, of: nmda.i_membrane}
  unblocked: {model: mean, of: nmda.unblocked}
sweep:
  mg_o: {linspace: {from: "0 mM", to: "4 mM", points: 1000}}
  patch.v_hold: {linspace: {from: "-100 mV", to: "40 mV", points: 1000}}
"""


def measured(command: list[str]) -> dict[str, float]:
    """Wall and processor seconds of a command and its children, and the most memory of them all."""
    began, most, done = time.perf_counter(), [0.0], threading.Event()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    watcher = threading.Thread(target=_watch, args=(process.pid, most, done))
    watcher.start()
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    done.set()
    watcher.join()
    assert status == 0, said
    wall = time.perf_counter() - began
    return {"wall_s": wall, "cpu_s": used.ru_utime + used.ru_stime, "memory_gb": most[0] / 1e9}


def _watch(pid: int, most: list[float], done: threading.Event) -> None:
    """The largest sum of the proportional memory of a process and its children."""
    while not done.wait(0.5):
        children = Path(f"/proc/{pid}/task/{pid}/children")
        try:
            pids = [pid, *map(int, children.read_text().split())]
            total = sum(_resident(p) for p in pids)
        except OSError:
            continue
        most[0] = max(most[0], total)


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return 1024 * int(line.split()[1])
    return 0


def sweep_of(config: Path, workers: int) -> dict[str, float]:
    folder = Path(tempfile.mkdtemp())
    try:
        command = [sys.executable, "-m", "mgsim", "sweep", str(config), "--out", str(folder)]
        return measured([*command, "-j", str(workers)])
    finally:
        shutil.rmtree(folder)


def main() -> None:
    rounds = int(next((word for word in sys.argv[1:] if word.isdigit()), "3"))
    found: dict[str, list[dict[str, float]]] = {"bare": [], "sweep": []}
    for _ in range(rounds):
        found["bare"].append(measured([sys.executable, "-c", BARE, str(CONFIG)]))
        found["sweep"].append(sweep_of(CONFIG, 2))
        print(found["bare"][-1], found["sweep"][-1], flush=True)
    table: dict[str, dict[str, float]] = {
        name: {word: statistics.median(run[word] for run in runs) for word in runs[0]}
        for name, runs in found.items()
        if runs
    }
    if "--million" in sys.argv:
        path = Path(tempfile.mkdtemp()) / "million.yaml"
        path.write_text(MILLION, encoding="utf-8")
        table["million"] = sweep_of(path, 2)
        print(table["million"])
    text = json.dumps({"rounds": rounds, "cores": os.cpu_count(), **table}, indent=1)
    (ROOT / "docs" / "benchmarks_sweep.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
