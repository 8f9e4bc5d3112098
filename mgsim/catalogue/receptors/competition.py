"""Magnesium, memantine and ketamine in one pore, by subunit; the decay is that of the subunit.

Take it with `subunits`: both cards then have the numbers of each kind. Its drugs are in the bath.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="Mg2+, memantine and ketamine compete in the pore, by subunit",
    slots={
        "kinetics": "double_exponential",
        "block": "competition",
    },
)
