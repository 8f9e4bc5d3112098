"""Calcium influx of Cressman et al. (2009): instantaneous, ohmic towards 120 mV.

As in the paper it feeds calcium only and is no part of the voltage's current: i_membrane is not
written. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "cressman_2009",
    "Cressman JR, Ullah G, Ziburkus J, Schiff SJ, Barreto E (2009) The influence of sodium and "
    "potassium dynamics on excitability, seizures, and the stability of persistent states: I. "
    "Single neuron dynamics. J Comput Neurosci 26:159-170",
)
CODE = PAPER.at("xalbrain cressman_manual.py and ModelDB 139266")
PREPARATION = "model of a hippocampal pyramidal cell and the space around it"

mechanism = Mechanism(
    role="l_type",
    says="instantaneous calcium influx that the voltage does not see",
    reads=("v", "v_shift", "area"),
    writes=("i_ca", "i_ca_l"),
    params={
        "g_bar": Param("0.1 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "e_ca": Param("120 mV", "reversal potential of calcium", CODE, "D", PREPARATION),
        "v_half": Param("-25 mV", "voltage of half activation", CODE, "C", PREPARATION),
        "k_half": Param("2.5 mV", "voltage scale of activation", CODE, "C", PREPARATION),
    },
    algebra={
        "i_l : pA": "g_bar*area*(v - e_ca)/(1 + exp((v_half - (v - v_shift))/k_half))",
        "i_ca": "i_l",
        "i_ca_l": "i_l",
    },
    checks=(
        Check(
            {"v": "-27.7 mV", "v_shift": "1.3 mV", "area": "1300 um^2"},
            {"i_ca": "-32.25414987 pA", "i_ca_l": "-32.25414987 pA"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"v": "-12.2 mV", "v_shift": "-3.1 mV", "area": "1300 um^2"},
            {"i_ca": "-171.5633041 pA", "i_ca_l": "-171.5633041 pA"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
