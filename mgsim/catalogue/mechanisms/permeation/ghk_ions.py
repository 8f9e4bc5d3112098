"""Constant-field currents of sodium, potassium and calcium through a receptor, each on its own.

As permeation/ghk, with the monovalent current told apart: sodium and potassium have one
permeability, and each follows its own concentrations, so that a receptor loads the cell with sodium
and takes potassium from it. g_max is the chord conductance at v_chord with `monovalent` on both
sides, calcium ca_ref outside and none inside, every receptor open and nothing blocked. The set
`ampa` lets no calcium through. Departures: activities are concentrations; calcium's own block at
the outer mouth is left out. The spread of permeability_ratio is that of permeation/ghk.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param, Source

FRACTION = Source(
    "burnashev_1995",
    "Burnashev N, Zhou Z, Neher E, Sakmann B (1995) Fractional calcium currents through "
    "recombinant GluR channels of the NMDA, AMPA and kainate receptor subtypes. J Physiol 485:403",
    place="from 10.7 % in 1.6 mM (CA1, Garaschuk 1996) and 11.0 % in 1.8 mM at -60 mV",
    mark="derived",
)

mechanism = Mechanism(
    role="permeation",
    says="constant-field currents of sodium, potassium and calcium",
    reads=(
        *("v", "open", "unblocked", "available", "share", "ca_i", "ca_o", "temperature"),
        *("na_i", "na_e", "k_i", "k_e"),
    ),
    writes=("i_membrane", "i_na", "i_k", "i_ca", "i_ca_nmda"),
    params={
        "g_max": Param("1 nS", "chord conductance with every receptor open", PROTOCOL, "D"),
        "v_chord": Param("-60 mV", "voltage where g_max is measured", PROTOCOL, "D"),
        "ca_ref": Param("2 mM", "calcium in which g_max is measured", PROTOCOL, "D"),
        "permeability_ratio": Param(
            "2.6", "PCa/PM, calcium over monovalent", FRACTION, "C", spread="0.58"
        ),
        "monovalent": Param("140 mM", "monovalent cations where g_max is measured", PROTOCOL, "D"),
    },
    algebra={
        "u : 1": "v*F/(R*temperature)",
        "xi_chord : 1": "2*F*v_chord/(R*temperature)",
        # calcium over monovalent current, both at v_chord
        "excess : 1": "2*2*permeability_ratio*ca_ref/monovalent/(1 - exp(xi_chord))",
        "g_mono : nS": "g_max/(1 + excess)*share*available*open*unblocked",
        "p : um^3/ms": "g_mono*R*temperature/(F**2*monovalent)",
        "i_na": "p*F*(na_i/exprel(-u) - na_e/exprel(u))",
        "i_k": "p*F*(k_i/exprel(-u) - k_e/exprel(u))",
        "i_calcium : pA": ("permeability_ratio*p*2*F*(ca_i/exprel(-2*u) - ca_o/exprel(2*u))"),
        "i_ca": "i_calcium",
        "i_ca_nmda": "i_calcium",
        "i_membrane": "i_na + i_k + i_calcium",
    },
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "open": "0.3",
                "unblocked": "0.6",
                "available": "0.5",
                "share": "0.8",
                "ca_i": "0.0002 mM",
                "ca_o": "1.2 mM",
                "temperature": "307.15 K",
                "na_i": "14.0 mM",
                "na_e": "139.0 mM",
                "k_i": "131.0 mM",
                "k_e": "5.3 mM",
            },
            {
                "i_na": "-3.29584812 pA",
                "i_k": "0.479513109 pA",
                "i_ca": "-0.253172623 pA",
                "i_ca_nmda": "-0.253172623 pA",
                "i_membrane": "-3.06950763 pA",
            },
            1e-7,
            why="Goldman's equation ion by ion in its exponential form, independent arithmetic",
        ),
        Check(
            {
                "v": "14.2 mV",
                "open": "0.3",
                "unblocked": "0.8",
                "available": "0.5",
                "share": "0.8",
                "ca_i": "0.003 mM",
                "ca_o": "1.6 mM",
                "temperature": "295.15 K",
                "na_i": "33.0 mM",
                "na_e": "120.0 mM",
                "k_i": "110.0 mM",
                "k_e": "17.0 mM",
            },
            {
                "i_na": "-0.705830488 pA",
                "i_k": "1.98466668 pA",
                "i_ca": "-0.0681902321 pA",
                "i_ca_nmda": "-0.0681902321 pA",
                "i_membrane": "1.21064596 pA",
            },
            1e-7,
            why="Goldman's equation ion by ion in its exponential form, independent arithmetic",
        ),
    ),
)
