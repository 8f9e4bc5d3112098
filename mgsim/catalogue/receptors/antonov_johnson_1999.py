"""Five-state gating under the permeant-ion block of Antonov and Johnson (1999).

The gating is that of Lester and Jahr (1992), the same under every multiplied block, so that a
comparison of receptors shows the block.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="block hindered by sodium and caesium, on five-state gating",
    slots={
        "kinetics": {"model": "five_state", "set": "lester_jahr_1992"},
        "release": "square_pulse",
        "block": "antonov_johnson_1999",
    },
)
