"""A well-mixed cytosol with one rapid buffer, told by its total calcium.

Somjen, Kager & Wadman (2008), as run by the authors' code (ModelDB 113446; the buffer after Yamada
1989): the state is free and bound calcium together, and free calcium is the root of the one
equilibrium, Ca = (-b + sqrt(b^2 + 4 K total))/2 with b = B - total + K. It conserves calcium
exactly, whatever the step. Other kinetic buffers may stand beside it; rapid ones (`buffer/rapid`)
may not, for their kappa counts for nothing here. Departures:
ours is one compartment, theirs has shells with diffusion.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "somjen_2008",
    "Somjen GG, Kager H, Wadman WJ (2008) Computer simulations of neuron-glia interactions "
    "mediated by ion flux. J Comput Neurosci 25:349-365",
    place="ModelDB 113446",
)
PREPARATION = "model of a hippocampal pyramidal neuron, 36 C"

mechanism = Mechanism(
    role="calcium",
    says="well-mixed cytosol, total calcium with one rapid buffer at equilibrium",
    reads=("volume", "i_ca", "j_ca", "j_ca_extruded", "j_ca_er", "j_ca_m"),
    writes=("ca_i",),
    params={
        "b_total": Param("1.562 mM", "sites of the rapid buffer", PAPER, "C", PREPARATION),
        "k_d": Param("8 uM", "free calcium that fills half the sites", PAPER, "C", PREPARATION),
        "ca_0": Param(
            "50 nM",
            "free calcium at the start of a run",
            PAPER,
            "D",
            PREPARATION,
            inert="it sets where a run starts and enters no rate",
        ),
    },
    algebra={
        "influx : mM/ms": "-i_ca/(2*F*volume)",
        "excess : mM": "ca_total - b_total - k_d",
        "root : mM": "sqrt(excess**2 + (2*k_d)*(2*ca_total))",
        "ca_i": "where(excess > 0*excess, (excess + root)/2, 2*k_d*ca_total/(root - excess))",
        "bound : mM": "b_total*ca_i/(k_d + ca_i)",
    },
    states={
        "ca_total : mM": State(
            "influx + j_ca - j_ca_extruded - j_ca_er - j_ca_m",
            initial="ca_0 + b_total*ca_0/(k_d + ca_0)",
            says="free and rapidly bound calcium",
            slow=True,
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
                "ca_total": "10 uM",
            },
            {
                "ca_i": "0.0512803656 uM",
                "bound": "9.94871963 uM",
                "d_ca_total": "90.4981808 uM/s",
            },
            1e-7,
            why="the root of the quadratic as the code has it, in uM, by independent arithmetic",
        ),
        Check(
            {
                "volume": "1767.146 um^3",
                "i_ca": "0.2 pA",
                "j_ca": "-7 uM/s",
                "j_ca_extruded": "4.1 uM/s",
                "j_ca_er": "-11 uM/s",
                "j_ca_m": "5.3 uM/s",
                "ca_total": "1600 uM",
            },
            {
                "ca_i": "129.127122 uM",
                "d_ca_total": "-5.98649764 uM/s",
            },
            1e-7,
            why="more calcium than sites: the other branch",
        ),
    ),
)
