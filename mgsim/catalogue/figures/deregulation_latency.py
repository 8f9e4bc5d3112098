"""Latency of deregulation and calcium before it, against a steady load, by inner magnesium."""

from mgsim.catalogue.painting import magnesium
from mgsim.language import Figure

MICRO, MINUTE, SECOND = 1e3, 6e4, 1e3  # mM -> uM, ms -> min, 1/ms -> 1/s
EARLY = 2 * MINUTE
MARKS = "os^"
LEDGERS = (("-", "full", "as the cards say"), ("--", "none", "20 mM sodium, no release"))


def _draw(dataset, axes):
    latency, calcium = axes
    load, levels = MICRO * SECOND * dataset["rate"], dataset["magnesium"].values
    unit = dataset["magnesium"].attrs["units"]
    for number, level in enumerate(levels):
        shade = magnesium(number / max(1, levels.size - 1))
        for row, (style, fill, said) in enumerate(LEDGERS):
            one = dataset.isel(magnesium=number, ledger=row)
            words = {"color": shade, "ls": style, "marker": MARKS[number % 3], "ms": 3.5}
            words |= {"fillstyle": fill, "lw": 1.2 - 0.4 * row}
            words["label"] = said if number == levels.size - 1 else "_"
            latency.plot(load, one["latency"] / MINUTE, **words)
            words["label"] = "_" if row else f"{level:g} {unit}"
            calcium.plot(load, MICRO * one["ca_i"].sel(time=EARLY), **words)
    latency.set_title("time until half is deregulated\n(phenomenological; none in 90 min: no mark)")
    latency.set_ylabel("latency (min)")
    latency.legend(loc="upper right")
    calcium.set_title("cytosolic calcium before it\n(2 min into the load)")
    calcium.set_ylabel("free [Ca]i (uM)")
    calcium.legend(title="free [Mg]i", title_fontsize=6.5, loc="upper left")
    for ax, ticks in ((latency, (3, 10, 30, 90)), (calcium, (0.5, 1, 2, 5))):
        ax.set_xlabel("calcium load (uM/s of cytosol)")
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.set_xticks((5, 10, 20, 50, 100), ("5", "10", "20", "50", "100"))
        ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
        ax.minorticks_off()


figure = Figure(
    says="latency of deregulation and calcium before it, against a steady load",
    panels=(1, 2),
    size=(6.6, 3.2),
    needs=("latency", "ca_i", "rate", "magnesium", "ledger"),
    draw=_draw,
)
