"""High-threshold calcium current (L-type) of Borjkhani et al. (2026): s^2, constant time constant.

As run by the authors' code: ohmic, with a reversal potential that follows neither ca_o nor ca_i.
The whole current is calcium, so i_ca is i_membrane. Departures: none.
"""

from mgsim.language import Check, Gate, Mechanism, Param, Source

PAPER = Source(
    "borjkhani_2026",
    "Borjkhani M, Borjkhani H, Sharif MA (2026) PLOS ONE (magnesium and a retinal ganglion cell "
    "under excitotoxic stimulation, a model)",
    doi="10.1371/journal.pone.0348068",
)
CODE = PAPER.at("code, RGC_Mg_Revised.m")
PREPARATION = "model of a retinal ganglion cell, no temperature stated"

mechanism = Mechanism(
    role="l_type",
    says="high-threshold calcium current without inactivation (retinal ganglion cell)",
    reads=("v", "v_shift", "area"),
    writes=("i_membrane", "i_ca", "i_ca_l"),
    params={
        "g_bar": Param("0.3 mS/cm^2", "greatest conductance by area", CODE, "C", PREPARATION),
        "e_ca": Param("120 mV", "reversal potential of calcium", CODE, "D", PREPARATION),
        "v_s": Param("-20 mV", "voltage of half activation", CODE, "C", PREPARATION),
        "k_s": Param("6 mV", "voltage scale of activation", CODE, "C", PREPARATION),
        "t_s": Param("5 ms", "time constant of activation", CODE, "C", PREPARATION),
    },
    algebra={
        "u : mV": "v - v_shift",
        "i_l : pA": "g_bar*area*s**2*(v - e_ca)",
        "i_membrane": "i_l",
        "i_ca": "i_l",
        "i_ca_l": "i_l",
    },
    gates={"s": Gate("activation", inf="1/(1 + exp((v_s - u)/k_s))", tau="t_s")},
    checks=(
        Check(
            {"v": "-43.7 mV", "v_shift": "2.3 mV", "area": "1300 um^2", "s": "0.13"},
            {
                "inf_s": "0.01295372753",
                "d_s": "-0.02340925449 /ms",
                "i_membrane": "-10.789467 pA",
                "i_ca": "-10.789467 pA",
                "i_ca_l": "-10.789467 pA",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"v": "-17.2 mV", "v_shift": "-3.1 mV", "area": "1300 um^2", "s": "0.62"},
            {
                "inf_s": "0.7277691216",
                "d_s": "0.02155382432 /ms",
                "i_membrane": "-205.684752 pA",
                "i_ca": "-205.684752 pA",
                "i_ca_l": "-205.684752 pA",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
