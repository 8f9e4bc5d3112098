"""A load of calcium in cytosol, matrix and on two buffers, by inner magnesium."""

from mgsim.catalogue.painting import MAGNESIUM, magnesium
from mgsim.language import Figure

PANELS = (
    ("ca_i", "free cytosolic Ca2+", 1e3, "uM"),
    ("ca_m", "free matrix Ca2+", 1e3, "uM"),
    ("soma_parvalbumin_bound", "Ca2+ on parvalbumin", 1e3, "uM"),
    ("soma_calbindin_bound", "Ca2+ on calbindin", 1e3, "uM"),
)


def _draw(dataset, axes):
    for ax, (name, label, factor, unit) in zip(axes, PANELS, strict=True):
        for number, mg_i in enumerate(dataset["magnesium"].values):
            shade = magnesium(number / max(dataset["magnesium"].size - 1, 1))
            line = factor * dataset[name].sel(magnesium=mg_i)
            ax.plot(dataset["time"] / 1e3, line, "-", color=shade, label=f"{mg_i:g} mM")
        ax.set_xlabel("time (s)")
        ax.set_ylabel(f"{label} ({unit})")
        ax.set_ylim(bottom=0)
    handles, labels = axes[0].get_legend_handles_labels()
    words = {"title": "inner free Mg2+", "loc": "outside upper center", "ncols": len(labels)}
    axes[0].figure.legend(handles, labels, **words).get_title().set_color(MAGNESIUM)


figure = Figure(
    says="a load of calcium in cytosol, matrix and buffers, by inner magnesium",
    panels=(2, 2),
    size=(7.2, 4.6),
    needs=("ca_i", "ca_m", "soma_parvalbumin_bound", "soma_calbindin_bound", "magnesium"),
    draw=_draw,
)
