"""Symmetric trapping: blocked channels gate as free ones do, as in Adam et al. (2024).

At steady state the block is then exactly that of the open channel, whatever the gating; there is no
slow unblock. Their model starts half in c0 and half in cb0 (`initial: {c0: 0.5, cb0: 0.5}`).
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "adam_2024",
    "Adam E et al. (2024) PNAS 121:e2402732121",
    doi="10.1073/pnas.2402732121",
    place="receptor code of Neuroblox",
)

parameters = ParameterSet(
    of="kinetics/vargas_caballero_robinson_2004",
    says="symmetric trapping",
    params={
        "k_off": Param("0.0055 /ms", "glutamate leaves one site", CODE, "C"),
        "k_d": Param("0.0084 /ms", "desensitisation, both arms", CODE, "C"),
        "k_r": Param("0.0018 /ms", "resensitisation, both arms", CODE, "C"),
        "opening_ratio": Param("1", "opening of blocked over free channels", CODE, "C"),
        "closing_ratio": Param("1", "closing of blocked over free channels", CODE, "C"),
    },
)
