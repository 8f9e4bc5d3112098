"""NMDA current with a calcium fraction that follows v, after Schneggenburger et al. (1993).

Pf(v) = 4 Ca/(4 Ca + (PM/PCa) M (1 - exp(2 F v/(R T)))), as run in the neurodamus test. It rests
on the constant-field current and has a meaning only well below 0 mV: there the monovalent current
vanishes, Pf goes to 1, and above 0 mV its denominator passes through zero. Departure: Pf is taken
at v or at v_limit, whichever is lower, so that it stays finite; results that depend on calcium
entry above v_limit are not those of the paper. `inside` is 1 where Pf has its meaning: its mean
over a run says how much of the run lay there. i_ca is a part of i_membrane, and vanishes with it at
e_rev: near there use permeation/practical_rule.
"""

from mgsim.language import ASSUMED, PROTOCOL, Check, Mechanism, Param, Source

PAPER = Source(
    "schneggenburger_1993",
    "Schneggenburger R, Zhou Z, Konnerth A, Neher E (1993) Fractional contribution of calcium to "
    "the cation current through glutamate receptor channels. Neuron 11:133-143",
    place="neurodamus test",
)

mechanism = Mechanism(
    role="permeation",
    says="ohmic current, of which the constant-field fraction is calcium (v below -10 mV)",
    reads=("v", "open", "unblocked", "available", "share", "ca_o", "temperature"),
    writes=("i_membrane", "i_ca", "i_ca_nmda"),
    params={
        "g_max": Param("1 nS", "conductance with every receptor open", PROTOCOL, "D"),
        "e_rev": Param("0 mV", "reversal potential of the whole current", ASSUMED, "D"),
        "permeability_ratio": Param("1.38", "PCa/PM, calcium over monovalent", PAPER, "B"),
        "monovalent": Param("120 mM", "monovalent cations, alike on both sides", PAPER, "D"),
        "valence": Param("2", "charges of calcium", PAPER, "C"),
        "v_limit": Param("-10 mV", "voltage above which Pf stays as it is", ASSUMED, "D"),
    },
    algebra={
        "charge : mM": "valence**2*ca_o",
        "against : mM": (
            "monovalent/permeability_ratio*(1 - exp(valence*F*minimum(v, v_limit)/(R*temperature)))"
        ),
        "p_f : 1": "charge/(charge + against)",
        "inside : 1": "int(v <= v_limit)",
        "i_nmda : pA": "g_max*share*available*open*unblocked*(v - e_rev)",
        "i_membrane": "i_nmda",
        "i_calcium : pA": "p_f*i_nmda",
        "i_ca": "i_calcium",
        "i_ca_nmda": "i_calcium",
    },
    checks=(
        Check(
            {
                "v": "-60 mV",
                "open": "0.3",
                "unblocked": "0.1",
                "available": "0.5",
                "share": "0.8",
                "ca_o": "2 mM",
                "temperature": "36 degC",
            },
            {"p_f": "0.085", "inside": "1", "i_ca": "-0.0612 pA", "i_ca_nmda": "-0.0612 pA"},
            5e-3,
            why="8.5 % at -60 mV in 2 mM at 36 C (target V10)",
        ),
        Check(
            {
                "v": "-43.7 mV",
                "open": "0.3",
                "unblocked": "0.6",
                "available": "0.5",
                "share": "0.8",
                "ca_o": "1.6 mM",
                "temperature": "307 K",
                "e_rev": "-2.7 mV",
            },
            {
                "p_f": "0.07098403",
                "i_membrane": "-2.952 pA",
                "i_ca": "-0.20954484 pA",
                "i_ca_nmda": "-0.20954484 pA",
            },
            1e-6,
            why="the formula by independent arithmetic",
        ),
        Check(
            {
                "v": "-60 mV",
                "open": "0.3",
                "unblocked": "0.1",
                "available": "0.5",
                "share": "0.8",
                "ca_o": "1.6 mM",
                "temperature": "22 degC",
                "permeability_ratio": "2.6",
                "monovalent": "140 mM",
            },
            {"p_f": "0.10709"},
            1e-4,
            why="nmda_fractional_ca.csv: the same formula with another permeability, at 22 C",
        ),
        Check(
            {
                "v": "14.2 mV",
                "open": "0.3",
                "unblocked": "0.8",
                "available": "0.5",
                "share": "0.8",
                "ca_o": "1.2 mM",
                "temperature": "307 K",
            },
            {
                "p_f": "0.09425318",
                "inside": "0",
                "i_ca": "0.12848592 pA",
                "i_ca_nmda": "0.12848592 pA",
            },
            1e-6,
            why="above v_limit the fraction is that of v_limit",
        ),
    ),
)
