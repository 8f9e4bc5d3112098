"""Doomed cells a day after an exposure, against dose and magnesium, and calcium and ATP."""

from mgsim.catalogue.painting import magnesium
from mgsim.language import Figure

PANELS = (
    ("doomed", "committed or dead at the end", 100.0, "%"),
    ("ca_nmda", "calcium by NMDA receptors", 1e-3, "nC"),
    ("atp_least", "least ATP", 1.0, "mM"),
)


def _draw(dataset, axes):
    dose = 1e3 * dataset["concentration"]
    for ax, (name, label, factor, unit) in zip(axes, PANELS, strict=True):
        for number, mg_o in enumerate(dataset["mg_o"].values):
            shade = magnesium(number / max(dataset["mg_o"].size - 1, 1))
            line = factor * dataset[name].sel(mg_o=mg_o)
            ax.plot(dose, line, "o-", ms=3, color=shade, label=f"{mg_o:g} mM")
        ax.set_xscale("log")
        ax.set_xticks(dose.values, [f"{one:g}" for one in dose.values])
        ax.minorticks_off()
        ax.set_xlabel("glutamate for 10 min (uM)")
        ax.set_ylabel(f"{label} ({unit})")
    axes[0].set_ylim(-3, 103)
    axes[0].set_title("phenomenological (grade D)", fontsize=7)
    axes[2].set_ylim(bottom=-0.09)  # a line at nearly nothing is seen
    handles, labels = axes[0].get_legend_handles_labels()
    words = {"title": "[Mg]o", "loc": "outside upper center", "ncols": len(labels)}
    axes[0].figure.legend(handles, labels, **words)


figure = Figure(
    says="doomed cells, calcium by NMDA receptors and ATP against glutamate dose and [Mg]o",
    panels=(1, 3),
    size=(7.2, 3.1),
    needs=("doomed", "ca_nmda", "atp_least", "mg_o", "concentration"),
    draw=_draw,
)
