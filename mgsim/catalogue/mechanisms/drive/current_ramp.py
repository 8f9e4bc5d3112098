"""A ramp of current through the electrode, from nothing to `amplitude`; nothing outside it."""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="drive",
    says="a ramp of injected current",
    writes=("i_injected",),
    params={
        "amplitude": Param("0.5 nA", "current injected at the end of the ramp", PROTOCOL, "D"),
        "start": Param("100 ms", "when the ramp begins", PROTOCOL, "D"),
        "duration": Param("1000 ms", "how long it rises", PROTOCOL, "D"),
    },
    algebra={"i_injected": "amplitude*(t - start)/duration*pulse(t, start, start + duration)"},
    breaks=("start", "start + duration"),
    checks=(
        Check(
            {"t": "400 ms"},
            {"i_injected": "150 pA"},
            1e-9,
            why="three tenths of the way: plain arithmetic",
        ),
        Check({"t": "1060 ms"}, {"i_injected": "480 pA"}, 1e-9, why="just before the end"),
        Check({"t": "96 ms"}, {"i_injected": "0 pA"}, 1e-9, why="before the start"),
        Check({"t": "1140 ms"}, {"i_injected": "0 pA"}, 1e-9, why="back at nothing after the end"),
    ),
)
