"""NMDA receptor of hippocampal CA1 models, whose closing follows the block, by Milstein (2015).

Binding (ru - rb), a cleft that closes around glutamate (rb - rc) and opening (rc - ro), as run in
ModelDB 225080 (NMDA_KIN3). The rates of leaving rc and ro are multiplied by (1 - k) B + k, where B
is what the block card leaves unblocked: block hurries the decay. That file's block is 1/(1 +
mg/7.51 mM exp(-0.1 v)), so put `block: {model: jahr_stevens_1990, k_0: "7.51 mM", slope: "0.1
/mV"}` beside it; its pulse is 1 mM for 0.3 ms. Sister files differ in block and in k (1.83).
Everything starts unbound, in ru. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Scheme, Source

CODE = Source(
    "milstein_2015",
    "Milstein A (2015) NMDA receptor with a mechanism for the closed cleft, in the code of "
    "ModelDB 225080",
    place="ModelDB 225080, NMDA_KIN3",
)
MODEL = "model of a rat CA1 pyramidal cell"

mechanism = Mechanism(
    role="kinetics",
    says="binding, closing of the cleft and opening; block hurries the decay (CA1)",
    reads=("glu", "unblocked"),
    writes=("open",),
    params={
        "k_on": Param("86.89 /(mM ms)", "glutamate binds", CODE, "C", MODEL),
        "k_off": Param("0.69 /ms", "glutamate unbinds", CODE, "C", MODEL),
        "cleft_closing": Param("9.64 /ms", "the cleft closes", CODE, "C", MODEL),
        "cleft_opening": Param("2.60 /ms", "the cleft opens, unblocked", CODE, "C", MODEL),
        "beta": Param("0.68 /ms", "the channel opens", CODE, "C", MODEL),
        "alpha": Param("0.079 /ms", "the channel closes, unblocked", CODE, "C", MODEL),
        "k": Param("1.81", "how much faster both are when all is blocked", CODE, "C", MODEL),
    },
    algebra={"hurry : 1": "(1 - k)*unblocked + k", "open": "ro"},
    scheme=Scheme(
        states=("ru", "rb", "rc", "ro"),
        transitions={
            "ru <-> rb": ("k_on*glu", "k_off"),
            "rb <-> rc": ("cleft_closing", "cleft_opening*hurry"),
            "rc <-> ro": ("beta", "alpha*hurry"),
        },
        initial="ru",
    ),
    checks=(
        Check(
            {
                "glu": "0.04 mM",
                "unblocked": "0.6",
                "ru": "0.36",
                "rb": "0.29",
                "rc": "0.21",
                "ro": "0.14",
            },
            {
                "hurry": "1.324",
                "d_ru": "-1.051116 /ms",
                "d_rb": "-1.02158 /ms",
                "d_rc": "1.94453944 /ms",
                "d_ro": "0.12815656 /ms",
                "open": "0.14",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
        ),
        Check(
            {
                "glu": "0.5 mM",
                "unblocked": "0.15",
                "ru": "0.29",
                "rb": "0.21",
                "rc": "0.14",
                "ro": "0.36",
            },
            {
                "d_ru": "-12.45415 /ms",
                "d_rb": "11.044364 /ms",
                "d_rc": "1.36260694 /ms",
                "d_ro": "0.04717906 /ms",
                "open": "0.36",
            },
            1e-6,
            why="occupancies times the rate matrix, independently",
        ),
    ),
)
