"""A step of the voltage clamp's command, counted from the holding potential."""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="drive",
    says="a step of the clamp's command",
    writes=("v_command",),
    params={
        "amplitude": Param("100 mV", "step, counted from the holding potential", PROTOCOL, "D"),
        "start": Param("10 ms", "when it begins", PROTOCOL, "D"),
        "duration": Param("100 ms", "how long it lasts", PROTOCOL, "D"),
    },
    algebra={"v_command": "amplitude*pulse(t, start, start + duration)"},
    breaks=("start", "start + duration"),
    checks=(
        Check({"t": "10.4 ms"}, {"v_command": "100 mV"}, 1e-9, why="just after the start"),
        Check({"t": "9.6 ms"}, {"v_command": "0 mV"}, 1e-9, why="just before the start"),
        Check({"t": "106 ms"}, {"v_command": "100 mV"}, 1e-9, why="just before the end"),
        Check({"t": "114 ms"}, {"v_command": "0 mV"}, 1e-9, why="just after the end"),
    ),
)
