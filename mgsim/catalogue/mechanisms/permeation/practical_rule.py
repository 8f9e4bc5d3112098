"""NMDA current whose calcium part has a reversal potential of its own.

The rule of the Blue Brain GluSynapse model (neurodamus-models): a fraction pf_0 of the conductance,
which grows with ca_o, drives calcium towards +40 mV, a potential that the model takes from Jahr &
Stevens (1993). i_ca is a part of i_membrane, not an addition to it. Unlike a fraction of the
current, it keeps letting calcium in near e_rev. Departures: none.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param, Source

BBP = Source(
    "neurodamus_models",
    "Blue Brain Project, neurodamus-models, neocortex: GluSynapse",
    place="GluSynapse",
)
JAHR_STEVENS = Source(
    "jahr_stevens_1993",
    "Jahr CE, Stevens CF (1993) Calcium permeability of the N-methyl-D-aspartate receptor channel "
    "in hippocampal neurons in culture. PNAS 90:11573-11577",
    place="as quoted in neurodamus-models, GluSynapse",
)
MODEL = "model of a rat neocortical synapse"

mechanism = Mechanism(
    role="permeation",
    says="ohmic current, and a calcium conductance that follows ca_o",
    reads=("v", "open", "unblocked", "available", "share", "ca_o"),
    writes=("i_membrane", "i_ca", "i_ca_nmda"),
    params={
        "g_max": Param("1 nS", "conductance with every receptor open", PROTOCOL, "D"),
        "e_rev": Param("-3 mV", "reversal potential of the whole current", BBP, "C", MODEL),
        "e_ca": Param(
            "40 mV",
            "reversal potential of the calcium current",
            JAHR_STEVENS,
            "B",
            "rat hippocampal neurons in culture",
        ),
        "fraction": Param("0.6", "scale of the calcium share", BBP, "C", MODEL),
        "monovalent": Param("120 mM", "monovalent cations outside", BBP, "D", MODEL),
        "permeability_ratio": Param("1.38", "calcium over monovalent", BBP, "B", MODEL),
        "valence": Param("2", "charges of calcium", BBP, "C"),
    },
    algebra={
        "charge : mM": "valence**2*ca_o",
        "pf_0 : 1": "fraction*charge/(charge + monovalent/permeability_ratio)",
        "g : nS": "g_max*share*available*open*unblocked",
        "i_membrane": "g*(v - e_rev)",
        "i_calcium : pA": "pf_0*g*(v - e_ca)",
        "i_ca": "i_calcium",
        "i_ca_nmda": "i_calcium",
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "open": "0.3",
                "unblocked": "0.6",
                "available": "0.5",
                "share": "0.8",
                "ca_o": "1.2 mM",
            },
            {
                "pf_0": "0.03138741",
                "i_membrane": "-2.9304 pA",
                "i_ca": "-0.18915312 pA",
                "i_ca_nmda": "-0.18915312 pA",
            },
            1e-6,
            why="the rule by independent arithmetic (.0314 in 1.2 mM, as published)",
        ),
        Check(
            {
                "v": "-65 mV",
                "open": "0.5",
                "unblocked": "0.05",
                "available": "0.5",
                "share": "0.8",
                "ca_o": "2 mM",
            },
            {"pf_0": "0.0505", "i_ca": "-0.05301 pA", "i_ca_nmda": "-0.05301 pA"},
            2e-3,
            why="target V10: I_Ca/I = 0.0855 at -65 mV in 2 mM",
        ),
    ),
)
