"""Ions of a cell in a dish: the inside follows its currents, the outside is the bath.

A balance of moles, not a published model: currents of sodium and chloride change what is inside,
while the bath is so large that it stays as it is (in tissue it does not:
take ions/wei_2014). Potassium follows from electroneutrality, as in ions/hubel_dahlem_2014, so that
the charge of calcium, which pumps take out against protons that are not counted here, empties no
cell over hours. Chloride also leaves by the cotransport of Wei, Ullah & Schiff (2014), kcc
log(Ki Cli/(Ko Clo)). The volume does not move: what swells a cell in life is not here. Reversal
potentials follow Nernst.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

WEI = Source(
    "wei_2014",
    "Wei Y, Ullah G, Schiff SJ (2014) Unification of neuronal spikes, seizures, and spreading "
    "depression. J Neurosci 34:11733-11743",
    place="xalbrain wei_manual.py: volume, start and cotransport of its cell",
)

mechanism = Mechanism(
    role="ions",
    says="sodium and chloride inside move, potassium follows, the outside is the bath",
    reads=("i_na", "i_cl", "na_o", "k_o", "cl_o", "temperature"),
    writes=("na_i", "k_i", "cl_i", "na_e", "k_e", "cl_e", "e_na", "e_k", "e_cl", "volume"),
    params={
        "size": Param("1436.8 um^3", "volume inside", WEI, "D"),
        "kcc": Param("0.3 mM/s", "strength of KCl cotransport", WEI, "C"),
        "na_i_0": Param("18.6 mM", "sodium inside at the start", WEI, "C"),
        "k_i_0": Param("140 mM", "potassium inside at the start", WEI, "C"),
        "cl_i_0": Param("7 mM", "chloride inside at the start", ASSUMED, "D"),
    },
    algebra={
        "k_i": "k_i_0 + cl_i - cl_i_0 - (na_i - na_i_0)",
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
        "cl_i": State("i_cl/(F*size) - j_kcc", initial="cl_i_0", says="chloride inside", slow=True),
    },
    checks=(
        Check(
            {
                "i_na": "-23.0 pA",
                "i_cl": "3.0 pA",
                "temperature": "307.15 K",
                "na_o": "143.0 mM",
                "k_o": "3.7 mM",
                "cl_o": "127.0 mM",
                "na_i": "14.0 mM",
                "cl_i": "8.0 mM",
            },
            {
                "d_na_i": "0.165909105 mM/s",
                "k_i": "145.6 mM",
                "d_cl_i": "-0.250695113 mM/s",
                "e_na": "61.5063255 mV",
                "e_k": "-97.2050433 mV",
                "e_cl": "-73.1776697 mV",
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
                "i_cl": "-5.0 pA",
                "temperature": "295.15 K",
                "na_o": "120.0 mM",
                "k_o": "9.0 mM",
                "cl_o": "110.0 mM",
                "na_i": "33.0 mM",
                "cl_i": "19.0 mM",
            },
            {
                "d_na_i": "-0.295751013 mM/s",
                "k_i": "137.6 mM",
                "d_cl_i": "-0.327392685 mM/s",
                "e_na": "32.834968 mV",
                "e_k": "-69.3618928 mV",
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
