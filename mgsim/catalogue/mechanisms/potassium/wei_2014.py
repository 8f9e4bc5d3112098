"""Delayed rectifier of Wei, Ullah & Schiff (2014): Traub-Miles rates, n^4, moving reversal.

Departure: the gate starts at its steady state at the initial voltage, the code's at a rounded
number near it.
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
    role="potassium",
    says="delayed rectifier with a moving reversal potential, Traub-Miles rates",
    reads=("v", "v_shift", "area", "e_k"),
    writes=("i_membrane", "i_k"),
    params={
        "g_bar": Param("25 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "a_n": Param("0.032 /(ms mV)", "slope of the opening rate of n", CODE, "C", PREPARATION),
        "v_an": Param("-52 mV", "where alpha_n bends", CODE, "C", PREPARATION),
        "k_an": Param("5 mV", "voltage scale of alpha_n", CODE, "C", PREPARATION),
        "b_n": Param("0.5 /ms", "closing rate of n at v_bn", CODE, "C", PREPARATION),
        "v_bn": Param("-57 mV", "where beta_n is b_n", CODE, "C", PREPARATION),
        "k_bn": Param("40 mV", "voltage scale of beta_n", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "i_delayed : pA": "g_bar*area*n**4*(v - e_k)",
        "i_membrane": "i_delayed",
        "i_k": "i_delayed",
    },
    gates={
        "n": Gate(
            "activation",
            alpha="a_n*k_an/exprel((v_an - u)/k_an)",
            beta="b_n*exp((v_bn - u)/k_bn)",
        ),
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "v_shift": "2.3 mV",
                "area": "1300 um^2",
                "e_k": "-84 mV",
                "n": "0.33",
            },
            {
                "alpha_n": "0.2747544501 /ms",
                "beta_n": "0.3797860616 /ms",
                "d_n": "0.0587560812 /ms",
                "i_membrane": "155.326003 pA",
                "i_k": "155.326003 pA",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "v": "-17.2 mV",
                "v_shift": "-3.1 mV",
                "area": "1300 um^2",
                "e_k": "-84 mV",
                "n": "0.62",
            },
            {
                "alpha_n": "1.213419525 /ms",
                "beta_n": "0.1710760336 /ms",
                "d_n": "0.3550322787 /ms",
                "i_membrane": "3207.942546 pA",
                "i_k": "3207.942546 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
