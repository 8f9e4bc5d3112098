"""V1: the steady block of every card whose published column exists."""

from __future__ import annotations

from collections.abc import Iterator

from mgsim.catalogue.published.block_table import UNBLOCKED, V_HOLD
from mgsim.validation.row import Row
from mgsim.validation.table import CONFIGS, run

SOURCE = "published formula, arithmetic outside mgsim (V1)"


def rows() -> Iterator[Row]:
    for (block, mg_o, celsius), published in UNBLOCKED.items():
        sets = {
            "nmda.block": block,
            "bath.mg_o": f"{mg_o} mM",
            "bath.temperature": f"{celsius} degC",
            "sweep": {"v_hold": [f"{v} mV" for v in V_HOLD]},
        }
        found = run(CONFIGS / "clamped_receptor.yaml", "scipy", sets=sets)["unblocked"]
        for v, wanted in zip(V_HOLD, published, strict=True):
            quantity = f"unblocked fraction, {block}, {mg_o:g} mM, {v:g} mV"
            yield Row("V1", quantity, wanted, SOURCE, float(found.sel(v_hold=v)), 1e-4)
