"""Calcium pump of the reticulum, Hill form, with the leak that balances it at rest.

1 uM/s c^2/((0.2 uM)^2 + c^2) and a leak k (c_er - c), k set so that both cancel at 0.05 uM inside
and 260 uM in the reticulum: as run by a model of a CA1 spine (after Mahajan & Nadkarni). The leak
stands here because it is this pump's balance. ATP of this pump is not counted. Departures: none.
"""

from mgsim.language import Check, Mechanism, Param, Source

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)
PREPARATION = "model of a CA1 spine"

mechanism = Mechanism(
    role="serca",
    says="SERCA, Hill form, with a leak that balances it at rest",
    reads=("ca_i", "ca_er"),
    writes=("j_ca_er",),
    params={
        "v_max": Param("1 uM/s", "greatest flux", CODE, "C", PREPARATION),
        "k_half": Param("0.2 uM", "calcium at half the flux", CODE, "C", PREPARATION),
        "ca_rest": Param("0.05 uM", "cytosolic calcium at rest", CODE, "C", PREPARATION),
        "ca_er_rest": Param("260 uM", "calcium of the reticulum at rest", CODE, "C", PREPARATION),
    },
    algebra={
        "pump : mM/ms": "v_max*ca_i**2/(k_half**2 + ca_i**2)",
        "pump_rest : mM/ms": "v_max*ca_rest**2/(k_half**2 + ca_rest**2)",
        "k_leak : 1/ms": "pump_rest/(ca_er_rest - ca_rest)",
        "j_ca_er": "pump - k_leak*(ca_er - ca_i)",
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM", "ca_er": "210 uM"},
            {"j_ca_er": "0.644855128 uM/s"},
            1e-8,
            why="in uM and s, by independent arithmetic",
        ),
        Check(
            {"ca_i": "0.08 uM", "ca_er": "500 uM"},
            {"j_ca_er": "0.0248052071 uM/s"},
            1e-8,
            why="an overfull store, where the leak outweighs the pump",
        ),
    ),
)
