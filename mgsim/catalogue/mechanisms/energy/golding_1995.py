"""ATP, phosphocreatine and free magnesium of the cytosol, constants of Golding et al. (1995).

Published: acid and magnesium constants of ATP, ADP, AMP, phosphocreatine and phosphate (38 C,
I = 0.25 M, after Alberty 1992) and the reference constants of creatine and adenylate kinase, from
which the apparent K'_CK = K H P_ATP/(P_ADP P_PCr) and K'_AK = K P_ATP P_AMP/P_ADP^2 follow with pH
and magnesium. Free magnesium is the root of total = free + all bound (`mg_held`), each ligand being
a hyperbola with an apparent constant. The root is implicit, so mg_i is a state that follows it: it
moves by the exact derivative of the balance, and what is missing (`mg_missing`) dies away with
`tau_mg`, so it neither lags nor drifts. It starts one Newton step from a closed first guess (1e-5
of the root at rest). Proposed here, not published: both kinases as fast
reactions towards those constants (their rates are assumed), a basal use of ATP, and factors that
end use where ATP ends and synthesis where ADP or phosphate ends. Adenine, creatine, phosphate and
magnesium are conserved. Rising free magnesium on loss of ATP is a consequence here, no protection.
pH is a number that does not move. Calcium, sodium and potassium bind nothing here.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "golding_1995",
    "Golding EM, Teague WE, Dobson GP (1995) Adjustment of K' to varying pH and pMg for the "
    "creatine kinase, adenylate kinase and ATP hydrolysis equilibria permitting quantitative "
    "bioenergetic assessment. J Exp Biol 198:1775",
    mark="read",
)
USE = Source("bionumbers", "BioNumbers: 30 umol ATP/g/min", place="0.5 mM/s", mark="derived")
SUITS = ASSUMED.at("set so that free magnesium is 0.5 mM at rest")
START = "it sets where a run starts and enters no rate"
SOLUTION = "38 C, I = 0.25 M"
SQUARES = (
    "(mg_total - atp*({m}/({m} + k_atp))**2 - adp*({m}/({m} + k_adp))**2"
    " - amp*({m}/({m} + k_amp))**2 - pcr*({m}/({m} + k_pcr))**2 - pi_c*({m}/({m} + k_pi))**2)"
)
SLOPE = (
    "(1 + atp*k_atp/({m} + k_atp)**2 + adp*k_adp/({m} + k_adp)**2"
    " + amp*k_amp/({m} + k_amp)**2 + pcr*k_pcr/({m} + k_pcr)**2 + pi_c*k_pi/({m} + k_pi)**2)"
)
MG_START = SQUARES.format(m="mg_start") + "/" + SLOPE.format(m="mg_start")
REST = {"j_atp": "2 uM/s", "j_atp_m": "3 uM/s"}

mechanism = Mechanism(
    role="energy",
    says="ATP balance with creatine kinase, and free magnesium from its total",
    reads=("j_atp", "j_atp_m"),
    writes=("atp", "adp", "mg_i", "mg_atp"),
    params={
        "ph": Param("7.2", "pH of the cytosol", ASSUMED, "D"),
        "decade": Param("10", "the base of pH", PAPER, "A"),
        "molar": Param("1 M", "the unit in which pH counts", PAPER, "A"),
        "ka_atp": Param("3.23e-7 M", "acid constant of ATP", PAPER, "B", SOLUTION),
        "ka_adp": Param("4.45e-7 M", "acid constant of ADP", PAPER, "B", SOLUTION),
        "ka_amp": Param("6.28e-7 M", "acid constant of AMP", PAPER, "B", SOLUTION),
        "ka_pcr": Param("3.53e-5 M", "acid constant of phosphocreatine", PAPER, "B", SOLUTION),
        "ka_pi": Param("2.41e-7 M", "acid constant of phosphate", PAPER, "B", SOLUTION),
        "kb_atp": Param("9.90e3 /M", "magnesium at ATP", PAPER, "B", SOLUTION),
        "kb_hatp": Param("94.2 /M", "magnesium at HATP", PAPER, "B", SOLUTION),
        "kb_adp": Param("1.11e3 /M", "magnesium at ADP", PAPER, "B", SOLUTION),
        "kb_hadp": Param("26.2 /M", "magnesium at HADP", PAPER, "B", SOLUTION),
        "kb_amp": Param("54.7 /M", "magnesium at AMP", PAPER, "B", SOLUTION),
        "kb_pcr": Param("18.4 /M", "magnesium at phosphocreatine", PAPER, "B", SOLUTION),
        "kb_pi": Param("43.4 /M", "magnesium at phosphate", PAPER, "B", SOLUTION),
        "kref_ck": Param("3.77e8 /M", "creatine kinase", PAPER, "B", SOLUTION),
        "kref_ak": Param("0.374", "adenylate kinase", PAPER, "B", SOLUTION),
        "rate_ck": Param("0.1 /(mM s)", "speed of creatine kinase", ASSUMED, "D"),
        "rate_ak": Param("1 /(mM s)", "speed of adenylate kinase", ASSUMED, "D"),
        "basal": Param("0.5 mM/s", "ATP that the cell spends besides its pumps", USE, "C", "brain"),
        "k_use": Param("0.01 mM", "ATP at which use is halved", ASSUMED, "D"),
        "k_adp_m": Param("0.02 mM", "ADP at which synthesis is halved", ASSUMED, "D"),
        "k_pi_m": Param("0.1 mM", "phosphate at which synthesis is halved", ASSUMED, "D"),
        "mg_total": Param("3 mM", "magnesium, free and at these ligands", SUITS, "C"),
        "tau_mg": Param("1 ms", "how fast a missing balance is made good", ASSUMED, "D"),
        "adenine": Param("3.0365 mM", "ATP, ADP and AMP", ASSUMED, "D"),
        "creatine": Param("10 mM", "creatine and phosphocreatine", ASSUMED, "D"),
        "phosphate": Param("15.573 mM", "phosphate, alone and in all of these", ASSUMED, "D"),
        "atp_0": Param("3 mM", "ATP at the start", ASSUMED, "D", inert=START),
        "adp_0": Param("0.036 mM", "ADP at the start", ASSUMED, "D", inert=START),
        "pcr_0": Param("5 mM", "phosphocreatine at the start", ASSUMED, "D", inert=START),
    },
    algebra={
        "h : mM": "molar*decade**(-ph)",
        "amp : mM": "adenine - atp - adp",
        "cr : mM": "creatine - pcr",
        "pi_c : mM": "phosphate - pcr - (2 + 1)*atp - 2*adp - amp",
        "k_atp : mM": "(1 + h/ka_atp)/(kb_atp + kb_hatp*h/ka_atp)",
        "k_adp : mM": "(1 + h/ka_adp)/(kb_adp + kb_hadp*h/ka_adp)",
        "k_amp : mM": "(1 + h/ka_amp)/kb_amp",
        "k_pcr : mM": "(1 + h/ka_pcr)/kb_pcr",
        "k_pi : mM": "(1 + h/ka_pi)/kb_pi",
        "linear : 1": "1 + adp/k_adp + amp/k_amp + pcr/k_pcr + pi_c/k_pi",
        "half : mM": "linear*k_atp + atp - mg_total",
        "mg_start : mM": (
            "2*mg_total*k_atp/(half + sqrt(half**2 + (2*linear)*(2*mg_total*k_atp)))"
        ),
        "mg_atp": "atp*mg_i/(mg_i + k_atp)",
        "p_atp : 1": "(1 + h/ka_atp)*(1 + mg_i/k_atp)",
        "p_adp : 1": "(1 + h/ka_adp)*(1 + mg_i/k_adp)",
        "p_amp : 1": "(1 + h/ka_amp)*(1 + mg_i/k_amp)",
        "p_pcr : 1": "(1 + h/ka_pcr)*(1 + mg_i/k_pcr)",
        "k_ck : 1": "kref_ck*h*p_atp/(p_adp*p_pcr)",
        "k_ak : 1": "kref_ak*p_atp*p_amp/p_adp**2",
        "j_ck : mM/ms": "rate_ck*(k_ck*adp*pcr - atp*cr)",
        "j_ak : mM/ms": "rate_ak*(k_ak*adp**2 - atp*amp)",
        "spent : mM/ms": "(j_atp + basal)*atp/(atp + k_use)",
        "made : mM/ms": "j_atp_m*adp/(adp + k_adp_m)*pi_c/(pi_c + k_pi_m)",
        "atp_rate : mM/ms": "made - spent + j_ck + j_ak",
        "adp_rate : mM/ms": "spent - made - j_ck - 2*j_ak",
        "mg_held : mM": (
            "mg_i + atp*mg_i/(mg_i + k_atp) + adp*mg_i/(mg_i + k_adp) + amp*mg_i/(mg_i + k_amp)"
            " + pcr*mg_i/(mg_i + k_pcr) + pi_c*mg_i/(mg_i + k_pi)"
        ),
        "mg_missing : mM": "mg_total - mg_held",
        "mg_freed : mM/ms": (
            "-atp_rate*mg_i/(mg_i + k_atp) - adp_rate*mg_i/(mg_i + k_adp)"
            " - j_ak*mg_i/(mg_i + k_amp) + j_ck*mg_i/(mg_i + k_pcr)"
            " - (spent - made)*mg_i/(mg_i + k_pi)"
        ),
        "mg_slope : 1": SLOPE.format(m="mg_i"),
    },
    states={
        "atp": State("atp_rate", initial="atp_0", says="all ATP", slow=True),
        "adp": State("adp_rate", initial="adp_0", says="all ADP", slow=True),
        "pcr : mM": State("-j_ck", initial="pcr_0", says="all phosphocreatine", slow=True),
        "mg_i": State(
            "(mg_freed + mg_missing/tau_mg)/mg_slope",
            initial=MG_START,
            says="free magnesium",
            slow=True,
        ),
    },
    checks=(
        Check(
            {
                **REST,
                "atp": "3 mM",
                "adp": "0.03 mM",
                "pcr": "5 mM",
                "mg_i": "0.5 mM",
                "adenine": "3.031 mM",
                "phosphate": "15.561 mM",
            },
            {"amp": "1 uM", "pi_c": "1.5 mM", "mg_held": "2.998056 mM", "mg_atp": "2.417336 mM"},
            1e-6,
            why="free_mg_vs_atp.csv: at rest 2.998 mM hold 0.5 mM free; 0.8058 of ATP",
        ),
        Check(
            {
                **REST,
                "atp": "1 mM",
                "adp": "0.7 mM",
                "pcr": "0.02 mM",
                "mg_i": "1.27871 mM",
                "adenine": "3.03 mM",
                "phosphate": "13.75 mM",
            },
            {"amp": "1.33 mM", "pi_c": "8 mM", "mg_held": "2.998056 mM"},
            3e-6,
            why="free_mg_vs_atp.csv: most of ATP is gone",
        ),
        Check(
            {
                "j_atp": "20 uM/s",
                "j_atp_m": "30 uM/s",
                "ph": "6.9",
                "atp": "2.3 mM",
                "adp": "0.4 mM",
                "pcr": "2.1 mM",
                "adenine": "3 mM",
                "phosphate": "14 mM",
                "mg_i": "1.2 mM",
            },
            {
                "h": "0.000125892541 mM",
                "k_ck": "234.809555",
                "k_ak": "0.915762992",
                "j_ck": "17.9070026 mM/s",
                "j_ak": "-0.543477921 mM/s",
                "spent": "0.517748918 mM/s",
                "made": "0.0278571429 mM/s",
                "d_pcr": "-17.9070026 mM/s",
                "mg_missing": "-0.654101632 mM",
                "d_mg_i": "-466.573061 mM/s",
            },
            1e-6,
            why="binding polynomials in M and differences of them, by independent arithmetic",
        ),
        Check(
            {
                "j_atp": "20 uM/s",
                "j_atp_m": "700 uM/s",
                "ph": "7.6",
                "atp": "0.02 mM",
                "adp": "0.03 mM",
                "pcr": "0.5 mM",
                "mg_i": "2.4 mM",
                "adenine": "2 mM",
                "phosphate": "3 mM",
                "mg_total": "2.9 mM",
            },
            {
                "spent": "0.346666667 mM/s",
                "made": "0.340754717 mM/s",
                "d_atp": "0.0275307978 mM/s",
                "d_adp": "0.0107625991 mM/s",
                "d_mg_i": "165.049357 mM/s",
            },
            1e-6,
            why="where ATP, ADP and phosphate run out",
        ),
    ),
)
