"""Five-state gating under a block inside the field of the pore (Woodhull 1973).

The gating is that of Lester and Jahr (1992), the same under every multiplied block, so that a
comparison of receptors shows the block.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="block inside the field of the pore, on five-state gating",
    slots={
        "kinetics": {"model": "five_state", "set": "lester_jahr_1992"},
        "release": "square_pulse",
        "block": "woodhull_1973",
    },
)
