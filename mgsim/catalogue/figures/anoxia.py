"""Anoxia in tissue: outer potassium and ATP in time, depolarisation and calcium by magnesium."""

from mgsim.catalogue.painting import MAGNESIUM, TONES, magnesium
from mgsim.language import Figure

SECOND, MICRO = 1e3, 1e3  # ms -> s, mM -> uM
MARKS = "os^"
INSULTS = (("no insult", ":"), ("no ATP made", "--"), ("no oxygen", "-"))
LONG = {"handlelength": 3.2}  # so that dashes and dots are told apart
FIRST = 1  # of the levels of glutamate, the one whose time courses are shown


def _draw(dataset, axes):
    potassium, energy, latency, calcium = axes
    seconds, levels = dataset["time"] / SECOND, dataset["mg_o"].values
    glutamate = MICRO * dataset["concentration"].values
    for number, level in enumerate(levels):
        one = dataset.isel(mg_o=number, concentration=FIRST, insult=-1)
        words = {"color": magnesium(number / max(1, levels.size - 1)), "label": f"{level:g} mM"}
        potassium.plot(seconds, one["k_e"], **words)
        energy.plot(seconds, one["atp"], **words)
    for number, some in enumerate(glutamate):
        for row, (said, style) in enumerate(INSULTS):
            one = dataset.isel(concentration=number, insult=row)
            words = {"color": TONES[number], "ls": style, "marker": MARKS[number], "ms": 3.2}
            words["label"] = said if number == FIRST else "_"
            latency.plot(dataset["mg_o"], one["depolarised"] / SECOND, **words)
            words["label"] = f"glutamate {some:g} uM" if row == len(INSULTS) - 1 else "_"
            calcium.plot(dataset["mg_o"], one["ca_nmda"] + one["ca_l"], **words)
    _dress(axes, glutamate[FIRST])


def _dress(axes, some):
    potassium, energy, latency, calcium = axes
    potassium.set_title(f"potassium outside: no oxygen, {some:g} uM glutamate")
    potassium.set_ylabel("[K]e (mM)")
    potassium.legend(title="[Mg]o", title_fontsize=6.5)
    energy.set_title("ATP (phenomenological, grade D)")
    energy.set_ylabel("[ATP] (mM)")
    for ax in (potassium, energy):
        ax.set_xlabel("time (s); the insult begins at 1 s")
        ax.set_xlim(0, 45)
    latency.set_title("spreading depolarisation ([K]e above 20 mM)")
    latency.set_ylabel("time after the insult (s)")
    latency.set_yscale("log")
    latency.set_yticks((1, 3, 10, 30), ("1", "3", "10", "30"))
    calcium.set_title("calcium entry in 1.5 min: NMDA and L-type")
    calcium.set_ylabel("charge (pC)")
    for ax in (latency, calcium):
        ax.set_xlabel("[Mg]o (mM)", color=MAGNESIUM)
        ax.set_xscale("log")
        ax.set_xticks((0.1, 1, 4, 10), ("0.1", "1", "4", "10"))
        ax.minorticks_off()
        ax.legend(**LONG)


figure = Figure(
    says="anoxia by magnesium and glutamate: depolarisation, potassium, ATP, calcium entry",
    panels=(2, 2),
    size=(6.8, 5.4),
    needs=("depolarised", "ca_nmda", "ca_l", "k_e", "atp", "mg_o", "concentration", "insult"),
    draw=_draw,
)
