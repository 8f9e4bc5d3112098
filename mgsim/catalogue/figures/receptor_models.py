"""Firing, calcium entry and NMDA charge against magnesium, one line per model of the receptor."""

from mgsim.catalogue.painting import TONES
from mgsim.language import Figure

PANELS = (
    ("firing_rate", "firing rate"),
    ("ca_charge_nmda", "Ca2+ entry through NMDA"),
    ("nmda_charge", "NMDA charge"),
)
DASHES = ("-", (0, (4, 1.5)))
TICKS = (0, 0.1, 0.4, 1, 2, 4)


def _draw(dataset, axes):
    names = dataset["model"].values
    for ax, (readout, label) in zip(axes, PANELS, strict=True):
        for number, name in enumerate(names):
            line = dataset[readout].isel(receptor=number)
            words = {"color": TONES[number % len(TONES)], "ls": DASHES[number // len(TONES)]}
            ax.plot(dataset["mg_o"], line, marker="o", ms=2.5, label=str(name), **words)
        ax.set_ylabel(f"{label} ({dataset[readout].attrs['units']})")
        ax.set_xlabel(f"[Mg]o ({dataset['mg_o'].attrs['units']})")
        if readout == "firing_rate":
            ax.set_ylim(bottom=0)
        else:
            ax.set_yscale("log")
        ax.set_xlim(-0.02, 4.6)
        ax.set_xscale("symlog", linthresh=0.1, linscale=0.5)
        ax.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
    handles, labels = axes[0].get_legend_handles_labels()
    axes[0].figure.legend(handles, labels, loc="outside upper center", ncols=2, handlelength=3.5)


figure = Figure(
    says="firing rate, calcium entry and NMDA charge against [Mg]o, by model of the receptor",
    panels=(1, 3),
    size=(7.2, 3.6),
    needs=("firing_rate", "ca_charge_nmda", "nmda_charge", "mg_o", "model", "receptor"),
    draw=_draw,
)
