"""Three sodium ions for one calcium ion, driven by the potential."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "magnus_keizer_1997",
    "Magnus G, Keizer J (1997) Minimal model of beta-cell mitochondrial Ca2+ handling. "
    "Am J Physiol 273:C717",
    place="n = 3 with b = 0.5",
    mark="read",
)

parameters = ParameterSet(
    of="mitochondrial_exchanger/magnus_keizer_1997",
    says="electrogenic, three for one",
    params={
        "n": Param(
            "3", "sodium ions for one calcium ion", CODE, "C", "isolated mitochondria, 37 C"
        ),
        "b": Param(
            "0.5", "how much the potential drives it", CODE, "C", "isolated mitochondria, 37 C"
        ),
    },
)
