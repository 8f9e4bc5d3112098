"""T-type calcium current of Somjen, Kager & Wadman (2008): m^2 h times constant field.

As run by the authors' code (ModelDB 113446): the time constant of m is divided by 3.55^((T -
23.5)/10), that of h is 40 ms at any temperature, and all voltages are those of the code with its 20
mV taken in. The constant field is written with exprel, the same function without its hole.
Magnesium competes with calcium for the pore: the permeability is multiplied by (Ca + k_ca)/(Ca +
k_ca (1 + Mg/k_mg)), relative to mg_ref. k_ca and k_mg are those of CaV3.1 in calcium; the same form
does not describe barium. Set k_mg to 1e9 mM to switch it off. The gates count from v - v_shift, the
driving force from v. Departures: the competition and v_shift are not in the paper.
"""

from mgsim.language import ASSUMED, Check, Gate, Mechanism, Param, Source

SOMJEN = Source(
    "somjen_2008",
    "Somjen GG, Kager H, Wadman WJ (2008) Computer simulations of neuron-glia interactions "
    "mediated by ion flux. J Comput Neurosci 25:349-365",
)
CODE = SOMJEN.at("ModelDB 113446, T-type channel file")
KHAN = Source(
    "khan_2008",
    "Khan N, Gray IP, Obejero-Paz CA, Jones SW (2008) Permeation and gating in CaV3.1 (alpha1G) "
    "T-type calcium channels: effects of Ca2+, Ba2+, Mg2+, and Na+. J Gen Physiol 132:223",
    place="abstract",
    mark="read",
)
SERRANO = Source(
    "serrano_2000",
    "Serrano JR, Dashti SR, Perez-Reyes E, Jones SW (2000) Mg2+ block unmasks Ca2+/Ba2+ "
    "selectivity of alpha1G T-type calcium channels. Biophys J 79:3052",
    place="from the abstract: block 7 times as potent in Ba, current 3 times as large in Ca",
    mark="derived",
)
PREPARATION = "model of a hippocampal neuron, 36 C"

mechanism = Mechanism(
    role="t_type",
    says="T-type calcium current, constant field, Mg2+ in the pore",
    reads=("v", "v_shift", "area", "ca_i", "ca_o", "mg_o", "temperature"),
    writes=("i_membrane", "i_ca", "i_ca_t"),
    params={
        "p_bar": Param("1e-4 cm/s", "greatest permeability by area", CODE, "C", PREPARATION),
        "v_m": Param("-40.5 mV", "half activation, 20 less 60.5", CODE, "C", PREPARATION),
        "k_m": Param("6.2 mV", "voltage scale of the activation", CODE, "C", PREPARATION),
        "v_h": Param("-64 mV", "half inactivation, 20 less 84", CODE, "C", PREPARATION),
        "k_h": Param("4.03 mV", "voltage scale of the inactivation", CODE, "C", PREPARATION),
        "tau_add": Param(
            "0.612 ms", "shortest time constant of m at 23.5 C", CODE, "C", PREPARATION
        ),
        "unit": Param("1 ms", "the unit of the first part of tau_m", CODE, "C", PREPARATION),
        "v_a": Param(
            "-111.6 mV", "where its first exponential is 1, 20 less 131.6", CODE, "C", PREPARATION
        ),
        "k_a": Param("16.7 mV", "voltage scale of the first exponential", CODE, "C", PREPARATION),
        "v_b": Param(
            "3.2 mV", "where its second exponential is 1, 20 less 16.8", CODE, "C", PREPARATION
        ),
        "k_b": Param("18.2 mV", "voltage scale of the second exponential", CODE, "C", PREPARATION),
        "tau_h_0": Param("40 ms", "time constant of h", CODE, "C", PREPARATION),
        "q10": Param("3.55", "factor of the rate of m per ten degrees", CODE, "C", PREPARATION),
        "temperature_ref": Param("23.5 degC", "temperature of tau_m", CODE, "C", PREPARATION),
        "decade": Param("10 K", "the ten degrees of a Q10", CODE, "C", PREPARATION),
        "k_ca": Param("3.3 mM", "calcium that half fills the pore", KHAN, "B", "CaV3.1, HEK cells"),
        "k_mg": Param(
            "1.24 mM",
            "magnesium that fills the pore as k_ca does",
            SERRANO,
            "C",
            "CaV3.1, HEK cells",
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
        "xi : 1": "2*F*v/(R*temperature)",
        "driving : pA ms/um^3": "2*F*(ca_i/exprel(-xi) - ca_o/exprel(xi))",
        "competition : 1": ("(ca_o + k_ca*(1 + mg_ref/k_mg))/(ca_o + k_ca*(1 + mg_o/k_mg))"),
        "speed : 1": "q10**((temperature - temperature_ref)/decade)",
        "i_channel : pA": "p_bar*area*competition*m**2*h*driving",
        "i_membrane": "i_channel",
        "i_ca": "i_channel",
        "i_ca_t": "i_channel",
    },
    gates={
        "m": Gate(
            "activation",
            inf="1/(1 + exp(-(u - v_m)/k_m))",
            tau="(unit/(exp(-(u - v_a)/k_a) + exp((u - v_b)/k_b)) + tau_add)/speed",
        ),
        "h": Gate("inactivation", inf="1/(1 + exp((u - v_h)/k_h))", tau="tau_h_0"),
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
                "h": "0.41",
            },
            {
                "inf_m": "0.37375784",
                "tau_m": "3.00006613 ms",
                "inf_h": "0.00644989371",
                "tau_h": "40 ms",
                "d_m": "0.0812508222 /ms",
                "d_h": "-0.0100887527 /ms",
                "i_membrane": "-6.90811467 pA",
                "i_ca": "-6.90811467 pA",
                "i_ca_t": "-6.90811467 pA",
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
                "h": "0.17",
            },
            {
                "inf_m": "0.94800567",
                "tau_m": "0.786881866 ms",
                "inf_h": "3.3707154e-05",
                "tau_h": "40 ms",
                "d_m": "0.416842329 /ms",
                "d_h": "-0.00424915732 /ms",
                "i_membrane": "-2335.45778 pA",
                "i_ca": "-2335.45778 pA",
                "i_ca_t": "-2335.45778 pA",
            },
            1e-6,
            why="the same under surface charge, much calcium inside, relative to some magnesium",
        ),
        Check(
            {
                "v": "-71.3 mV",
                "v_shift": "-2.1 mV",
                "area": "1300 um^2",
                "ca_i": "0.0003 mM",
                "ca_o": "1.6 mM",
                "mg_o": "0.7 mM",
                "temperature": "34 degC",
                "m": "0.3",
                "h": "0.6",
            },
            {
                "inf_m": "0.009669786",
                "tau_m": "2.86876628 ms",
                "inf_h": "0.784201784",
                "tau_h": "40 ms",
                "d_m": "-0.101203858 /ms",
                "d_h": "0.00460504461 /ms",
                "i_membrane": "-84.9958212 pA",
                "i_ca": "-84.9958212 pA",
                "i_ca_t": "-84.9958212 pA",
            },
            1e-6,
            why="the same near rest",
        ),
    ),
)
