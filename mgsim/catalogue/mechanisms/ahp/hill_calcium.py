"""Potassium current opened by inner calcium, for the slow afterhyperpolarisation: a Hill function.

Instantaneous in calcium and without voltage dependence, the simplest form there is: g_bar times
x^n/(1 + x^n), x = ca_i/k_d. Its numbers are those of the bench neuron, with which the speed of the
tools was measured; they come from no publication.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param

BENCH = ASSUMED.at("bench neuron, no publication")

mechanism = Mechanism(
    role="ahp",
    says="calcium-activated potassium current, Hill function of ca_i",
    reads=("v", "area", "ca_i"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("0.1 mS/cm^2", "greatest conductance by area", BENCH, "D"),
        "e_rev": Param("-90 mV", "reversal potential of potassium", BENCH, "D"),
        "k_d": Param("1 uM", "inner calcium that opens half the channels", BENCH, "D"),
        "n": Param("2", "Hill exponent", BENCH, "D"),
    },
    algebra={
        "bound : 1": "(ca_i/k_d)**n",
        "i_membrane": "g_bar*area*bound/(1 + bound)*(v - e_rev)",
    },
    checks=(
        Check(
            {"v": "-43.7 mV", "area": "1300 um^2", "ca_i": "0.0003 mM"},
            {"bound": "0.09", "i_membrane": "4.969816514 pA"},
            1e-9,
            why="0.09/1.09 of 1.3 nS times 46.3 mV, by independent arithmetic",
        ),
        Check(
            {"v": "-102 mV", "area": "10000 um^2", "ca_i": "0.002 mM", "n": "3"},
            {"bound": "8", "i_membrane": "-106.6666667 pA"},
            1e-9,
            why="8/9 of 10 nS times -12 mV: inward below e_rev; another exponent",
        ),
    ),
)
