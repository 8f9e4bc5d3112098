"""V12: the shape of the NMDA current-voltage relation, and its region of negative slope."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mgsim.catalogue.published.iv_table import PEAKS
from mgsim.validation.row import Row
from mgsim.validation.table import CONFIGS, run

SOURCE = "published formula, arithmetic outside mgsim (V12)"
GRID = {"linspace": {"from": "-100 mV", "to": "40 mV", "points": 1401}}


def _digits(value: float) -> float:
    """Half a unit of the third digit, or of the last one printed."""
    return 0.5 * 10.0 ** (np.floor(np.log10(abs(value))) - 2)


def rows() -> Iterator[Row]:
    for (block, mg_o), (voltage, current, at_minus_70) in PEAKS.items():
        found = _curve(block, mg_o)
        label = f"{block}, {mg_o:g} mM"
        deepest = float(found["v_hold"][found.values.argmin()])
        yield Row(
            "V12",
            f"voltage of the largest inward current, {label} (mV)",
            voltage,
            SOURCE,
            deepest,
            0.051,
        )
        yield Row("V12", f"largest inward current over g_max, {label} (mV)", current, SOURCE,
                  float(found.min()), 1.01 * _digits(current))  # fmt: skip
        if at_minus_70 is not None:
            ours = float(found.sel(v_hold=-70, method="nearest"))
            yield Row("V12", f"current at -70 mV over g_max, {label} (mV)", at_minus_70, SOURCE,
                      ours, 1.01 * _digits(at_minus_70))  # fmt: skip
    for mg_o, wanted in ((0.0, 0.0), (1.0, 1.0)):
        slope = np.gradient(_curve("jahr_stevens_1990", mg_o).values)
        quantity = f"has a region of negative slope, {mg_o:g} mM (0 no, 1 yes)"
        yield Row("V12", quantity, wanted, SOURCE, float((slope < 0).any()), 0.0)


def _curve(block: str, mg_o: float):
    sets = {"nmda.block": block, "bath.mg_o": f"{mg_o} mM", "sweep": {"v_hold": GRID}}
    return run(CONFIGS / "clamped_receptor.yaml", "scipy", sets=sets)["i_nmda"]
