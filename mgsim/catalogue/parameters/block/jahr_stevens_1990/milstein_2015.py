"""Block of the NMDA receptor in CA1 models by Milstein (2015): 1/(1 + mg/7.51 mM exp(-0.1 v)).

It belongs beside the kinetics of the same name, which hurry with it.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "milstein_2015",
    "Milstein A (2015) NMDA receptor with a mechanism for the closed cleft, in the code of "
    "ModelDB 225080",
    place="ModelDB 225080, NMDA_KIN3",
)
MODEL = "model of a rat CA1 pyramidal cell"

parameters = ParameterSet(
    of="block/jahr_stevens_1990",
    says="block of the CA1 models of Milstein (2015)",
    params={
        "k_0": Param("7.51 mM", "magnesium that blocks half at 0 mV", CODE, "C", MODEL),
        "slope": Param("0.1 /mV", "steepness in v", CODE, "C", MODEL),
    },
)
