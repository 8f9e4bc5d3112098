"""The scheme of Kampa et al. (2004) with the faster rates used in models of dendrites."""

from mgsim.language import Receptor

receptor = Receptor(
    says="ten states, the faster rates used in dendrites",
    slots={
        "kinetics": {"model": "kampa_2004", "set": "t_variant"},
        "release": "square_pulse",
    },
)
