"""Release by inositol trisphosphate: the receptor of De Young & Keizer (1992) at equilibrium.

P = (c p d2/((c p + p d2 + d1 d2 + c d3)(c + d5)))^3 and a channel flux of
R T/(4 F^2) mu/(0.25 mM) (c_er - c), as run in NeuroBox3D/neuro_collection (ip3r, 310 K). How many
channels a volume of cytosol has is assumed. With ip3 = 0, as it is where nothing writes it, nothing
flows. Departures: none but the density.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

CODE = Source(
    "de_young_keizer_1992",
    "De Young & Keizer (1992), as cited by NeuroBox3D/neuro_collection",
    place="membrane_transporters/ip3r",
)

mechanism = Mechanism(
    role="ip3_receptor",
    says="IP3 receptor, stationary open probability",
    reads=("ca_i", "ca_er", "ip3", "temperature"),
    writes=("j_ca_er",),
    params={
        "d1": Param("0.13 uM", "IP3 binding without inhibiting calcium", CODE, "B"),
        "d2": Param("1.05 uM", "inhibiting calcium", CODE, "B"),
        "d3": Param("0.94 uM", "IP3 binding with inhibiting calcium", CODE, "B"),
        "d5": Param("0.0823 uM", "activating calcium", CODE, "B"),
        "g_channel": Param("1.6 pS", "conductance of a channel", CODE, "B"),
        "ca_ref": Param("0.25 mM", "calcium at which it was measured", CODE, "B"),
        "density": Param("0.01 /um^3", "channels by volume of cytosol", ASSUMED, "D"),
    },
    algebra={
        "above : mM**3": "ca_i*ip3*d2",
        "below : mM**3": "(ca_i*ip3 + ip3*d2 + d1*d2 + ca_i*d3)*(ca_i + d5)",
        "p_open : 1": "(above/below)**3",
        "by_channel : um**3/ms": "R*temperature/(2*F)**2*g_channel/ca_ref",
        "j_ca_er": "-density*by_channel*p_open*(ca_er - ca_i)",
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM", "ca_er": "0.21 mM", "ip3": "0.4 uM", "temperature": "310 K"},
            {
                "p_open": "0.0406557886",
                "j_ca_er": "-0.0377671392 uM/s",
            },
            1e-8,
            why="in uM, pS and mol/s, by independent arithmetic",
        ),
        Check(
            {"ca_i": "1.9 uM", "ca_er": "0.4 mM", "ip3": "0.1 uM", "temperature": "307 K"},
            {
                "p_open": "9.34823608e-05",
                "j_ca_er": "-0.000163264514 uM/s",
            },
            1e-8,
            why="where calcium closes it",
        ),
    ),
)
