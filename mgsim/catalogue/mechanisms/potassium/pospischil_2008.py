"""Delayed-rectifier potassium current of Pospischil et al. (2008): Traub-Miles rates, n^4.

Rates and numbers as run by the authors' code (ModelDB 123623, HH_traub.mod), where each is written
in u = v - v_t; speed is their 3^((T - 36)/10). `x/(exp(x/k) - 1)` is written as `k/exprel(x/k)`,
the same function without its hole. The sodium card has a v_t of its own: move both together.
Departures: the gates count from v - v_shift, which is v unless the cell has a screening card.
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
    role="potassium",
    says="delayed-rectifier potassium current, Traub-Miles rates shifted by v_t",
    reads=("v", "v_shift", "area", "temperature"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("5 mS/cm^2", "greatest conductance by area", DEMO, "C", PREPARATION),
        "e_rev": Param("-100 mV", "reversal potential of potassium", DEMO, "D", PREPARATION),
        "v_t": Param("-55 mV", "voltage from which the rates count", DEMO, "C", PREPARATION),
        "a_n": Param("0.032 /(ms mV)", "slope of the opening rate of n", CODE, "C", PREPARATION),
        "v_an": Param("15 mV", "where alpha_n bends, above v_t", CODE, "C", PREPARATION),
        "k_an": Param("5 mV", "voltage scale of alpha_n", CODE, "C", PREPARATION),
        "b_n": Param("0.5 /ms", "closing rate of n at v_bn", CODE, "C", PREPARATION),
        "v_bn": Param("10 mV", "where beta_n is b_n, above v_t", CODE, "C", PREPARATION),
        "k_bn": Param("40 mV", "voltage scale of beta_n", CODE, "C", PREPARATION),
        "q10": Param("3", "factor of the rates per ten degrees", CODE, "D", PREPARATION),
        "temperature_ref": Param("36 degC", "temperature of the rates", CODE, "C", PREPARATION),
        "decade": Param("10 K", "the ten degrees of a Q10", CODE, "C"),
    },
    algebra={
        "speed : 1": "q10**((temperature - temperature_ref)/decade)",
        "u : mV": "v - v_shift - v_t",
        "i_membrane": "g_bar*area*n**4*(v - e_rev)",
    },
    gates={
        "n": Gate(
            "activation",
            alpha="speed*a_n*k_an/exprel((v_an - u)/k_an)",
            beta="speed*b_n*exp((v_bn - u)/k_bn)",
        ),
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "v_shift": "0 mV",
                "area": "1300 um^2",
                "temperature": "33 degC",
                "n": "0.37",
            },
            {
                "alpha_n": "0.07770167 /ms",
                "beta_n": "0.3481121 /ms",
                "d_n": "-0.07984941 /ms",
                "i_membrane": "68.58492 pA",
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
                "n": "0.71",
            },
            {
                "alpha_n": "0.8332206 /ms",
                "beta_n": "0.30169 /ms",
                "i_membrane": "30091.84 pA",
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
                "n": "0.4",
            },
            {
                "alpha_n": "0.164633892 /ms",
                "beta_n": "0.355959249 /ms",
                "i_membrane": "183.8592 pA",
            },
            1e-6,
            why="surface charge moves the gates and not the driving force; independent arithmetic",
        ),
    ),
)
