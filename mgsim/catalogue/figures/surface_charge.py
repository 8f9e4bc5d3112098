"""What surface charge makes of magnesium: the shift of every gate, and firing without NMDA."""

from mgsim.catalogue.painting import MAGNESIUM, TONES
from mgsim.language import Figure

LABELS = {
    "uncharged": "no surface charge",
    "mg_screens": "Hille 1975, Mg2+ screens",
    "mg_binds": "Hille 1975, Mg2+ screens and binds",
}
DASHES = ((0, (1, 1.2)), (0, (4, 1.5)), "-")
TICKS = (0, 0.2, 1, 2, 5, 10)


def _draw(dataset, axes):
    shift, *rates = axes
    first = dataset.isel(amplitude=0)
    for number, name in enumerate(dataset["set"].values):
        words = {"color": TONES[number], "ls": DASHES[number], "marker": "os^"[number], "ms": 3}
        label = LABELS.get(str(name), str(name))
        shift.plot(dataset["mg_o"], first["v_shift"].sel(set=name), label=label, **words)
        for column, ax in enumerate(rates):
            line = dataset["firing_rate"].sel(set=name).isel(amplitude=column)
            ax.plot(dataset["mg_o"], line, **words)
    khan = {"color": TONES[3], "marker": "D", "ms": 3, "label": "1 e per 0.98 nm$^2$ (Khan 2008)"}
    shift.plot(dataset["mg_o"], first["v_shift_khan"].isel(set=0), **khan)
    shift.axhline(0, color="0.8", lw=0.6, zorder=0)
    shift.set_title("shift of the gates")
    shift.set_ylabel(f"v_shift ({dataset['v_shift'].attrs['units']})")
    for column, ax in enumerate(rates):
        ax.set_title(f"firing at {float(dataset['amplitude'][column]) / 1e3:g} nA")
        ax.set_ylim(bottom=0)
    rates[0].set_ylabel(f"firing rate ({dataset['firing_rate'].attrs['units']})")
    for ax in axes:
        ax.set_xlabel(f"[Mg]o ({dataset['mg_o'].attrs['units']})", color=MAGNESIUM)
        ax.set_xlim(-0.05, 11)
        ax.set_xscale("symlog", linthresh=0.2, linscale=0.5)
        ax.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
    handles, labels = shift.get_legend_handles_labels()
    shift.figure.legend(handles, labels, loc="outside upper center", ncols=2)


figure = Figure(
    says="shift of the gates and firing against [Mg]o, by model of the surface charge",
    panels=(1, 3),
    size=(7.2, 2.9),
    needs=("v_shift", "v_shift_khan", "firing_rate", "mg_o", "set", "amplitude"),
    draw=_draw,
)
