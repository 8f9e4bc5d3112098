"""Sodium-potassium pumps of Wei, Ullah & Schiff (2014): of the neuron and of glia, run by oxygen.

The neuron's, in cycles per volume of cytosol: rho/((1 + exp((25 - na_i)/3)) (1 + exp(3.5 - k_e))),
rho = 0.8 mM/s/(1 + exp((20 - O2)/3)) with O2 in mg/L (here mM: over 32 g/mol); 3 Na out, 2 K in,
and its current is part of the voltage's. Glia's has a third of rho and the inner sodium of glia, 18
mM; it takes 2 K from the space. Both use oxygen, 5.3 mg/L per mM of cycles. One ATP is spent per
cycle of the neuron's, which the paper does not count. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source

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
    says="sodium-potassium pumps of neuron and glia, run by oxygen",
    reads=("na_i", "k_e", "volume", "o2"),
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
        "o2_per_cycle": Param(
            "0.165625", "oxygen used per cycle: 5.3 mg/L per mM", MASS, "C", PREPARATION
        ),
    },
    algebra={
        "fed : mM/ms": "rho/(1 + exp((o2_half - o2)/o2_slope))",
        "by_k : 1": "1/(1 + exp((k_half - k_e)/k_slope))",
        "cycles : mM/ms": "fed*by_k/(1 + exp((na_half - na_i)/na_slope))",
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
            {"na_i": "21.7 mM", "k_e": "3.9 mM", "volume": "2100 um^3", "o2": "0.75 mM"},
            {
                "i_na": "57.54020826 pA",
                "i_k": "-38.36013884 pA",
                "i_membrane": "19.18006942 pA",
                "j_k_e": "-0.02233783508 mM/s",
                "j_atp": "0.09466067214 mM/s",
                "j_o2": "0.01752802579 mM/s",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {"na_i": "33.0 mM", "k_e": "9.3 mM", "volume": "1500 um^3", "o2": "0.53125 mM"},
            {
                "i_na": "87.08323618 pA",
                "i_k": "-58.05549079 pA",
                "i_membrane": "29.02774539 pA",
                "j_k_e": "-0.0126413728 mM/s",
                "j_atp": "0.2005675872 mM/s",
                "j_o2": "0.03426587031 mM/s",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
