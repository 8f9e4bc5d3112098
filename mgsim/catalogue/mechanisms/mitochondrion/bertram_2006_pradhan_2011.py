"""Mitochondria that make ATP, their calcium uptake slowed by cytosolic magnesium.

Bertram, Gram Pedersen, Luciani & Sherman (2006), a minimal machine after Magnus & Keizer: pyruvate
dehydrogenase, respiration, the F1F0 ATPase, the adenine nucleotide translocator, a proton leak and
calcium in and out. Fluxes are by volume of mitochondria in mM/ms, so the paper's gamma, which turns
uM into mM, is not needed; `fraction` is the volume of mitochondria over that of the cytosol and is
assumed. j_atp_m is what the translocator brings into the cytosol; `j_f`, what is made, agrees with
it at steady state. The paper's glycolysis is a constant (`fbp`). J_uni is
multiplied by R_Mg = J(Mg)/J(0.5 mM) of Pradhan et al. (2011) in the calcium of the cytosol: a
combination made here that neither paper has; `mg_i` = `mg_ref` gives back `bertram_2006`
(whose uptake below 110 mV is zero, where the published one takes matrix calcium below zero).
It has calcium fluxes of its own, so uniporter and exchanger cards are refused beside it. Caveats:
cytosolic ADP does not act back on it; R_Mg counts matrix
calcium at 0.25 uM, as the reference table does.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "bertram_2006",
    "Bertram R, Gram Pedersen M, Luciani DS, Sherman A (2006) A simplified model for mitochondrial "
    "ATP production. J Theor Biol 243:575",
    place="as run in published code",
)
BLOCK = Source(
    "pradhan_2011",
    "Pradhan RK, Qi F, Beard DA, Dash RK (2011) Characterization of Mg2+ inhibition of "
    "mitochondrial Ca2+ uptake by a mechanistic model of mitochondrial Ca2+ uniporter. "
    "Biophys J 101:2071",
    place="NeuroBox3D/neuro_collection, membrane_transporters/mcu.cpp",
)
HEART = "isolated heart mitochondria"
PREPARATION = "model of a pancreatic beta cell"
START = "it sets where a run starts and enters no rate"
POINT = {
    "ca_i": "0.3 uM",
    "mg_i": "0.6 mM",
    "temperature": "307 K",
    "adp_m": "11.3 mM",
    "nadh": "0.21 mM",
    "ca_m": "0.7 uM",
    "psi_m": "157 mV",
}

mechanism = Mechanism(
    role="mitochondrion",
    says="minimal ATP machine, uptake of calcium slowed by magnesium",
    reads=("ca_i", "mg_i", "temperature"),
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
        "k_c": Param("3.965 uM", "calcium at the uniporter", BLOCK, "B", HEART),
        "k_m": Param("0.655 mM", "magnesium at the uniporter", BLOCK, "B", HEART),
        "k_pi": Param("0.2 mM", "phosphate that alters both", BLOCK, "B", HEART),
        "g": Param("3.9", "how calcium and magnesium hinder each other", BLOCK, "B", HEART),
        "phosphate": Param("0 mM", "phosphate of the cytosol, as in the table", ASSUMED, "D"),
        "ca_x": Param("0.25 uM", "matrix calcium of the ratio", ASSUMED, "D"),
        "mg_ref": Param("0.5 mM", "magnesium at which the ratio is 1", ASSUMED, "D"),
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
        "f : 1": "1 + phosphate/(k_pi + phosphate)",
        "c : 1": "(ca_i/(k_c*f))**2",
        "x_c : 1": "(ca_x/(k_c*f))**2",
        "d_now : 1": "1 + c + x_c + (mg_i*f/k_m)**2*(1 + c/g**4)",
        "d_ref : 1": "1 + c + x_c + (mg_ref*f/k_m)**2*(1 + c/g**4)",
        "r_mg : 1": "d_ref/d_now",
        "j_uni : mM/ms": "maximum(p21*psi_m - p22, 0*p22)*ca_i**2*r_mg",
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
                "j_uni": "0.0364337101 uM/ms",
                "j_naca": "0.0287689839 uM/ms",
                "j_leak": "0.282253744 uM/ms",
                "d_adp_m": "0.000441454195 mM/ms",
                "d_nadh": "3.25145125e-05 mM/ms",
                "d_ca_m": "7.66472613e-05 uM/ms",
                "d_psi_m": "0.859687918 mV/ms",
                "j_ca_m": "0.000613178091 uM/ms",
                "j_atp_m": "0.0765732236 uM/ms",
                "held": "5.6 uM",
            },
            1e-7,
            why="the paper's equations in uM, mM and mV, by independent arithmetic",
        ),
        Check(
            {
                "ca_i": "2.1 uM",
                "mg_i": "1.3 mM",
                "mg_ref": "0.6 mM",
                "ca_x": "4 uM",
                "phosphate": "2 mM",
                "temperature": "310.16 K",
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
                "j_uni": "0.359271785 uM/ms",
                "j_naca": "1.18854436 uM/ms",
                "j_leak": "0.245926975 uM/ms",
                "d_adp_m": "6.63913988e-05 mM/ms",
                "d_nadh": "-0.000243026038 mM/ms",
                "d_ca_m": "-0.00829272579 uM/ms",
                "d_psi_m": "1.40807509 mV/ms",
            },
            1e-7,
            why="the same overloaded with calcium",
        ),
        Check(
            {**POINT, "ca_i": "1 uM", "mg_i": "0.7 mM"},
            {"r_mg": "0.746807"},
            1e-6,
            why="bertram2006_mg_mcu.csv",
        ),
    ),
    refuses=("uniporter", "mitochondrial_exchanger"),
)
