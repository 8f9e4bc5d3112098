"""GABA-A receptor of Destexhe, Mainen & Sejnowski (1994), as run in ModelDB 18500 (gabaa.mod).

The port of the transmitter is called glu whatever the transmitter is; the reversal potential there
is -80 mV.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "destexhe_1994",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1994) An efficient method for computing synaptic "
    "conductances based on a kinetic model of receptor binding. Neural Comput 6:14-18",
    doi="10.1162/neco.1994.6.1.14",
    place="ModelDB 18500, GABA-A synapse",
)

parameters = ParameterSet(
    of="kinetics/destexhe_1994",
    says="GABA-A receptor",
    params={
        "alpha": Param("5 /(mM ms)", "opening rate per transmitter", CODE, "C", "GABA-A receptor"),
        "beta": Param("0.18 /ms", "closing rate", CODE, "C", "GABA-A receptor"),
    },
)
