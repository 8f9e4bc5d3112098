"""External calcium's own block of the NMDA receptor, at a site outside the field of the pore.

Sharma & Stevens (1996): calcium that permeates also blocks, independently of the voltage, at the
outer mouth of the pore, apart from magnesium's site. The form is 1/(1 + ca_o/k_ca). Its affinity is
not known to us (the abstract gives none): k_ca is a parameter to set or to sweep, and its default
of 1e9 mM means no block. The measured conductances behind the other cards hold this block already,
at the calcium of their papers: with k_ca set, g_max is that of no calcium at all.
"""

from mgsim.language import Check, Mechanism, Param, Source

PAPER = Source(
    "sharma_stevens_1996",
    "Sharma G, Stevens CF (1996) Interactions between two divalent ion binding sites in "
    "N-methyl-D-aspartate receptor channels. PNAS 93:14170-14175",
    doi="10.1073/pnas.93.24.14170",
    place="abstract: the form, and no number",
    mark="assumed",
)

mechanism = Mechanism(
    role="modulation",
    says="external calcium at a site outside the field (affinity not known: set k_ca)",
    reads=("ca_o",),
    writes=("available",),
    params={
        "k_ca": Param("1e9 mM", "external calcium that blocks half", PAPER, "D"),
    },
    algebra={"available": "1/(1 + ca_o/k_ca)"},
    checks=(
        Check(
            {"ca_o": "2 mM", "k_ca": "6 mM"},
            {"available": "0.75"},
            1e-12,
            why="6 of 8 sites are free: what half block at k_ca means (any number serves)",
        ),
        Check(
            {"ca_o": "9 mM", "k_ca": "6 mM"},
            {"available": "0.4"},
            1e-12,
            why="the same where most sites are held",
        ),
    ),
)
