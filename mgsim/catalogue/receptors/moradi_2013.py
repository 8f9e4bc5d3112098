"""Three exponentials and a slow voltage-dependent part (Moradi et al. 2013), under the block inside
the pore that its authors put beside it.
"""

from mgsim.language import Receptor

receptor = Receptor(
    says="three exponentials and a slow part that follows the voltage",
    slots={
        "kinetics": "moradi_2013",
        "block": "woodhull_1973",
    },
)
