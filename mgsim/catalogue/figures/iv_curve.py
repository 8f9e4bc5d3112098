"""The NMDA current-voltage relation: one card over magnesium, and the cards at 1 mM."""

from mgsim.catalogue.painting import TONES, magnesium
from mgsim.catalogue.published.iv_table import PEAKS
from mgsim.language import Figure

MG = 1.0
CARD = "jahr_stevens_1990"


def _draw(dataset, axes):
    family, models = axes
    for number, mg_o in enumerate(dataset["mg_o"].values):
        colour = magnesium(number / max(dataset["mg_o"].size - 1, 1))
        line = dataset["i_nmda"].sel(block=CARD, mg_o=mg_o)
        family.plot(dataset["v_hold"], line, "-", color=colour, label=f"{mg_o:g} mM")
        _peak(family, CARD, mg_o, colour)
    family.set_title(f"{CARD} over [Mg]o")
    family.legend(title="[Mg]o", loc="lower right")
    for number, block in enumerate(dataset["block"].values):
        line = dataset["i_nmda"].sel(block=block, mg_o=MG)
        models.plot(dataset["v_hold"], line, "-", color=TONES[number], label=block)
        _peak(models, block, MG, TONES[number])
    models.set_title(f"by model, [Mg]o = {MG:g} mM")
    models.legend(loc="upper left")
    models.set_ylim(-20, 42)
    for ax in axes:
        ax.axhline(0, color="0.7", lw=0.6, zorder=0)
        ax.set_xlabel(f"membrane potential ({dataset['v_hold'].attrs['units']})")
        ax.set_ylabel(f"NMDA current at 1 nS ({dataset['i_nmda'].attrs['units']})")


def _peak(ax, block, mg_o, colour):
    if (block, mg_o) in PEAKS:
        voltage, current, _ = PEAKS[block, mg_o]
        ax.plot([voltage], [current], "o", ms=4, mfc="white", color=colour, ls="none")


figure = Figure(
    says="NMDA current against voltage; circles: published largest inward values",
    panels=(1, 2),
    size=(7.2, 3.2),
    needs=("i_nmda", "v_hold", "mg_o", "block"),
    draw=_draw,
)
