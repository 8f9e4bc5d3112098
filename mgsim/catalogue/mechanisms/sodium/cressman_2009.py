"""Sodium current of Cressman et al. (2009), and of Zandt et al. (2011): instantaneous m^3, slow h.

m is at its steady state, h is sped up by phi; the reversal potential is that of the ions.
`x/(1 - exp(-x/k))` is written as `k/exprel(-x/k)`, the same function without its hole. One public
code of the model swaps the initial n and h and makes m dynamic; this is the form of ModelDB 139266.
Departures: none.
"""

from mgsim.language import Check, Gate, Mechanism, Param, Source

PAPER = Source(
    "cressman_2009",
    "Cressman JR, Ullah G, Ziburkus J, Schiff SJ, Barreto E (2009) The influence of sodium and "
    "potassium dynamics on excitability, seizures, and the stability of persistent states: I. "
    "Single neuron dynamics. J Comput Neurosci 26:159-170",
)
CODE = PAPER.at("xalbrain cressman_manual.py and ModelDB 139266")
PREPARATION = "model of a hippocampal pyramidal cell and the space around it"

mechanism = Mechanism(
    role="sodium",
    says="fast sodium current, instantaneous activation, moving reversal potential",
    reads=("v", "v_shift", "area", "e_na"),
    writes=("i_membrane", "i_na"),
    params={
        "g_bar": Param("100 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "phi": Param("3", "factor of the rates of h", CODE, "C", PREPARATION),
        "a_m": Param("0.1 /(ms mV)", "slope of the opening rate of m", CODE, "C", PREPARATION),
        "v_am": Param("-30 mV", "where alpha_m bends", CODE, "C", PREPARATION),
        "k_am": Param("10 mV", "voltage scale of alpha_m", CODE, "C", PREPARATION),
        "b_m": Param("4 /ms", "closing rate of m at v_bm", CODE, "C", PREPARATION),
        "v_bm": Param("-55 mV", "where beta_m is b_m", CODE, "C", PREPARATION),
        "k_bm": Param("18 mV", "voltage scale of beta_m", CODE, "C", PREPARATION),
        "a_h": Param("0.07 /ms", "recovery rate of h at v_ah", CODE, "C", PREPARATION),
        "v_ah": Param("-44 mV", "where alpha_h is a_h", CODE, "C", PREPARATION),
        "k_ah": Param("20 mV", "voltage scale of alpha_h", CODE, "C", PREPARATION),
        "b_h": Param("1 /ms", "greatest inactivation rate of h", CODE, "C", PREPARATION),
        "v_bh": Param("-14 mV", "where beta_h is half", CODE, "C", PREPARATION),
        "k_bh": Param("10 mV", "voltage scale of beta_h", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "opening : 1/ms": "a_m*k_am/exprel((v_am - u)/k_am)",
        "m : 1": "opening/(opening + b_m*exp((v_bm - u)/k_bm))",
        "i_spike : pA": "g_bar*area*m**3*h*(v - e_na)",
        "i_membrane": "i_spike",
        "i_na": "i_spike",
    },
    gates={
        "h": Gate(
            "inactivation",
            alpha="phi*a_h*exp((v_ah - u)/k_ah)",
            beta="phi*b_h/(1 + exp((v_bh - u)/k_bh))",
        ),
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "v_shift": "2.3 mV",
                "area": "1300 um^2",
                "e_na": "58 mV",
                "h": "0.41",
            },
            {
                "m": "0.1429778895",
                "d_h": "0.08875683771 /ms",
                "alpha_h": "0.2320858928 /ms",
                "i_membrane": "-158.4363426 pA",
                "i_na": "-158.4363426 pA",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "v": "-17.2 mV",
                "v_shift": "-3.1 mV",
                "area": "1300 um^2",
                "e_na": "58 mV",
                "h": "0.17",
            },
            {
                "m": "0.8288820134",
                "d_h": "-0.2146384788 /ms",
                "alpha_h": "0.04709220699 /ms",
                "i_membrane": "-9464.294835 pA",
                "i_na": "-9464.294835 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
