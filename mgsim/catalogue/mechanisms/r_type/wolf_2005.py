"""R-type calcium current of Wolf et al. (2005): m^3 h times constant field.

As run by the authors' code (ModelDB 112834): gates recorded at 22 C, their time constants divided
by 3, permeability fitted in 5 mM calcium. The time constant of h is the code's table, read with
straight lines between its nodes and held beyond the first and the last. The constant field is
written with exprel, the same function without its hole. Magnesium competes with calcium for the
pore: the permeability is multiplied by (Ca + k_ca)/(Ca + k_ca (1 + Mg/k_mg)), relative to mg_ref.
k_ca and k_mg are those of heart and of low confidence: no value for this channel in neurons is
known here. Set k_mg to 1e9 mM to switch it off. The gates count from v - v_shift, the driving force
from v. Departures: the competition and v_shift are not in the paper, and calcium comes from one
pool.
"""

from mgsim.language import ASSUMED, Check, Gate, Mechanism, Param, Source

WOLF = Source(
    "wolf_2005",
    "Wolf JA, Moyer JT, Lazarewicz MT, Contreras D, Benoit-Marand M, O'Donnell P, Finkel LH (2005) "
    "NMDA/AMPA ratio impacts state transitions and entrainment to oscillations in a computational "
    "model of the nucleus accumbens medium spiny projection neuron. J Neurosci 25:9080-9095",
)
CODE = WOLF.at("ModelDB 112834, R-type channel file")
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
POINT = {
    "v_shift": "1.3 mV",
    "area": "1300 um^2",
    "ca_i": "0.0003 mM",
    "ca_o": "1.6 mM",
    "mg_o": "0.7 mM",
    "temperature": "34 degC",
    "m": "0.13",
    "h": "0.41",
}

mechanism = Mechanism(
    role="r_type",
    says="R-type calcium current, constant field, Mg2+ in the pore",
    reads=("v", "v_shift", "area", "ca_i", "ca_o", "mg_o", "temperature"),
    writes=("i_membrane", "i_ca", "i_ca_r"),
    params={
        "p_bar": Param("2.6e-5 cm/s", "greatest permeability by area", CODE, "C", PREPARATION),
        "v_m": Param("-10.3 mV", "half activation", CODE, "C", PREPARATION),
        "k_m": Param("-6.6 mV", "voltage scale of the activation", CODE, "C", PREPARATION),
        "tau_m_22": Param("5.1 ms", "time constant of m at 22 C", CODE, "C", PREPARATION),
        "v_h": Param("-33.3 mV", "half inactivation", CODE, "C", PREPARATION),
        "k_h": Param("17 mV", "voltage scale of the inactivation", CODE, "C", PREPARATION),
        "v_node": Param("-30 mV", "voltage of the first node of the table", CODE, "C", PREPARATION),
        "step": Param("10 mV", "from one node to the next", CODE, "C", PREPARATION),
        "t_0": Param("100 ms", "time constant of h at node 0, 22 C", CODE, "C", PREPARATION),
        "t_1": Param("65 ms", "time constant of h at node 1, 22 C", CODE, "C", PREPARATION),
        "t_2": Param("35 ms", "time constant of h at node 2, 22 C", CODE, "C", PREPARATION),
        "t_3": Param("30 ms", "time constant of h at node 3, 22 C", CODE, "C", PREPARATION),
        "t_4": Param("20 ms", "time constant of h at node 4, 22 C", CODE, "C", PREPARATION),
        "t_5": Param("20 ms", "time constant of h at node 5, 22 C", CODE, "C", PREPARATION),
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
        "w : 1": "(u - v_node)/step",
        "w_a : 1": "w - 2 - 1",
        "tau_h_22 : ms": (
            "t_0 + (t_1 - t_0)*clip(w, 0, 1) + (t_2 - t_1)*clip(w - 1, 0, 1)"
            " + (t_3 - t_2)*clip(w - 2, 0, 1) + (t_4 - t_3)*clip(w_a, 0, 1)"
            " + (t_5 - t_4)*clip(w_a - 1, 0, 1)"
        ),
        "i_channel : pA": "p_bar*area*competition*m**3*h*driving",
        "i_membrane": "i_channel",
        "i_ca": "i_channel",
        "i_ca_r": "i_channel",
    },
    gates={
        "m": Gate(
            "activation",
            inf="1/(1 + exp((u - v_m)/k_m))",
            tau="tau_m_22/speed",
        ),
        "h": Gate(
            "inactivation",
            inf="1/(1 + exp((u - v_h)/k_h))",
            tau="tau_h_22/speed",
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
                "h": "0.41",
            },
            {
                "inf_m": "0.00630175098",
                "tau_m": "1.7 ms",
                "inf_h": "0.64834325",
                "tau_h": "33.3333333 ms",
                "d_m": "-0.0727636759 /ms",
                "d_h": "0.00715029751 /ms",
                "i_membrane": "-0.298801557 pA",
                "i_ca": "-0.298801557 pA",
                "i_ca_r": "-0.298801557 pA",
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
                "h": "0.17",
            },
            {
                "inf_m": "0.136050891",
                "tau_m": "1.7 ms",
                "inf_h": "0.346311084",
                "tau_h": "24.5833333 ms",
                "d_m": "-0.284675946 /ms",
                "d_h": "0.00717197629 /ms",
                "i_membrane": "-473.824561 pA",
                "i_ca": "-473.824561 pA",
                "i_ca_r": "-473.824561 pA",
            },
            1e-6,
            why="the same under surface charge, much calcium inside, relative to some magnesium",
        ),
        Check(
            {**POINT, "v": "-7.6 mV"},
            {"tau_h": "11.4833333 ms", "d_h": "-0.0189600749 /ms", "i_ca": "-0.114555618 pA"},
            1e-6,
            why="between other nodes of the table",
        ),
        Check(
            {**POINT, "v": "3.1 mV"},
            {"tau_h": "9.4 ms", "d_h": "-0.0316409738 /ms", "i_ca": "-0.0773304623 pA"},
            1e-6,
            why="between other nodes of the table",
        ),
        Check(
            {**POINT, "v": "17.4 mV"},
            {"tau_h": "6.66666667 ms", "d_h": "-0.0537204687 /ms", "i_ca": "-0.0420400052 pA"},
            1e-6,
            why="between other nodes of the table",
        ),
        Check(
            {**POINT, "v": "31 mV"},
            {"tau_h": "6.66666667 ms", "d_h": "-0.0579016637 /ms", "i_ca": "-0.0216620418 pA"},
            1e-6,
            why="between other nodes of the table",
        ),
    ),
)
