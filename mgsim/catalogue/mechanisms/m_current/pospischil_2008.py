"""Slow non-inactivating potassium current (M) of Pospischil et al. (2008).

One gate by its steady state and time constant, as run by the authors' code (ModelDB 123623,
IM_cortex.mod). The code divides the whole time constant by 2.3^((T - 36)/10). One half-activation
serves both curves, as in the code, and so does one voltage scale for both sides of the time
constant. Departures: the gates count from v - v_shift, which is v unless the cell has a screening
card.
"""

from mgsim.language import Check, Gate, Mechanism, Param, Source

PAPER = Source(
    "pospischil_2008",
    "Pospischil M, Toledo-Rodriguez M, Monier C, Piwkowska Z, Bal T, Fregnac Y, Markram H, "
    "Destexhe A (2008) Minimal Hodgkin-Huxley type models for different classes of cortical and "
    "thalamic neurons. Biol Cybern 99:427-441",
    doi="10.1007/s00422-008-0263-8",
)
CODE = PAPER.at("ModelDB 123623, IM_cortex.mod")
DEMO = PAPER.at("ModelDB 123623, demo_PY_RS.hoc")
PREPARATION = "model of a regular-spiking cortical neuron, 36 C"

mechanism = Mechanism(
    role="m_current",
    says="slow potassium current without inactivation (M-current)",
    reads=("v", "v_shift", "area", "temperature"),
    writes=("i_membrane",),
    params={
        "g_bar": Param("0.07 mS/cm^2", "greatest conductance by area", DEMO, "C", PREPARATION),
        "e_rev": Param("-100 mV", "reversal potential of potassium", DEMO, "D", PREPARATION),
        "v_half": Param("-35 mV", "voltage of half activation", CODE, "C", PREPARATION),
        "k_inf": Param("10 mV", "voltage scale of the activation", CODE, "C", PREPARATION),
        "tau_max": Param("1000 ms", "scale of the time constant", DEMO, "C", PREPARATION),
        "skew": Param("3.3", "weight of the depolarised side of tau", CODE, "C", PREPARATION),
        "k_tau": Param("20 mV", "voltage scale of the time constant", CODE, "C", PREPARATION),
        "q10": Param("2.3", "factor of the rate per ten degrees", CODE, "D", PREPARATION),
        "temperature_ref": Param("36 degC", "temperature of tau", CODE, "C", PREPARATION),
        "decade": Param("10 K", "the ten degrees of a Q10", CODE, "C"),
    },
    algebra={
        "u : mV": "v - v_shift",
        "speed : 1": "q10**((temperature - temperature_ref)/decade)",
        "i_membrane": "g_bar*area*p*(v - e_rev)",
    },
    gates={
        "p": Gate(
            "activation",
            inf="1/(1 + exp(-(u - v_half)/k_inf))",
            tau="tau_max/((skew*exp((u - v_half)/k_tau) + exp(-(u - v_half)/k_tau))*speed)",
        ),
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "v_shift": "0 mV",
                "area": "1300 um^2",
                "temperature": "33 degC",
                "p": "0.22",
            },
            {
                "inf_p": "0.2952543",
                "tau_p": "348.7868 ms",
                "d_p": "0.0002157602 /ms",
                "i_membrane": "11.27126 pA",
            },
            1e-6,
            why="the curves as the code writes them, by independent arithmetic in mS/cm2",
        ),
        Check(
            {
                "v": "-18.2 mV",
                "v_shift": "0 mV",
                "area": "28952.9 um^2",
                "temperature": "37.5 degC",
                "p": "0.31",
            },
            {
                "inf_p": "0.8429045",
                "tau_p": "109.2847 ms",
                "i_membrane": "513.9313 pA",
            },
            1e-6,
            why="the same above half activation and above 36 C, on the area of the RS cell",
        ),
        Check(
            {
                "v": "-31.6 mV",
                "v_shift": "6.4 mV",
                "area": "2100 um^2",
                "temperature": "34.5 degC",
                "p": "0.2",
            },
            {"inf_p": "0.425557483", "tau_p": "283.115458 ms", "i_membrane": "20.1096 pA"},
            1e-6,
            why="surface charge moves the gates and not the driving force; independent arithmetic",
        ),
    ),
)
