"""A ramp of the voltage clamp's command from the holding potential; nothing outside it."""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="drive",
    says="a ramp of the clamp's command",
    writes=("v_command",),
    params={
        "amplitude": Param("120 mV", "end of the ramp, from the holding potential", PROTOCOL, "D"),
        "start": Param("10 ms", "when the ramp begins", PROTOCOL, "D"),
        "duration": Param("1000 ms", "how long it rises", PROTOCOL, "D"),
    },
    algebra={"v_command": "amplitude*(t - start)/duration*pulse(t, start, start + duration)"},
    breaks=("start", "start + duration"),
    checks=(
        Check(
            {"t": "310 ms"},
            {"v_command": "36 mV"},
            1e-9,
            why="three tenths of the way: plain arithmetic",
        ),
        Check({"t": "970 ms"}, {"v_command": "115.2 mV"}, 1e-9, why="just before the end"),
        Check({"t": "9.6 ms"}, {"v_command": "0 mV"}, 1e-9, why="before the start"),
        Check({"t": "1050 ms"}, {"v_command": "0 mV"}, 1e-9, why="back at nothing after the end"),
    ),
)
