"""Fast sodium current of Pospischil et al. (2008): Traub-Miles rates, m^3 h.

Rates and numbers as run by the authors' code (ModelDB 123623, HH_traub.mod), where each is written
in u = v - v_t; speed is their 3^((T - 36)/10). `x/(exp(x/k) - 1)` is written as `k/exprel(x/k)`,
the same function without its hole. The default v_t is the demos' -55 mV (the figures of the paper
use others). The potassium card has a v_t of its own: move both together. Departures: the gates
count from v - v_shift, which is v unless the cell has a screening card.
"""

from mgsim.language import Check, Gate, Mechanism, Param, Source

PAPER = Source(
    "pospischil_2008",
    "Pospischil M, Toledo-Rodriguez M, Monier C, Piwkowska Z, Bal T, Fregnac Y, Markram H, "
    "Destexhe A (2008) Minimal Hodgkin-Huxley type models for different classes of cortical and "
    "thalamic neurons. Biol Cybern 99:427-441",
    doi="10.1007/s00422-008-0263-8",
)
CODE = PAPER.at("ModelDB 123623, HH_traub.mod")
DEMO = PAPER.at("ModelDB 123623, demo_PY_RS.hoc")
PREPARATION = "model of a regular-spiking cortical neuron, 36 C"

mechanism = Mechanism(
    role="sodium",
    says="fast sodium current, Traub-Miles rates shifted by v_t",
    reads=("v", "v_shift", "area", "temperature"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("50 mS/cm^2", "greatest conductance by area", DEMO, "C", PREPARATION),
        "e_rev": Param("50 mV", "reversal potential of sodium", DEMO, "D", PREPARATION),
        "v_t": Param("-55 mV", "voltage from which the rates count", DEMO, "C", PREPARATION),
        "a_m": Param("0.32 /(ms mV)", "slope of the opening rate of m", CODE, "C", PREPARATION),
        "v_am": Param("13 mV", "where alpha_m bends, above v_t", CODE, "C", PREPARATION),
        "k_am": Param("4 mV", "voltage scale of alpha_m", CODE, "C", PREPARATION),
        "b_m": Param("0.28 /(ms mV)", "slope of the closing rate of m", CODE, "C", PREPARATION),
        "v_bm": Param("40 mV", "where beta_m bends, above v_t", CODE, "C", PREPARATION),
        "k_bm": Param("5 mV", "voltage scale of beta_m", CODE, "C", PREPARATION),
        "a_h": Param("0.128 /ms", "recovery rate of h at v_ah", CODE, "C", PREPARATION),
        "v_ah": Param("17 mV", "where alpha_h is a_h, above v_t", CODE, "C", PREPARATION),
        "k_ah": Param("18 mV", "voltage scale of alpha_h", CODE, "C", PREPARATION),
        "b_h": Param("4 /ms", "greatest inactivation rate of h", CODE, "C", PREPARATION),
        "v_bh": Param("40 mV", "where beta_h is half, above v_t", CODE, "C", PREPARATION),
        "k_bh": Param("5 mV", "voltage scale of beta_h", CODE, "C", PREPARATION),
        "q10": Param("3", "factor of the rates per ten degrees", CODE, "D", PREPARATION),
        "temperature_ref": Param("36 degC", "temperature of the rates", CODE, "C", PREPARATION),
        "decade": Param("10 K", "the ten degrees of a Q10", CODE, "C"),
    },
    algebra={
        "speed : 1": "q10**((temperature - temperature_ref)/decade)",
        "u : mV": "v - v_shift - v_t",
        "i_membrane": "g_bar*area*m**3*h*(v - e_rev)",
    },
    gates={
        "m": Gate(
            "activation",
            alpha="speed*a_m*k_am/exprel((v_am - u)/k_am)",
            beta="speed*b_m*k_bm/exprel((u - v_bm)/k_bm)",
        ),
        "h": Gate(
            "inactivation",
            alpha="speed*a_h*exp((v_ah - u)/k_ah)",
            beta="speed*b_h/(1 + exp((v_bh - u)/k_bh))",
        ),
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "v_shift": "0 mV",
                "area": "1300 um^2",
                "temperature": "33 degC",
                "m": "0.13",
                "h": "0.41",
            },
            {
                "alpha_m": "0.7387924 /ms",
                "beta_m": "5.798317 /ms",
                "alpha_h": "0.1263573 /ms",
                "beta_h": "0.009218906 /ms",
                "d_m": "-0.1110318 /ms",
                "i_membrane": "-54.8614 pA",
            },
            1e-6,
            why="the rates as the code writes them, by independent arithmetic in mS/cm2 and uA/cm2",
        ),
        Check(
            {
                "v": "-18.2 mV",
                "v_shift": "0 mV",
                "area": "28952.9 um^2",
                "temperature": "37.5 degC",
                "m": "0.62",
                "h": "0.17",
            },
            {
                "alpha_m": "9.003851 /ms",
                "beta_h": "1.628387 /ms",
                "d_h": "-0.2351261 /ms",
                "i_membrane": "-40000.96 pA",
            },
            1e-6,
            why="the same during a spike, above 36 C, on the area of the RS cell",
        ),
        Check(
            {
                "v": "-31.6 mV",
                "v_shift": "6.4 mV",
                "area": "2100 um^2",
                "temperature": "34.5 degC",
                "m": "0.3",
                "h": "0.4",
            },
            {
                "alpha_m": "1.71728298 /ms",
                "beta_m": "5.51702846 /ms",
                "alpha_h": "0.108552988 /ms",
                "beta_h": "0.0337593071 /ms",
                "i_membrane": "-925.344 pA",
            },
            1e-6,
            why="surface charge moves the gates and not the driving force; independent arithmetic",
        ),
    ),
)
