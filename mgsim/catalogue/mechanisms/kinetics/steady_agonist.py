"""The open fraction at steady agonist, by subunit: two concentrations against their EC50s.

open = p_open [glu]/([glu] + EC50) [gly]/([gly] + EC50). It has no dynamics: for concentration
curves, and for the weight of a subunit in a mixture, not for synaptic currents. EC50s from memory
(Traynelis et al. 2010, medium confidence); p_open is the peak after a pulse of glutamate, read for
GluN2A and GluN2B in the abstract of Erreger et al. (2005), from memory for GluN2C (0.01) and GluN2D
(0.01 to 0.04, the middle in the logarithm). Both slopes are taken as 1 (assumed). Numbers of
GluN1/GluN2A; sets for GluN2A to GluN2D.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param, Source

ERREGER = Source(
    "erreger_2005",
    "Erreger K, Dravid SM, Banke TG, Wyllie DJA, Traynelis SF (2005) Subunit-specific gating "
    "controls rat NR1/NR2A and NR1/NR2B NMDA channel kinetics and synaptic signalling profiles. "
    "J Physiol 563:345-358",
    place="abstract",
    mark="read",
)
TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2A"

mechanism = Mechanism(
    role="kinetics",
    says="open fraction at steady glutamate and glycine (by subunit)",
    reads=("glu",),
    writes=("open",),
    params={
        "p_open": Param(
            "0.5", "open probability with both agonists saturating", ERREGER, "A", PREPARATION
        ),
        "k_glu": Param("3.3 uM", "glutamate of half the effect", TRAYNELIS, "C", PREPARATION),
        "k_gly": Param("1.7 uM", "glycine of half the effect", TRAYNELIS, "C", PREPARATION),
        "glycine": Param("100 uM", "glycine in the bath", PROTOCOL, "D"),
    },
    algebra={"open": "p_open*glu/(glu + k_glu)*glycine/(glycine + k_gly)"},
    checks=(
        Check(
            {"glu": "4 uM", "glycine": "2 uM"},
            {"open": "0.148093299"},
            1e-7,
            why="plain arithmetic",
        ),
        Check(
            {"glu": "1.3 uM", "glycine": "0.7 uM"},
            {"open": "0.0412137681"},
            1e-7,
            why="plain arithmetic",
            set="glun2a",
        ),
        Check(
            {"glu": "1.3 uM", "glycine": "0.7 uM"},
            {"open": "0.0216666667"},
            1e-7,
            why="plain arithmetic",
            set="glun2b",
        ),
        Check(
            {"glu": "1.3 uM", "glycine": "0.7 uM"},
            {"open": "0.00303333333"},
            1e-7,
            why="plain arithmetic",
            set="glun2c",
        ),
        Check(
            {"glu": "1.3 uM", "glycine": "0.7 uM"},
            {"open": "0.0126388889"},
            1e-7,
            why="plain arithmetic",
            set="glun2d",
        ),
    ),
)
