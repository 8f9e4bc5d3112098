"""ATP synthesis of mitochondria at rest against cytosolic calcium, by inner magnesium."""

from mgsim.catalogue.painting import GREY, magnesium
from mgsim.language import Figure

MICRO = 1e3  # mM -> uM
MARKS = "osD^vP"


def _draw(dataset, axes):
    synthesis, potential, matrix, against = axes
    calcium, levels = MICRO * dataset["concentration"], dataset["magnesium"].values
    unit = dataset["magnesium"].attrs["units"]
    for number, level in enumerate(levels):
        one = dataset.isel(magnesium=number)
        words = {"color": magnesium(number / max(1, levels.size - 1)), "ms": 2.8, "ls": "-"}
        words |= {"marker": MARKS[number % len(MARKS)], "label": f"{level:g} {unit}"}
        synthesis.plot(calcium, MICRO * one["j_f"], **words)
        potential.plot(calcium, one["psi_m"], **words)
        matrix.plot(calcium, MICRO * one["ca_m"], **words)
    for place, number in enumerate(range(1, calcium.size, max(1, calcium.size // 4))):
        one = dataset.isel(concentration=number)
        shade = str(0.65 * (1 - number / calcium.size))
        words = {"color": shade, "marker": MARKS[place % len(MARKS)], "ms": 2.8, "ls": "--"}
        against.plot(levels, MICRO * one["j_f"], label=f"{float(calcium[number]):g} uM", **words)
    _dress(axes, unit)


def _dress(axes, unit):
    synthesis, potential, matrix, against = axes
    synthesis.set_title("ATP made")
    synthesis.set_ylabel("synthesis (uM/ms of mitochondria)")
    potential.set_title("potential of the inner membrane")
    potential.set_ylabel("psi_m (mV)")
    matrix.set_title("matrix calcium")
    matrix.set_ylabel("free [Ca]m (uM)")
    matrix.set_yscale("log")
    matrix.legend(title="[Mg]i", title_fontsize=6.5, loc="lower right")
    against.set_title("ATP made")
    against.set_ylabel("synthesis (uM/ms of mitochondria)")
    against.set_xlabel(f"free [Mg]i ({unit})")
    against.axvline(0.5, color=GREY, lw=0.6)
    against.legend(title="[Ca]i", title_fontsize=6.5)
    for ax in axes[:3]:
        ax.set_xlabel("free [Ca]i (uM)")
    for ax in (synthesis, against):
        ax.set_ylim(bottom=0)


figure = Figure(
    says="ATP synthesis, potential and matrix calcium against cytosolic calcium, by magnesium",
    panels=(2, 2),
    size=(6.6, 5.2),
    needs=("j_f", "psi_m", "ca_m", "concentration", "magnesium"),
    draw=_draw,
)
