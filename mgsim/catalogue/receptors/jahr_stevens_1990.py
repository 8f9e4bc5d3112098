"""Five-state gating under the steady block of Jahr and Stevens (1990).

The gating is that of Lester and Jahr (1992), the same under every multiplied block, so that a
comparison of receptors shows the block.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="steady block, one exponential in v, on five-state gating",
    slots={
        "kinetics": {"model": "five_state", "set": "lester_jahr_1992"},
        "release": "square_pulse",
        "block": "jahr_stevens_1990",
    },
)
