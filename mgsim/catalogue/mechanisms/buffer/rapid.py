"""A buffer so fast that it is always at equilibrium: it slows every change of calcium.

kappa = B K/(K + c)^2 is how much bound calcium changes with free calcium. Such cards add up, and
stand with `calcium/cytosol`, whose rate is divided by 1 + kappa; calcium is then conserved, free
and `bound` together, to the accuracy of the solver. Whether a buffer is that fast is for its user
to say: within the time of a channel's opening calbindin and parvalbumin are not. Default: the one
buffer of Somjen, Kager & Wadman (2008, after Yamada 1989), kappa 193 at 50 nM.
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
    role="buffer",
    says="rapid buffer, at equilibrium with free calcium",
    reads=("ca_i",),
    writes=("kappa",),
    params={
        "b_total": Param("1.562 mM", "sites", PAPER, "C", PREPARATION),
        "k_d": Param("8 uM", "free calcium that fills half the sites", PAPER, "C", PREPARATION),
    },
    algebra={
        "kappa": "b_total*k_d/(k_d + ca_i)**2",
        "bound : mM": "b_total*ca_i/(k_d + ca_i)",
    },
    checks=(
        Check(
            {"ca_i": "50 nM"},
            {"kappa": "193", "bound": "9.701863 uM"},
            2e-3,
            why="193 at 50 nM (dossier, in nM)",
        ),
        Check(
            {"ca_i": "5 uM"},
            {"kappa": "73.9408284", "bound": "600.769231 uM"},
            1e-8,
            why="above half of half-filling, in uM, by independent arithmetic",
        ),
        Check(
            {"ca_i": "50 nM"},
            {"kappa": "99.5555556"},
            1e-8,
            why="100 at 50 nM: calbindin of the striatal neuron",
            set="calbindin",
        ),
        Check(
            {"ca_i": "50 nM"},
            {"kappa": "24.9750187"},
            1e-8,
            why="25 at 50 nM: the fixed buffer of the striatal neuron",
            set="fixed_low_affinity",
        ),
        Check(
            {"ca_i": "300 nM"},
            {"kappa": "28.9448046"},
            1e-6,
            why="by independent arithmetic in uM",
            set="cbp_immobile",
        ),
        Check(
            {"ca_i": "300 nM"},
            {"kappa": "14.4724023"},
            1e-6,
            why="by independent arithmetic in uM",
            set="cbp_slow",
        ),
        Check(
            {"ca_i": "300 nM"},
            {"kappa": "1.41389386"},
            1e-8,
            why="by independent arithmetic in uM",
            set="calmodulin_n",
        ),
        Check(
            {"ca_i": "300 nM"},
            {"kappa": "6.89335914"},
            1e-6,
            why="by independent arithmetic in uM",
            set="calmodulin_c",
        ),
    ),
)
