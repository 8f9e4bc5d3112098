"""CV1, CV2 (calcium injury): spikes and calcium by magnesium, and a neuron without oxygen."""

from __future__ import annotations

from collections.abc import Iterator

from mgsim.validation.row import Row
from mgsim.validation.table import CONFIGS, run

RGC = "Borjkhani 2026 equations, RK4 at 0.0025 ms outside mgsim (V1b)"
WEI = "Wei 2014 equations, LSODA outside mgsim (V2)"
# [Mg]o in mM: spikes of 200, peak calcium in uM
CONVERGED = {
    0.2: (200, 4.5914), 1.0: (178, 1.43286), 1.4: (161, 1.06959), 1.6: (160, 0.97105),
    1.8: (160, 0.89964), 1.9: (157, 0.87733), 2.0: (152, 0.83055), 2.5: (150, 0.69767),
}  # fmt: skip
VOLUME = 1436.8  # um3, of reference
SAMPLED = "221 seen on samples of 0.1 ms, which miss crossings"


def rows() -> Iterator[Row]:
    yield from _magnesium()
    yield from _anoxia()


def _magnesium() -> Iterator[Row]:
    found = run(CONFIGS / "retinal_ganglion_cell.yaml", "fused")
    for lane, (magnesium, (spikes, peak)) in enumerate(CONVERGED.items()):
        ours = float(found["spikes"][lane])
        yield Row("CV1", f"retinal ganglion cell, spikes, {magnesium} mM", spikes, RGC, ours, 0.0)
        ours = 1e3 * float(found["ca_peak"][lane])
        quantity = f"retinal ganglion cell, peak calcium, {magnesium} mM (uM)"
        yield Row("CV1", quantity, peak, RGC, ours, 5e-5)


def _anoxia() -> Iterator[Row]:
    found = run(CONFIGS / "swelling_neuron.yaml", "fused")
    spikes = found["spikes"].values / 1e3
    yield Row("CV2", "anoxia, first spike (s)", 18.92687, WEI, float(spikes[0]), 5e-5)
    yield Row("CV2", "anoxia, last spike (s)", 21.64500, WEI, float(spikes[-1]), 5e-5)
    yield Row("CV2", "anoxia, spikes", 221, WEI, float(spikes.size), 0.0, reason=SAMPLED)
    ends = (("v", -23.96, "mV", 6e-3), ("k_e", 50.37, "mM", 6e-3), ("na_i", 34.5, "mM", 0.05))
    for name, wanted, unit, slack in ends:
        ours = float(found[f"{name}_end"])
        yield Row("CV2", f"anoxia, {name} at 60 s ({unit})", wanted, WEI, ours, slack)
    ours = 100 * (float(found["volume_end"]) / VOLUME - 1)
    yield Row("CV2", "anoxia, swelling at 60 s (%)", 10.3, WEI, ours, 0.05)
