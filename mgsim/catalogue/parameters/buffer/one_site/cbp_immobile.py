"""Immobile calcium-binding protein, CA1 spine."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)

parameters = ParameterSet(
    of="buffer/one_site",
    says="immobile calcium-binding protein, CA1 spine",
    params={
        "b_total": Param("0.08 mM", "sites", CODE, "C", "model of a CA1 spine"),
        "k_on": Param("247 /(mM ms)", "binding rate", CODE, "C", "model of a CA1 spine"),
        "k_off": Param("0.524 /ms", "unbinding rate", CODE, "C", "model of a CA1 spine"),
    },
)
