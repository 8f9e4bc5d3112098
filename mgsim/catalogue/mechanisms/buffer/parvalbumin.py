"""Parvalbumin: calcium and magnesium compete for its sites.

Anwar, Hong & De Schutter (2010), as run by the authors' code (cdp5; there magnesium starts at
0.59 mM). In low magnesium more sites are free, so parvalbumin binds calcium sooner and
holds it more tightly: its apparent K for calcium is 8.9, 177 and 293 nM at 0, 0.59 and 1 mM. Being
fuller at rest, it then has less room for a load that lasts. It starts at
equilibrium with ca_i and mg_i. Departures: mg_i is that of the cell, and what parvalbumin binds of
it is not taken away (80 uM of sites beside half a millimole of free magnesium).
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "anwar_2010",
    "Anwar H, Hong S, De Schutter E (2010) Controlling Ca2+-activated K+ channels with models of "
    "Ca2+ buffering in Purkinje cell. Cerebellum",
    place="cdp5 mod file",
)
PREPARATION = "model of a Purkinje cell"

mechanism = Mechanism(
    role="buffer",
    says="kinetic buffer whose sites magnesium occupies too",
    reads=("ca_i", "mg_i"),
    writes=("j_ca",),
    params={
        "b_total": Param("0.08 mM", "sites", PAPER, "C", PREPARATION),
        "ca_on": Param("107 /(mM ms)", "binding rate of calcium", PAPER, "C", PREPARATION),
        "ca_off": Param("0.00095 /ms", "unbinding rate of calcium", PAPER, "C", PREPARATION),
        "mg_on": Param("0.8 /(mM ms)", "binding rate of magnesium", PAPER, "C", PREPARATION),
        "mg_off": Param("0.025 /ms", "unbinding rate of magnesium", PAPER, "C", PREPARATION),
    },
    algebra={
        "free : mM": "b_total - b - m",
        "binding : mM/ms": "ca_on*ca_i*free - ca_off*b",
        "j_ca": "-binding",
        "bound : mM": "b",
        "k_apparent : mM": "ca_off/ca_on*(1 + mg_i*mg_on/mg_off)",
    },
    states={
        "b : mM": State(
            "binding",
            initial="b_total*ca_i/(ca_i + k_apparent)",
            says="sites with calcium",
            slow=True,
        ),
        "m : mM": State(
            "mg_on*mg_i*free - mg_off*m",
            initial="(b_total - b)*mg_i/(mg_i + mg_off/mg_on)",
            says="sites with magnesium",
            slow=True,
        ),
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM", "mg_i": "0.6 mM", "b": "31 uM", "m": "42 uM"},
            {
                "d_b": "195.25 uM/s",
                "d_m": "2310 uM/s",
                "j_ca": "-195.25 uM/s",
                "bound": "31 uM",
                "free": "7 uM",
            },
            1e-7,
            why="mass action in uM and s, by independent arithmetic",
        ),
        Check(
            {"ca_i": "0.05 uM", "mg_i": "0.25 mM", "b": "60 uM", "m": "8 uM"},
            {
                "d_b": "7.2 uM/s",
                "d_m": "2200 uM/s",
                "k_apparent": "0.0799065421 uM",
            },
            1e-7,
            why="in low magnesium, where calcium holds most sites; apparent K 80 nM",
        ),
    ),
)
