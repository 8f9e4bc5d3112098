"""Glial uptake and diffusion of potassium of Wei, Ullah & Schiff (2014), gated by oxygen and space.

uptake = 5 mM/s f_o/(1 + exp((18 - k_e)/2.5)), diffusion = 0.25 /s f_o f_v (k_e - k_o), with
f_o = 1/(1 + exp((2.5 - O2)/0.2)) of the bath's oxygen in mg/L (here mM: over 32 g/mol) and
f_v = 1/(1 + exp((beta - 20)/2)), beta the inner over the outer volume. Departures: none.
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
    role="glia",
    says="glial uptake and diffusion of potassium, with oxygen and open space",
    reads=("k_e", "k_o", "o2_o", "volume", "volume_e"),
    writes=("j_k_e",),
    params={
        "g_glia": Param("5 mM/s", "glial uptake at most", CODE, "C", PREPARATION),
        "k_half": Param("18 mM", "potassium of half the uptake", CODE, "C", PREPARATION),
        "k_slope": Param("2.5 mM", "scale of the rise with potassium", CODE, "C", PREPARATION),
        "epsilon": Param("0.25 /s", "rate of diffusion to the bath", CODE, "C", PREPARATION),
        "o2_half": Param("0.078125 mM", "oxygen of half of both: 2.5 mg/L", MASS, "C", PREPARATION),
        "o2_slope": Param("0.00625 mM", "scale of the rise: 0.2 mg/L", MASS, "C", PREPARATION),
        "beta_half": Param("20", "ratio of volumes that halves diffusion", CODE, "C", PREPARATION),
        "beta_slope": Param("2", "scale of that fall", CODE, "C", PREPARATION),
    },
    algebra={
        "fed : 1": "1/(1 + exp((o2_half - o2_o)/o2_slope))",
        "spacious : 1": "1/(1 + exp((volume/volume_e - beta_half)/beta_slope))",
        "uptake : mM/ms": "g_glia*fed/(1 + exp((k_half - k_e)/k_slope))",
        "diffusion : mM/ms": "epsilon*fed*spacious*(k_e - k_o)",
        "j_k_e": "-uptake - diffusion",
    },
    checks=(
        Check(
            {
                "k_e": "16.2 mM",
                "k_o": "4.3 mM",
                "o2_o": "0.071875 mM",
                "volume": "1900 um^3",
                "volume_e": "100 um^3",
            },
            {"uptake": "0.4402476709 mM/s", "j_k_e": "-0.9382778353 mM/s"},
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "k_e": "5.1 mM",
                "k_o": "8.5 mM",
                "o2_o": "0.084375 mM",
                "volume": "2200 um^3",
                "volume_e": "100 um^3",
            },
            {"uptake": "0.02086777754 mM/s", "j_k_e": "0.1462523657 mM/s"},
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
