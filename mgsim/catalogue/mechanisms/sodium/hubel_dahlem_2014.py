"""Sodium current of Huebel & Dahlem (2014): instantaneous m^3, h a function of potassium's n.

h = 1 - 1/(1 + exp(-6.5 (n - 0.35))). Cards share no gates, so n stands here a second time with the
rates of potassium/cressman_2009 (the same equation and start, so the same n): who changes the
rates of one changes them in both. Departures: none.
"""

from mgsim.language import Check, Gate, Mechanism, Param, Source

PAPER = Source(
    "hubel_dahlem_2014",
    "Huebel N, Dahlem MA (2014) Dynamics from seconds to hours in Hodgkin-Huxley model with "
    "time-dependent ion concentrations and buffer reservoirs. PLoS Comput Biol 10:e1003941",
)
CODE = PAPER.at("ModelDB 167714, spreading-depression.ode")
PREPARATION = "model of a neuron, the space around it and a glial buffer"

mechanism = Mechanism(
    role="sodium",
    says="fast sodium current, inactivation tied to potassium's activation",
    reads=("v", "v_shift", "area", "e_na"),
    writes=("i_membrane", "i_na"),
    params={
        "g_bar": Param("100 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "a_m": Param("0.1 /(ms mV)", "slope of the opening rate of m", CODE, "C", PREPARATION),
        "v_am": Param("-30 mV", "where alpha_m bends", CODE, "C", PREPARATION),
        "k_am": Param("10 mV", "voltage scale of alpha_m", CODE, "C", PREPARATION),
        "b_m": Param("4 /ms", "closing rate of m at v_bm", CODE, "C", PREPARATION),
        "v_bm": Param("-55 mV", "where beta_m is b_m", CODE, "C", PREPARATION),
        "k_bm": Param("18 mV", "voltage scale of beta_m", CODE, "C", PREPARATION),
        "steepness": Param("6.5", "how steeply h falls with n", CODE, "C", PREPARATION),
        "n_half": Param("0.35", "n at which h is half", CODE, "C", PREPARATION),
        "phi": Param("3", "factor of the rates of n", CODE, "C", PREPARATION),
        "a_n": Param("0.01 /(ms mV)", "slope of the opening rate of n", CODE, "C", PREPARATION),
        "v_an": Param("-34 mV", "where alpha_n bends", CODE, "C", PREPARATION),
        "k_an": Param("10 mV", "voltage scale of alpha_n", CODE, "C", PREPARATION),
        "b_n": Param("0.125 /ms", "closing rate of n at v_bn", CODE, "C", PREPARATION),
        "v_bn": Param("-44 mV", "where beta_n is b_n", CODE, "C", PREPARATION),
        "k_bn": Param("80 mV", "voltage scale of beta_n", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "opening : 1/ms": "a_m*k_am/exprel((v_am - u)/k_am)",
        "m : 1": "opening/(opening + b_m*exp((v_bm - u)/k_bm))",
        "h : 1": "1 - 1/(1 + exp(steepness*(n_half - n)))",
        "i_spike : pA": "g_bar*area*m**3*h*(v - e_na)",
        "i_membrane": "i_spike",
        "i_na": "i_spike",
    },
    gates={
        "n": Gate(
            "potassium's activation, once more",
            alpha="phi*a_n*k_an/exprel((v_an - u)/k_an)",
            beta="phi*b_n*exp((v_bn - u)/k_bn)",
        ),
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "v_shift": "2.3 mV",
                "area": "1300 um^2",
                "e_na": "58 mV",
                "n": "0.33",
            },
            {
                "h": "0.5324543064",
                "d_n": "-0.02292246829 /ms",
                "alpha_n": "0.1551645938 /ms",
                "i_membrane": "-205.756373 pA",
                "i_na": "-205.756373 pA",
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
                "n": "0.62",
            },
            {
                "h": "0.1474176611",
                "d_n": "0.1027863287 /ms",
                "alpha_n": "0.6915288272 /ms",
                "i_membrane": "-8207.083577 pA",
                "i_na": "-8207.083577 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
