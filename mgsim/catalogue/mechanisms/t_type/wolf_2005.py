"""T-type calcium current of Wolf et al. (2005): m^3 h times constant field.

As run by the authors' code (ModelDB 112834): gates recorded at 22 C, their time constants divided
by 3. Both time constants are the code's tables, read with straight lines between the nodes and held
beyond the first and the last. p_bar is the one that the published model runs; the channel's own
file says 7.6e-7 cm/s. The constant field is written with exprel, the same function without its
hole. Magnesium competes with calcium for the pore: the permeability is multiplied by (Ca +
k_ca)/(Ca + k_ca (1 + Mg/k_mg)), relative to mg_ref. k_ca and k_mg are those of CaV3.1 in calcium;
the same form does not describe barium. Set k_mg to 1e9 mM to switch it off. The gates count from v
- v_shift, the driving force from v. Departures: the competition and v_shift are not in the paper,
and calcium comes from one pool.
"""

from mgsim.language import ASSUMED, Check, Gate, Mechanism, Param, Source

WOLF = Source(
    "wolf_2005",
    "Wolf JA, Moyer JT, Lazarewicz MT, Contreras D, Benoit-Marand M, O'Donnell P, Finkel LH (2005) "
    "NMDA/AMPA ratio impacts state transitions and entrainment to oscillations in a computational "
    "model of the nucleus accumbens medium spiny projection neuron. J Neurosci 25:9080-9095",
)
CODE = WOLF.at("ModelDB 112834, T-type channel file")
KHAN = Source(
    "khan_2008",
    "Khan N, Gray IP, Obejero-Paz CA, Jones SW (2008) Permeation and gating in CaV3.1 (alpha1G) "
    "T-type calcium channels: effects of Ca2+, Ba2+, Mg2+, and Na+. J Gen Physiol 132:223",
    place="abstract",
    mark="read",
)
SERRANO = Source(
    "serrano_2000",
    "Serrano JR, Dashti SR, Perez-Reyes E, Jones SW (2000) Mg2+ block unmasks Ca2+/Ba2+ "
    "selectivity of alpha1G T-type calcium channels. Biophys J 79:3052",
    place="from the abstract: block 7 times as potent in Ba, current 3 times as large in Ca",
    mark="derived",
)
TAU_M = (20.2, 20.2, 13.1, 8.7, 6.8, 5.6, 4.4, 3.8, 3.6, 3.3, 3.6, 3.6, 3.3, 3.3, 3.3, 3.3)
TAU_H = (382, 208, 162, 129, 119, 107, 107, 107, 108, 109, 109, 110, 110, 110, 110, 110)
PREPARATION = "model of a nucleus accumbens medium spiny neuron, 35 C; gates of 22 C"
POINT = {
    "v_shift": "-0.8 mV",
    "area": "1300 um^2",
    "ca_i": "0.0003 mM",
    "ca_o": "1.6 mM",
    "mg_o": "0.7 mM",
    "temperature": "34 degC",
    "m": "0.13",
    "h": "0.41",
}

mechanism = Mechanism(
    role="t_type",
    says="T-type calcium current, constant field, Mg2+ in the pore",
    reads=("v", "v_shift", "area", "ca_i", "ca_o", "mg_o", "temperature"),
    writes=("i_membrane", "i_ca", "i_ca_t"),
    params={
        "p_bar": Param("4e-7 cm/s", "greatest permeability by area", CODE, "C", PREPARATION),
        "v_m": Param("-51.73 mV", "half activation", CODE, "C", PREPARATION),
        "k_m": Param("-6.53 mV", "voltage scale of the activation", CODE, "C", PREPARATION),
        "v_h": Param("-80 mV", "half inactivation", CODE, "C", PREPARATION),
        "k_h": Param("6.7 mV", "voltage scale of the inactivation", CODE, "C", PREPARATION),
        "v_node": Param(
            "-65 mV", "voltage of the first node of the tables", CODE, "C", PREPARATION
        ),
        "step": Param("5 mV", "from one node to the next", CODE, "C", PREPARATION),
        **{
            f"t_m_{node}": Param(f"{tau} ms", f"time constant of m at node {node}, 22 C", CODE, "C")
            for node, tau in enumerate(TAU_M)
        },
        **{
            f"t_h_{node}": Param(f"{tau} ms", f"time constant of h at node {node}, 22 C", CODE, "C")
            for node, tau in enumerate(TAU_H)
        },
        "speed": Param(
            "3", "how much faster the gates are at 35 C than at 22 C", CODE, "C", PREPARATION
        ),
        "k_ca": Param("3.3 mM", "calcium that half fills the pore", KHAN, "B", "CaV3.1, HEK cells"),
        "k_mg": Param(
            "1.24 mM",
            "magnesium that fills the pore as k_ca does",
            SERRANO,
            "C",
            "CaV3.1, HEK cells",
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
        "w_b : 1": "w_a - 2 - 1",
        "w_c : 1": "w_b - 2 - 1",
        "w_d : 1": "w_c - 2 - 1",
        "tau_m_22 : ms": (
            "t_m_0 + (t_m_1 - t_m_0)*clip(w, 0, 1) + (t_m_2 - t_m_1)*clip(w - 1, 0, 1)"
            " + (t_m_3 - t_m_2)*clip(w - 2, 0, 1) + (t_m_4 - t_m_3)*clip(w_a, 0, 1)"
            " + (t_m_5 - t_m_4)*clip(w_a - 1, 0, 1) + (t_m_6 - t_m_5)*clip(w_a - 2, 0, 1)"
            " + (t_m_7 - t_m_6)*clip(w_b, 0, 1) + (t_m_8 - t_m_7)*clip(w_b - 1, 0, 1)"
            " + (t_m_9 - t_m_8)*clip(w_b - 2, 0, 1) + (t_m_10 - t_m_9)*clip(w_c, 0, 1)"
            " + (t_m_11 - t_m_10)*clip(w_c - 1, 0, 1)"
            " + (t_m_12 - t_m_11)*clip(w_c - 2, 0, 1) + (t_m_13 - t_m_12)*clip(w_d, 0, 1)"
            " + (t_m_14 - t_m_13)*clip(w_d - 1, 0, 1)"
            " + (t_m_15 - t_m_14)*clip(w_d - 2, 0, 1)"
        ),
        "tau_h_22 : ms": (
            "t_h_0 + (t_h_1 - t_h_0)*clip(w, 0, 1) + (t_h_2 - t_h_1)*clip(w - 1, 0, 1)"
            " + (t_h_3 - t_h_2)*clip(w - 2, 0, 1) + (t_h_4 - t_h_3)*clip(w_a, 0, 1)"
            " + (t_h_5 - t_h_4)*clip(w_a - 1, 0, 1) + (t_h_6 - t_h_5)*clip(w_a - 2, 0, 1)"
            " + (t_h_7 - t_h_6)*clip(w_b, 0, 1) + (t_h_8 - t_h_7)*clip(w_b - 1, 0, 1)"
            " + (t_h_9 - t_h_8)*clip(w_b - 2, 0, 1) + (t_h_10 - t_h_9)*clip(w_c, 0, 1)"
            " + (t_h_11 - t_h_10)*clip(w_c - 1, 0, 1)"
            " + (t_h_12 - t_h_11)*clip(w_c - 2, 0, 1) + (t_h_13 - t_h_12)*clip(w_d, 0, 1)"
            " + (t_h_14 - t_h_13)*clip(w_d - 1, 0, 1)"
            " + (t_h_15 - t_h_14)*clip(w_d - 2, 0, 1)"
        ),
        "i_channel : pA": "p_bar*area*competition*m**3*h*driving",
        "i_membrane": "i_channel",
        "i_ca": "i_channel",
        "i_ca_t": "i_channel",
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
                "inf_m": "0.773767645",
                "tau_m": "2.16266667 ms",
                "inf_h": "0.0044168123",
                "tau_h": "38.6266667 ms",
                "d_m": "0.297673079 /ms",
                "d_h": "-0.0105000825 /ms",
                "i_membrane": "-0.00359221963 pA",
                "i_ca": "-0.00359221963 pA",
                "i_ca_t": "-0.00359221963 pA",
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
                "inf_m": "0.988752113",
                "tau_m": "1.15 ms",
                "inf_h": "0.000187397793",
                "tau_h": "36.1666667 ms",
                "d_m": "0.320654012 /ms",
                "d_h": "-0.00469527932 /ms",
                "i_membrane": "-5.79193528 pA",
                "i_ca": "-5.79193528 pA",
                "i_ca_t": "-5.79193528 pA",
            },
            1e-6,
            why="the same under surface charge, much calcium inside, relative to some magnesium",
        ),
        Check(
            {**POINT, "v": "-70 mV"},
            {
                "tau_m": "6.73333333 ms",
                "tau_h": "127.333333 ms",
                "d_m": "-0.00973604129 /ms",
                "d_h": "-0.00191372197 /ms",
                "i_ca": "-0.00557047425 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "-62.9 mV"},
            {
                "tau_m": "6.73333333 ms",
                "tau_h": "93.6933333 ms",
                "d_m": "0.00588975779 /ms",
                "d_h": "-0.00368577352 /ms",
                "i_ca": "-0.00502355064 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "-53.1 mV"},
            {
                "tau_m": "3.57466667 ms",
                "tau_h": "48.06 ms",
                "d_m": "0.0974053023 /ms",
                "d_h": "-0.00820305808 /ms",
                "i_ca": "-0.00428173307 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "-42.6 mV"},
            {
                "tau_m": "2.01066667 ms",
                "tau_h": "37.1066667 ms",
                "d_m": "0.343486911 /ms",
                "d_h": "-0.0109594902 /ms",
                "i_ca": "-0.00351343182 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "-33.4 mV"},
            {
                "tau_m": "1.37066667 ms",
                "tau_h": "35.6666667 ms",
                "d_m": "0.597729791 /ms",
                "d_h": "-0.0114716189 /ms",
                "i_ca": "-0.00287490477 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "-23.2 mV"},
            {
                "tau_m": "1.148 ms",
                "tau_h": "36.1733333 ms",
                "d_m": "0.748189161 /ms",
                "d_h": "-0.0113292124 /ms",
                "i_ca": "-0.0022217482 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "-12.8 mV"},
            {
                "tau_m": "1.2 ms",
                "tau_h": "36.5333333 ms",
                "d_m": "0.723105545 /ms",
                "d_h": "-0.0112215574 /ms",
                "i_ca": "-0.00163488588 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "-3.1 mV"},
            {
                "tau_m": "1.1 ms",
                "tau_h": "36.6666667 ms",
                "d_m": "0.790440371 /ms",
                "d_h": "-0.0111815675 /ms",
                "i_ca": "-0.00117516803 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "6.7 mV"},
            {
                "tau_m": "1.1 ms",
                "tau_h": "36.6666667 ms",
                "d_m": "0.790804543 /ms",
                "d_h": "-0.0111817601 /ms",
                "i_ca": "-0.000804624402 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
        Check(
            {**POINT, "v": "12 mV"},
            {
                "tau_m": "1.1 ms",
                "tau_h": "36.6666667 ms",
                "d_m": "0.790862655 /ms",
                "d_h": "-0.0111817919 /ms",
                "i_ca": "-0.000643300447 pA",
            },
            1e-6,
            why="between other nodes of the tables",
        ),
    ),
)
