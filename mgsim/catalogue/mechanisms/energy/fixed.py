"""Energy and magnesium of the cytosol at fixed values, nothing spent.

For questions in which inner magnesium or ATP is an axis rather than an outcome. ATP that holds
magnesium follows from both: mg_atp = atp mg_i/(mg_i + K), K the apparent constant of MgATP at
pH 7.2 by Golding et al. (1995). Models of mitochondria use 64.6 uM instead: the set `kembro_2013`.
Say which one. What pumps spend (j_atp) changes nothing here.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

GOLDING = Source(
    "golding_1995",
    "Golding EM, Teague WE, Dobson GP (1995) Adjustment of K' to varying pH and pMg for the "
    "creatine kinase, adenylate kinase and ATP hydrolysis equilibria permitting quantitative "
    "bioenergetic assessment. J Exp Biol 198:1775",
    place="apparent constant at pH 7.2",
    mark="derived",
)
REST = Source(
    "brocard_1993",
    "Brocard et al. (1993) Neuron 11:751, abstract",
    place="neurons at rest",
    mark="read",
)

mechanism = Mechanism(
    role="energy",
    says="fixed ATP, ADP and free magnesium",
    writes=("atp", "adp", "mg_i", "mg_atp"),
    params={
        "all_atp": Param("3 mM", "ATP with and without magnesium", ASSUMED, "D"),
        "all_adp": Param("0.036 mM", "ADP with and without magnesium", ASSUMED, "D"),
        "magnesium": Param("0.5 mM", "free magnesium", REST, "B", "cultured neurons"),
        "k_mg_atp": Param("0.121 mM", "free magnesium that half of ATP holds", GOLDING, "C"),
    },
    algebra={
        "atp": "all_atp",
        "adp": "all_adp",
        "mg_i": "magnesium",
        "mg_atp": "all_atp*magnesium/(magnesium + k_mg_atp)",
    },
    checks=(
        Check(
            {},
            {"atp": "3 mM", "adp": "0.036 mM", "mg_i": "0.5 mM", "mg_atp": "2.41733639 mM"},
            1e-3,
            why="0.8058 of ATP at 0.5 mM and pH 7.2 (Golding's constants)",
        ),
        Check(
            {"magnesium": "0.1 mM"},
            {"mg_atp": "1.36043506 mM"},
            3e-3,
            why="0.4535 of ATP at 0.1 mM",
        ),
        Check(
            {"magnesium": "0.7 mM"},
            {"mg_atp": "2.74653414 mM"},
            1e-8,
            why="the constant that models of mitochondria use",
            set="kembro_2013",
        ),
    ),
)
