"""Spike loss and peak calcium against magnesium, by integrator, with the window each one gives."""

import numpy as np

from mgsim.catalogue.painting import MAGNESIUM, TONES
from mgsim.language import Figure

TOXIC, LOSS = 1.0, 20.0  # the published bounds of the window: uM, %
# name, colour, mark, line, shade of the window, its hatch
LOOKS = (
    ("euler", TONES[0], "o", "--", 0.10, "////"),
    ("converged", MAGNESIUM, "s", "-", 0.22, ""),
)
LABELS = {"euler": "forward Euler, 0.02 ms (as published)", "converged": "converged (RK4, 0.01 ms)"}


def _draw(dataset, axes):
    magnesium = dataset["mg_o"].values
    for name, tone, mark, line, shade, hatch in LOOKS:
        one = dataset.sel(integrator=name)
        calcium = 1e3 * one["ca_peak"].values
        loss = one["spike_loss"].values
        inside = magnesium[one["in_window"].values > 0]
        style = {"color": tone, "marker": mark, "ls": line, "ms": 3.2, "label": LABELS[name]}
        for ax, values in zip(axes, (loss, calcium), strict=True):
            ax.plot(magnesium, values, **style)
            look = {"alpha": shade, "lw": 0, "hatch": hatch, "facecolor": tone, "edgecolor": tone}
            label = f"its window, {inside.min():.1f} to {inside.max():.1f} mM"
            ax.axvspan(inside.min(), inside.max(), label=label, **look)
    _dress(axes, magnesium)


def _dress(axes, magnesium):
    loss, calcium = axes
    for ax, level, words in ((loss, LOSS, "a fifth lost"), (calcium, TOXIC, "1 uM")):
        ax.axhline(level, color="0.35", lw=0.8, ls=":")
        ax.annotate(
            words, (magnesium.min() - 0.05, level), color="0.35", fontsize=6.5,
            xytext=(0, 2), textcoords="offset points",
        )  # fmt: skip
        ax.set_xlabel("[Mg]o (mM)", color=MAGNESIUM)
        ax.set_xticks(np.arange(10, 26, 3) / 10)
        ax.set_ylim(bottom=0)
    loss.set_ylabel("spikes lost (%)")
    calcium.set_ylabel("peak calcium (uM)")
    loss.set_title("80 Hz: output lost")
    calcium.set_title("80 Hz: calcium reached")
    handles, labels = loss.get_legend_handles_labels()
    loss.figure.legend(handles, labels, loc="outside upper center", ncols=2)


figure = Figure(
    says="spikes lost and peak calcium against [Mg]o, forward Euler beside the converged solution",
    panels=(1, 2),
    size=(7.2, 3.4),
    needs=("spike_loss", "ca_peak", "in_window", "mg_o", "integrator"),
    draw=_draw,
)
