"""Zinc at its high-affinity site: allosteric, independent of voltage, partial at GluN2A.

One site: available = 1 - greatest [Zn]/([Zn] + IC50). An IC50 in the low nanomolar range at GluN2A
stands in the abstract of Erreger & Traynelis (2008); the numbers here are from memory (medium
confidence): 14 to 20 nM and 60 to 80 %, of which the middle is taken. Sets for GluN2B to GluN2D, in
the micromolar range, with a greatest effect of 1 (assumed). The slope is taken as one site's
(assumed), the inhibition as instantaneous. The second, low-affinity block, in the pore and with
voltage, is left out: its constants are unknown here.
"""

from mgsim.language import Check, Mechanism, Param, Source

TRAYNELIS = Source(
    "traynelis_2010",
    "Traynelis SF et al. (2010) Glutamate receptor ion channels: structure, regulation, and "
    "function. Pharmacol Rev 62:405-496",
    mark="from memory",
)
PREPARATION = "GluN1/GluN2A"

mechanism = Mechanism(
    role="modulation",
    says="zinc, allosteric and partial (GluN2A)",
    reads=("zinc",),
    writes=("available",),
    params={
        "k_half": Param("0.017 uM", "free zinc of half the effect", TRAYNELIS, "C", PREPARATION),
        "greatest": Param(
            "0.7", "part of the receptors that zinc can hold back", TRAYNELIS, "C", PREPARATION
        ),
    },
    algebra={"available": "1 - greatest*zinc/(zinc + k_half)"},
    checks=(
        Check(
            {"zinc": "17 nM"}, {"available": "0.65"}, 1e-9, why="half of the greatest effect, 0.7"
        ),
        Check({"zinc": "170 nM"}, {"available": "0.363636364"}, 1e-7, why="plain arithmetic"),
        Check(
            {"zinc": "0.4 uM"},
            {"available": "0.32853717"},
            1e-7,
            why="plain arithmetic",
            set="glun2a",
        ),
        Check(
            {"zinc": "0.4 uM"},
            {"available": "0.666666667"},
            1e-7,
            why="plain arithmetic",
            set="glun2b",
        ),
        Check(
            {"zinc": "0.4 uM"},
            {"available": "0.980392157"},
            1e-7,
            why="plain arithmetic",
            set="glun2c",
        ),
        Check(
            {"zinc": "0.4 uM"},
            {"available": "0.961538462"},
            1e-7,
            why="plain arithmetic",
            set="glun2d",
        ),
    ),
)
