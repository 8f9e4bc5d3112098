"""An ideal voltage clamp: the voltage is what the command says, whatever the currents do.

A protocol, not a published model: no series resistance, no capacitive transient, no space clamp
error. `membrane_area` turns the densities of the cell's currents into pA.
"""

from mgsim.language import PROTOCOL, Check, Mechanism, Param

mechanism = Mechanism(
    role="membrane",
    says="ideal voltage clamp: holding potential plus command",
    reads=("v_command",),
    writes=("v", "area"),
    params={
        "v_hold": Param("-60 mV", "holding potential", PROTOCOL, "D"),
        "membrane_area": Param("1000 um^2", "area of the clamped membrane", PROTOCOL, "D"),
    },
    algebra={"v": "v_hold + v_command", "area": "membrane_area"},
    checks=(
        Check(
            {"v_command": "100 mV"},
            {"v": "40 mV", "area": "1000 um^2"},
            1e-9,
            why="what a clamp means: a 100 mV step from -60 mV goes to +40 mV",
        ),
    ),
)
