"""Q-type calcium current of Wolf et al. (2005): m^2 times constant field, no inactivation.

As run by the authors' code (ModelDB 112834): the gate recorded at 22 C, its time constant divided
by 3, permeability fitted in 5 mM calcium. The constant field is written with exprel, the same
function without its hole. Magnesium competes with calcium for the pore: the permeability is
multiplied by (Ca + k_ca)/(Ca + k_ca (1 + Mg/k_mg)), relative to mg_ref. k_ca and k_mg are those of
heart and of low confidence: no value for this channel in neurons is known here. Set k_mg to 1e9 mM
to switch it off. The gates count from v - v_shift, the driving force from v. Departures: the
competition and v_shift are not in the paper, and calcium comes from one pool.
"""

from mgsim.language import ASSUMED, Check, Gate, Mechanism, Param, Source

WOLF = Source(
    "wolf_2005",
    "Wolf JA, Moyer JT, Lazarewicz MT, Contreras D, Benoit-Marand M, O'Donnell P, Finkel LH (2005) "
    "NMDA/AMPA ratio impacts state transitions and entrainment to oscillations in a computational "
    "model of the nucleus accumbens medium spiny projection neuron. J Neurosci 25:9080-9095",
)
CODE = WOLF.at("ModelDB 112834, Q-type channel file")
HESS = Source(
    "hess_tsien_1984",
    "Hess P, Tsien RW (1984) Mechanism of ion permeation through calcium channels. "
    "Nature 309:453-456",
    mark="from memory",
)
HEART = Source(
    "eur_j_pharmacol_1991",
    "On calcium current of guinea-pig ventricle in magnesium (1991) Eur J Pharmacol 204:243 "
    "(authors not noted)",
    place="from the fall by 45 % between 1.2 and 9.6 mM, screening not taken out",
    mark="derived",
)
PREPARATION = "model of a nucleus accumbens medium spiny neuron, 35 C; gates of 22 C"

mechanism = Mechanism(
    role="pq_type",
    says="Q-type calcium current, constant field, Mg2+ in the pore",
    reads=("v", "v_shift", "area", "ca_i", "ca_o", "mg_o", "temperature"),
    writes=("i_membrane", "i_ca", "i_ca_pq"),
    params={
        "p_bar": Param("6.0e-6 cm/s", "greatest permeability by area", CODE, "C", PREPARATION),
        "v_m": Param("-9.0 mV", "half activation", CODE, "C", PREPARATION),
        "k_m": Param("-6.6 mV", "voltage scale of the activation", CODE, "C", PREPARATION),
        "tau_m_22": Param("1.13 ms", "time constant of m at 22 C", CODE, "C", PREPARATION),
        "speed": Param(
            "3", "how much faster the gates are at 35 C than at 22 C", CODE, "C", PREPARATION
        ),
        "k_ca": Param("14 mM", "calcium that half fills the pore", HESS, "B", "heart L-type"),
        "k_mg": Param(
            "8 mM",
            "magnesium that fills the pore as k_ca does; low confidence, upper bound on potency",
            HEART,
            "C",
            "guinea-pig ventricle",
        ),
        "mg_ref": Param(
            "0 mM",
            "magnesium in which the permeability holds: unknown, so taken as none",
            ASSUMED,
            "D",
        ),
    },
    algebra={
        "u : mV": "v - v_shift",
        "xi : 1": "2*F*v/(R*temperature)",
        "driving : pA ms/um^3": "2*F*(ca_i/exprel(-xi) - ca_o/exprel(xi))",
        "competition : 1": ("(ca_o + k_ca*(1 + mg_ref/k_mg))/(ca_o + k_ca*(1 + mg_o/k_mg))"),
        "i_channel : pA": "p_bar*area*competition*m**2*driving",
        "i_membrane": "i_channel",
        "i_ca": "i_channel",
        "i_ca_pq": "i_channel",
    },
    gates={
        "m": Gate(
            "activation",
            inf="1/(1 + exp((u - v_m)/k_m))",
            tau="tau_m_22/speed",
        ),
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "v_shift": "0 mV",
                "area": "1300 um^2",
                "ca_i": "0.0003 mM",
                "ca_o": "1.6 mM",
                "mg_o": "0.7 mM",
                "temperature": "34 degC",
                "m": "0.13",
            },
            {
                "inf_m": "0.00518093282",
                "tau_m": "0.376666667 ms",
                "d_m": "-0.331378054 /ms",
                "i_membrane": "-1.29369992 pA",
                "i_ca": "-1.29369992 pA",
                "i_ca_pq": "-1.29369992 pA",
            },
            1e-6,
            why="rates as the code writes them and mA/cm2 times area, by independent arithmetic",
        ),
        Check(
            {
                "v": "-18.2 mV",
                "v_shift": "4.3 mV",
                "area": "28952.9 um^2",
                "ca_i": "0.05 mM",
                "ca_o": "5 mM",
                "mg_o": "1.9 mM",
                "temperature": "37.5 degC",
                "mg_ref": "0.4 mM",
                "m": "0.62",
            },
            {
                "inf_m": "0.114512481",
                "tau_m": "0.376666667 ms",
                "d_m": "-1.34200226 /ms",
                "i_membrane": "-1037.42058 pA",
                "i_ca": "-1037.42058 pA",
                "i_ca_pq": "-1037.42058 pA",
            },
            1e-6,
            why="the same under surface charge, much calcium inside, relative to some magnesium",
        ),
    ),
)
