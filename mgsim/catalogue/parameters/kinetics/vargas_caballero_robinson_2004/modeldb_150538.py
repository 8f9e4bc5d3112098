"""The numbers of ModelDB 150538 (NMDAr.mod, after Vargas-Caballero, Robinson & Roth 2005).

They disagree with those of ModelDB 145836 in three places and both stand here under their own
names. Glutamate leaves fast (82 /s), so a response halves in some 16 ms, faster than synaptic
currents do. That file leaves mg_o out of the rate at which magnesium enters, and starts wherever
its steady-state solver lands (all channels blocked, in one case); neither is done here.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "modeldb_150538",
    "Vargas-Caballero M, Robinson HP, Roth A (2005) asymmetric trapping block, as used by Xie et "
    "al. (2013)",
    place="ModelDB 150538, NMDAr.mod",
)

parameters = ParameterSet(
    of="kinetics/vargas_caballero_robinson_2004",
    says="numbers of ModelDB 150538",
    params={
        "k_off": Param("0.082 /ms", "glutamate leaves one site", CODE, "C"),
        "opening_ratio": Param("0.9", "opening of blocked over free channels", CODE, "C"),
        "closing_ratio": Param("2.5", "closing of blocked over free channels", CODE, "C"),
    },
)
