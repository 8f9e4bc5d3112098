"""Calcium, energy, voltage, inner magnesium and fate over an hour with glutamate, by magnesium."""

from mgsim.catalogue.painting import MAGNESIUM, magnesium
from mgsim.language import Figure

PANELS = (
    ("v", "membrane potential", 1.0, "mV", "linear"),
    ("ca_i", "cytosolic Ca2+", 1e3, "uM", "log"),
    ("ca_m", "matrix Ca2+", 1e3, "uM", "log"),
    ("atp", "ATP", 1.0, "mM", "linear"),
    ("mg_i", "inner free Mg2+", 1.0, "mM", "linear"),
    ("soma_death_doomed", "committed or dead", 100.0, "%", "linear"),
)
EXPOSURE = (10.0, 30.0)  # min


def _draw(dataset, axes):
    for ax, (name, label, factor, unit, scale) in zip(axes, PANELS, strict=True):
        for number, mg_o in enumerate(dataset["mg_o"].values):
            shade = magnesium(number / max(dataset["mg_o"].size - 1, 1))
            line = factor * dataset[name].sel(mg_o=mg_o)
            ax.plot(dataset["time"] / 60e3, line, "-", color=shade, label=f"{mg_o:g} mM")
        ax.axvspan(*EXPOSURE, color="0.93", zorder=0, lw=0)
        ax.set_yscale(scale)
        ax.set_ylabel(f"{label} ({unit})")
        ax.set_xlabel("time (min)")
    axes[5].set_title("phenomenological (grade D)", fontsize=7)
    handles, labels = axes[0].get_legend_handles_labels()
    words = {"title": "[Mg]o (grey: glutamate)", "loc": "outside upper center"}
    legend = axes[0].figure.legend(handles, labels, ncols=len(labels), **words)
    legend.get_title().set_color(MAGNESIUM)


figure = Figure(
    says="voltage, calcium, energy, inner magnesium and fate against time, by [Mg]o",
    panels=(2, 3),
    size=(7.4, 4.6),
    needs=("v", "ca_i", "ca_m", "atp", "mg_i", "soma_death_doomed", "mg_o"),
    draw=_draw,
)
