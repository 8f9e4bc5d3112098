"""NF-kB in three variables, the reduced model of Krishna, Jensen & Sneppen (2006).

N' = A (1 - N)/(epsilon + I) - B I N/(delta + N), M' = N^2 - M, I' = M - C (1 - N) I/(epsilon + I),
without dimension: nuclear NF-kB, mRNA of IkB and IkB, in time by the decay g_m of the mRNA. The
parameters are those of spiky oscillations as run in published code; the period is 2.0811/g_m, 122.4
min. C is proportional to the stimulus (IKK). mRNA and IkB are scaled; NF-kB is over its total, as
in `krishna_2006` with 1 uM, whose period differs (154.8 min).
Departure: cytokines are not in the paper. `cytokine` = (1 - e_max Mg/(Mg + k_mg)) N^2/n_2 with the
magnesium of the blood serum, a factor from monocytes of cord blood in culture, not from neurons;
what `krishna_2006` says of it holds here too. Without a `set` magnesium does nothing. Never reads
mg_o.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "krishna_2006",
    "Krishna S, Jensen MH, Sneppen K (2006) Minimal model of spiky oscillations in NF-kB "
    "signaling. Proc Natl Acad Sci USA 103:10840-10845",
    doi="10.1073/pnas.0604085103",
    place="Fig. 2, as run in published code",
)
NOMINAL = PAPER.at("as nominal value in a published sensitivity analysis of the full model")
CYCLE = PAPER.at("mean of N^2 over one cycle of 2.08111/g_m", "derived")
PREPARATION = "model of mammalian cells in culture"

mechanism = Mechanism(
    role="inflammation",
    says="NF-kB oscillator of three variables; serum magnesium scales what it produces",
    reads=("mg_serum",),
    writes=("cytokine",),
    params={
        "g_m": Param("0.017 /min", "decay of the mRNA, the unit of time", NOMINAL, "C"),
        "a": Param("0.007", "import of NF-kB that no IkB holds", PAPER, "C", PREPARATION),
        "b": Param("954.5", "export of NF-kB by IkB", PAPER, "C", PREPARATION),
        "c": Param("0.035", "loss of IkB by IKK: the stimulus", PAPER, "C", PREPARATION),
        "delta": Param("0.029", "NF-kB that half fills the export", PAPER, "C", PREPARATION),
        "epsilon": Param("2e-5", "IkB that holds half of the NF-kB", PAPER, "C", PREPARATION),
        "n_2": Param("0.03243765", "mean of N^2 over a cycle", CYCLE, "C", PREPARATION),
        "e_max": Param("0", "part that any magnesium can take away; unknown", ASSUMED, "D"),
        "k_mg": Param("1 mM", "serum magnesium that takes half of it; unknown", ASSUMED, "D"),
    },
    algebra={
        "free : 1": "(1 - nfkb_n)/(epsilon + ikb)",
        "drive : 1": "nfkb_n**2/n_2",
        "factor : 1": "1 - e_max*mg_serum/(mg_serum + k_mg)",
        "cytokine": "factor*drive",
    },
    states={
        "nfkb_n : 1": State(
            "g_m*(a*free - b*ikb*nfkb_n/(delta + nfkb_n))",
            initial="0",
            says="NF-kB of the nucleus over all NF-kB",
            slow=True,
        ),
        "ikb_m : 1": State(
            "g_m*(nfkb_n**2 - ikb_m)", initial="0", says="mRNA of IkB, scaled", slow=True
        ),
        "ikb : 1": State("g_m*(ikb_m - c*ikb*free)", initial="0", says="IkB, scaled", slow=True),
    },
    checks=(
        Check(
            {
                "mg_serum": "0.8 mM",
                "e_max": "0.7",
                "k_mg": "1.9 mM",
                "nfkb_n": "0.31",
                "ikb_m": "0.027",
                "ikb": "0.0063",
            },
            {
                "d_nfkb_n": "-0.08048978307 /min",
                "d_ikb_m": "0.0011747 /min",
                "d_ikb": "4.974920886e-05 /min",
                "factor": "0.7925925926",
                "drive": "2.962606724",
                "cytokine": "2.348140144",
            },
            1e-8,
            why="the paper's equations without dimension times 0.017 /min, independently",
        ),
        Check(
            {"mg_serum": "2.4 mM", "nfkb_n": "0.0023", "ikb_m": "0.061", "ikb": "0.00011"},
            {
                "d_nfkb_n": "0.9131480709 /min",
                "d_ikb_m": "-0.00103691007 /min",
                "d_ikb": "0.000534696423 /min",
                "factor": "1",
                "cytokine": "0.0001630820975",
            },
            1e-8,
            why="the same where IkB is scarce; without a set magnesium does nothing",
        ),
        Check(
            {"mg_serum": "2.468628 mM"},
            {"factor": "0.52"},
            1e-6,
            why="48 % fewer producing monocytes at 6 mg of Mg/dl (abstract)",
            set="tnf_alpha",
        ),
        Check(
            {"mg_serum": "2.468628 mM"},
            {"factor": "0.63"},
            1e-6,
            why="37 % fewer producing monocytes at 6 mg of Mg/dl (abstract)",
            set="il_6",
        ),
        Check(
            {"mg_serum": "0.4984796 mM"},
            {"factor": "0.52"},
            1e-6,
            why="48 % fewer producing monocytes at 6 mg of MgSO4/dl (abstract)",
            set="tnf_alpha_salt",
        ),
        Check(
            {"mg_serum": "0.4984796 mM"},
            {"factor": "0.63"},
            1e-6,
            why="37 % fewer producing monocytes at 6 mg of MgSO4/dl (abstract)",
            set="il_6_salt",
        ),
    ),
)
