"""Mitochondria that make ATP, and cease to when calcium overloads them.

Bertram, Gram Pedersen, Luciani & Sherman (2006), a minimal machine after Magnus & Keizer: pyruvate
dehydrogenase, respiration, the F1F0 ATPase, the adenine nucleotide translocator, a proton leak and
calcium in and out. Fluxes are by volume of mitochondria in mM/ms, so the paper's gamma, which turns
uM into mM, is not needed; `fraction` is the volume of mitochondria over that of the cytosol and is
assumed. j_atp_m is what the translocator brings into the cytosol; `j_f`, what is made, agrees with
it at steady state. The paper's glycolysis is a constant (`fbp`). Departure:
below 110 mV the published uptake p21 psi - p22 turns negative and empties the matrix below zero;
here it stops at zero. Magnesium slows the uptake by `uptake_block`.
It has calcium fluxes of its own, so uniporter and exchanger cards are refused beside it. Caveats:
cytosolic ADP does not act back on it; calcium
overload lowers synthesis here through the potential alone.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "bertram_2006",
    "Bertram R, Gram Pedersen M, Luciani DS, Sherman A (2006) A simplified model for mitochondrial "
    "ATP production. J Theor Biol 243:575",
    place="as run in published code",
)
PREPARATION = "model of a pancreatic beta cell"
START = "it sets where a run starts and enters no rate"
POINT = {
    "ca_i": "0.3 uM",
    "temperature": "307 K",
    "uptake_factor": "1",
    "adp_m": "11.3 mM",
    "nadh": "0.21 mM",
    "ca_m": "0.7 uM",
    "psi_m": "157 mV",
}

mechanism = Mechanism(
    role="mitochondrion",
    says="minimal ATP machine with calcium",
    reads=("ca_i", "temperature", "uptake_factor"),
    writes=("ca_m", "psi_m", "j_ca_m", "j_atp_m"),
    params={
        "fraction": Param("0.08", "volume of mitochondria over that of the cytosol", ASSUMED, "D"),
        "fbp": Param("5 uM", "fructose bisphosphate, sets glycolysis", PAPER, "D", PREPARATION),
        "fbp_unit": Param("1 uM", "the unit in which it counts", PAPER, "C", PREPARATION),
        "k_g": Param("5e-4 uM/ms", "glycolysis", PAPER, "C", PREPARATION),
        "p1": Param("400", "gain of the dehydrogenase", PAPER, "C", PREPARATION),
        "p2": Param("1", "NADH over NAD that halves it", PAPER, "C", PREPARATION),
        "p3": Param("0.01 uM", "matrix calcium that activates half of it", PAPER, "C", PREPARATION),
        "p4": Param("0.6 uM/ms", "greatest respiration", PAPER, "C", PREPARATION),
        "p5": Param("0.1 mM", "NADH at half respiration", PAPER, "C", PREPARATION),
        "p6": Param("177 mV", "potential that halves respiration", PAPER, "C", PREPARATION),
        "p7": Param("5 mV", "its voltage scale", PAPER, "C", PREPARATION),
        "p8": Param("7 uM/ms", "greatest pumping of protons", PAPER, "C", PREPARATION),
        "p9": Param("0.1 mM", "NADH at half the pumping", PAPER, "C", PREPARATION),
        "p10": Param("177 mV", "potential that halves the pumping", PAPER, "C", PREPARATION),
        "p11": Param("5 mV", "its voltage scale", PAPER, "C", PREPARATION),
        "p12": Param("120 uM/ms", "greatest proton flux of the ATPase", PAPER, "C", PREPARATION),
        "p13": Param("10 mM", "matrix ATP that halves the ATPase", PAPER, "C", PREPARATION),
        "p14": Param("190 mV", "potential at half the ATPase", PAPER, "C", PREPARATION),
        "p15": Param("8.5 mV", "its voltage scale", PAPER, "C", PREPARATION),
        "p16": Param("35 uM/ms", "greatest synthesis of the ATPase", PAPER, "C", PREPARATION),
        "p19": Param("0.35 uM/ms", "translocator", PAPER, "C", PREPARATION),
        "p20": Param("2", "ATP over ADP that halves it", PAPER, "C", PREPARATION),
        "p21": Param("0.01 /(uM ms mV)", "uptake of calcium by potential", PAPER, "C", PREPARATION),
        "p22": Param("1.1 /(uM ms)", "its offset", PAPER, "C", PREPARATION),
        "p23": Param("0.001 uM/ms", "release of calcium", PAPER, "C", PREPARATION),
        "p24": Param("0.016 /mV", "its steepness", PAPER, "C", PREPARATION),
        "f_m": Param("0.01", "free over all calcium of the matrix", PAPER, "C", PREPARATION),
        "c_mito": Param("1.8 uM/mV", "capacitance of the membrane", PAPER, "C", PREPARATION),
        "g_h": Param("0.002 uM/(ms mV)", "leak of protons", PAPER, "C", PREPARATION),
        "dp_h": Param("-0.6", "difference of pH", PAPER, "C", PREPARATION),
        "nucleotides": Param("15 mM", "ATP and ADP of the matrix", PAPER, "C", PREPARATION),
        "pyridines": Param("10 mM", "NADH and NAD of the matrix", PAPER, "C", PREPARATION),
        "adp_0": Param("11.79 mM", "matrix ADP at the start", PAPER, "C", inert=START),
        "nadh_0": Param("0.155 mM", "NADH at the start", PAPER, "C", inert=START),
        "ca_m_0": Param("0.0388 uM", "matrix calcium at the start", PAPER, "C", inert=START),
        "psi_0": Param("161 mV", "potential at the start", PAPER, "C", inert=START),
    },
    algebra={
        "rt_f : mV": "R*temperature/F",
        "atp_m : mM": "nucleotides - adp_m",
        "nad : mM": "pyridines - nadh",
        "j_pdh : mM/ms": ("p1*nad/(p2*nad + nadh)*ca_m/(p3 + ca_m)*k_g*sqrt(fbp/fbp_unit)"),
        "j_o : mM/ms": "p4*nadh/(p5 + nadh)/(1 + exp((psi_m - p6)/p7))",
        "j_hres : mM/ms": "p8*nadh/(p9 + nadh)/(1 + exp((psi_m - p10)/p11))",
        "turn : 1": "p13/(p13 + atp_m)/(1 + exp((p14 - psi_m)/p15))",
        "j_f : mM/ms": "p16*turn",
        "j_hatp : mM/ms": "p12*turn",
        "j_ant : mM/ms": "p19*atp_m/(atp_m + p20*adp_m)*exp(psi_m/(2*rt_f))",
        "j_uni : mM/ms": "maximum(p21*psi_m - p22, 0*p22)*ca_i**2*uptake_factor",
        "j_naca : mM/ms": "p23*ratio(ca_m, ca_i)*exp(p24*psi_m)",
        "j_leak : mM/ms": "g_h*(psi_m + dp_h*rt_f)",
        "j_ca_m": "fraction*(j_uni - j_naca)",
        "j_atp_m": "fraction*j_ant",
        "held : mM": "fraction*ca_m/f_m",
    },
    states={
        "adp_m : mM": State("j_ant - j_f", initial="adp_0", says="ADP of the matrix", slow=True),
        "nadh : mM": State("j_pdh - j_o", initial="nadh_0", says="NADH of the matrix", slow=True),
        "ca_m": State(
            "f_m*(j_uni - j_naca)", initial="ca_m_0", says="free matrix calcium", slow=True
        ),
        "psi_m": State(
            "(j_hres - j_hatp - j_ant - j_leak - j_naca - 2*j_uni)/c_mito",
            initial="psi_0",
            says="potential across the inner membrane",
            slow=True,
        ),
    },
    checks=(
        Check(
            POINT,
            {
                "j_pdh": "0.431655601 uM/ms",
                "j_o": "0.399141089 uM/ms",
                "j_hres": "4.65664604 uM/ms",
                "j_f": "0.515711099 uM/ms",
                "j_hatp": "1.76815234 uM/ms",
                "j_ant": "0.957165295 uM/ms",
                "j_uni": "0.0423 uM/ms",
                "j_naca": "0.0287689839 uM/ms",
                "j_leak": "0.282253744 uM/ms",
                "d_adp_m": "0.000441454195 mM/ms",
                "d_nadh": "3.25145125e-05 mM/ms",
                "d_ca_m": "0.000135310161 uM/ms",
                "d_psi_m": "0.853169818 mV/ms",
                "j_ca_m": "0.00108248128 uM/ms",
                "j_atp_m": "0.0765732236 uM/ms",
                "held": "5.6 uM",
            },
            1e-7,
            why="the paper's equations in uM, mM and mV, by independent arithmetic",
        ),
        Check(
            {
                "ca_i": "2.1 uM",
                "temperature": "310.16 K",
                "uptake_factor": "1",
                "fbp": "1 uM",
                "adp_m": "14.1 mM",
                "nadh": "0.27 mM",
                "ca_m": "270 uM",
                "psi_m": "139 mV",
            },
            {
                "j_pdh": "0.194592793 uM/ms",
                "j_o": "0.437618831 uM/ms",
                "j_hres": "5.10555303 uM/ms",
                "j_f": "0.0793961564 uM/ms",
                "j_hatp": "0.272215393 uM/ms",
                "j_ant": "0.145787555 uM/ms",
                "j_uni": "1.2789 uM/ms",
                "j_naca": "1.18854436 uM/ms",
                "j_leak": "0.245926975 uM/ms",
                "d_adp_m": "6.63913988e-05 mM/ms",
                "d_nadh": "-0.000243026038 mM/ms",
                "d_ca_m": "0.000903556355 uM/ms",
                "d_psi_m": "0.386265966 mV/ms",
            },
            1e-7,
            why="the same overloaded with calcium",
        ),
        Check(
            {
                "ca_i": "0.1 uM",
                "temperature": "310.16 K",
                "uptake_factor": "1",
                "adp_m": "11.789975 mM",
                "nadh": "0.15485493 mM",
                "ca_m": "0.038810184 uM",
                "psi_m": "161.07569 mV",
            },
            {"j_o": "0.350084 uM/ms", "j_pdh": "0.350084 uM/ms", "j_f": "0.853304 uM/ms"},
            2e-6,
            why="bertram2006_ss.csv: the steady state in 0.1 uM",
        ),
    ),
    refuses=("uniporter", "mitochondrial_exchanger"),
)
