"""One run of one peer in a process of its own: a job as JSON in, what was measured as JSON out.

`lanes: "oracle"` takes the lanes of the oracle and compares with it.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
from typing import Any

import bench_neuron as neuron
import numpy as np
from bench_neuron import CACHE, Measured, Missing

ORACLE_LANES, ORACLE_STRIDE = 1024, 64
ORACLE_MS = 1000.0


def main() -> None:
    job = json.loads(sys.argv[1])
    try:
        answer = measure(job)
    except Missing as reason:
        answer = {"missing": " ".join(str(reason).split())[:300]}
    print(json.dumps(answer))


def measure(job: dict[str, Any]) -> dict[str, Any]:
    """Run the job: peer, options, lanes, dt, duration, threads."""
    is_check = job["lanes"] == "oracle"
    lanes = neuron.magnesium(ORACLE_LANES if is_check else job["lanes"])
    mg_o = lanes[::ORACLE_STRIDE] if is_check else lanes
    duration = ORACLE_MS if is_check else job["duration"]
    peer = importlib.import_module(job["peer"])
    found = peer.run(mg_o, job["dt"], duration, job["threads"], **job["options"])
    answer: dict[str, Any] = {
        "wall_s": found.wall_s,
        "compile_s": found.compile_s,
        "rate": mg_o.size * round(duration / job["dt"]) / found.wall_s,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "facts": found.facts,
    }
    return answer | (_compare(found, mg_o) if is_check else {})


def _compare(found: Measured, mg_o: np.ndarray) -> dict[str, Any]:
    times, peaks = _oracle(mg_o)
    median, most, uneven = neuron.spike_error(found.spikes, times)
    off = np.abs(found.peak_ca - peaks) / peaks
    return {"median": median, "p95": most, "uneven_lanes": uneven, "ca": float(np.median(off))}


def _oracle(mg_o: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
    """Spike times and peaks of the judge, made once a machine."""
    file = CACHE / "oracle-1.npz"
    if not file.exists():
        import mgsim_peer

        made = mgsim_peer.oracle(mg_o, ORACLE_MS)
        CACHE.mkdir(parents=True, exist_ok=True)
        spikes = {f"lane_{k}": times for k, times in enumerate(made.spikes)}
        np.savez(file, peaks=made.peak_ca, mg_o=mg_o, **spikes)
    kept = np.load(file)
    assert (kept["mg_o"] == mg_o).all()
    return [kept[f"lane_{k}"] for k in range(mg_o.size)], kept["peaks"]


if __name__ == "__main__":
    main()
