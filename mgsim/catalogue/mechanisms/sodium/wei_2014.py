"""Fast sodium current of Wei, Ullah & Schiff (2014): Traub-Miles rates, m^3 h, moving reversal.

`x/(1 - exp(-x/k))` is written as `k/exprel(-x/k)`, the same function without its hole. Departure:
gates start at their steady state at the initial voltage, the code's at rounded numbers near it.
"""

from mgsim.language import Check, Gate, Mechanism, Param, Source

PAPER = Source(
    "wei_2014",
    "Wei Y, Ullah G, Schiff SJ (2014) Unification of neuronal spikes, seizures, and spreading "
    "depression. J Neurosci 34:11733-11743",
)
CODE = PAPER.at("xalbrain wei_manual.py, checked against SDinSlice SpatialModel.py")
PREPARATION = "model of a pyramidal cell, glia and the space between them"

mechanism = Mechanism(
    role="sodium",
    says="fast sodium current with a moving reversal potential, Traub-Miles rates",
    reads=("v", "v_shift", "area", "e_na"),
    writes=("i_membrane", "i_na"),
    params={
        "g_bar": Param("30 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "a_m": Param("0.32 /(ms mV)", "slope of the opening rate of m", CODE, "C", PREPARATION),
        "v_am": Param("-54 mV", "where alpha_m bends", CODE, "C", PREPARATION),
        "k_am": Param("4 mV", "voltage scale of alpha_m", CODE, "C", PREPARATION),
        "b_m": Param("0.28 /(ms mV)", "slope of the closing rate of m", CODE, "C", PREPARATION),
        "v_bm": Param("-27 mV", "where beta_m bends", CODE, "C", PREPARATION),
        "k_bm": Param("5 mV", "voltage scale of beta_m", CODE, "C", PREPARATION),
        "a_h": Param("0.128 /ms", "recovery rate of h at v_ah", CODE, "C", PREPARATION),
        "v_ah": Param("-50 mV", "where alpha_h is a_h", CODE, "C", PREPARATION),
        "k_ah": Param("18 mV", "voltage scale of alpha_h", CODE, "C", PREPARATION),
        "b_h": Param("4 /ms", "greatest inactivation rate of h", CODE, "C", PREPARATION),
        "v_bh": Param("-27 mV", "where beta_h is half", CODE, "C", PREPARATION),
        "k_bh": Param("5 mV", "voltage scale of beta_h", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "i_spike : pA": "g_bar*area*m**3*h*(v - e_na)",
        "i_membrane": "i_spike",
        "i_na": "i_spike",
    },
    gates={
        "m": Gate(
            "activation",
            alpha="a_m*k_am/exprel((v_am - u)/k_am)",
            beta="b_m*k_bm/exprel((u - v_bm)/k_bm)",
        ),
        "h": Gate(
            "inactivation",
            alpha="a_h*exp((v_ah - u)/k_ah)",
            beta="b_h/(1 + exp((v_bh - u)/k_bh))",
        ),
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "v_shift": "2.3 mV",
                "area": "1300 um^2",
                "e_na": "58 mV",
                "m": "0.23",
                "h": "0.41",
            },
            {
                "alpha_m": "2.960685165 /ms",
                "beta_m": "5.441735831 /ms",
                "alpha_h": "0.1024943876 /ms",
                "beta_h": "0.08752508374 /ms",
                "d_m": "1.028128336 /ms",
                "d_h": "0.02458640433 /ms",
                "i_membrane": "-197.8576856 pA",
                "i_na": "-197.8576856 pA",
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
                "m": "0.52",
                "h": "0.17",
            },
            {
                "alpha_m": "12.76859437 /ms",
                "beta_m": "0.2961350403 /ms",
                "alpha_h": "0.0174194225 /ms",
                "beta_h": "3.718253076 /ms",
                "d_m": "5.974935076 /ms",
                "d_h": "-0.6176449023 /ms",
                "i_membrane": "-701.0377421 pA",
                "i_na": "-701.0377421 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
