"""Voltage-dependent gating with symmetric trapping (Clarke & Johnson 2008).

Magnesium enters and leaves at the rates of Antonov and Johnson (1999); no block card.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="voltage-dependent gating, symmetric trapping",
    slots={
        "kinetics": "clarke_johnson_2008",
        "release": "square_pulse",
    },
)
