"""The roles that a card can play, and what any card of a role has to obey.

To add a role is to make the language grow: on purpose, here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mgsim.language.ports import PORE_DRUGS


@dataclass(frozen=True)
class Law:
    """What any card of a role must obey: `output` as `of` grows, or its range."""

    output: str
    kind: Literal["increases", "decreases", "within"]
    of: str = ""
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True)
class Role:
    """A kind of slot: where it stands and what it has to obey."""

    says: str
    scope: Literal["cell", "receptor", "drive", "coupling"]
    laws: tuple[Law, ...] = ()


ROLES = {
    "membrane": Role("what the voltage does: free, or clamped", "cell"),
    "sodium": Role("sodium current", "cell"),
    "potassium": Role("delayed-rectifier potassium current", "cell"),
    "m_current": Role("slow non-inactivating potassium current", "cell"),
    "leak": Role("leak current", "cell"),
    "l_type": Role("high-threshold calcium current", "cell"),
    "ahp": Role("potassium current opened by inner calcium", "cell"),
    "calcium": Role(
        "what happens to calcium once inside", "cell", (Law("ca_i", "within", high=1e3),)
    ),
    "a_current": Role("transient potassium current", "cell"),
    "n_type": Role("N-type calcium current", "cell"),
    "pq_type": Role("P/Q-type calcium current", "cell"),
    "r_type": Role("R-type calcium current", "cell"),
    "t_type": Role("low-threshold calcium current", "cell"),
    "screening": Role("how the bath's ions screen the membrane's surface charge", "cell"),
    "ions": Role("the ions on both sides of the membrane, and its volumes", "cell"),
    "pump": Role("sodium-potassium pump", "cell"),
    "glia": Role("what glia and diffusion do to the space around the cell", "cell"),
    "oxygen": Role("oxygen at the cell", "cell"),
    "buffer": Role("what binds calcium in the cytosol", "cell"),
    "calcium_pump": Role("calcium pump of the outer membrane (PMCA)", "cell"),
    "exchanger": Role("sodium-calcium exchange of the outer membrane (NCX)", "cell"),
    "store": Role("the endoplasmic reticulum and what it holds", "cell"),
    "serca": Role("calcium pump of the reticulum (SERCA)", "cell"),
    "ip3_receptor": Role("calcium release by inositol trisphosphate", "cell"),
    "ryanodine_receptor": Role("calcium release by calcium", "cell"),
    "mitochondrion": Role("what mitochondria hold, their potential and their ATP", "cell"),
    "uniporter": Role("calcium uptake of mitochondria", "cell"),
    "uptake_block": Role("what magnesium does to the calcium uptake of mitochondria", "cell"),
    "mitochondrial_exchanger": Role("calcium release of mitochondria for sodium", "cell"),
    "energy": Role("ATP and magnesium of the cytosol", "cell"),
    "deregulation": Role("when mitochondria no longer hold their calcium", "cell"),
    "calpain": Role("calpain, a marker of deregulation", "cell"),
    "death": Role("what becomes of a population of such cells", "cell"),
    "oxidative_stress": Role("reactive oxygen species", "cell"),
    "inflammation": Role("cytokines and what magnesium does to them", "cell"),
    "kinetics": Role(
        "who opens: transmitter to open fraction", "receptor", (Law("open", "within"),)
    ),
    "release": Role("what one presynaptic spike puts into the cleft", "receptor"),
    "block": Role(
        "what magnesium and drugs do to the open pore",
        "receptor",
        (
            Law("unblocked", "within"),
            Law("unblocked", "increases", "v"),
            Law("unblocked", "decreases", "mg_o"),
            *(Law("unblocked", "decreases", name) for name in PORE_DRUGS),
        ),
    ),
    "modulation": Role(
        "what an allosteric inhibitor leaves available",
        "receptor",
        (
            Law("available", "within"),
            Law("available", "decreases", "ifenprodil"),
            Law("available", "decreases", "zinc"),
        ),
    ),
    "permeation": Role("the current, and how much of it is calcium", "receptor"),
    "drive": Role("what is done to the cell", "drive"),
    "axial": Role("current between two compartments", "coupling"),
}
