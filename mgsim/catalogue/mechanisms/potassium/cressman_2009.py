"""Delayed rectifier of Cressman et al. (2009), n^4.

That of Zandt et al. (2011) and of Huebel & Dahlem (2014) too, with the same
numbers. n is sped up by phi; the reversal potential is that of the ions. Departures: none.
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
    role="potassium",
    says="delayed rectifier with a moving reversal potential",
    reads=("v", "v_shift", "area", "e_k"),
    writes=("i_membrane", "i_k"),
    params={
        "g_bar": Param("40 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
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
        "i_delayed : pA": "g_bar*area*n**4*(v - e_k)",
        "i_membrane": "i_delayed",
        "i_k": "i_delayed",
    },
    gates={
        "n": Gate(
            "activation",
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
                "e_k": "-84 mV",
                "n": "0.33",
            },
            {
                "d_n": "-0.02292246829 /ms",
                "alpha_n": "0.1551645938 /ms",
                "i_membrane": "248.5216048 pA",
                "i_k": "248.5216048 pA",
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
                "d_n": "0.1027863287 /ms",
                "alpha_n": "0.6915288272 /ms",
                "i_membrane": "5132.708073 pA",
                "i_k": "5132.708073 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
