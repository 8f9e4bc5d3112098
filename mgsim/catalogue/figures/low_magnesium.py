"""Firing, calcium entry and NMDA charge against magnesium, one line per block model."""

from mgsim.catalogue.painting import MAGNESIUM, TONES
from mgsim.language import Figure

ROWS = (
    ("firing_rate", "firing rate"),
    ("ca_charge_nmda", "Ca2+ entry through NMDA"),
    ("nmda_charge", "NMDA charge"),
)
MARKS = "os^Dvxp"
TICKS = (0, 0.1, 0.4, 1, 2, 4)


def _draw(dataset, axes):
    columns = dataset["rate"].size
    for row, (name, label) in enumerate(ROWS):
        for column in range(columns):
            ax = axes[row * columns + column]
            for number, block in enumerate(dataset["block"].values):
                line = dataset[name].sel(block=block).isel(rate=column)
                mark = MARKS[number % len(MARKS)]
                tone = TONES[number % len(TONES)]
                ax.plot(dataset["mg_o"], line, marker=mark, ms=3, color=tone, label=block)
            if row == 0:
                rate = 1e3 * float(dataset["rate"][column])
                ax.set_title(f"input {rate:g} per s")
            if column == 0:
                ax.set_ylabel(f"{label} ({dataset[name].attrs['units']})")
            if row == len(ROWS) - 1:
                ax.set_xlabel(f"[Mg]o ({dataset['mg_o'].attrs['units']})", color=MAGNESIUM)
            ax.set_ylim(bottom=0)
            ax.set_xlim(-0.02, 4.6)
            ax.set_xscale("symlog", linthresh=0.1, linscale=0.5)
            ax.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
    handles, labels = axes[0].get_legend_handles_labels()
    axes[0].figure.legend(handles, labels, loc="outside upper center", ncols=3)


figure = Figure(
    says="firing rate, calcium entry and NMDA charge against [Mg]o, by block model and input rate",
    panels=(3, 3),
    size=(7.2, 6.4),
    needs=("firing_rate", "ca_charge_nmda", "nmda_charge", "mg_o", "block", "rate"),
    draw=_draw,
)
