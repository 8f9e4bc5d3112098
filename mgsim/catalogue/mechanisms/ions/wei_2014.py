"""Ions of Wei, Ullah & Schiff (2014): amounts on both sides, two cotransporters, swelling.

Amounts follow the currents, KC = 0.3 mM/s ln(Ki Cli/(Ko Clo)) and NK = 0.1 mM/s/(1 + exp(16 - Ko))
(ln(Ki Cli/(Ko Clo)) + ln(Nai Cli/(Nao Clo))) (both neutral, per volume of cytosol), and what glia,
diffusion and glia's pump move. Volume relaxes towards what the osmolarities ask for; cell and space
share a constant total of 8/7 of the initial volume. E = 26.64 mV ln(out/in). Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

PAPER = Source(
    "wei_2014",
    "Wei Y, Ullah G, Schiff SJ (2014) Unification of neuronal spikes, seizures, and spreading "
    "depression. J Neurosci 34:11733-11743",
)
CODE = PAPER.at("xalbrain wei_manual.py, checked against SDinSlice SpatialModel.py")
PREPARATION = "model of a pyramidal cell, glia and the space between them"
START = "it sets where a run starts and enters no rate"

mechanism = Mechanism(
    role="ions",
    says="amounts of sodium, potassium and chloride on both sides, and swelling",
    reads=("i_na", "i_k", "i_cl", "j_k_e"),
    writes=(
        *("na_i", "k_i", "cl_i", "na_e", "k_e", "cl_e", "e_na", "e_k", "e_cl"),
        *("volume", "volume_e"),
    ),
    params={
        "rt_f": Param("26.64 mV", "RT/F as the code has it", CODE, "C", PREPARATION),
        "kcc": Param("0.3 mM/s", "strength of KCl cotransport", CODE, "C", PREPARATION),
        "nkcc": Param("0.1 mM/s", "strength of NaK2Cl cotransport", CODE, "C", PREPARATION),
        "k_nkcc": Param("16 mM", "potassium that half opens NaK2Cl", CODE, "C", PREPARATION),
        "k_slope": Param("1 mM", "scale of that rise", CODE, "C", PREPARATION),
        "tau_volume": Param("250 ms", "time constant of swelling", CODE, "C", PREPARATION),
        "volume_0": Param("1436.8 um^3", "volume of reference", CODE, "D", PREPARATION),
        "space": Param(
            "0.14285714285714285", "outer over inner volume at that: 1/7", CODE, "D", PREPARATION
        ),
        "swollen": Param(
            "1.1029", "greatest volume over that of reference", CODE, "C", PREPARATION
        ),
        "swelling": Param("0.1029", "what osmolarity takes off it", CODE, "C", PREPARATION),
        "osmotic": Param("20 mM", "osmolarity for an e-fold of that", CODE, "C", PREPARATION),
        "held_i": Param("132 mM", "impermeant inside, at reference", CODE, "C", PREPARATION),
        "held_e": Param("18 mM", "impermeant outside, at reference", CODE, "C", PREPARATION),
        "volume_start": Param(
            "1436.8 um^3", "volume at the start", CODE, "C", PREPARATION, inert=START
        ),
        "na_i_0": Param("18 mM", "inner sodium at the start", CODE, "C", inert=START),
        "k_i_0": Param("140 mM", "inner potassium at the start", CODE, "C", inert=START),
        "cl_i_0": Param("6 mM", "inner chloride at the start", CODE, "C", inert=START),
        "na_e_0": Param("144 mM", "outer sodium at the start", CODE, "C", inert=START),
        "k_e_0": Param("4 mM", "outer potassium at the start", CODE, "C", inert=START),
        "cl_e_0": Param("130 mM", "outer chloride at the start", CODE, "C", inert=START),
    },
    algebra={
        "whole : um^3": "(1 + space)*volume_0",
        "volume_e": "whole - volume",
        "na_i": "n_na_i/volume",
        "k_i": "n_k_i/volume",
        "cl_i": "n_cl_i/volume",
        "na_e": "n_na_e/volume_e",
        "k_e": "n_k_e/volume_e",
        "cl_e": "n_cl_e/volume_e",
        "e_na": "rt_f*log(na_e/na_i)",
        "e_k": "rt_f*log(k_e/k_i)",
        "e_cl": "rt_f*log(cl_i/cl_e)",
        "down_k : 1": "log(k_i*cl_i/(k_e*cl_e))",
        "down_na : 1": "log(na_i*cl_i/(na_e*cl_e))",
        "j_kcc : mM/ms": "kcc*down_k",
        "j_nkcc : mM/ms": "nkcc/(1 + exp((k_nkcc - k_e)/k_slope))*(down_k + down_na)",
        "os_i : mM": "na_i + k_i + cl_i + held_i*volume_0/volume",
        "os_e : mM": "na_e + k_e + cl_e + held_e*space*volume_0/volume_e",
        "volume_goal : um^3": "volume_0*(swollen - swelling*exp((os_e - os_i)/osmotic))",
    },
    states={
        "volume": State(
            "(volume_goal - volume)/tau_volume", "volume_start", "volume of the cell", slow=True
        ),
        "n_na_i : mM um^3": State(
            "-i_na/F - volume*j_nkcc", "na_i_0*volume_start", "amount of sodium inside", slow=True
        ),
        "n_k_i : mM um^3": State(
            "-i_k/F - volume*(j_kcc + j_nkcc)",
            "k_i_0*volume_start",
            "amount of potassium inside",
            slow=True,
        ),
        "n_cl_i : mM um^3": State(
            "i_cl/F - volume*(j_kcc + 2*j_nkcc)",
            "cl_i_0*volume_start",
            "amount of chloride inside",
            slow=True,
        ),
        "n_na_e : mM um^3": State(
            "i_na/F + volume*j_nkcc",
            "na_e_0*((1 + space)*volume_0 - volume_start)",
            "amount of sodium outside",
            slow=True,
        ),
        "n_k_e : mM um^3": State(
            "i_k/F + volume*(j_kcc + j_nkcc) + volume_e*j_k_e",
            "k_e_0*((1 + space)*volume_0 - volume_start)",
            "amount of potassium outside",
            slow=True,
        ),
        "n_cl_e : mM um^3": State(
            "-i_cl/F + volume*(j_kcc + 2*j_nkcc)",
            "cl_e_0*((1 + space)*volume_0 - volume_start)",
            "amount of chloride outside",
            slow=True,
        ),
    },
    checks=(
        Check(
            {
                "volume": "1460 um^3",
                "i_na": "-10.58038854 pA",
                "i_k": "13.69226752 pA",
                "i_cl": "4.979006371 pA",
                "j_k_e": "-0.35 mM/s",
                "n_na_i": "31682 mM um^3",
                "n_k_i": "191260 mM um^3",
                "n_cl_i": "11242 mM um^3",
                "n_na_e": "25305.942857143 mM um^3",
                "n_k_e": "964.90285714286 mM um^3",
                "n_cl_e": "22393.028571429 mM um^3",
            },
            {
                "d_volume": "-0.01789303465 um^3/ms",
                "d_n_k_e": "0.2693751527 mM um^3/ms",
                "d_n_k_i": "-0.3330951527 mM um^3/ms",
                "d_n_na_e": "-0.1096717965 mM um^3/ms",
                "d_n_na_i": "0.1096717965 mM um^3/ms",
                "d_n_cl_i": "-0.1395672387 mM um^3/ms",
                "d_n_cl_e": "0.1395672387 mM um^3/ms",
                "volume_e": "182.0571429 um^3",
                "na_i": "21.7 mM",
                "k_i": "131 mM",
                "cl_i": "7.7 mM",
                "na_e": "139 mM",
                "k_e": "5.3 mM",
                "cl_e": "123 mM",
                "e_na": "49.47478696 mV",
                "e_k": "-85.44754699 mV",
                "e_cl": "-73.81848167 mV",
            },
            1e-06,
            why="the paper's equations in its own units, by independent arithmetic",
        ),
        Check(
            {
                "volume": "1400 um^3",
                "i_na": "5.446848858 pA",
                "i_k": "-7.867670572 pA",
                "i_cl": "-3.631232572 pA",
                "j_k_e": "-0.35 mM/s",
                "n_na_i": "22680 mM um^3",
                "n_k_i": "194600 mM um^3",
                "n_cl_i": "7140 mM um^3",
                "n_na_e": "34130.057142857 mM um^3",
                "n_k_e": "3461.4171428571 mM um^3",
                "n_cl_e": "30983.314285714 mM um^3",
            },
            {
                "d_volume": "0.05854287265 um^3/ms",
                "d_n_k_e": "-0.7016619997 mM um^3/ms",
                "d_n_k_i": "0.6169419997 mM um^3/ms",
                "d_n_na_e": "-0.08054509206 mM um^3/ms",
                "d_n_na_i": "0.08054509206 mM um^3/ms",
                "d_n_cl_i": "0.6347619691 mM um^3/ms",
                "d_n_cl_e": "-0.6347619691 mM um^3/ms",
                "volume_e": "242.0571429 um^3",
                "na_i": "16.2 mM",
                "k_i": "139 mM",
                "cl_i": "5.1 mM",
                "na_e": "141 mM",
                "k_e": "14.3 mM",
                "cl_e": "128 mM",
                "e_na": "57.64226399 mV",
                "e_k": "-60.58507151 mV",
                "e_cl": "-85.85511825 mV",
            },
            1e-06,
            why="the same at another point, where other terms weigh",
        ),
    ),
)
