"""Calbindin with fast and slow sites that bind independently.

Anwar, Hong & De Schutter (2010), as run by the authors' code (cdp5): each molecule there has one
fast and one slow site, four species in all. As the sites do not know of each other, two numbers
say the same: how many fast and how many slow sites hold calcium. It starts at equilibrium with
ca_i. Departures: no diffusion. The set of a CA1 spine has 2 + 2 sites on 45 uM of protein, and
twice the binding rates: two published calibrations, not to be mixed.
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
    says="kinetic buffer, fast and slow sites",
    reads=("ca_i",),
    writes=("j_ca",),
    params={
        "fast_total": Param("0.16 mM", "fast sites", PAPER, "C", PREPARATION),
        "fast_on": Param("43.5 /(mM ms)", "binding rate of a fast site", PAPER, "C", PREPARATION),
        "fast_off": Param("0.0358 /ms", "unbinding rate of a fast site", PAPER, "C", PREPARATION),
        "slow_total": Param("0.16 mM", "slow sites", PAPER, "C", PREPARATION),
        "slow_on": Param("5.5 /(mM ms)", "binding rate of a slow site", PAPER, "C", PREPARATION),
        "slow_off": Param("0.0026 /ms", "unbinding rate of a slow site", PAPER, "C", PREPARATION),
    },
    algebra={
        "to_fast : mM/ms": "fast_on*ca_i*(fast_total - fast) - fast_off*fast",
        "to_slow : mM/ms": "slow_on*ca_i*(slow_total - slow) - slow_off*slow",
        "j_ca": "-to_fast - to_slow",
        "bound : mM": "fast + slow",
    },
    states={
        "fast : mM": State(
            "to_fast",
            initial="fast_total*ca_i/(fast_off/fast_on + ca_i)",
            says="fast sites with calcium",
            slow=True,
        ),
        "slow : mM": State(
            "to_slow",
            initial="slow_total*ca_i/(slow_off/slow_on + ca_i)",
            says="slow sites with calcium",
            slow=True,
        ),
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM", "fast": "30 uM", "slow": "90 uM"},
            {
                "d_fast": "622.5 uM/s",
                "d_slow": "-118.5 uM/s",
                "j_ca": "-504 uM/s",
                "bound": "120 uM",
            },
            1e-8,
            why="mass action in uM and s, by independent arithmetic",
        ),
        Check(
            {"ca_i": "0.045 uM", "fast": "130 uM", "slow": "11 uM"},
            {
                "d_fast": "-4595.275 uM/s",
                "d_slow": "8.2775 uM/s",
            },
            1e-8,
            why="the fast sites let go while the slow ones fill",
        ),
        Check(
            {"ca_i": "0.3 uM", "fast": "30 uM", "slow": "50 uM"},
            {
                "d_fast": "492 uM/s",
                "d_slow": "2 uM/s",
            },
            1e-8,
            why="45 uM of protein with 2 + 2 sites, rates by site as that code counts them",
            set="mahajan_nadkarni",
        ),
    ),
)
