"""A step of current through the electrode, depolarising positive.

The defaults are the protocol of the regular-spiking cell of Pospischil et al. (2008): 0.75 nA from
300 ms for 400 ms.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="drive",
    says="a step of injected current",
    writes=("i_injected",),
    params={
        "amplitude": Param("0.75 nA", "current injected during the step", PROTOCOL, "D"),
        "start": Param("300 ms", "when it begins", PROTOCOL, "D"),
        "duration": Param("400 ms", "how long it lasts", PROTOCOL, "D"),
    },
    algebra={"i_injected": "amplitude*pulse(t, start, start + duration)"},
    breaks=("start", "start + duration"),
    checks=(
        Check({"t": "312 ms"}, {"i_injected": "750 pA"}, 1e-9, why="just after the start"),
        Check({"t": "288 ms"}, {"i_injected": "0 pA"}, 1e-9, why="just before the start"),
        Check({"t": "684 ms"}, {"i_injected": "750 pA"}, 1e-9, why="just before the end"),
        Check({"t": "716 ms"}, {"i_injected": "0 pA"}, 1e-9, why="just after the end"),
    ),
)
