"""The pumps of Wei, Ullah & Schiff (2014), the neuron's with a need for MgATP that is assumed.

The neuron's rate of `wei_2014` times MgATP/(MgATP + K), divided by what that is at rest, so that
rest is the paper's. K of 0.2 to 0.5 mM is remembered for pumps of this kind, not measured in
neurons: sweep it. Glia's pump is as in the paper. One ATP is spent per cycle of the neuron's.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "wei_2014",
    "Wei Y, Ullah G, Schiff SJ (2014) Unification of neuronal spikes, seizures, and spreading "
    "depression. J Neurosci 34:11733-11743",
)
CODE = PAPER.at("xalbrain wei_manual.py, checked against SDinSlice SpatialModel.py")
PREPARATION = "model of a pyramidal cell, glia and the space between them"
MASS = PAPER.at("wei_manual.py, mg/L over 32 g/mol", "derived")

mechanism = Mechanism(
    role="pump",
    says="sodium-potassium pumps, run by oxygen and slower without MgATP (assumed)",
    reads=("na_i", "k_e", "volume", "o2", "mg_atp"),
    writes=("i_membrane", "i_na", "i_k", "j_k_e", "j_atp", "j_o2"),
    params={
        "rho": Param("0.8 mM/s", "cycles at most, per volume of cytosol", CODE, "C", PREPARATION),
        "o2_half": Param("0.625 mM", "oxygen of half the rate: 20 mg/L", MASS, "C", PREPARATION),
        "o2_slope": Param("0.09375 mM", "scale of the rise: 3 mg/L", MASS, "C", PREPARATION),
        "na_half": Param("25 mM", "inner sodium of half the rate", CODE, "C", PREPARATION),
        "na_slope": Param("3 mM", "scale of the rise with sodium", CODE, "C", PREPARATION),
        "k_half": Param("3.5 mM", "outer potassium of half the rate", CODE, "C", PREPARATION),
        "k_slope": Param("1 mM", "scale of the rise with potassium", CODE, "C", PREPARATION),
        "glial_part": Param(
            "0.3333333333333333", "glia's rate over the neuron's: a third", CODE, "C", PREPARATION
        ),
        "na_glia": Param("18 mM", "sodium inside glia", CODE, "C", PREPARATION),
        "n_na": Param("3", "sodium moved out per cycle", CODE, "A"),
        "n_k": Param("2", "potassium moved in per cycle", CODE, "A"),
        "k_atp": Param("0.5 mM", "MgATP at half the rate; 0: no need of it", ASSUMED, "D"),
        "mg_atp_rest": Param("2.4 mM", "MgATP at which the factor is 1", ASSUMED, "D"),
        "o2_per_cycle": Param(
            "0.165625", "oxygen used per cycle: 5.3 mg/L per mM", MASS, "C", PREPARATION
        ),
    },
    algebra={
        "fed : mM/ms": "rho/(1 + exp((o2_half - o2)/o2_slope))",
        "by_k : 1": "1/(1 + exp((k_half - k_e)/k_slope))",
        "powered : 1": ("ratio(mg_atp, mg_atp + k_atp)*(mg_atp_rest + k_atp)/mg_atp_rest"),
        "cycles : mM/ms": "powered*fed*by_k/(1 + exp((na_half - na_i)/na_slope))",
        "glial : mM/ms": "glial_part*fed*by_k/(1 + exp((na_half - na_glia)/na_slope))",
        "i_na": "n_na*cycles*F*volume",
        "i_k": "-n_k*cycles*F*volume",
        "i_membrane": "i_na + i_k",
        "j_k_e": "-n_k*glial",
        "j_atp": "cycles",
        "j_o2": "o2_per_cycle*(cycles + glial)",
    },
    checks=(
        Check(
            {
                "na_i": "21.7 mM",
                "k_e": "3.9 mM",
                "volume": "2100.0 um^3",
                "o2": "0.75 mM",
                "mg_atp": "1.7 mM",
            },
            {
                "i_na": "53.7259899 pA",
                "i_k": "-35.8173266 pA",
                "i_membrane": "17.9086633 pA",
                "j_k_e": "-0.0223378351 mM/s",
                "j_atp": "0.088385817 mM/s",
                "j_o2": "0.0164887529 mM/s",
            },
            1e-7,
            why="the paper's equations in its own units times the factor, independent arithmetic",
        ),
        Check(
            {
                "na_i": "33.0 mM",
                "k_e": "9.3 mM",
                "volume": "1500.0 um^3",
                "o2": "0.53125 mM",
                "mg_atp": "0.35 mM",
            },
            {
                "i_na": "43.3281788 pA",
                "i_k": "-28.8854525 pA",
                "i_membrane": "14.4427263 pA",
                "j_k_e": "-0.0126413728 mM/s",
                "j_atp": "0.0997922064 mM/s",
                "j_o2": "0.0175749479 mM/s",
            },
            1e-7,
            why="the paper's equations in its own units times the factor, independent arithmetic",
        ),
    ),
)
