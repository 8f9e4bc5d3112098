"""N-type calcium current of Borg-Graham (1998): m^2 h times constant field.

Gates with whole charges, constant time constants and the permeability of one channel, as run by
NeuroBox (neuro_collection), there at 310 K throughout; here the gates and the field feel the
temperature of the bath. How many channels stand on an area is not given: `density` is yours. The
constant field is written with exprel, the same function without its hole. Magnesium competes with
calcium for the pore: the permeability is multiplied by (Ca + k_ca)/(Ca + k_ca (1 + Mg/k_mg)),
relative to mg_ref. k_ca and k_mg are those of heart and of low confidence: no value for this
channel in neurons is known here. Set k_mg to 1e9 mM to switch it off. The gates count from v -
v_shift, the driving force from v. Departures: the competition and v_shift are not in the paper.
"""

from mgsim.language import ASSUMED, Check, Gate, Mechanism, Param, Source

BORG = Source(
    "borg_graham_1998",
    "Borg-Graham LJ (1998) Interpretations of data and mechanisms for hippocampal pyramidal cell "
    "models. Cerebral Cortex 13:19-138",
)
CODE = BORG.at("NeuroBox neuro_collection, membrane_transporters, voltage-gated calcium channel")
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
PREPARATION = "model of a hippocampal pyramidal cell, 310 K"

mechanism = Mechanism(
    role="n_type",
    says="N-type calcium current by single channels, constant field, Mg2+ in the pore",
    reads=("v", "v_shift", "area", "ca_i", "ca_o", "mg_o", "temperature"),
    writes=("i_membrane", "i_ca", "i_ca_n"),
    params={
        "p_single": Param("3.8e-19 m^3/s", "permeability of one channel", CODE, "C", PREPARATION),
        "density": Param("1 /um^2", "channels by area: unknown, to be set", ASSUMED, "D"),
        "z_m": Param("3.4", "charges that move when m opens", CODE, "C", PREPARATION),
        "v_m": Param("-21 mV", "half activation", CODE, "C", PREPARATION),
        "tau_m_0": Param("1.5 ms", "time constant of m", CODE, "C", PREPARATION),
        "z_h": Param("-2", "charges that move when h closes, counted back", CODE, "C", PREPARATION),
        "v_h": Param("-40 mV", "half inactivation", CODE, "C", PREPARATION),
        "tau_h_0": Param("75 ms", "time constant of h", CODE, "C", PREPARATION),
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
        "i_channel : pA": "p_single*density*area*competition*m**2*h*driving",
        "i_membrane": "i_channel",
        "i_ca": "i_channel",
        "i_ca_n": "i_channel",
    },
    gates={
        "m": Gate(
            "activation",
            inf="1/(1 + exp(-z_m*F*(u - v_m)/(R*temperature)))",
            tau="tau_m_0",
        ),
        "h": Gate(
            "inactivation",
            inf="1/(1 + exp(-z_h*F*(u - v_h)/(R*temperature)))",
            tau="tau_h_0",
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
                "density": "1 /um^2",
                "m": "0.13",
                "h": "0.41",
            },
            {
                "inf_m": "0.0513702833",
                "tau_m": "1.5 ms",
                "d_m": "-0.0524198111 /ms",
                "inf_h": "0.569443601",
                "tau_h": "75 ms",
                "d_h": "0.00212591468 /ms",
                "i_membrane": "-3.35930745 pA",
                "i_ca": "-3.35930745 pA",
                "i_ca_n": "-3.35930745 pA",
            },
            1e-6,
            why="gates with their charges and m3/s times channels, by independent arithmetic",
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
                "density": "2.7 /um^2",
                "m": "0.62",
                "h": "0.17",
            },
            {
                "inf_m": "0.452515143",
                "tau_m": "1.5 ms",
                "d_m": "-0.111656572 /ms",
                "inf_h": "0.212914516",
                "tau_h": "75 ms",
                "d_h": "0.000572193547 /ms",
                "i_membrane": "-3015.78164 pA",
                "i_ca": "-3015.78164 pA",
                "i_ca_n": "-3015.78164 pA",
            },
            1e-6,
            why="the same under surface charge, much calcium inside, relative to some magnesium",
        ),
    ),
)
