"""Glial uptake and diffusion of Zandt et al. (2011).

Their rates are those of Cressman et al. (2009) over another ratio of volumes: 200/3 mM/s and
4/3 /s.
"""

from mgsim.language import Param, ParameterSet, Source

PAPER = Source(
    "zandt_2011",
    "Zandt BJ, ten Haken B, van Dijk JG, van Putten MJAM (2011) Neural dynamics during anoxia and "
    'the "wave of death". PLoS ONE 6:e22127',
)
CODE = PAPER.at("ModelDB 139266, mainmodel.m")
PREPARATION = "model of a pyramidal cell and the space around it, anoxia"

parameters = ParameterSet(
    of="glia/cressman_2009",
    says="Zandt et al. (2011)",
    params={
        "g_glia": Param(
            "66.66666666666667 mM/s", "glial uptake at most: 200/3", CODE, "C", PREPARATION
        ),
        "epsilon": Param(
            "1.3333333333333333 /s", "rate of diffusion to the bath: 4/3", CODE, "C", PREPARATION
        ),
    },
)
