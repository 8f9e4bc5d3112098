"""GABA-B receptor and its G protein, after Destexhe, Mainen & Sejnowski (1998).

R' = K1 T (1 - R) - K2 R, G' = K3 R - K4 G, and the potassium channels open as G^4/(G^4 + KD), as
run by the authors' code (ModelDB 18198 and 18500; reversal potential -95 mV). A pulse there is 0.5
mM for 0.3 ms. G has the unit of K3 over K4 times R, which the code leaves unnamed. The transmitter
port is called glu whatever the transmitter is: here it is GABA. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "destexhe_1998",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1998) Kinetic models of synaptic transmission. In: "
    "Koch C, Segev I (eds) Methods in Neuronal Modeling",
)
CODE = PAPER.at("ModelDB 18198 and 18500, GABA-B receptor")

mechanism = Mechanism(
    role="kinetics",
    says="GABA-B receptor: a G protein opens potassium channels, four at a time",
    reads=("glu",),
    writes=("open",),
    params={
        "k_1": Param("0.52 /(mM ms)", "GABA binds", CODE, "C"),
        "k_2": Param("0.0013 /ms", "GABA unbinds", CODE, "C"),
        "k_3": Param("0.098 /ms", "G protein is made active", CODE, "C"),
        "k_4": Param("0.033 /ms", "G protein decays", CODE, "C"),
        "k_d": Param("100", "fourth power of the G protein that opens half", CODE, "C"),
    },
    algebra={"open": "g**4/(g**4 + k_d)"},
    states={
        "bound : 1": State("k_1*glu*(1 - bound) - k_2*bound", "0", "fraction of receptors bound"),
        "g : 1": State("k_3*bound - k_4*g", "0", "active G protein"),
    },
    checks=(
        Check(
            {"glu": "0.4 mM", "bound": "0.55", "g": "2.7"},
            {"d_bound": "0.092885 /ms", "d_g": "-0.0352 /ms", "open": "0.347020225"},
            1e-6,
            why="plain arithmetic: 2.7^4 = 53.1441",
        ),
    ),
)
