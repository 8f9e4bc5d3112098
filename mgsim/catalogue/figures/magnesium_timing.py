"""Magnesium before, during or after an exposure: fate by its time and level, calcium in time."""

from mgsim.catalogue.painting import GREY, MAGNESIUM, TONES, magnesium
from mgsim.language import Figure

MINUTE, MICRO = 6e4, 1e3  # ms -> min, mM -> uM
EXPOSURE = 10, 40  # min
MARKS = "os^D"


def _draw(dataset, axes):
    doomed, extent, matrix = axes
    came = dataset["start"] / MINUTE - EXPOSURE[0]
    levels = dataset["level"].values
    for number, level in enumerate(levels):
        one = dataset.isel(level=number)
        words = {"color": magnesium(number / max(1, levels.size - 1)), "ls": "-", "ms": 3.5}
        words |= {"marker": MARKS[number % len(MARKS)], "label": f"{level:g} mM"}
        doomed.plot(came, 100 * one["doomed"], **words)
        extent.plot(came, 100 * one["deregulated"], **words)
    for number, minute in enumerate(came.values):
        one = dataset.isel(level=-1, start=number)
        words = {"color": TONES[number % len(TONES)], "ls": "-", "label": f"{minute:+g} min"}
        matrix.plot(dataset["time"] / MINUTE - EXPOSURE[0], MICRO * one["ca_m"], **words)
    _dress(axes, levels[-1])


def _dress(axes, most):
    doomed, extent, matrix = axes
    doomed.set_title("doomed (phenomenological, grade D)")
    doomed.set_ylabel("cells at the end of the run (%)")
    extent.set_title("deregulation reached")
    extent.set_ylabel("deregulated at most (%)")
    matrix.set_title(f"matrix calcium, [Mg]o to {most:g} mM")
    matrix.set_ylabel("free [Ca]m (uM)")
    matrix.set_xlabel("time in the exposure (min)")
    matrix.legend(title="magnesium at", title_fontsize=6.5, loc="upper right")
    for ax in (doomed, extent):
        ax.set_xlabel("[Mg]o raised at (min of the exposure)", color=MAGNESIUM)
        ax.axvspan(0, EXPOSURE[1] - EXPOSURE[0], color=GREY, alpha=0.12, lw=0)
        ax.set_ylim(-3, 103)
    doomed.legend(title="[Mg]o raised to", title_fontsize=6.5, loc="upper left")


figure = Figure(
    says="fate by when magnesium is raised and how far",
    panels=(1, 3),
    size=(7.6, 3.0),
    needs=("doomed", "deregulated", "ca_m", "start", "level"),
    draw=_draw,
)
