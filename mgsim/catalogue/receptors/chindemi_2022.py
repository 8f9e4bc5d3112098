"""Five-state gating under the block of the neocortical model of Chindemi et al. (2022).

The gating is that of Lester and Jahr (1992), the same under every multiplied block, so that a
comparison of receptors shows the block.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="block of the neocortex, on five-state gating",
    slots={
        "kinetics": {"model": "five_state", "set": "lester_jahr_1992"},
        "release": "square_pulse",
        "block": "chindemi_2022",
    },
)
