"""A square pulse of glutamate at the receptors, as fast application gives to a patch.

The defaults are the pulse of the reference traces: 1 mM for 1 ms, from 10 ms on.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="drive",
    says="a square pulse of glutamate, as from a fast application",
    writes=("glu",),
    params={
        "concentration": Param(
            "1 mM", "glutamate at the receptors during the pulse", PROTOCOL, "D"
        ),
        "start": Param("10 ms", "when it begins", PROTOCOL, "D"),
        "width": Param("1 ms", "how long it lasts", PROTOCOL, "D"),
    },
    algebra={"glu": "concentration*pulse(t, start, start + width)"},
    breaks=("start", "start + width"),
    checks=(
        Check({"t": "10.4 ms"}, {"glu": "1 mM"}, 1e-9, why="just after the start"),
        Check({"t": "9.6 ms"}, {"glu": "0 mM"}, 1e-9, why="just before the start"),
        Check({"t": "10.96 ms"}, {"glu": "1 mM"}, 1e-9, why="just before the end"),
        Check({"t": "11.04 ms"}, {"glu": "0 mM"}, 1e-9, why="just after the end"),
    ),
)
