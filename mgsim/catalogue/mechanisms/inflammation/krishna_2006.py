"""NF-kB and its inhibitor in seven variables, after Krishna, Jensen & Sneppen (2006).

Equations and nominal rates as run in published code that cites the paper (minutes, uM): free NF-kB
in nucleus and cytoplasm, IkB and its mRNA, and the complexes. IKK is the stimulus: it breaks IkB
that is bound. NF-kB then oscillates, every 154.8 min at 0.5 uM and every 103.5 min at 0.7 uM.
Departure: cytokines are not in the paper. `cytokine` = (1 - e_max Mg/(Mg + k_mg)) N^2/n_2: their
genes are read by the square of nuclear NF-kB, as that of IkB is, over its mean without magnesium
(n_2), and the magnesium of the blood serum multiplies it. The source is monocytes of cord blood in
culture (Sugimoto et al. 2012), not neurons, glia or a brain; magnesium acted inside those cells and
upstream too (IkB up, nuclear p65 down), which a factor does not say. One point gives neither e_max
nor k_mg: both are unknown, and without a `set` magnesium does nothing. Never reads mg_o.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

PAPER = Source(
    "krishna_2006",
    "Krishna S, Jensen MH, Sneppen K (2006) Minimal model of spiky oscillations in NF-kB "
    "signaling. Proc Natl Acad Sci USA 103:10840-10845",
    doi="10.1073/pnas.0604085103",
    place="as nominal values in a published sensitivity analysis of the model",
)
CYCLE = PAPER.at("mean of N^2 over one cycle of 154.847 min, IKK 0.5 uM", "derived")
PREPARATION = "model of mammalian cells in culture"

mechanism = Mechanism(
    role="inflammation",
    says="NF-kB oscillator of seven variables; serum magnesium scales what it produces",
    reads=("mg_serum",),
    writes=("cytokine",),
    params={
        "k_n_in": Param("5.4 /min", "import of NF-kB", PAPER, "C", PREPARATION),
        "k_i_in": Param("0.018 /min", "import of IkB", PAPER, "C", PREPARATION),
        "k_i_out": Param("0.012 /min", "export of IkB", PAPER, "C", PREPARATION),
        "k_ni_out": Param("0.83 /min", "export of the complex", PAPER, "C", PREPARATION),
        "k_t": Param("1.03 /(uM min)", "transcription of IkB", PAPER, "C", PREPARATION),
        "k_tl": Param("0.24 /min", "translation of IkB", PAPER, "C", PREPARATION),
        "k_f": Param("30 /(uM min)", "binding in the cytoplasm", PAPER, "C", PREPARATION),
        "k_fn": Param("30 /(uM min)", "binding in the nucleus", PAPER, "C", PREPARATION),
        "k_b": Param("0.03 /min", "unbinding in the cytoplasm", PAPER, "C", PREPARATION),
        "k_bn": Param("0.03 /min", "unbinding in the nucleus", PAPER, "C", PREPARATION),
        "g_m": Param("0.017 /min", "decay of the mRNA", PAPER, "C", PREPARATION),
        "k_ikk": Param("1.05 /(uM min)", "loss of bound IkB by IKK", PAPER, "C", PREPARATION),
        "ikk": Param("0.5 uM", "active IKK: the stimulus", PAPER, "C", PREPARATION),
        "total": Param("1 uM", "all NF-kB, free in the cytoplasm at the start", PAPER, "C"),
        "n_2": Param("0.03137923 uM^2", "mean of N^2 at the IKK above", CYCLE, "C", PREPARATION),
        "e_max": Param("0", "part that any magnesium can take away; unknown", ASSUMED, "D"),
        "k_mg": Param("1 mM", "serum magnesium that takes half of it; unknown", ASSUMED, "D"),
    },
    algebra={
        "loss : /ms": "k_ikk*ikk",
        "bind_c : mM/ms": "k_f*nfkb_c*ikb_c - k_b*bound_c",
        "bind_n : mM/ms": "k_fn*nfkb_n*ikb_n - k_bn*bound_n",
        "drive : 1": "nfkb_n**2/n_2",
        "factor : 1": "1 - e_max*mg_serum/(mg_serum + k_mg)",
        "cytokine": "factor*drive",
    },
    states={
        "nfkb_n : mM": State(
            "k_n_in*nfkb_c - bind_n", initial="0*total", says="NF-kB of the nucleus", slow=True
        ),
        "nfkb_c : mM": State(
            "loss*bound_c - bind_c - k_n_in*nfkb_c",
            initial="total",
            says="NF-kB of the cytoplasm",
            slow=True,
        ),
        "ikb_m : mM": State(
            "k_t*nfkb_n**2 - g_m*ikb_m", initial="0*total", says="mRNA of IkB", slow=True
        ),
        "ikb_c : mM": State(
            "k_tl*ikb_m - bind_c - k_i_in*ikb_c + k_i_out*ikb_n",
            initial="0*total",
            says="IkB of the cytoplasm",
            slow=True,
        ),
        "ikb_n : mM": State(
            "k_i_in*ikb_c - k_i_out*ikb_n - bind_n",
            initial="0*total",
            says="IkB of the nucleus",
            slow=True,
        ),
        "bound_c : mM": State(
            "bind_c - loss*bound_c + k_ni_out*bound_n",
            initial="0*total",
            says="complex of both in the cytoplasm",
            slow=True,
        ),
        "bound_n : mM": State(
            "bind_n - k_ni_out*bound_n",
            initial="0*total",
            says="complex of both in the nucleus",
            slow=True,
        ),
    },
    checks=(
        Check(
            {
                "mg_serum": "0.8 mM",
                "e_max": "0.7",
                "k_mg": "1.9 mM",
                "nfkb_n": "0.23 uM",
                "ikb_m": "1.7 uM",
                "ikb_c": "2.9 uM",
                "nfkb_c": "0.031 uM",
                "bound_c": "0.61 uM",
                "ikb_n": "0.87 uM",
                "bound_n": "0.13 uM",
            },
            {
                "d_nfkb_n": "-5.8317 uM/min",
                "d_ikb_m": "0.025587 uM/min",
                "d_ikb_c": "-2.31246 uM/min",
                "d_nfkb_c": "-2.52585 uM/min",
                "d_bound_c": "2.46635 uM/min",
                "d_ikb_n": "-5.95734 uM/min",
                "d_bound_n": "5.8912 uM/min",
                "factor": "0.7925925926",
                "drive": "1.685828492",
                "cytokine": "1.336175175",
            },
            1e-8,
            why="the paper's equations in uM and minutes, by independent arithmetic",
        ),
        Check(
            {
                "mg_serum": "2.4 mM",
                "nfkb_n": "0.0041 uM",
                "ikb_m": "0.52 uM",
                "ikb_c": "0.14 uM",
                "nfkb_c": "0.0093 uM",
                "bound_c": "0.93 uM",
                "ikb_n": "0.0061 uM",
                "bound_n": "0.052 uM",
            },
            {
                "d_nfkb_n": "0.0510297 uM/min",
                "d_ikb_m": "-0.0088226857 uM/min",
                "d_ikb_c": "0.1111932 uM/min",
                "d_nfkb_c": "0.42687 uM/min",
                "d_bound_c": "-0.43393 uM/min",
                "d_ikb_n": "0.0032565 uM/min",
                "d_bound_n": "-0.0439697 uM/min",
                "factor": "1",
                "cytokine": "0.0005357046683",
            },
            1e-8,
            why="the same where binding is weak; without a set magnesium does nothing",
        ),
        Check(
            {"mg_serum": "0.8 mM"},
            {"nfkb_c": "1 uM", "d_nfkb_n": "5.4 uM/min", "cytokine": "0"},
            1e-12,
            why="the start: all NF-kB free in the cytoplasm",
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
