"""Calmodulin of a Purkinje cell, Anwar, Hong & De Schutter (2010)."""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "anwar_2010",
    "Anwar H, Hong S, De Schutter E (2010) Controlling Ca2+-activated K+ channels with models of "
    "Ca2+ buffering in Purkinje cell. Cerebellum",
    place="cdp5 mod file",
)

parameters = ParameterSet(
    of="buffer/calmodulin",
    says="calmodulin of a Purkinje cell",
    params={
        "total": Param("0.03 mM", "calmodulin", CODE, "C", "model of a Purkinje cell"),
        "c1_on": Param(
            "5.4 /(mM ms)", "C lobe: first binding", CODE, "C", "model of a Purkinje cell"
        ),
        "c1_off": Param(
            "0.04 /ms", "C lobe: first unbinding", CODE, "C", "model of a Purkinje cell"
        ),
        "c2_on": Param(
            "15 /(mM ms)", "C lobe: second binding", CODE, "C", "model of a Purkinje cell"
        ),
        "c2_off": Param(
            "0.00925 /ms", "C lobe: second unbinding", CODE, "C", "model of a Purkinje cell"
        ),
        "n1_on": Param(
            "142.5 /(mM ms)", "N lobe: first binding", CODE, "C", "model of a Purkinje cell"
        ),
        "n1_off": Param(
            "2.5 /ms", "N lobe: first unbinding", CODE, "C", "model of a Purkinje cell"
        ),
        "n2_on": Param(
            "175 /(mM ms)", "N lobe: second binding", CODE, "C", "model of a Purkinje cell"
        ),
        "n2_off": Param(
            "0.75 /ms", "N lobe: second unbinding", CODE, "C", "model of a Purkinje cell"
        ),
    },
)
