"""Release by calcium: the receptor of Keizer & Levine (1996) at equilibrium.

P = (1 + KB c^3)/(1 + KC + 1/(KA c^4) + KB c^3), written without its hole at c = 0, and the flux of
a channel of 50 pS as for the IP3 receptor; as run in NeuroBox3D/neuro_collection (ryr, 310 K). How
many channels a volume of cytosol has is assumed. Departures: none but the density; the stationary
form has no adaptation.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

CODE = Source(
    "keizer_levine_1996",
    "Keizer & Levine (1996), as cited by NeuroBox3D/neuro_collection",
    place="membrane_transporters/ryr",
)

mechanism = Mechanism(
    role="ryanodine_receptor",
    says="ryanodine receptor, stationary open probability",
    reads=("ca_i", "ca_er", "temperature"),
    writes=("j_ca_er",),
    params={
        "k_a": Param("5.21e13 /mM^4", "opening by four calcium ions", CODE, "B"),
        "k_b": Param("3.89e9 /mM^3", "second open state, three calcium ions", CODE, "B"),
        "k_c": Param("17.5", "closed state beside the open one", CODE, "B"),
        "g_channel": Param("50 pS", "conductance of a channel", CODE, "B"),
        "ca_ref": Param("0.25 mM", "calcium at which it was measured", CODE, "B"),
        "density": Param("0.0005 /um^3", "channels by volume of cytosol", ASSUMED, "D"),
    },
    algebra={
        "first : 1": "k_a*ca_i**4",
        "second : 1": "k_b*ca_i**3",
        "p_open : 1": "first*(1 + second)/(1 + first*(1 + k_c + second))",
        "by_channel : um**3/ms": "R*temperature/(2*F)**2*g_channel/ca_ref",
        "j_ca_er": "-density*by_channel*p_open*(ca_er - ca_i)",
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM", "ca_er": "0.21 mM", "temperature": "310 K"},
            {
                "p_open": "0.0526840933",
                "j_ca_er": "-0.0764700256 uM/s",
            },
            1e-8,
            why="in uM, pS and mol/s, by independent arithmetic",
        ),
        Check(
            {"ca_i": "1.9 uM", "ca_er": "0.4 mM", "temperature": "307 K"},
            {
                "p_open": "0.612653443",
                "j_ca_er": "-1.67184894 uM/s",
            },
            1e-8,
            why="where the second open state takes over",
        ),
    ),
)
