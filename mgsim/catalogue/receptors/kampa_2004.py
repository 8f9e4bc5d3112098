"""Magnesium binds to every state (Kampa et al. 2004); no block card: the scheme has it."""

from mgsim.language import Receptor

receptor = Receptor(
    says="ten states, magnesium binds to every one",
    slots={
        "kinetics": "kampa_2004",
        "release": "square_pulse",
    },
)
