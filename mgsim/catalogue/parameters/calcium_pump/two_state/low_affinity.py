"""The second, NCX-like pump of a CA1 spine, of low affinity."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)

parameters = ParameterSet(
    of="calcium_pump/two_state",
    says="NCX-like pump of a CA1 spine",
    params={
        "density": Param("140 /um^2", "pumps by area", CODE, "C", "model of a CA1 spine"),
        "k_on": Param("300 /(uM s)", "binding inside", CODE, "C", "model of a CA1 spine"),
        "k_off": Param("300 /s", "unbinding inside", CODE, "C", "model of a CA1 spine"),
        "k_out": Param("600 /s", "release outside", CODE, "C", "model of a CA1 spine"),
        "k_leak": Param(
            "10 /s", "calcium that leaks in by free pump", CODE, "C", "model of a CA1 spine"
        ),
    },
)
