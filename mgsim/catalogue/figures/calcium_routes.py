"""Calcium entry by route against magnesium, one panel per state of the surface charge."""

from mgsim.catalogue.painting import MAGNESIUM, TONES
from mgsim.language import Figure

ROUTES = (
    ("ca_nmda", "NMDA"),
    ("ca_l", "L"),
    ("ca_n", "N"),
    ("ca_pq", "P/Q"),
    ("ca_r", "R"),
    ("ca_t", "T"),
)
TITLES = {
    "uncharged": "no surface charge",
    "mg_screens": "Mg2+ screens",
    "mg_binds": "Mg2+ screens and binds",
}
TICKS = (0, 0.1, 0.4, 1, 2, 4)


def _draw(dataset, axes):
    for ax, name in zip(axes, dataset["set"].values, strict=True):
        total = dataset["ca_total"].sel(set=name)
        ax.plot(dataset["mg_o"], total, color="0.6", lw=2.5, label="all")
        for number, (route, label) in enumerate(ROUTES):
            line = dataset[route].sel(set=name)
            mark = "os^Dvx"[number]
            ax.plot(dataset["mg_o"], line, color=TONES[number], marker=mark, ms=3, label=label)
        ax.set_title(TITLES.get(str(name), str(name)))
        ax.set_xlabel(f"[Mg]o ({dataset['mg_o'].attrs['units']})", color=MAGNESIUM)
        ax.set_yscale("log")
        ax.set_ylim(0.05, 900)
        ax.set_xlim(-0.02, 4.6)
        ax.set_xscale("symlog", linthresh=0.1, linscale=0.5)
        ax.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
    axes[0].set_ylabel(f"Ca2+ entry ({dataset['ca_total'].attrs['units']})")
    handles, labels = axes[0].get_legend_handles_labels()
    axes[0].figure.legend(handles, labels, loc="outside upper center", ncols=7)


figure = Figure(
    says="calcium entry by route against [Mg]o, without and with surface charge",
    panels=(1, 3),
    size=(7.2, 3.2),
    needs=("ca_total", *(name for name, _ in ROUTES), "mg_o", "set"),
    draw=_draw,
)
