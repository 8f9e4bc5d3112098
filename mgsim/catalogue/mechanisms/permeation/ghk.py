"""NMDA current by constant field: calcium, and monovalent cations alike on both sides.

Each ion has the current of its permeability (Goldman-Hodgkin-Katz). With the same concentration on
both sides the monovalent current is ohmic around 0 mV, and its fraction of calcium is that of
permeation/ghk_fraction; but currents are computed, not the fraction, which diverges where the
whole current reverses. There calcium still enters, and the whole current reverses above 0 mV the
more, the more calcium is outside. PCa/PM = 2.6 in concentrations, not activities: 10.7 % of the
current is calcium in 1.6 mM at -60 mV and 22 C. g_max is the chord conductance of everything (the
current at v_chord over v_chord) with every receptor open, nothing blocked, ca_ref outside and none
inside; calcium beyond ca_ref adds to it. Magnesium does not enter and is not shifted by surface
charge: its block is the `block` card's, which has a voltage of its own. v_chord may not be 0.
Departures: calcium's own block at the outer mouth is left out. i_ca is a part of i_membrane.
The spread of permeability_ratio is that of the fraction, carried through Pf/(1 - Pf) at 1.6 mM:
10.69 +- 2.13 % (mean +- SD between CA1 somata, Garaschuk 1996, read in the abstract) is +- 22 %.
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
    says="constant-field currents of calcium and of monovalent cations",
    reads=("v", "open", "unblocked", "available", "share", "ca_i", "ca_o", "temperature"),
    writes=("i_membrane", "i_ca", "i_ca_nmda"),
    params={
        "g_max": Param("1 nS", "chord conductance with every receptor open", PROTOCOL, "D"),
        "v_chord": Param("-60 mV", "voltage where g_max is measured", PROTOCOL, "D"),
        "ca_ref": Param("2 mM", "calcium in which g_max is measured", PROTOCOL, "D"),
        "permeability_ratio": Param(
            "2.6", "PCa/PM, calcium over monovalent", FRACTION, "C", spread="0.58"
        ),
        "monovalent": Param("140 mM", "monovalent cations, alike on both sides", PROTOCOL, "D"),
    },
    algebra={
        "xi : 1": "2*F*v/(R*temperature)",
        "xi_chord : 1": "2*F*v_chord/(R*temperature)",
        # calcium over monovalent current, both at v_chord
        "excess : 1": "2*2*permeability_ratio*ca_ref/monovalent/(1 - exp(xi_chord))",
        "g_mono : nS": "g_max/(1 + excess)*share*available*open*unblocked",
        "p_ca : um^3/ms": "permeability_ratio*g_mono*R*temperature/(F**2*monovalent)",
        "i_calcium : pA": "p_ca*2*F*(ca_i/exprel(-xi) - ca_o/exprel(xi))",
        "i_membrane": "g_mono*v + i_calcium",
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
                "ca_i": "0 mM",
                "temperature": "22 degC",
            },
            {"i_membrane": "-0.72 pA", "i_ca": "-0.0938642984 pA", "i_ca_nmda": "-0.0938642984 pA"},
            1e-6,
            why="nmda_fractional_ca.csv: 0.13037 of the current; all of it is g_max times v_chord",
        ),
        Check(
            {
                "v": "-43.7 mV",
                "open": "0.3",
                "unblocked": "0.6",
                "available": "0.5",
                "share": "0.8",
                "ca_o": "1.2 mM",
                "ca_i": "0.02 mM",
                "temperature": "34 degC",
            },
            {
                "i_membrane": "-2.9885801 pA",
                "i_ca": "-0.253018869 pA",
                "i_ca_nmda": "-0.253018869 pA",
            },
            1e-6,
            why="currents by permeability, independent arithmetic in molar units",
        ),
        Check(
            {
                "v": "14.2 mV",
                "open": "0.3",
                "unblocked": "0.8",
                "available": "0.5",
                "share": "0.8",
                "ca_o": "1.6 mM",
                "ca_i": "0.0003 mM",
                "temperature": "307 K",
            },
            {
                "i_membrane": "1.11209002 pA",
                "i_ca": "-0.073114899 pA",
                "i_ca_nmda": "-0.073114899 pA",
            },
            1e-6,
            why="calcium still enters where the whole current is outward",
        ),
    ),
)
