"""The quantities that cards share, the roles a card can play, and the names that are taken.

To add a port or a role is to make the language grow: on purpose, here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["bath", "cell", "receptor"]


@dataclass(frozen=True)
class Port:
    """A shared quantity: one writer, or summed over its writers."""

    name: str
    unit: str
    says: str
    scope: Scope
    summed: bool = False
    default: str | None = None
    generic: str = "1"


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


def _drug(name: str, says: str, generic: str) -> Port:
    """A drug in the bath: none of it unless the bath, a drive or an axis says so."""
    return Port(name, "mM", says, "bath", default="0 mM", generic=generic)


PORTS = {
    port.name: port
    for port in (
        Port("mg_o", "mM", "free extracellular magnesium", "bath", generic="0.7 mM"),
        Port("ca_o", "mM", "free extracellular calcium", "bath", generic="1.6 mM"),
        Port("temperature", "K", "absolute temperature", "bath", generic="307 K"),
        _drug("memantine", "an open-channel blocker, partly trapped", "0.0013 mM"),
        _drug("ketamine", "an open-channel blocker, trapped", "0.0007 mM"),
        _drug("mk_801", "dizocilpine, an open-channel blocker, trapped", "0.00003 mM"),
        _drug("amantadine", "an open-channel blocker", "0.06 mM"),
        _drug("phencyclidine", "an open-channel blocker", "0.0005 mM"),
        _drug("dextromethorphan", "an open-channel blocker", "0.009 mM"),
        _drug("zinc", "free extracellular zinc, an allosteric inhibitor", "0.00004 mM"),
        _drug("ifenprodil", "an allosteric inhibitor, selective for GluN2B", "0.0009 mM"),
        _drug("tetrapentylammonium", "a sequential open-channel blocker", "0.006 mM"),
        Port("v", "mV", "membrane potential, inside minus outside", "cell", generic="-43.7 mV"),
        Port("area", "um^2", "membrane area", "cell", generic="1300 um^2"),
        Port(
            "i_membrane",
            "pA",
            "ionic current through the membrane, outward positive",
            "cell",
            summed=True,
            default="0",
            generic="12 pA",
        ),
        Port(
            "i_injected",
            "pA",
            "current injected through the electrode, depolarising positive",
            "cell",
            summed=True,
            default="0",
            generic="17 pA",
        ),
        Port(
            "v_command",
            "mV",
            "what the clamp's command adds to the holding potential",
            "cell",
            summed=True,
            default="0",
            generic="9 mV",
        ),
        Port("ca_i", "mM", "free intracellular calcium", "cell", generic="0.0003 mM"),
        Port(
            "i_ca",
            "pA",
            "calcium current through the membrane, inward negative",
            "cell",
            summed=True,
            default="0",
            generic="-31 pA",
        ),
        Port(
            "glu",
            "mM",
            "glutamate at the receptor",
            "receptor",
            summed=True,
            default="0",
            generic="0.4 mM",
        ),
        Port("open", "1", "fraction of the receptors that are open", "receptor", generic="0.3"),
        Port(
            "unblocked",
            "1",
            "fraction of the open channels that no blocker plugs",
            "receptor",
            default="1",
            generic="0.6",
        ),
        Port(
            "available",
            "1",
            "fraction of the receptors that no allosteric inhibitor holds back",
            "receptor",
            default="1",
            generic="0.8",
        ),
        Port(
            "share",
            "1",
            "fraction of the receptors of a mixture that are of this kind",
            "receptor",
            default="1",
            generic="0.7",
        ),
    )
}
DRUGS = tuple(port.name for port in PORTS.values() if port.scope == "bath" and port.default)
# a card that reads `drug` is about one of DRUGS; its slot or its parameter set says which
DRUG = Port("drug", "mM", "the drug that this card is about", "bath", generic="0.004 mM")
SUBUNITS = ("glun2a", "glun2b", "glun2c", "glun2d", "glun2a_glun2b", "glun2b_glun2d")
PORE_DRUGS = tuple(name for name in DRUGS if name not in ("zinc", "ifenprodil"))

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

CONSTANTS = {
    # CODATA 2018, exact by definition; in house units no power of ten is left over
    "F": ("96.48533212", "pA ms/(mM um^3)", "Faraday constant"),
    "R": ("8.31446261815324", "pA mV ms/(mM um^3 K)", "molar gas constant"),
    "pi": ("3.141592653589793", "1", "circle constant"),
}
FUNCTIONS = {
    "exp": 1,
    "log": 1,
    "sqrt": 1,
    "abs": 1,
    "exprel": 1,
    "int": 1,
    "maximum": 2,
    "minimum": 2,
    "clip": 3,
    "where": 3,
    "ratio": 2,
    "pulse": 3,
}
RESERVED = {*CONSTANTS, *FUNCTIONS, "t", "dt", "t_event", "target", "base", "drug", "x", "x_last"}
