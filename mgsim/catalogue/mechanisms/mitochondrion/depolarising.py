"""The matrix as one pool of calcium, whose potential and ATP fall as deregulation sets in.

The pool is that of `mitochondrion/matrix`. The rest is a phenomenological proposal of this project:
psi = psi_0 (1 - P) with P the extent of deregulation, and ATP is made at
synthesis (1 - P) o2/(o2 + k_o2) with the oxygen of the bath (per volume of cytosol; what ADP and
phosphate allow of it is the `energy` card's). `synthesis` is set so that ATP is at rest beside
energy/golding_1995 and a resting pump; it is no measurement.
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
    says="matrix calcium, potential and ATP that fall with deregulation (phenomenological)",
    reads=("j_ca_m", "deregulated", "o2_o"),
    writes=("ca_m", "psi_m", "j_atp_m"),
    params={
        "f": Param("0.0003", "free over all calcium of the matrix", PAPER, "C"),
        "matrix": Param("0.125 mM", "1 nmol/mg in the matrix", CORTASSA, "B"),
        "protein": Param("0.08 mM", "1 nmol/mg in the cytosol (80 g/l)", ASSUMED, "D"),
        "psi_0": Param("165 mV", "potential, polarised", ASSUMED, "D"),
        "synthesis": Param("0.85 mM/s", "ATP made at most", ASSUMED, "D"),
        "k_o2": Param("0.001 mM", "oxygen at which synthesis is halved", ASSUMED, "D"),
        "ca_m_0": Param(
            "0.04 uM",
            "free calcium of the matrix at the start of a run",
            ASSUMED,
            "D",
            inert="it sets where a run starts and enters no rate",
        ),
    },
    algebra={
        "psi_m": "psi_0*(1 - deregulated)",
        "j_atp_m": "synthesis*(1 - deregulated)*o2_o/(o2_o + k_o2)",
    },
    states={
        "ca_m": State(
            "f*matrix*j_ca_m/protein", initial="ca_m_0", says="free matrix calcium", slow=True
        ),
    },
    checks=(
        Check(
            {"j_ca_m": "3.3 uM/s", "ca_m": "0.7 uM", "deregulated": "0.2", "o2_o": "0.0021 mM"},
            {
                "d_ca_m": "0.001546875 uM/s",
                "psi_m": "132 mV",
                "j_atp_m": "0.460645161 mM/s",
            },
            1e-7,
            why="uM, seconds and g/l, by independent arithmetic",
        ),
        Check(
            {"j_ca_m": "-17.0 uM/s", "ca_m": "7.5 uM", "deregulated": "0.65", "o2_o": "0.9 mM"},
            {
                "d_ca_m": "-0.00796875 uM/s",
                "psi_m": "57.75 mV",
                "j_atp_m": "0.297169811 mM/s",
            },
            1e-7,
            why="uM, seconds and g/l, by independent arithmetic",
        ),
    ),
)
