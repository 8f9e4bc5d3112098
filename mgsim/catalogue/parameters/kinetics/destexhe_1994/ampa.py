"""AMPA receptor of Destexhe, Mainen & Sejnowski (1994), as run in ModelDB 18500 (ampa.mod)."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "destexhe_1994",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1994) An efficient method for computing synaptic "
    "conductances based on a kinetic model of receptor binding. Neural Comput 6:14-18",
    doi="10.1162/neco.1994.6.1.14",
    place="ModelDB 18500, ampa.mod",
)

parameters = ParameterSet(
    of="kinetics/destexhe_1994",
    says="AMPA receptor",
    params={
        "alpha": Param("1.1 /(mM ms)", "opening rate per transmitter", CODE, "C", "AMPA receptor"),
        "beta": Param("0.19 /ms", "closing rate", CODE, "C", "AMPA receptor"),
    },
)
