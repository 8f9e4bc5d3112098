"""A small, quick sweep, and a way to compare two finished ones byte by byte."""

from __future__ import annotations

from pathlib import Path

TEXT = """\
title: A cell with one synapse
duration: "200 ms"
clock: {dt: "0.05 ms"}
seed: 7
bath: {mg_o: "1 mM", temperature: "36 degC"}
cell:
  soma:
    membrane: pospischil_2008
    sodium: pospischil_2008
    potassium: pospischil_2008
    leak: pospischil_2008
    nmda:
      kinetics: {model: double_exponential, set: bench_nmda}
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "20 nS"}
drives:
  input: {model: poisson_train, rate: "200 Hz", to: soma.nmda}
readouts:
  spikes: {model: spike_times, of: soma.v, threshold: "-20 mV"}
  charge: {model: charge, of: nmda.i_membrane}
  v_peak: {model: peak, of: soma.v}
record: {quantities: [soma.v], every: "10 ms"}
sweep:
  mg_o: ["0 mM", "0.3 mM", "1.1 mM"]
  nmda.block: [jahr_stevens_1990, ascher_nowak_1988]
  input.rate: ["150 Hz", "250 Hz"]
  trial: {repeats: 4}
"""
TABLE = ("results.zarr", "summary.csv", "config.json")


def table_bytes(folder: Path) -> dict[str, bytes]:
    """Every file of a finished table by its path."""
    files = (p for name in TABLE for p in [folder / name, *(folder / name).rglob("*")])
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if p.is_file()}


def changed(text: str = TEXT, **replacements: str) -> str:
    """The config with the lines of some keys written anew."""
    lines = text.splitlines()
    for key, new in replacements.items():
        (at,) = [i for i, line in enumerate(lines) if line.strip().startswith(f"{key}:")]
        lines[at] = lines[at][: lines[at].index(key)] + new
    return "\n".join(lines) + "\n"
