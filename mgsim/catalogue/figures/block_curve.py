"""The unblocked fraction against voltage: every card at 1 mM, and one card over magnesium."""

from mgsim.catalogue.painting import TONES, magnesium
from mgsim.catalogue.published.block_table import UNBLOCKED, V_HOLD
from mgsim.language import Figure

MG = 1.0
DASHES = ("-", (0, (4, 1.5)))
CARD = "jahr_stevens_1990"


def _draw(dataset, axes):
    models, family = axes
    for number, block in enumerate(dataset["block"].values):
        line = dataset["unblocked"].sel(block=block, mg_o=MG)
        tone, dash = TONES[number % len(TONES)], DASHES[number // len(TONES)]
        models.plot(dataset["v_hold"], line, color=tone, ls=dash, label=block)
        _points(models, block, MG, tone)
    models.set_title(f"every published form, [Mg]o = {MG:g} mM")
    for number, mg_o in enumerate(dataset["mg_o"].values):
        line = dataset["unblocked"].sel(block=CARD, mg_o=mg_o)
        colour = magnesium(number / max(dataset["mg_o"].size - 1, 1))
        family.plot(dataset["v_hold"], line, "-", color=colour, label=f"{mg_o:g} mM")
        _points(family, CARD, mg_o, colour)
    family.set_title(f"{CARD} over [Mg]o")
    for ax in axes:
        ax.set_xlabel(f"membrane potential ({dataset['v_hold'].attrs['units']})")
        ax.set_ylabel("unblocked fraction")
        ax.set_ylim(-0.02, 1.02)
    models.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2)
    family.legend(title="[Mg]o", loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3)


def _points(ax, block, mg_o, colour):
    for (card, mg, _), values in UNBLOCKED.items():
        if card == block and mg == mg_o:
            ax.plot(V_HOLD, values, "o", ms=3.5, mfc="white", color=colour, ls="none")


figure = Figure(
    says="unblocked fraction against voltage and magnesium; circles are published values",
    panels=(1, 2),
    size=(7.2, 4.2),
    needs=("unblocked", "v_hold", "mg_o", "block"),
    draw=_draw,
)
