"""Electrogenic sodium-calcium exchange, three for one, that can reverse.

Somjen, Kager & Wadman (2008), as run by the authors' code (ModelDB 113446; the form of Courtemanche
1998). r > 0 is an outward current: three sodium leave for one calcium that enters, which happens
above E = 3 E_Na - 2 E_Ca. Sodium loading therefore reverses it. i_na = 3 r, i_ca = -2 r, and the
membrane gets their sum r. Sodium outside is that at the membrane, calcium outside that of the bath.
Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "somjen_2008",
    "Somjen GG, Kager H, Wadman WJ (2008) Computer simulations of neuron-glia interactions "
    "mediated by ion flux. J Comput Neurosci 25:349-365",
    place="ModelDB 113446",
)
PREPARATION = "model of a hippocampal pyramidal neuron, 36 C"

mechanism = Mechanism(
    role="exchanger",
    says="NCX, electrogenic and reversible",
    reads=("v", "na_i", "na_e", "ca_i", "ca_o", "area", "temperature"),
    writes=("i_membrane", "i_na", "i_ca", "i_ca_exchanger"),
    params={
        "i_max": Param("3.2 mA/cm^2", "scale of the current by area", PAPER, "C", PREPARATION),
        "gamma": Param("0.35", "where in the field the barrier stands", PAPER, "C", PREPARATION),
        "k_na": Param("87.5 mM", "outer sodium at half saturation", PAPER, "C", PREPARATION),
        "k_ca": Param("1.38 mM", "outer calcium at half saturation", PAPER, "C", PREPARATION),
        "k_sat": Param("0.1", "saturation at negative voltage", PAPER, "C", PREPARATION),
        "q10": Param("3", "factor of the rate per ten degrees", PAPER, "D", PREPARATION),
        "temperature_ref": Param("37 degC", "temperature of the rate", PAPER, "C", PREPARATION),
        "decade": Param("10 K", "the ten degrees of a Q10", PAPER, "C"),
        "stoichiometry": Param("3", "sodium ions for one calcium ion", PAPER, "B"),
    },
    algebra={
        "speed : 1": "q10**((temperature - temperature_ref)/decade)",
        "u : 1": "v*F/(R*temperature)",
        "forth : mM**4": "exp(gamma*u)*na_i**3*ca_o",
        "back : mM**4": "exp((gamma - 1)*u)*na_e**3*ca_i",
        "below : mM**4": "(k_na**3 + na_e**3)*(k_ca + ca_o)*(1 + k_sat*exp((gamma - 1)*u))",
        "r : pA": "speed*i_max*area*(forth - back)/below",
        "i_na": "stoichiometry*r",
        "i_ca": "-2*r",
        "i_ca_exchanger": "-2*r",
        "i_membrane": "(stoichiometry - 2)*r",
    },
    checks=(
        Check(
            {
                "v": "-80 mV",
                "na_i": "10 mM",
                "na_e": "140 mM",
                "ca_i": "0.001 mM",
                "ca_o": "1.5 mM",
                "area": "1300 um^2",
                "temperature": "36 degC",
            },
            {
                "r": "-41.81697 pA",
                "i_membrane": "-41.81697 pA",
                "i_na": "-125.45091 pA",
                "i_ca": "83.63394 pA",
                "i_ca_exchanger": "83.63394 pA",
            },
            2e-6,
            why="ncx_somjen.csv, in mA/cm2: 1 uM of calcium is carried out",
        ),
        Check(
            {
                "v": "-20 mV",
                "na_i": "30 mM",
                "na_e": "121 mM",
                "ca_i": "0.0003 mM",
                "ca_o": "0.9 mM",
                "area": "2000 um^2",
                "temperature": "33 degC",
            },
            {"r": "113.115437 pA"},
            1e-7,
            why="sodium loading reverses it; by independent arithmetic in mA/cm2",
        ),
        Check(
            {
                "v": "-94 mV",
                "na_i": "9 mM",
                "na_e": "60 mM",
                "ca_i": "0.005 mM",
                "ca_o": "2.1 mM",
                "area": "900 um^2",
                "temperature": "310.15 K",
            },
            {"r": "-47.9234504 pA"},
            1e-7,
            why="where it saturates with voltage and half with sodium",
        ),
    ),
)
