"""Five-state gating under the Boltzmann block of Vargas-Caballero and Robinson (2003).

The gating is that of Lester and Jahr (1992), the same under every multiplied block, so that a
comparison of receptors shows the block.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="Boltzmann block of the rat cortex, on five-state gating",
    slots={
        "kinetics": {"model": "five_state", "set": "lester_jahr_1992"},
        "release": "square_pulse",
        "block": "vargas_caballero_robinson_2003",
    },
)
