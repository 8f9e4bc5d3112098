"""A kinetic buffer with sites of one kind: c + B <-> cB.

The elementary buffer of most published models. It starts at equilibrium with ca_i. `bound` is what
it holds, and j_ca is exactly minus its rate, so no calcium is lost. Default: calbindin lumped into
one kind of site, as run by the striatal neuron of asiaszmek/245411 (MScell/Ca_constants.g); the
other buffers of that code and of a CA1 spine are parameter sets. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

CODE = Source(
    "blackwell_evans",
    "Model of a striatal medium spiny neuron by Blackwell, Evans and others, as run in "
    "asiaszmek/245411",
    place="MScell/Ca_constants.g",
)
PREPARATION = "model of a striatal medium spiny neuron"

mechanism = Mechanism(
    role="buffer",
    says="kinetic buffer, one kind of site",
    reads=("ca_i",),
    writes=("j_ca",),
    params={
        "b_total": Param("0.08 mM", "sites", CODE, "C", PREPARATION),
        "k_on": Param("28 /(mM ms)", "binding rate", CODE, "C", PREPARATION),
        "k_off": Param("0.0196 /ms", "unbinding rate", CODE, "C", PREPARATION),
    },
    algebra={
        "binding : mM/ms": "k_on*ca_i*(b_total - b) - k_off*b",
        "j_ca": "-binding",
        "bound : mM": "b",
    },
    states={
        "b : mM": State(
            "binding",
            initial="b_total*ca_i/(k_off/k_on + ca_i)",
            says="sites with calcium",
            slow=True,
        ),
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM", "b": "20 uM"},
            {
                "j_ca": "-112 uM/s",
                "d_b": "112 uM/s",
                "bound": "20 uM",
            },
            1e-8,
            why="mass action in uM and s, by independent arithmetic",
        ),
        Check(
            {"ca_i": "0.05 uM", "b": "70 uM"},
            {"j_ca": "1358 uM/s"},
            1e-8,
            why="nearly full and letting go",
        ),
        Check(
            {"ca_i": "0.0005 uM", "b": "0.015 uM"},
            {"j_ca": "100.003 uM/s"},
            1e-8,
            why="mass action in uM and s, by independent arithmetic",
            set="fixed_low_affinity",
        ),
        Check(
            {"ca_i": "3 uM", "b": "2 uM"},
            {"j_ca": "-1900 uM/s"},
            1e-8,
            why="mass action in uM and s, by independent arithmetic",
            set="calmodulin_n",
        ),
        Check(
            {"ca_i": "3 uM", "b": "2 uM"},
            {"j_ca": "-215.8 uM/s"},
            1e-8,
            why="mass action in uM and s, by independent arithmetic",
            set="calmodulin_c",
        ),
        Check(
            {"ca_i": "0.3 uM", "b": "12 uM"},
            {"j_ca": "1249.2 uM/s"},
            1e-8,
            why="mass action in uM and s, by independent arithmetic",
            set="cbp_immobile",
        ),
        Check(
            {"ca_i": "0.3 uM", "b": "7 uM"},
            {"j_ca": "122.27 uM/s"},
            1e-8,
            why="mass action in uM and s, by independent arithmetic",
            set="cbp_slow",
        ),
    ),
)
