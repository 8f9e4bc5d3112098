"""The scheme of Vargas-Caballero and Robinson (2004), blocked channels gating as free ones do."""

from mgsim.language import Receptor

receptor = Receptor(
    says="symmetric trapping of magnesium",
    slots={
        "kinetics": {"model": "vargas_caballero_robinson_2004", "set": "symmetric"},
        "release": "square_pulse",
    },
)
