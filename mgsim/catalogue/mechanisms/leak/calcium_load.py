"""A steady calcium current that brings in a given concentration by time, whatever the voltage.

A protocol, not a model: a load of known size, to ask what a cell does with it. `rate` counts all
calcium by volume of cytosol, before any is bound. It is charge, so it is part of the voltage's
current. `by_nmda` and `by_channels` say what part of it counts as come by NMDA receptors and by
L-type channels; what neither claims has no route, as a leak.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="leak",
    says="a steady calcium load of a given rate",
    reads=("volume",),
    writes=("i_membrane", "i_ca", "i_ca_nmda", "i_ca_l"),
    params={
        "rate": Param("10 uM/s", "calcium that enters, by volume of cytosol", PROTOCOL, "D"),
        "by_nmda": Param("0", "part that counts as NMDA receptors' (0 to 1)", PROTOCOL, "D"),
        "by_channels": Param("0", "part that counts as L-type channels' (0 to 1)", PROTOCOL, "D"),
    },
    algebra={
        "load : pA": "-2*F*volume*rate",
        "i_ca": "load",
        "i_membrane": "load",
        "i_ca_nmda": "by_nmda*load",
        "i_ca_l": "by_channels*load",
    },
    checks=(
        Check(
            {"volume": "2100 um^3", "rate": "20 uM/s", "by_nmda": "0.7", "by_channels": "0.2"},
            {
                "i_ca": "-8.10476790 pA",
                "i_membrane": "-8.10476790 pA",
                "i_ca_nmda": "-5.67333753 pA",
                "i_ca_l": "-1.62095358 pA",
            },
            1e-8,
            why="moles by Faraday's constant in litres, coulombs and seconds, by hand",
        ),
        Check(
            {"volume": "1767.146 um^3", "by_nmda": "0.1", "by_channels": "0.9"},
            {"i_ca": "-3.41007337 pA", "i_ca_nmda": "-0.341007337 pA", "i_ca_l": "-3.06906604 pA"},
            1e-8,
            why="the default rate in the sphere of 7.5 um radius",
        ),
    ),
)
