"""Calbindin of a CA1 spine: 45 uM of protein, 2 + 2 sites, rates by site.

The code counts steps (174 and 87, 22 and 11 /uM/s): by site that is 87 and 11. Both are twice the
rates of the Purkinje cell of Anwar et al. (2010), at the same unbinding rates.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)

parameters = ParameterSet(
    of="buffer/calbindin",
    says="calbindin of a CA1 spine",
    params={
        "fast_total": Param("0.09 mM", "fast sites", CODE, "C", "model of a CA1 spine"),
        "fast_on": Param(
            "87 /(mM ms)", "binding rate of a fast site", CODE, "C", "model of a CA1 spine"
        ),
        "fast_off": Param(
            "0.0358 /ms", "unbinding rate of a fast site", CODE, "C", "model of a CA1 spine"
        ),
        "slow_total": Param("0.09 mM", "slow sites", CODE, "C", "model of a CA1 spine"),
        "slow_on": Param(
            "11 /(mM ms)", "binding rate of a slow site", CODE, "C", "model of a CA1 spine"
        ),
        "slow_off": Param(
            "0.0026 /ms", "unbinding rate of a slow site", CODE, "C", "model of a CA1 spine"
        ),
    },
)
