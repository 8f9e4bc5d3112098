"""Use-dependent block by MK-801, pulse by pulse, and its recovery in agonist at two voltages.

Current in the drug over the current of the same protocol without it is the free part of the
receptors, since a channel that holds the drug gates as a free one does.
"""

import numpy as np

from mgsim.catalogue.painting import MAGNESIUM, TONES
from mgsim.language import Figure

SHOWN = (8.0, 104.0)  # s: control pulse and the pulses in the drug
PULSES = np.array([10.9 + 10 * k for k in range(10)])  # s, late in each pulse
WASHED = 152.0  # s: agonist is there and the washout is over
PLAIN, DRUG = "0.6", TONES[0]
HELD = (TONES[1], TONES[2])


def _draw(dataset, axes):
    traces, train, recovery = axes
    seconds = dataset["time"] / 1e3
    drug = f"{1e6 * float(dataset['level'][-1]):g} nM MK-801"
    free = dataset["i_membrane"].isel(level=-1) / dataset["i_membrane"].isel(level=0)
    pulses = 1e3 * PULSES
    shown = (seconds >= SHOWN[0]) & (seconds <= SHOWN[1])
    first = dataset["i_membrane"].isel(mg_o=0, amplitude=0)
    for level, colour in ((0, PLAIN), (-1, DRUG)):
        label = drug if level else "without"
        line = first.isel(level=level)[shown]
        traces.plot(seconds[shown], line, "-", lw=0.9, color=colour, label=label)
    for number, mg_o in enumerate(dataset["mg_o"].values):
        colour = MAGNESIUM if mg_o else "black"
        label = f"{mg_o:g} {dataset['mg_o'].attrs['units']} Mg"
        line = free.isel(amplitude=0, mg_o=number).sel(time=pulses, method="nearest")
        train.plot(
            range(PULSES.size), line, "os"[number % 2] + "-", ms=3, color=colour, label=label
        )
    late = seconds >= WASHED
    held = dataset["v"].isel(level=-1, mg_o=0)
    for number in range(dataset["amplitude"].size):
        line = free.isel(amplitude=number, mg_o=0)[late]
        style = {"ls": ("-", "--")[number % 2], "color": HELD[number % 2]}
        volts = f"{held.isel(amplitude=number)[late].values[0]:+g} {held.attrs['units']}"
        recovery.plot((seconds[late] - WASHED) / 60, line, label=volts, **style)
    before = f"{held.isel(amplitude=0, time=0).item():g} {held.attrs['units']}"
    traces.set_title(f"1 s pulses of glutamate, {before}, 0 Mg")
    _dress(dataset, axes)


def _dress(dataset, axes):
    traces, train, recovery = axes
    traces.set_ylim(bottom=1.25 * traces.dataLim.y0)
    traces.set_xlabel("time (s)")
    traces.set_ylabel(f"current at 1 nS ({dataset['i_membrane'].attrs['units']})")
    train.set_title("block by use")
    train.set_xlabel("pulse (0: before the drug)")
    recovery.set_title("washout in glutamate, 0 Mg")
    recovery.set_xlabel("time in glutamate (min)")
    for ax in (train, recovery):
        ax.set_ylabel("current over that without MK-801")
        ax.set_ylim(0, 1.05)
    traces.legend(loc="lower center", ncols=2)
    train.legend(loc="center right")
    recovery.legend(loc="center right")


figure = Figure(
    says="block by MK-801 pulse by pulse, with and without Mg, and recovery at two voltages",
    panels=(1, 3),
    size=(9.0, 3.1),
    needs=("i_membrane", "v", "level", "amplitude", "mg_o"),
    draw=_draw,
)
