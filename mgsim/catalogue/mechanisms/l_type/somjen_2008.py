"""L-type calcium current of Somjen, Kager & Wadman (2008): m^2 times 1 uM/(1 uM + Ca), ohmic.

As run by the authors' code (ModelDB 113446): inactivation by inner calcium at once, no temperature
factor, and a driving force to calcium's Nernst potential, which exceeds what a pore lets through
near it. The default density is the soma's (dendrite 1e-4 S/cm^2). `x/(exp(x/k) - 1)` is written as
`k/exprel(x/k)`, the same function without its hole. Departures: the competition of magnesium and
v_shift are not in the paper. Magnesium competes with calcium for the pore: the conductance is
multiplied by (Ca + k_ca)/(Ca + k_ca (1 + Mg/k_mg)), relative to mg_ref. k_ca and k_mg are those of
heart and of low confidence. Set k_mg to 1e9 mM to switch it off. The gate counts from v - v_shift,
the driving force from v.
"""

from mgsim.language import ASSUMED, Check, Gate, Mechanism, Param, Source

SOMJEN = Source(
    "somjen_2008",
    "Somjen GG, Kager H, Wadman WJ (2008) Computer simulations of neuron-glia interactions "
    "mediated by ion flux. J Comput Neurosci 25:349-365",
)
CODE = SOMJEN.at("ModelDB 113446, L-type channel file")
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
PREPARATION = "model of a hippocampal neuron, 36 C"

mechanism = Mechanism(
    role="l_type",
    says="L-type calcium current closed by inner calcium, ohmic, Mg2+ in the pore",
    reads=("v", "v_shift", "area", "ca_i", "ca_o", "mg_o", "temperature"),
    writes=("i_membrane", "i_ca", "i_ca_l"),
    params={
        "g_bar": Param("1e-3 S/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "k_i": Param("0.001 mM", "inner calcium that closes half", CODE, "C", PREPARATION),
        "scale": Param("0.3333", "factor of both rates", CODE, "C", PREPARATION),
        "a_m": Param("15.69 /(ms mV)", "slope of the opening rate", CODE, "C", PREPARATION),
        "v_am": Param(
            "71.5 mV", "where the opening rate bends, 81.5 less 10", CODE, "C", PREPARATION
        ),
        "k_am": Param("10 mV", "voltage scale of the opening rate", CODE, "C", PREPARATION),
        "b_m": Param("0.29 /ms", "closing rate at v_bm", CODE, "C", PREPARATION),
        "v_bm": Param("-10 mV", "where the closing rate is b_m", CODE, "C", PREPARATION),
        "k_bm": Param("10.86 mV", "voltage scale of the closing rate", CODE, "C", PREPARATION),
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
        "e_ca : mV": "R*temperature/(2*F)*log(ca_o/ca_i)",
        "competition : 1": ("(ca_o + k_ca*(1 + mg_ref/k_mg))/(ca_o + k_ca*(1 + mg_o/k_mg))"),
        "i_channel : pA": "g_bar*area*competition*m**2*k_i/(k_i + ca_i)*(v - e_ca)",
        "i_membrane": "i_channel",
        "i_ca": "i_channel",
        "i_ca_l": "i_channel",
    },
    gates={
        "m": Gate(
            "activation",
            alpha="scale*a_m*k_am/exprel((v_am - u)/k_am)",
            beta="scale*b_m*exp((v_bm - u)/k_bm)",
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
                "alpha_m": "0.00598194778 /ms",
                "beta_m": "2.15231521 /ms",
                "e_ca": "113.571234 mV",
                "d_m": "-0.274596683 /ms",
                "i_membrane": "-24.643678 pA",
                "i_ca": "-24.643678 pA",
                "i_ca_l": "-24.643678 pA",
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
                "alpha_m": "0.0406681025 /ms",
                "beta_m": "0.305570805 /ms",
                "e_ca": "61.6396176 mV",
                "d_m": "-0.17400002 /ms",
                "i_membrane": "-153.744108 pA",
                "i_ca": "-153.744108 pA",
                "i_ca_l": "-153.744108 pA",
            },
            1e-6,
            why="the same under surface charge, much calcium inside, relative to some magnesium",
        ),
    ),
)
