"""Binding, closing of the cleft and opening (Milstein et al. 2015), under the block of the same
model.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="binding, cleft and opening; block hurries the decay",
    slots={
        "kinetics": "milstein_2015",
        "release": "square_pulse",
        "block": {"model": "jahr_stevens_1990", "set": "milstein_2015"},
    },
)
