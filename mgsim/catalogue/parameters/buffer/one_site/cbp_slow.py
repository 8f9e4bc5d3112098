"""Slow buffer, CA1 spine."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)

parameters = ParameterSet(
    of="buffer/one_site",
    says="slow buffer, CA1 spine",
    params={
        "b_total": Param("0.04 mM", "sites", CODE, "C", "model of a CA1 spine"),
        "k_on": Param("24.7 /(mM ms)", "binding rate", CODE, "C", "model of a CA1 spine"),
        "k_off": Param("0.0524 /ms", "unbinding rate", CODE, "C", "model of a CA1 spine"),
    },
)
