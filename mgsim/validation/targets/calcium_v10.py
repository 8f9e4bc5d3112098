"""V10: how much of the NMDA current is calcium."""

from __future__ import annotations

from collections.abc import Iterator

from mgsim.validation.row import Row
from mgsim.validation.table import CONFIGS, run

GHK = "Schneggenburger 1993 form at 36 degC, arithmetic outside mgsim (V10)"
MEMORY = "Burnashev 1995, from memory (V10)"
REVIEW = "Dingledine 1999, Table 7 (V10)"
# printed from a factor rounded to .0505, hence the tolerance
RULE = "practical rule of the GluSynapse model code (V10)"


def rows() -> Iterator[Row]:
    for ca_o, wanted in ((1.2, 0.053), (1.6, 0.069), (1.8, 0.077), (2.0, 0.085)):
        ours = _fraction("ghk_fraction", "-60 mV", ca_o)
        yield Row("V10", f"calcium fraction at -60 mV, {ca_o} mM", wanted, GHK, ours, 5.1e-4)
    ours = _fraction("ghk_fraction", "-20 mV", 2.0)
    yield Row("V10", "calcium fraction at -20 mV, 2 mM", 0.106, GHK, ours, 5.1e-4)
    ours = _fraction("practical_rule", "-65 mV", 2.0)
    yield Row("V10", "calcium fraction at -65 mV, 2 mM, rule", 0.0855, RULE, ours, 1.5e-4)
    for subunit, wanted, source in (("glun2a", 0.11, MEMORY), ("glun2c", 0.082, REVIEW)):
        ours = _fraction("fixed_fraction", "-60 mV", 1.8, subunit)
        yield Row("V10", f"calcium fraction of {subunit}, 1.8 mM", wanted, source, ours, 1e-9)


def _fraction(card: str, v_hold: str, ca_o: float, subunit: str = "") -> float:
    watch = {
        "i_nmda": {"model": "last", "of": "nmda.i_membrane"},
        "i_ca": {"model": "last", "of": "nmda.i_ca"},
    }
    sets = {
        "permeation": {"model": card, "set": subunit} if subunit else {"model": card},
        "bath": {"mg_o": "1 mM", "ca_o": f"{ca_o} mM", "temperature": "36 degC"},
        "membrane.v_hold": v_hold,
        "readouts": watch,
    }
    found = run(CONFIGS / "clamped_receptor.yaml", "scipy", sets=sets)
    return float(found["i_ca"] / found["i_nmda"])
