"""The quantities that cards share, and the names that are taken.

To add a port is to make the language grow: on purpose, here and nowhere else.
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


def _bath(name: str, unit: str, says: str, generic: str) -> Port:
    return Port(name, unit, says, "bath", generic=f"{generic} {unit}")


def _drug(name: str, says: str, generic: str) -> Port:
    """A drug in the bath: none of it unless the bath, a drive or an axis says so."""
    return Port(name, "mM", says, "bath", default="0 mM", generic=generic)


def _cell(name: str, unit: str, says: str, generic: str, default: str | None = None) -> Port:
    return Port(name, unit, says, "cell", default=default, generic=f"{generic} {unit}")


def _total(name: str, unit: str, says: str, generic: str) -> Port:
    """A quantity of the cell that is the sum of what its slots write, 0 where none does."""
    return Port(name, unit, says, "cell", summed=True, default="0", generic=f"{generic} {unit}")


def _receptor(name: str, says: str, generic: str, default: str | None = None) -> Port:
    return Port(name, "1", says, "receptor", default=default, generic=generic)


_BATH = (
    _bath("mg_o", "mM", "free extracellular magnesium", "0.7"),
    _bath("ca_o", "mM", "free extracellular calcium", "1.6"),
    _bath("na_o", "mM", "sodium of the bath", "143"),
    _bath("k_o", "mM", "potassium of the bath", "3.7"),
    _bath("cl_o", "mM", "chloride of the bath", "127"),
    _bath("o2_o", "mM", "oxygen of the bath", "0.9"),
    _bath("mg_serum", "mM", "free magnesium of the blood serum", "0.8"),
    _bath("temperature", "K", "absolute temperature", "307"),
    _drug("memantine", "an open-channel blocker, partly trapped", "0.0013 mM"),
    _drug("ketamine", "an open-channel blocker, trapped", "0.0007 mM"),
    _drug("mk_801", "dizocilpine, an open-channel blocker, trapped", "0.00003 mM"),
    _drug("amantadine", "an open-channel blocker", "0.06 mM"),
    _drug("phencyclidine", "an open-channel blocker", "0.0005 mM"),
    _drug("dextromethorphan", "an open-channel blocker", "0.009 mM"),
    _drug("zinc", "free extracellular zinc, an allosteric inhibitor", "0.00004 mM"),
    _drug("ifenprodil", "an allosteric inhibitor, selective for GluN2B", "0.0009 mM"),
    _drug("tetrapentylammonium", "a sequential open-channel blocker", "0.006 mM"),
)
_MEMBRANE = (
    _cell("v", "mV", "membrane potential, inside minus outside", "-43.7"),
    _cell("area", "um^2", "membrane area", "1300"),
    _cell("volume", "um^3", "volume inside the membrane", "2100"),
    _cell("v_shift", "mV", "how far surface charge moves every voltage gate", "3.1", "0"),
    _total("i_membrane", "pA", "ionic current through the membrane, outward positive", "12"),
    _total(
        "i_injected", "pA", "current injected through the electrode, depolarising positive", "17"
    ),
    _total("v_command", "mV", "what the clamp's command adds to the holding potential", "9"),
)
_IONS = (
    _cell("na_i", "mM", "sodium inside the cell", "14"),
    _cell("k_i", "mM", "potassium inside the cell", "131"),
    _cell("cl_i", "mM", "chloride inside the cell", "7"),
    _cell("na_e", "mM", "sodium in the space around the cell", "139"),
    _cell("k_e", "mM", "potassium in the space around the cell", "5.3"),
    _cell("cl_e", "mM", "chloride in the space around the cell", "123"),
    _cell("e_na", "mV", "reversal potential of sodium", "58"),
    _cell("e_k", "mV", "reversal potential of potassium", "-84"),
    _cell("e_cl", "mV", "reversal potential of chloride", "-71"),
    _cell("o2", "mM", "oxygen at the cell", "0.7"),
    _cell("volume_e", "um^3", "volume of the space around the cell", "310"),
    _total("i_na", "pA", "sodium current through the membrane, outward positive", "-23"),
    _total("i_k", "pA", "potassium current through the membrane, outward positive", "29"),
    _total("i_cl", "pA", "chloride current through the membrane, outward positive", "3"),
    _total("j_k_e", "mM/ms", "potassium that enters the space around the cell otherwise", "2e-5"),
    _total("j_o2", "mM/ms", "oxygen that the pumps of cell and glia use", "4e-5"),
)
_CALCIUM = (
    _cell("ca_i", "mM", "free intracellular calcium", "0.0003"),
    _cell("ca_er", "mM", "free calcium of the endoplasmic reticulum", "0.21"),
    _cell("ca_m", "mM", "free calcium of the mitochondrial matrix", "0.0007"),
    _cell("psi_m", "mV", "potential across the inner mitochondrial membrane, above 0", "157"),
    _total("i_ca", "pA", "calcium current through the membrane, inward negative", "-31"),
    _total("i_ca_nmda", "pA", "the part of i_ca that NMDA receptors carry", "-13"),
    _total("i_ca_ampa", "pA", "the part of i_ca that AMPA receptors carry", "-2"),
    _total("i_ca_l", "pA", "the part of i_ca that L-type channels carry", "-7"),
    _total("i_ca_n", "pA", "the part of i_ca that N-type channels carry", "-3"),
    _total("i_ca_pq", "pA", "the part of i_ca that P/Q-type channels carry", "-4"),
    _total("i_ca_r", "pA", "the part of i_ca that R-type channels carry", "-5"),
    _total("i_ca_t", "pA", "the part of i_ca that T-type channels carry", "-6"),
    _total("i_ca_exchanger", "pA", "the part of i_ca that sodium-calcium exchange carries", "11"),
    _total("j_ca", "mM/ms", "calcium that buffers set free in the cytosol", "2e-5"),
    _total("j_ca_extruded", "mM/ms", "calcium that pumps without current move out", "3e-6"),
    _total("kappa", "1", "bound over free calcium of the rapid buffers", "37"),
    _total("j_ca_er", "mM/ms", "calcium that leaves the cytosol for the reticulum", "2e-6"),
    _total("j_ca_m", "mM/ms", "calcium that leaves the cytosol for the mitochondria", "1e-6"),
    _cell("uptake_factor", "1", "uptake of mitochondria over that at rest's magnesium", "0.8", "1"),
    _cell("ip3", "mM", "inositol trisphosphate", "0.0004", "0"),
)
_ENERGY = (
    _cell("atp", "mM", "ATP of the cytosol, with and without magnesium", "2.3"),
    _cell("adp", "mM", "ADP of the cytosol, with and without magnesium", "0.4"),
    _cell("mg_i", "mM", "free intracellular magnesium", "0.6"),
    _cell("mg_atp", "mM", "ATP that holds magnesium", "1.7"),
    _total("j_atp", "mM/ms", "ATP that the cytosol spends", "2e-5"),
    _total("j_atp_m", "mM/ms", "ATP that mitochondria make, per volume of cytosol", "3e-5"),
)
_INJURY = (
    _cell("deregulated", "1", "extent of delayed calcium deregulation", "0.3"),
    _cell("ros", "1", "reactive oxygen species over their resting level", "1.7"),
    _cell("cytokine", "1", "production of cytokines over that without magnesium", "0.8"),
)
_RECEPTOR = (
    Port(
        "glu", "mM", "glutamate at the receptor", "receptor",
        summed=True, default="0", generic="0.4 mM",
    ),
    _receptor("open", "fraction of the receptors that are open", "0.3"),
    _receptor("unblocked", "fraction of the open channels that no blocker plugs", "0.6", "1"),
    _receptor(
        "available", "fraction of the receptors that no allosteric inhibitor holds back", "0.8", "1"
    ),
    _receptor("share", "fraction of the receptors of a mixture that are of this kind", "0.7", "1"),
)  # fmt: skip
PORTS = {
    port.name: port
    for port in (*_BATH, *_MEMBRANE, *_IONS, *_CALCIUM, *_ENERGY, *_INJURY, *_RECEPTOR)
}
DRUGS = tuple(port.name for port in PORTS.values() if port.scope == "bath" and port.default)
# a card that reads `drug` is about one of DRUGS; its slot or its parameter set says which
DRUG = Port("drug", "mM", "the drug that this card is about", "bath", generic="0.004 mM")
SUBUNITS = ("glun2a", "glun2b", "glun2c", "glun2d", "glun2a_glun2b", "glun2b_glun2d")
PORE_DRUGS = tuple(name for name in DRUGS if name not in ("zinc", "ifenprodil"))

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
