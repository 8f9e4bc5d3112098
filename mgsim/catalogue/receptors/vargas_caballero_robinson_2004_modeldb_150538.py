"""The other published set of that trapping scheme, as in ModelDB 150538."""

from mgsim.language import Receptor

receptor = Receptor(
    says="asymmetric trapping of magnesium, the set of ModelDB 150538",
    slots={
        "kinetics": {"model": "vargas_caballero_robinson_2004", "set": "modeldb_150538"},
        "release": "square_pulse",
    },
)
