"""Start of Zandt et al. (2011)."""

from mgsim.language import Param, ParameterSet, Source

PAPER = Source(
    "zandt_2011",
    "Zandt BJ, ten Haken B, van Dijk JG, van Putten MJAM (2011) Neural dynamics during anoxia and "
    'the "wave of death". PLoS ONE 6:e22127',
)
CODE = PAPER.at("ModelDB 139266, mainmodel.m")
PREPARATION = "model of a pyramidal cell and the space around it, anoxia"

parameters = ParameterSet(
    of="membrane/point",
    says="start of Zandt et al. (2011)",
    params={
        "v_0": Param(
            "-67.7966 mV",
            "voltage at the start of a run",
            CODE,
            "C",
            PREPARATION,
            inert="it sets where a run starts and enters no rate",
        ),
    },
)
