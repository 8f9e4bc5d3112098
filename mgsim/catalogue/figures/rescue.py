"""Rescue after a delay: deregulation and doomed cells by treatment, calcium for some delays."""

from mgsim.catalogue.painting import MAGNESIUM, TONES, magnesium
from mgsim.language import Figure

MINUTE, MICRO = 6e4, 1e3  # ms -> min, mM -> uM
TREATMENTS = (("NMDA receptors silenced", TONES[0], "o"), ("[Mg]o raised to 10 mM", MAGNESIUM, "s"))


def _draw(dataset, axes):
    fate, content, calcium = axes
    delays = dataset["width"] / MINUTE
    for row, (said, shade, mark) in enumerate(TREATMENTS):
        one = dataset.isel(treatment=row)
        words = {"color": shade, "marker": mark, "ms": 4 - row}
        fate.plot(delays, 100 * one["doomed"], ls="-", label=said, **words)
        fate.plot(delays, 100 * one["deregulated"], ls=":", label="_", fillstyle="none", **words)
    for number, delay in enumerate(delays.values):
        one = dataset.isel(treatment=-1, delay=number)
        shade = magnesium(1 - number / max(1, delays.size - 1))
        style = "--" if number % 2 else "-"
        words = {"color": shade, "ls": style, "lw": 1.1, "label": f"{delay:g} min"}
        content.plot(dataset["time"] / MINUTE, MICRO * one["ca_m"], **words)
        calcium.plot(dataset["time"] / MINUTE, MICRO * one["ca_i"], **words)
    fate.plot([], [], color="0.4", ls="-", label="doomed")
    fate.plot([], [], color="0.4", ls=":", label="deregulated, at most")
    _dress(axes)


def _dress(axes):
    fate, content, calcium = axes
    fate.set_title("fate (phenomenological, grade D)")
    fate.set_xlabel("delay after glutamate came (min)")
    fate.set_ylabel("cells at the end of the run (%)")
    fate.set_ylim(-3, 165)
    fate.set_yticks(range(0, 101, 25))
    fate.legend(loc="upper left")
    content.set_title("matrix calcium, [Mg]o raised")
    content.set_ylabel("free [Ca]m (uM)")
    content.legend(title="delay", title_fontsize=6.5, loc="upper right")
    calcium.set_title("cytosolic calcium, [Mg]o raised")
    calcium.set_ylabel("free [Ca]i (uM)")
    calcium.set_yscale("log")
    for ax in (content, calcium):
        ax.set_xlabel("time (min); glutamate 10 to 40")


figure = Figure(
    says="rescue against its delay: doomed and deregulated cells, and calcium",
    panels=(1, 3),
    size=(7.6, 3.2),
    needs=("doomed", "deregulated", "ca_m", "ca_i", "width", "treatment"),
    draw=_draw,
)
