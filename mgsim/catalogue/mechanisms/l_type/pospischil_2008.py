"""High-threshold calcium current (L-type) of Pospischil et al. (2008): q^2 r.

Rates and numbers as run by the authors' code (ModelDB 123623, IL_gutnick.mod); it has no
temperature factor, nor has this card. `x/(exp(x/k) - 1)` is written as `k/exprel(x/k)`, the same
function without its hole. e_ca is the constant that the code computes from a frozen inner calcium
(2.4e-4 mM inside, 2 mM outside): it follows neither ca_o nor ca_i. Default density: the
intrinsically bursting cell (demo_PY_IB.hoc). The whole current is calcium, so i_ca is i_membrane.
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
CODE = PAPER.at("ModelDB 123623, IL_gutnick.mod")
DEMO = PAPER.at("ModelDB 123623, demo_PY_IB.hoc")
PREPARATION = "model of an intrinsically bursting cortical neuron, 36 C"

mechanism = Mechanism(
    role="l_type",
    says="high-threshold calcium current with slow inactivation",
    reads=("v", "v_shift", "area"),
    writes=("i_membrane", "i_ca", "i_ca_l"),
    params={
        "g_bar": Param("0.17 mS/cm^2", "greatest conductance by area", DEMO, "C", PREPARATION),
        "e_ca": Param("120.255 mV", "reversal potential of calcium", CODE, "C", PREPARATION),
        "a_q": Param("0.055 /(ms mV)", "slope of the opening rate of q", CODE, "C", PREPARATION),
        "v_aq": Param("-27 mV", "where alpha_q bends", CODE, "C", PREPARATION),
        "k_aq": Param("3.8 mV", "voltage scale of alpha_q", CODE, "C", PREPARATION),
        "b_q": Param("0.94 /ms", "closing rate of q at v_bq", CODE, "C", PREPARATION),
        "v_bq": Param("-75 mV", "where beta_q is b_q", CODE, "C", PREPARATION),
        "k_bq": Param("17 mV", "voltage scale of beta_q", CODE, "C", PREPARATION),
        "a_r": Param("0.000457 /ms", "recovery rate of r at v_ar", CODE, "C", PREPARATION),
        "v_ar": Param("-13 mV", "where alpha_r is a_r", CODE, "C", PREPARATION),
        "k_ar": Param("50 mV", "voltage scale of alpha_r", CODE, "C", PREPARATION),
        "b_r": Param("0.0065 /ms", "greatest inactivation rate of r", CODE, "C", PREPARATION),
        "v_br": Param("-15 mV", "where beta_r is half", CODE, "C", PREPARATION),
        "k_br": Param("28 mV", "voltage scale of beta_r", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "i_l : pA": "g_bar*area*q**2*r*(v - e_ca)",
        "i_membrane": "i_l",
        "i_ca": "i_l",
        "i_ca_l": "i_l",
    },
    gates={
        "q": Gate(
            "activation",
            alpha="a_q*k_aq/exprel((v_aq - u)/k_aq)",
            beta="b_q*exp((v_bq - u)/k_bq)",
        ),
        "r": Gate(
            "inactivation",
            alpha="a_r*exp((v_ar - u)/k_ar)",
            beta="b_r/(1 + exp((v_br - u)/k_br))",
        ),
    },
    checks=(
        Check(
            {"v": "-43.7 mV", "v_shift": "0 mV", "area": "1300 um^2", "q": "0.23", "r": "0.64"},
            {
                "alpha_q": "0.01147791 /ms",
                "beta_q": "0.1491129 /ms",
                "alpha_r": "0.0008444482 /ms",
                "beta_r": "0.001716355 /ms",
                "d_q": "-0.02545797 /ms",
                "d_r": "-0.0007944658 /ms",
                "i_membrane": "-12.2674 pA",
                "i_ca": "-12.2674 pA",
            },
            1e-6,
            why="the rates as the code writes them, by independent arithmetic in mS/cm2 and uA/cm2",
        ),
        Check(
            {"v": "-18.2 mV", "v_shift": "0 mV", "area": "28952.9 um^2", "q": "0.81", "r": "0.35"},
            {
                "alpha_q": "0.5369951 /ms",
                "beta_r": "0.003064488 /ms",
                "i_ca": "-1564.904 pA",
            },
            1e-6,
            why="the same during a spike, on the area of the IB cell",
        ),
        Check(
            {"v": "-31.6 mV", "v_shift": "6.4 mV", "area": "2100 um^2", "q": "0.3", "r": "0.6"},
            {
                "alpha_q": "0.0354241522 /ms",
                "beta_q": "0.106634733 /ms",
                "alpha_r": "0.000753465621 /ms",
                "beta_r": "0.00198549324 /ms",
                "i_membrane": "-29.2746069 pA",
                "i_ca_l": "-29.2746069 pA",
            },
            1e-6,
            why="surface charge moves the gates and not the driving force; independent arithmetic",
        ),
    ),
)
