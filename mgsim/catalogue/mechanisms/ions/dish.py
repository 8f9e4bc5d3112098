"""Ions of a cell in a dish: the inside follows its currents, the outside is the bath.

A balance of moles, not a published model: what the currents of sodium, potassium and chloride carry
changes the concentrations inside, while the bath is so large that it stays as it is (in tissue it
does not: take ions/wei_2014). Potassium and chloride also leave by the cotransport of Wei, Ullah &
Schiff (2014), kcc log(Ki Cli/(Ko Clo)). The volume does not move, so what swells a cell in life is
not here. Reversal potentials follow Nernst.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

WEI = Source(
    "wei_2014",
    "Wei Y, Ullah G, Schiff SJ (2014) Unification of neuronal spikes, seizures, and spreading "
    "depression. J Neurosci 34:11733-11743",
    place="xalbrain wei_manual.py: volume, start and cotransport of its cell",
)
START = "it sets where a run starts and enters no rate"

mechanism = Mechanism(
    role="ions",
    says="sodium, potassium and chloride inside move, the outside is the bath",
    reads=("i_na", "i_k", "i_cl", "na_o", "k_o", "cl_o", "temperature"),
    writes=("na_i", "k_i", "cl_i", "na_e", "k_e", "cl_e", "e_na", "e_k", "e_cl", "volume"),
    params={
        "size": Param("1436.8 um^3", "volume inside", WEI, "D"),
        "kcc": Param("0.3 mM/s", "strength of KCl cotransport", WEI, "C"),
        "na_i_0": Param("18.6 mM", "sodium inside at the start", WEI, "C", inert=START),
        "k_i_0": Param("140 mM", "potassium inside at the start", WEI, "C", inert=START),
        "cl_i_0": Param("7 mM", "chloride inside at the start", ASSUMED, "D", inert=START),
    },
    algebra={
        "na_e": "na_o",
        "k_e": "k_o",
        "cl_e": "cl_o",
        "e_na": "R*temperature/F*log(na_e/na_i)",
        "e_k": "R*temperature/F*log(k_e/k_i)",
        "e_cl": "R*temperature/F*log(cl_i/cl_e)",
        "volume": "size",
        "j_kcc : mM/ms": "kcc*log(k_i*cl_i/(k_e*cl_e))",
    },
    states={
        "na_i": State("-i_na/(F*size)", initial="na_i_0", says="sodium inside", slow=True),
        "k_i": State("-i_k/(F*size) - j_kcc", initial="k_i_0", says="potassium inside", slow=True),
        "cl_i": State("i_cl/(F*size) - j_kcc", initial="cl_i_0", says="chloride inside", slow=True),
    },
    checks=(
        Check(
            {
                "i_na": "-23.0 pA",
                "i_k": "29.0 pA",
                "i_cl": "3.0 pA",
                "temperature": "307.15 K",
                "na_o": "143.0 mM",
                "k_o": "3.7 mM",
                "cl_o": "127.0 mM",
                "na_i": "14.0 mM",
                "k_i": "131.0 mM",
                "cl_i": "7.0 mM",
            },
            {
                "d_na_i": "0.165909105 mM/s",
                "d_k_i": "-0.409766011 mM/s",
                "d_cl_i": "-0.178935952 mM/s",
                "e_na": "61.5063255 mV",
                "e_k": "-94.4082659 mV",
                "e_cl": "-76.7119972 mV",
                "na_e": "143.0 mM",
                "k_e": "3.7 mM",
                "cl_e": "127.0 mM",
                "volume": "1436.8 um^3",
            },
            1e-8,
            why="Faraday's and Nernst's laws in seconds and volts, independent arithmetic",
        ),
        Check(
            {
                "i_na": "41.0 pA",
                "i_k": "-17.0 pA",
                "i_cl": "-5.0 pA",
                "temperature": "295.15 K",
                "na_o": "120.0 mM",
                "k_o": "9.0 mM",
                "cl_o": "110.0 mM",
                "na_i": "33.0 mM",
                "k_i": "115.0 mM",
                "cl_i": "19.0 mM",
            },
            {
                "d_na_i": "-0.295751013 mM/s",
                "d_k_i": "-0.11487138 mM/s",
                "d_cl_i": "-0.273567046 mM/s",
                "e_na": "32.834968 mV",
                "e_k": "-64.7985445 mV",
                "e_cl": "-44.6632605 mV",
                "na_e": "120.0 mM",
                "k_e": "9.0 mM",
                "cl_e": "110.0 mM",
                "volume": "1436.8 um^3",
            },
            1e-8,
            why="Faraday's and Nernst's laws in seconds and volts, independent arithmetic",
        ),
    ),
)
