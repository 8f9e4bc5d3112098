"""One well-mixed cytosol: free calcium changes by what enters, leaves and is bound.

A balance of moles, not a published model: currents through the membrane, fluxes of pumps, stores
and mitochondria (each in mM/ms of cytosol), and buffers of both kinds. Kinetic buffers write j_ca;
rapid ones write kappa, by which every change is slowed. Whatever enters is therefore conserved:
ca_i and all bound calcium together change by the fluxes alone. Caveats: no diffusion, so no
microdomain at a channel's mouth; `volume` is the whole volume inside the membrane.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, State

mechanism = Mechanism(
    role="calcium",
    says="well-mixed cytosol with pumps, stores, mitochondria and buffers",
    reads=("volume", "i_ca", "j_ca", "j_ca_extruded", "j_ca_er", "j_ca_m", "kappa"),
    writes=("ca_i",),
    params={
        "ca_0": Param(
            "80 nM",
            "free calcium at the start of a run",
            ASSUMED,
            "D",
            inert="it sets where a run starts and enters no rate",
        ),
    },
    algebra={
        "influx : mM/ms": "-i_ca/(2*F*volume)",
        "net : mM/ms": "influx + j_ca - j_ca_extruded - j_ca_er - j_ca_m",
    },
    states={
        "ca_i": State(
            "net/(1 + kappa)", initial="ca_0", says="free calcium of the cytosol", slow=True
        ),
    },
    checks=(
        Check(
            {
                "volume": "2100 um^3",
                "i_ca": "-31 pA",
                "j_ca": "20 uM/s",
                "j_ca_extruded": "3 uM/s",
                "j_ca_er": "2 uM/s",
                "j_ca_m": "1 uM/s",
                "kappa": "37",
                "ca_i": "0.3 uM",
            },
            {
                "influx": "76.4981808 uM/s",
                "d_ca_i": "2.38153107 uM/s",
            },
            1e-8,
            why="moles of calcium from coulombs, in uM/s, by independent arithmetic",
        ),
        Check(
            {
                "volume": "1767.146 um^3",
                "i_ca": "0.2 pA",
                "j_ca": "-7 uM/s",
                "j_ca_extruded": "4.1 uM/s",
                "j_ca_er": "-11 uM/s",
                "j_ca_m": "5.3 uM/s",
                "kappa": "0.5",
                "ca_i": "2.1 uM",
            },
            {"d_ca_i": "-3.99099843 uM/s"},
            1e-8,
            why="an outward current and a store that lets go, where small terms are of one size",
        ),
    ),
)
