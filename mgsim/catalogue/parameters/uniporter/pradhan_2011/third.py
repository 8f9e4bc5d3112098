"""The rate of the third of three data sets."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "pradhan_2011",
    "Pradhan RK, Qi F, Beard DA, Dash RK (2011) Characterization of Mg2+ inhibition of "
    "mitochondrial Ca2+ uptake by a mechanistic model of mitochondrial Ca2+ uniporter. "
    "Biophys J 101:2071",
    place="as cited by NeuroBox3D/neuro_collection",
)

parameters = ParameterSet(
    of="uniporter/pradhan_2011",
    says="third data set",
    params={
        "k": Param(
            "27.94e-3 /s", "rate without a potential, nmol/mg", CODE, "C", "isolated mitochondria"
        ),
    },
)
