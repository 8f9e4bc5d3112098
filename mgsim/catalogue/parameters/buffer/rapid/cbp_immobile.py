"""Immobile calcium-binding protein, CA1 spine, taken as rapid."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)

parameters = ParameterSet(
    of="buffer/rapid",
    says="immobile calcium-binding protein, CA1 spine, taken as rapid",
    params={
        "b_total": Param("0.08 mM", "sites", CODE, "C", "model of a CA1 spine"),
        "k_d": Param(
            "2.121457 uM",
            "free calcium that fills half the sites",
            CODE,
            "C",
            "model of a CA1 spine",
        ),
    },
)
