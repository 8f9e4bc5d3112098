"""The endoplasmic reticulum as one pool: what leaves the cytosol for it is what it gains.

A balance of moles, not a published model: fluxes are by volume of cytosol, so they count
1/volume_ratio times in the pool. Calcium that is bound in the reticulum is not told apart:
volume_ratio is that of a pool of free calcium and grows with what proteins bind there. Its value
is assumed. Resting level: the 260 uM of a model of a CA1 spine.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)

mechanism = Mechanism(
    role="store",
    says="endoplasmic reticulum, one pool",
    reads=("j_ca_er",),
    writes=("ca_er",),
    params={
        "volume_ratio": Param("0.1", "volume of the pool over that of the cytosol", ASSUMED, "D"),
        "ca_er_0": Param(
            "0.26 mM",
            "free calcium of the pool at the start of a run",
            CODE,
            "C",
            "model of a CA1 spine",
            inert="it sets where a run starts and enters no rate",
        ),
    },
    states={
        "ca_er": State(
            "j_ca_er/volume_ratio", initial="ca_er_0", says="free calcium of the pool", slow=True
        ),
    },
    checks=(
        Check(
            {"j_ca_er": "2 uM/s", "ca_er": "0.21 mM"},
            {"d_ca_er": "20 uM/s"},
            1e-9,
            why="ten times the concentration in a tenth of the volume",
        ),
        Check(
            {"j_ca_er": "-17 uM/s", "ca_er": "0.4 mM", "volume_ratio": "0.25"},
            {"d_ca_er": "-68 uM/s"},
            1e-9,
            why="emptying, in another volume",
        ),
    ),
)
