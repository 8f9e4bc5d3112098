"""NMDA current of which a fixed fraction is calcium, as in the model code of Wolf et al. (2005).

The simplest way to count calcium: i_ca is a constant part (ca_ratio in the code, 0.1) of
i_membrane, so that it vanishes and reverses with it at e_rev, though real calcium entry does not;
see practical_rule and ghk_fraction. Departures: the conductance and e_rev are ours to set.
"""

from mgsim.language import ASSUMED, PROTOCOL, Check, Mechanism, Param, Source

WOLF = Source(
    "wolf_2005",
    "Wolf JA, Moyer JT, Lazarewicz MT, Contreras D, Benoit-Marand M, O'Donnell P, Finkel LH (2005) "
    "NMDA/AMPA ratio impacts state transitions and entrainment to oscillations in a computational "
    "model of the nucleus accumbens medium spiny projection neuron. J Neurosci 25:9080-9095",
    place="ModelDB 112834, ca_ratio",
    mark="read in code",
)

mechanism = Mechanism(
    role="permeation",
    says="ohmic current, a fixed fraction of it calcium",
    reads=("v", "open", "unblocked", "available", "share"),
    writes=("i_membrane", "i_ca", "i_ca_nmda"),
    params={
        "g_max": Param("1 nS", "conductance with every receptor open", PROTOCOL, "D"),
        "e_rev": Param("0 mV", "reversal potential of the whole current", ASSUMED, "D"),
        "fraction": Param(
            "0.1",
            "part of the current that is calcium",
            WOLF,
            "C",
            "model of a nucleus accumbens medium spiny neuron",
        ),
    },
    algebra={
        "i_nmda : pA": "g_max*share*available*open*unblocked*(v - e_rev)",
        "i_membrane": "i_nmda",
        "i_calcium : pA": "fraction*i_nmda",
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
                "e_rev": "-2.7 mV",
            },
            {"i_membrane": "-2.952 pA", "i_ca": "-0.2952 pA", "i_ca_nmda": "-0.2952 pA"},
            1e-9,
            why="nS times mV is pA, and a tenth of it: plain arithmetic",
        ),
        Check(
            {
                "v": "15 mV",
                "open": "0.5",
                "unblocked": "0.8",
                "available": "0.5",
                "share": "0.8",
                "g_max": "6 nS",
            },
            {"i_membrane": "14.4 pA", "i_ca": "1.44 pA", "i_ca_nmda": "1.44 pA"},
            1e-9,
            why="above e_rev both are outward",
        ),
    ),
)
