"""The apparent constant of MgATP that models of mitochondria use."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "kembro_2013",
    "Kembro et al. (2013), supplement; Gauthier et al. (2013), supplement",
    place="MgATP",
    mark="read",
)

parameters = ParameterSet(
    of="energy/fixed",
    says="MgATP as in models of mitochondria",
    params={
        "k_mg_atp": Param("0.0646 mM", "free magnesium that half of ATP holds", CODE, "C", ""),
    },
)
