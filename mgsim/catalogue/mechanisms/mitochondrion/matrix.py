"""The matrix of mitochondria as one pool of calcium, at a given potential.

A balance of moles: what leaves the cytosol for mitochondria is what they gain. `content` is all
calcium in nmol by mg of protein, and a fraction f of it is free (0.0003, Magnus & Keizer 1997).
nmol/mg counts as a plain number: `protein` is what 1 nmol/mg amounts to in the cytosol (80 g of
protein by litre of it), `matrix` what it amounts to in the matrix (0.125 mM, Cortassa et al. 2003).
The potential does not move here; `bertram_2006` computes it, and has calcium fluxes of its own.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "magnus_keizer_1997",
    "Magnus G, Keizer J (1997) Minimal model of beta-cell mitochondrial Ca2+ handling. "
    "Am J Physiol 273:C717",
    place="Table 5",
    mark="read",
)
CORTASSA = Source(
    "cortassa_2003",
    "Cortassa et al. (2003), the conversion printed there: 125 mg of protein by ml",
    mark="read",
)

mechanism = Mechanism(
    role="mitochondrion",
    says="matrix calcium at a fixed potential",
    reads=("j_ca_m",),
    writes=("ca_m", "psi_m"),
    params={
        "f": Param("0.0003", "free over all calcium of the matrix", PAPER, "C"),
        "matrix": Param("0.125 mM", "1 nmol/mg in the matrix", CORTASSA, "B"),
        "protein": Param("0.08 mM", "1 nmol/mg in the cytosol (80 g/l)", ASSUMED, "D"),
        "psi": Param("165 mV", "potential, polarised", ASSUMED, "D"),
        "ca_m_0": Param(
            "0.1 uM",
            "free calcium of the matrix at the start of a run",
            ASSUMED,
            "D",
            inert="it sets where a run starts and enters no rate",
        ),
    },
    algebra={
        "psi_m": "psi",
        "content : 1": "ca_m/(f*matrix)",
        "held : mM": "protein*content",
    },
    states={
        "ca_m": State(
            "f*matrix*j_ca_m/protein", initial="ca_m_0", says="free matrix calcium", slow=True
        ),
    },
    checks=(
        Check(
            {"j_ca_m": "1 uM/s", "ca_m": "0.7 uM"},
            {
                "d_ca_m": "0.00046875 uM/s",
                "content": "18.6666667",
                "held": "1493.33333 uM",
                "psi_m": "165 mV",
            },
            1e-8,
            why="uM, nmol/mg and g/l, by independent arithmetic",
        ),
        Check(
            {"j_ca_m": "-31 uM/s", "ca_m": "7.5 uM"},
            {"d_ca_m": "-0.01453125 uM/s", "content": "200"},
            1e-8,
            why="200 nmol/mg is 7.5 uM free",
        ),
    ),
)
