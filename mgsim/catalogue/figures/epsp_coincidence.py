"""An EPSP by magnesium, and the calcium that spikes add to it by the time between the two."""

from mgsim.catalogue.painting import MAGNESIUM, magnesium
from mgsim.language import Figure

ARRIVAL = 150.0  # of the presynaptic spike, ms
WINDOW = (-10.0, 120.0)


def _draw(dataset, axes):
    epsp, entry, ratio = axes
    ms, mv = dataset["time"].attrs["units"], dataset["v"].attrs["units"]
    shown = (dataset["time"] - ARRIVAL >= WINDOW[0]) & (dataset["time"] - ARRIVAL <= WINDOW[1])
    for number, mg_o in enumerate(dataset["mg_o"].values):
        shade = magnesium(number / max(dataset["mg_o"].size - 1, 1))
        words = {"color": shade, "label": f"{mg_o:g} {dataset['mg_o'].attrs['units']}"}
        one = dataset.sel(mg_o=mg_o)
        alone = one.isel(amplitude=0, start=0)
        epsp.plot(dataset["time"][shown] - ARRIVAL, alone["v"][shown], "-", **words)
        paired = one["ca_charge"].isel(amplitude=-1)
        delay = dataset["start"] - ARRIVAL
        entry.plot(delay, paired, "o-", ms=2.2, lw=1, **words)
        entry.axhline(float(alone["ca_charge"]), color=shade, lw=0.8, ls=(0, (2, 2)))
        ratio.plot(delay, paired / alone["ca_charge"], "o-", ms=2.2, lw=1, **words)
    epsp.set_xlabel(f"time after arrival ({ms})")
    epsp.set_ylabel(f"membrane potential ({mv})")
    epsp.set_title("the EPSP alone")
    entry.set_title("with spikes (dashed: without)")
    ratio.set_title("over that of the EPSP alone")
    entry.set_ylabel(f"NMDA Ca2+ entry ({dataset['ca_charge'].attrs['units']})")
    ratio.set_ylabel("Ca2+ entry, paired over alone")
    for ax in (entry, ratio):
        ax.set_xlabel(f"step after arrival ({ms})")
        ax.axvline(0, color="0.8", lw=0.6, zorder=0)
    ratio.axhline(1, color="0.8", lw=0.6, zorder=0)
    handles, labels = epsp.get_legend_handles_labels()
    legend = epsp.figure.legend(
        handles, labels, title="[Mg]o", loc="outside upper center", ncols=len(labels)
    )
    legend.get_title().set_color(MAGNESIUM)


figure = Figure(
    says="an EPSP by [Mg]o, and NMDA calcium entry against the delay of spikes",
    panels=(1, 3),
    size=(7.4, 3.1),
    needs=("v", "ca_charge", "start", "amplitude", "mg_o"),
    draw=_draw,
)
