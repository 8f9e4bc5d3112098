"""Magnesium and TNF-alpha: 48 % fewer producing monocytes at 6 mg of Mg/dl, read as 2.47 mM.

The abstract gives one reduction (48 %, LPS, frequency of producing monocytes of cord blood); "MgSO4
concentration of 6 mg/dl" is from the companion paper and can mean mg of Mg (2.47 mM, the clinical
range) or of MgSO4 (0.498 mM). One point fixes neither number: e_max = 1 is assumed, and
k_mg follows from it. The control medium is taken as free of magnesium, which RPMI 1640 is not.
"""

from mgsim.language import ASSUMED, Param, ParameterSet, Source

ABSTRACT = Source(
    "sugimoto_2013",
    "Magnesium sulfate increases intracellular magnesium reducing inflammatory cytokine release in "
    "neonates. Am J Reprod Immunol (2013) 70:213-220",
    doi="10.1111/aji.12118",
    place="48 % of the abstract at 2.47 mM, with e_max = 1: k = Mg (1 - 0.48)/0.48",
    mark="derived",
)
PREPARATION = "cord-blood monocytes, LPS"

parameters = ParameterSet(
    of="inflammation/krishna_2006_reduced",
    says="TNF-alpha, 6 mg/dl read as mg of Mg",
    params={
        "e_max": Param("1", "part that any magnesium can take away", ASSUMED, "D", PREPARATION),
        "k_mg": Param("2.674347 mM", "serum magnesium that halves it", ABSTRACT, "D", PREPARATION),
    },
)
