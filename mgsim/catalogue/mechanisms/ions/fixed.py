"""Ions that do not move: the inside is fixed, the outside is the bath.

Not a model of homeostasis: what the currents carry changes nothing here. For currents that need
concentrations or reversal potentials (NCX, GHK) where the ions themselves are not the question.
The volume is that of a sphere of 7.5 um radius, the size for which the pumps' totals were derived.
Nernst potentials follow the temperature of the bath.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

SOMJEN = Source(
    "somjen_2008",
    "Somjen GG, Kager H, Wadman WJ (2008) Computer simulations of neuron-glia interactions "
    "mediated by ion flux. J Comput Neurosci 25:349-365",
    place="ModelDB 113446",
)
CRESSMAN = Source(
    "cressman_2009",
    "Cressman JR, Ullah G, Ziburkus J, Schiff SJ, Barreto E (2009) The influence of sodium and "
    "potassium dynamics on excitability, seizures, and the stability of persistent states: I. "
    "Single neuron dynamics. J Comput Neurosci 26:159-170",
    place="as run in ModelDB 139266",
)

mechanism = Mechanism(
    role="ions",
    says="fixed concentrations inside, the bath outside",
    reads=("na_o", "k_o", "cl_o", "temperature"),
    writes=("na_i", "k_i", "cl_i", "na_e", "k_e", "cl_e", "e_na", "e_k", "e_cl", "volume"),
    params={
        "sodium": Param("10 mM", "sodium inside", SOMJEN, "D"),
        "potassium": Param("140 mM", "potassium inside", CRESSMAN, "D"),
        "chloride": Param("6 mM", "chloride inside", CRESSMAN, "D"),
        "size": Param("1767.146 um^3", "volume inside: a sphere of 7.5 um radius", ASSUMED, "D"),
    },
    algebra={
        "na_i": "sodium",
        "k_i": "potassium",
        "cl_i": "chloride",
        "na_e": "na_o",
        "k_e": "k_o",
        "cl_e": "cl_o",
        "e_na": "R*temperature/F*log(na_e/na_i)",
        "e_k": "R*temperature/F*log(k_e/k_i)",
        "e_cl": "-R*temperature/F*log(cl_e/cl_i)",
        "volume": "size",
    },
    checks=(
        Check(
            {"na_o": "144 mM", "k_o": "4 mM", "cl_o": "130 mM", "temperature": "307 K"},
            {
                "na_i": "10 mM",
                "k_i": "140 mM",
                "cl_i": "6 mM",
                "na_e": "144 mM",
                "k_e": "4 mM",
                "cl_e": "130 mM",
                "e_na": "70.5620906 mV",
                "e_k": "-94.0574907 mV",
                "e_cl": "-81.3702826 mV",
                "volume": "1767.146 um^3",
            },
            1e-8,
            why="Nernst by independent arithmetic",
        ),
        Check(
            {"na_o": "70 mM", "k_o": "9.2 mM", "cl_o": "61 mM", "temperature": "22 degC"},
            {
                "e_na": "49.4923938 mV",
                "e_k": "-69.2426729 mV",
                "e_cl": "-58.9844926 mV",
            },
            1e-8,
            why="the same in another bath",
        ),
    ),
)
