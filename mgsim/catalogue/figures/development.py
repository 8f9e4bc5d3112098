"""Decay, charge and calcium of the synaptic current as GluN2A takes the place of GluN2B."""

import numpy as np

from mgsim.catalogue.painting import MAGNESIUM, TONES
from mgsim.language import Figure

MILLI = 1e3  # pC/pA is a second
YOUNG, ADULT = np.array((0.80, 0.90, 0.86)), np.array((0.0, 0.28, 0.2))


def _draw(dataset, axes):
    traces, lasts, charge, calcium = axes
    grown = 1 - dataset["glun2b"]
    current, peak = dataset["i_membrane"], dataset["i_peak"]
    for at in range(0, grown.size, 2):
        part = float(grown[at])
        line = (current / peak).isel(glun2b=at, mg_o=-1)
        shade = tuple(YOUNG + part * (ADULT - YOUNG))
        traces.plot(dataset["time"], line, "-", color=shade, label=f"{part:.1f}")
    for number, mg_o in enumerate(dataset["mg_o"].values):
        words = {"color": MAGNESIUM if mg_o else "black", "marker": "os"[number % 2], "ms": 3}
        words |= {"ls": ("-", "--")[number % 2]}
        words["label"] = f"{mg_o:g} {dataset['mg_o'].attrs['units']} Mg"
        one = dataset.isel(mg_o=number)
        lasts.plot(grown, MILLI * one["charge"] / -one["i_peak"], **words)
        charge.plot(grown, one["charge"], **words)
        calcium.plot(grown, one["ca_charge"], **words)
    _dress(dataset, axes)


def _dress(dataset, axes):
    traces, lasts, charge, calcium = axes
    traces.set_title(f"{dataset['mg_o'].values[-1]:g} {dataset['mg_o'].attrs['units']} Mg")
    traces.set_xlabel(f"time ({dataset['time'].attrs['units']})")
    traces.set_ylabel("current over its peak")
    traces.legend(title="fraction GluN2A", title_fontsize=6.5)
    lasts.set_title("decay")
    lasts.set_ylabel("charge over peak (ms)")
    charge.set_title("charge of the whole current")
    charge.set_ylabel(f"NMDA charge ({dataset['charge'].attrs['units']})")
    calcium.set_title("of it, calcium")
    calcium.set_ylabel(f"Ca2+ charge ({dataset['ca_charge'].attrs['units']})", color=TONES[0])
    for ax in axes[1:]:
        ax.set_xlabel("fraction of receptors that are GluN2A")
        ax.set_ylim(bottom=0)
        ax.legend()


figure = Figure(
    says="shape, decay, charge and calcium of the NMDA current against the fraction of GluN2A",
    panels=(2, 2),
    size=(6.6, 5.0),
    needs=("i_membrane", "i_peak", "charge", "ca_charge", "glun2b", "mg_o", "time"),
    draw=_draw,
)
