"""`make bench`: the bench neuron on every tool, in one run; writes docs/benchmarks.json and tables.

Each run is a process of its own; tools take turns, so that a busy moment of the machine is shared;
what is reported is the median of the rounds. A tool that is not installed, or cannot be built, is
left out and says why.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from report import write_page
from tools import PEERS, STEPS, TOOLS, Tool

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
DT, LANES = 0.025, 1024
LIMITS = {"median": 0.02, "p95": 0.05, "ca": 0.005}  # class A: ms, ms, relative
UNEVEN = 1  # lanes of 16 whose number of spikes may differ: one may sit at a threshold
SCALING = ((1, 1000), (32, 1000), (1024, 5000), (16384, 500), (65536, 200))  # lanes, ms
PACKAGES = (
    "mgsim", "numpy", "scipy", "numba", "llvmlite", "brian2", "cython", "neuron", "arbor", "jax",
)  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", nargs="*", help="names of tools (see tools.py)")
    options.add_argument("--out", type=Path, default=DOCS / "benchmarks.json")
    options.add_argument("--page", type=Path, default=DOCS / "performance.md")
    asked = options.parse_args()
    tools = [t for t in TOOLS if not asked.only or t.name in asked.only]
    found: dict[str, Any] = {"machine": machine(), "dt_ms": DT, "lanes": LANES}
    found["rounds"] = asked.rounds
    found["tools"] = speeds(tools, asked.rounds)
    for tool in tools:
        found["tools"][tool.name] |= errors(tool, found["tools"][tool.name])
    borrow_steps(tools, found["tools"])
    if "fused" in found["tools"]:
        found["scaling"] = scaling()
    found["roofline"] = limits(found["tools"])
    found["ratios"] = ratios(found)
    asked.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    write_page(asked.page, found)
    print(json.dumps(found["ratios"], indent=1))


def machine() -> dict[str, Any]:
    """Cores, processor and versions."""
    info = Path("/proc/cpuinfo")
    text = info.read_text() if info.exists() else ""
    models = [line.split(":", 1)[1].strip() for line in text.splitlines() if "model name" in line]
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = None
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        "processor": models[0] if models else platform.processor(),
        "avx512": "avx512f" in text,
        "python": platform.python_version(),
        "versions": versions,
    }


def run(tool: Tool, lanes: int | str, duration: float, dt: float, threads: int) -> dict[str, Any]:
    """One run in a new process; {'missing': why} where there is no number."""
    job = {
        "peer": tool.peer, "options": dict(tool.options), "lanes": lanes, "duration": duration,
        "dt": dt, "threads": threads,
    }  # fmt: skip
    try:
        done = subprocess.run(
            [sys.executable, HERE / "one_run.py", json.dumps(job)],
            capture_output=True, text=True, timeout=600,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"missing": "longer than 600 s"}
    last = (done.stdout.strip().splitlines() or [""])[-1]
    if done.returncode or not last.startswith("{"):
        reason = (done.stderr.strip().splitlines() or ["no output"])[-1]
        return {"missing": f"failed: {reason[:200]}"}
    return json.loads(last)


def speeds(tools: list[Tool], rounds: int) -> dict[str, dict[str, Any]]:
    """Lane-steps a second of every tool on one thread and on two, in turns."""
    taken: dict[tuple[str, int], list[dict[str, Any]]] = {}
    missing: dict[str, str] = {}
    for number in range(rounds):
        for tool in tools:
            for threads in (1, 2) if tool.has_threads else (1,):
                if tool.name in missing:
                    continue
                answer = run(tool, LANES, tool.milliseconds, DT, threads)
                if "missing" in answer:
                    missing[tool.name] = answer["missing"]
                else:
                    taken.setdefault((tool.name, threads), []).append(answer)
                tell(f"round {number + 1}", tool, threads, answer)
    return {tool.name: _summary(tool, taken, missing) for tool in tools}


def _summary(tool: Tool, taken, missing) -> dict[str, Any]:
    entry: dict[str, Any] = {"says": tool.says, "simulated_ms": tool.milliseconds}
    if tool.name in missing:
        return entry | {"missing": missing[tool.name]}
    one = taken[tool.name, 1]
    two = taken.get((tool.name, 2), one)
    return entry | {
        "rate_1": statistics.median(a["rate"] for a in one),
        "rate_2": statistics.median(a["rate"] for a in two),
        "rates_2": [a["rate"] for a in two],
        "has_threads": tool.has_threads,
        "compile_s": one[0]["compile_s"],
        "peak_mb": None if tool.is_outside else max(a["peak_mb"] for a in two),
        "facts": two[0]["facts"],
    }


def errors(tool: Tool, entry: dict[str, Any]) -> dict[str, Any]:
    """Error at the common step, and the coarsest step that keeps class A."""
    if "missing" in entry or tool.steps_of:
        return {}
    at_step = run(tool, "oracle", 0, DT, 1)
    tell("error", tool, 1, at_step)
    if "missing" in at_step:
        return {"error": None}
    kept = {"error": {k: at_step[k] for k in ("median", "p95", "uneven_lanes", "ca")}}
    tried = {DT: at_step}
    start = STEPS.index(DT)
    if keeps(at_step):
        # coarser and coarser while it holds
        best = start
        while best > 0 and keeps(_try(tool, STEPS[best - 1], tried)):
            best -= 1
        return kept | _equal(entry, STEPS[best], tried[STEPS[best]])
    for dt in STEPS[start + 1 :]:
        if keeps(_try(tool, dt, tried)):
            return kept | _equal(entry, dt, tried[dt])
    return kept | {"equal_error": None}


def _try(tool: Tool, dt: float, tried: dict[float, dict[str, Any]]) -> dict[str, Any]:
    tried[dt] = run(tool, "oracle", 0, dt, 1)
    tell(f"dt {dt:g}", tool, 1, tried[dt])
    return tried[dt]


def keeps(answer: dict[str, Any]) -> bool:
    """Class A: every limit kept, and no more uneven lanes than one."""
    if "missing" in answer or answer["uneven_lanes"] > UNEVEN:
        return False
    return all(answer[name] <= limit for name, limit in LIMITS.items())


def _equal(entry: dict[str, Any], dt: float, answer: dict[str, Any]) -> dict[str, Any]:
    """Neurons that one core carries in real time at this step."""
    error = {k: answer[k] for k in ("median", "p95", "uneven_lanes", "ca")}
    per_core = entry["rate_1"] * dt / 1000
    return {"equal_error": {"dt_ms": dt, "neuron_seconds_per_core_second": per_core, **error}}


def borrow_steps(tools: list[Tool], found: dict[str, dict[str, Any]]) -> None:
    """Tools that run another's method take its errors and its step."""
    for tool in tools:
        lender = found.get(tool.steps_of, {})
        if "missing" not in found[tool.name] and lender.get("error"):
            found[tool.name]["error"] = lender["error"]
            equal = lender.get("equal_error")
            found[tool.name] |= (
                _equal(found[tool.name], equal["dt_ms"], equal) if equal else {"equal_error": None}
            )


def scaling() -> list[dict[str, Any]]:
    """The fused engine over lanes and threads: lane-steps a second, and the memory of the run."""
    fused = next(t for t in TOOLS if t.name == "fused")
    rows = []
    for lanes, duration in SCALING:
        for threads in (1, 2):
            answer = run(fused, lanes, duration, DT, threads)
            tell(f"{lanes} lanes", fused, threads, answer)
            row = {"lanes": lanes, "threads": threads, "simulated_ms": duration}
            rows.append(row | {k: answer.get(k) for k in ("rate", "wall_s", "peak_mb", "missing")})
    return rows


def limits(found: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Peak rates of one core and the part of them that the hand-written step needs."""
    try:
        import roofline
    except ImportError as error:
        return {"missing": str(error)}
    answer: dict[str, Any] = {}
    for name, size in (("double", 8), ("single", 4)):
        answer[name] = {
            "multiply_adds": roofline.multiply_adds(size),
            "exponentials": roofline.exponentials(size),
            "instructions_per_step": roofline.arithmetic("tables", size),
        }
    double = answer["double"]
    cost = double["instructions_per_step"]  # an instruction serves 8 lanes, and counts for 8
    for name in ("fused", "handwritten"):
        if "rate_1" in found.get(name, {}) and cost:
            answer[f"{name}_fraction"] = found[name]["rate_1"] * cost / double["multiply_adds"]
    return answer


def ratios(found: dict[str, Any]) -> dict[str, float | None]:
    """How many times the fused engine is faster; None where a tool is missing."""
    tools = found["tools"]

    def rate(name: str) -> float | None:
        return tools.get(name, {}).get("rate_2")

    def carried(name: str) -> float | None:
        equal = tools.get(name, {}).get("equal_error")
        return equal["neuron_seconds_per_core_second"] if equal else None

    def over(a: float | None, b: float | None) -> float | None:
        return a / b if a and b else None

    fused = carried("fused")
    # NEURON at equal error is given the better of its two methods
    best_neuron = max((carried(n) or 0.0 for n in ("neuron", "neuron_second")), default=0.0)
    answer = {f"fused_vs_{name}": over(rate("fused"), rate(name)) for name in PEERS}
    for name in PEERS:
        other = best_neuron if name == "neuron" else carried(name)
        answer[f"fused_vs_{name}_equal_error"] = over(fused, other)
    answer["generated_vs_handwritten"] = over(rate("fused"), rate("handwritten"))
    answer["single_vs_double"] = over(rate("fused_single"), rate("fused"))
    answer["roofline_fraction"] = (found["roofline"] or {}).get("fused_fraction")
    return answer


def tell(what: str, tool: Tool, threads: int, answer: dict[str, Any]) -> None:
    if "missing" in answer:
        said = answer["missing"]
    else:
        said = f"{answer['rate'] / 1e6:9.2f} M lane-steps/s"
        if "p95" in answer:
            said += f", median {answer['median']:.4f} ms, 95 % {answer['p95']:.4f} ms"
    print(f"{what:12} {tool.name:20} threads {threads}: {said}", flush=True)


if __name__ == "__main__":
    main()
