"""Calcium pump of the reticulum that its own gradient slows, after Sneyd et al. (2003).

Flux per pump 6.5e-24 mol mM/s * c/((0.18 uM + c) c_er), as run in NeuroBox3D/neuro_collection
(serca). How many pumps a volume of cytosol has, and the leak that balances them at rest, are not
published for neurons: both are assumed. ATP of this pump is not counted. Departures: the leak.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

CODE = Source(
    "sneyd_2003",
    "Sneyd et al. (2003), as cited by NeuroBox3D/neuro_collection",
    place="membrane_transporters/serca",
)

mechanism = Mechanism(
    role="serca",
    says="SERCA, slowed by the calcium of the store, with a leak",
    reads=("ca_i", "ca_er"),
    writes=("j_ca_er",),
    params={
        "by_pump": Param("6.5e-6 mM^2 um^3/s", "flux of a pump times c_er", CODE, "B"),
        "k_half": Param("0.18 uM", "calcium at half the flux", CODE, "B"),
        "density": Param("20 /um^3", "pumps by volume of cytosol", ASSUMED, "D"),
        "k_leak": Param("0.0004 /s", "leak by difference of concentration", ASSUMED, "D"),
    },
    algebra={
        "pump : mM/ms": "density*by_pump*ca_i/((k_half + ca_i)*ca_er)",
        "j_ca_er": "pump - k_leak*(ca_er - ca_i)",
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM", "ca_er": "0.21 mM"},
            {"j_ca_er": "0.303024762 uM/s"},
            1e-8,
            why="mol/s by pump, by independent arithmetic",
        ),
        Check(
            {"ca_i": "0.05 uM", "ca_er": "0.4 mM"},
            {"j_ca_er": "-0.0893278261 uM/s"},
            1e-8,
            why="an overfull store, where pump and leak are of one size",
        ),
    ),
)
