"""NMDA receptor rates of Clements & Westbrook (1991): five states.

Rates as run in ModelDB 18198 and 7988; the statistical factor of 2 is that of 7988.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "clements_westbrook_1991",
    "Clements JD, Westbrook GL (1991) Activation kinetics reveal the number of glutamate and "
    "glycine binding sites on the N-methyl-D-aspartate receptor. Neuron 7:605",
    place="ModelDB 18198 and 7988",
)
FACTOR = CODE.at("ModelDB 7988")

parameters = ParameterSet(
    of="kinetics/five_state",
    says="Clements & Westbrook (1991)",
    params={
        "r_b": Param("5 /(mM ms)", "binding rate", CODE, "C"),
        "r_u": Param("0.005 /ms", "unbinding rate", CODE, "C"),
        "r_d": Param("0.004 /ms", "rate of desensitisation", CODE, "C"),
        "r_r": Param("0.0003 /ms", "rate of resensitisation", CODE, "C"),
        "r_o": Param("0.01 /ms", "opening rate", CODE, "C"),
        "r_c": Param("0.322 /ms", "closing rate", CODE, "C"),
        "statistical_factor": Param("2", "how much faster one of two sites acts", FACTOR, "C"),
    },
)
