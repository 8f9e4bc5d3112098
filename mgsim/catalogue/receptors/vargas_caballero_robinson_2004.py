"""Asymmetric trapping of magnesium (Vargas-Caballero & Robinson 2004); no block card."""

from mgsim.language import Receptor

receptor = Receptor(
    says="asymmetric trapping of magnesium, ten states",
    slots={
        "kinetics": "vargas_caballero_robinson_2004",
        "release": "square_pulse",
    },
)
