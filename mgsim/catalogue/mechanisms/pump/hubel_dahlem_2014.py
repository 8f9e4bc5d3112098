"""Sodium-potassium pump of Huebel & Dahlem (2014): a current by area that the voltage sees.

Ip = z 6.8 uA/cm2/((1 + exp((25 - na_i)/3)) (1 + exp((5.5 - k_e)/1))), 3 Ip of sodium out and 2 Ip
of potassium in, so that Ip itself is outward. The paper's factor z, 0 while the pump is off, is the
bath's oxygen over `o2_normal`: only 1 and 0 are the paper's. One ATP is spent per cycle, which the
paper does not count. Departures: the switch's values in between.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "hubel_dahlem_2014",
    "Huebel N, Dahlem MA (2014) Dynamics from seconds to hours in Hodgkin-Huxley model with "
    "time-dependent ion concentrations and buffer reservoirs. PLoS Comput Biol 10:e1003941",
)
CODE = PAPER.at("ModelDB 167714, spreading-depression.ode")
PREPARATION = "model of a neuron, the space around it and a glial buffer"

mechanism = Mechanism(
    role="pump",
    says="electrogenic sodium-potassium pump by area",
    reads=("na_i", "k_e", "area", "volume", "o2_o"),
    writes=("i_membrane", "i_na", "i_k", "j_atp"),
    params={
        "rho": Param("6.8 uA/cm^2", "pump current at most, by area", CODE, "C", PREPARATION),
        "na_half": Param("25 mM", "inner sodium of half the rate", CODE, "C", PREPARATION),
        "na_slope": Param("3 mM", "scale of the rise with sodium", CODE, "C", PREPARATION),
        "k_half": Param("5.5 mM", "outer potassium of half the rate", CODE, "C", PREPARATION),
        "k_slope": Param("1 mM", "scale of the rise with potassium", CODE, "C", PREPARATION),
        "n_na": Param("3", "sodium moved out per cycle", CODE, "A"),
        "n_k": Param("2", "potassium moved in per cycle", CODE, "A"),
        "o2_normal": Param("1 mM", "bath oxygen at which the pump is whole", ASSUMED, "D"),
    },
    algebra={
        "driven : 1": ("1/(1 + exp((na_half - na_i)/na_slope))/(1 + exp((k_half - k_e)/k_slope))"),
        "i_pump : pA": "o2_o/o2_normal*rho*area*driven",
        "i_na": "n_na*i_pump",
        "i_k": "-n_k*i_pump",
        "i_membrane": "i_na + i_k",
        "j_atp": "i_pump/(F*volume)",
    },
    checks=(
        Check(
            {
                "na_i": "21.7 mM",
                "k_e": "4.9 mM",
                "o2_o": "0.9 mM",
                "volume": "2100 um^3",
                "area": "1300 um^2",
            },
            {
                "i_na": "21.12168984 pA",
                "i_k": "-14.08112656 pA",
                "i_membrane": "7.04056328 pA",
                "j_atp": "0.03474776018 mM/s",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "na_i": "33.0 mM",
                "k_e": "9.3 mM",
                "o2_o": "0.4 mM",
                "volume": "2100 um^3",
                "area": "1300 um^2",
            },
            {
                "i_na": "97.01770949 pA",
                "i_k": "-64.678473 pA",
                "i_membrane": "32.3392365 pA",
                "j_atp": "0.1596059845 mM/s",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
